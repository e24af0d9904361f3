"""Real news pages saved from a server that is then switched off: read, found and exported without it.

Runs where ``../shared/corpus`` lies beside the checkout; a few pages each time, two hundred and a look with a browser
with ``KANBAO_FULL_CORPUS=1``.
"""

import gzip
import json
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.export.conftest import png
from tests.support.server import Reply, Server
from tui.config.settings import Settings
from tui.document.html import images, plain_text
from tui.export.clipping import Issue
from tui.export.formats import MODULES, format_named
from tui.i18n import choose_language
from tui.model.entry import Article
from tui.query.parse import parse_query
from tui.services.clippings import body, entries_of
from tui.services.exporting import Job, Written, export
from tui.services.kept_pages import ExtractedPages
from tui.services.saving import Saver
from tui.services.tools import at_desk
from tui.store.library import Library
from tui.store.view import View

ARTICLES = Path(__file__).parents[3] / "shared" / "corpus" / "articles"
FULL = bool(os.environ.get("KANBAO_FULL_CORPUS"))
WANTED = 200 if FULL else 6
pytestmark = pytest.mark.skipif(not ARTICLES.is_dir(), reason="the corpus is not beside this checkout")

PICTURE = re.compile(rb"""(<img\b[^>]*?\ssrc\s*=\s*)(?:"[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
ELSEWHERE = re.compile(rb"""https?://(?!127\.0\.0\.1)[^\s"'<>()]+\.(?:jpe?g|png|gif|webp)\b""", re.IGNORECASE)
TAG = re.compile(rb"""<img\b(?:[^>"']|"[^"]*"|'[^']*')*>""", re.IGNORECASE)
LAZY = re.compile(rb"""\s(?:data-[\w-]*|srcset|longdesc)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
HTML = "{http://www.w3.org/1999/xhtml}"


def found_pages() -> Iterator[bytes]:
    for path in sorted((ARTICLES / "zh-immortal" / "original").glob("*.html")):
        yield path.read_bytes()
    for name in ("zh-gne", "zh-cx-extractor-163"):
        index = json.loads((ARTICLES / name / "selector-gold" / "index.json").read_text("utf-8"))
        yield from (
            (ARTICLES / name / page).read_bytes() for page in sorted(index) if (ARTICLES / name / page).exists()
        )
    for path in sorted((ARTICLES / "scrapinghub" / "html").glob("*")):
        yield gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    for path in sorted((ARTICLES / "readability").glob("*/source.html*")):
        yield gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def serve(server: Server, page: bytes, number: int) -> str:
    """Put a page on the server with pictures of its own; its address."""
    count = 0

    def picture() -> bytes:
        nonlocal count
        count += 1
        path = f"/{number}/{count}.png"
        server.route(path, Reply(png(grey=(number * 7 + count) % 256, width=2 + number % 50)))
        return server.url(path).encode()

    def local(match: re.Match[bytes]) -> bytes:
        return b'%s"%s"' % (match[1], picture())

    page = TAG.sub(lambda tag: PICTURE.sub(local, LAZY.sub(b"", tag[0])), page)
    # Some stand in scripts, or in tags that no pattern takes apart.
    page = ELSEWHERE.sub(lambda _: picture(), page)
    server.route(f"/{number}.html", Reply(page, {"Content-Type": "text/html"}))
    return server.url(f"/{number}.html")


@dataclass
class Saved:
    """The library after the server was switched off; ``articles`` are those that are articles, by entry."""

    library: Library
    articles: dict[int, Article]
    whole: int
    pictures: int


@pytest.fixture
async def saved(tmp_path: Path) -> Saved:
    choose_language("zh")
    folder = tmp_path / "library"
    with Server() as server:
        addresses = [serve(server, page, n) for n, page in zip(range(WANTED), found_pages(), strict=False)]
        async with at_desk(folder_of(folder), Settings(), tmp_path / "none.toml") as tools:
            saver = Saver(tools.library, tools.fetcher, ExtractedPages(tools.articles))
            entries = [saver.entry_for(address, allow_private=True) for address in addresses]
            await saver.save(entries, lambda event: None)
    library = Library.open(folder)
    articles = {entry: library.entries.article(entry) for entry in entries}
    states = [saving.state for entry in entries if (saving := library.shelf.saving(entry)) is not None]
    pictures = sum(len(library.shelf.pictures(entry)) for entry in entries)
    return Saved(library, articles, states.count("done"), pictures)


def folder_of(folder: Path) -> Path:
    Library.open(folder).close()
    return folder


def squeezed(text: str) -> str:
    return "".join(text.split())


def body_text(chapter: bytes) -> str:
    """What a chapter says without its head, labels and what stands for pictures that are not there."""
    root = ElementTree.fromstring(chapter)

    def text(element: ElementTree.Element) -> Iterator[str]:
        name = element.get("class", "")
        if name not in ("title", "byline", "label", "absent", "folded", "note"):
            yield element.text or ""
            for child in element:
                yield from text(child)
        yield element.tail or ""

    return squeezed("".join(text(next(root.iter(f"{HTML}body")))))


async def test_pages_are_kept_for_good(saved: Saved, tmp_path: Path) -> None:
    library, articles = saved.library, saved.articles
    assert saved.whole == len(articles) == WANTED
    # Read: every one has its text, and every picture of it is there.
    for entry, article in articles.items():
        assert squeezed(article.text), article.entry.url
        there = {picture.url for picture in library.shelf.pictures(entry)}
        assert set(images(body(article))) <= there
    # Found: by a passage from its middle.
    for entry, article in articles.items():
        words = [word for word in re.findall(r"[\u4e00-\u9fff]{4,12}|[A-Za-z]{6,}", article.text) if word]
        if words:
            query = parse_query(f'"{words[len(words) // 2]}"', 0)
            assert entry in {hit.id for hit in library.search(query, limit=WANTED)}
    # Handed on, in every format: a file each, and all in one.
    for name in MODULES:
        format_ = format_named(name)
        told: list[Written] = []
        export(library, entries_of(library, View()), Job(format_, tmp_path / name), told.append)
        one = tmp_path / f"all{format_.suffix}"
        export(library, entries_of(library, View()), Job(format_, one, issue=Issue("全部", 1)), told.append)
        assert [written.error for written in told] == [None] * (WANTED + 1)
        assert told[-1].entries == WANTED
        assert len([path for path in (tmp_path / name).iterdir() if path.is_file()]) == WANTED
    # The book says what the articles say, word for word.
    with zipfile.ZipFile(tmp_path / "all.epub") as opened:
        chapters = [opened.read(name) for name in sorted(opened.namelist()) if name.startswith("EPUB/text/")]
    in_order = [articles[entry] for entry in entries_of(library, View())]
    for article, chapter in zip(in_order, chapters, strict=True):
        assert body_text(chapter) == squeezed(plain_text(body(article)))
    library.close()


def checker() -> list[str]:
    found = shutil.which("epubcheck")
    return ["java", "-jar", found] if found else []


@pytest.mark.skipif(not (FULL and shutil.which("chromium") and checker()), reason="a look with a browser takes long")
async def test_a_browser_and_epubcheck_have_nothing_to_say(saved: Saved, tmp_path: Path) -> None:
    library = saved.library
    told: list[Written] = []
    for name in ("html", "epub"):
        target = tmp_path / f"all.{name}"
        export(
            library, entries_of(library, View()), Job(format_named(name), target, issue=Issue("全部", 1)), told.append
        )
    done = subprocess.run([*checker(), str(tmp_path / "all.epub")], capture_output=True, text=True, check=False)
    assert "0 fatals / 0 errors / 0 warnings" in done.stdout + done.stderr
    log = tmp_path / "net.json"
    done = subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
         "--disable-component-update", "--no-first-run", f"--user-data-dir={tmp_path}/browser",
         f"--log-net-log={log}", "--enable-logging=stderr", "--virtual-time-budget=20000", "--dump-dom",
         (tmp_path / "all.html").as_uri()],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.stdout.count("<article") == WANTED
    assert "CONSOLE" not in done.stderr
    asked = set(re.findall(r'"url":"(?:https?|wss?)://([^"/]+)', log.read_text("utf-8")))
    # What a browser asks of its maker by itself is none of the page's.
    assert {host for host in asked if not host.endswith(("google.com", "googleapis.com", "gvt1.com"))} == set()
    pictures = re.findall(r'<img src="([^"]{0,40})', done.stdout)
    assert pictures
    assert all(address.startswith("data:image/") for address in pictures)
    library.close()
