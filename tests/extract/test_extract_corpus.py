"""Real pages with gold text; skipped where they are not beside the checkout. ``KANBAO_FULL=1`` takes them all."""

import gzip
import json
import os
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from tui.extract.extract import extract

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
FULL = os.environ.get("KANBAO_FULL") == "1"
NOW = 1_795_000_000
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside this checkout")


def grams(text: str) -> Counter[str]:
    bare = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    return Counter(bare[at : at + 4] for at in range(max(0, len(bare) - 3)))


def likeness(found: str, gold: str) -> float:
    """F1 of the 4-grams of characters."""
    mine, theirs = grams(found), grams(gold)
    both = (mine & theirs).total()
    return 2 * both / (mine.total() + theirs.total()) if both else 0.0


def data_of(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def chinese_pages() -> list[tuple[Path, str]]:
    articles = CORPUS / "articles"
    found = [
        (path, (articles / "zh-immortal" / "cleaned" / f"{path.stem}.txt").read_text("utf-8", "replace"))
        for path in sorted((articles / "zh-immortal" / "original").glob("*.html"))
    ]
    for name in ("zh-gne", "zh-cx-extractor-163"):
        index = json.loads((articles / name / "selector-gold" / "index.json").read_text("utf-8"))
        for page, about in sorted(index.items()):
            if (articles / name / page).exists():
                found.append((articles / name / page, (articles / name / about["gold"]).read_text("utf-8")))
    return found if FULL else found[::3]


def test_chinese_pages_against_gold() -> None:
    scores = [likeness(extract(data_of(path), now=NOW).text, gold) for path, gold in chinese_pages()]
    assert len(scores) > 20
    assert sum(scores) / len(scores) >= 0.94


def test_lists_and_front_pages_are_no_articles() -> None:
    folders = ("zh-gerapy-samples/list", "zh-gne-lists", "zh-jweb-sina")
    lists = [path for name in folders for path in (CORPUS / "pages" / name).rglob("*") if path.suffix == ".gz"]
    assert len(lists) > 8
    taken = [path.name for path in lists if extract(data_of(path), now=NOW).is_article]
    assert len(taken) <= len(lists) // 20
