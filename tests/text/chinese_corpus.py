"""Paragraphs of Chinese from the shared corpus, where it lies beside the checkout."""

import gzip
import html
import re
from functools import cache
from pathlib import Path

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"

_BLOCK = re.compile(
    r"</?(?:p|div|br|li|td|tr|h\d|item|title|description|link|guid|pubDate|content)\b[^>]*>"
    r"|[\n\v\f\x85\u2028\u2029]",
    re.I,
)
_TAG = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<!--.*?-->|<!\[CDATA\[|\]\]>|<[^<>]*>", re.S | re.I)
_HAN = re.compile("[\u4e00-\u9fff]")


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def _paragraphs(source: str) -> list[str]:
    parts = _BLOCK.split(html.unescape(html.unescape(source)))
    lines = (" ".join(_TAG.sub("", part).split(" ")).strip() for part in parts)
    return [line for line in lines if len(line) >= 12 and 2 * len(_HAN.findall(line)) > len(line)]


@cache
def chinese_paragraphs(every: int = 1, pages: bool = False) -> tuple[str, ...]:
    """The different paragraphs of at least twelve characters, mostly Han, of each `every`th file, in a fixed order.

    `pages` leaves out all files but the Chinese web pages.
    """
    files = sorted(path for path in CORPUS.rglob("*") if path.suffix in {".gz", ".txt", ".xml", ".html"})
    if pages:
        names = [path.relative_to(CORPUS).parts for path in files]
        files = [
            path
            for path, (kind, *below) in zip(files, names, strict=True)
            if kind in ("pages", "articles") and below[0].startswith("zh-")
        ]
    found: dict[str, None] = {}
    for path in files[::every]:
        data = path.read_bytes()
        found.update(dict.fromkeys(_paragraphs(_decode(gzip.decompress(data) if path.suffix == ".gz" else data))))
    return tuple(found)
