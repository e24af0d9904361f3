"""Whole pages as plain text; `KANBAO_WRITE_GOLDENS=1` writes them anew after a wanted change."""

import os
from pathlib import Path

import pytest

from tui.document.blocks import Document
from tui.typeset.options import TypesetOptions
from tui.typeset.page import typeset

GOLDENS = Path(__file__).with_name("goldens")
LABELS = {"image": "图"}
CASES = {
    "wide": TypesetOptions(width=100, labels=LABELS),
    "forty": TypesetOptions(width=40, labels=LABELS, open_folds=frozenset({1})),
    "narrow": TypesetOptions(width=18, labels=LABELS),
    "ascii": TypesetOptions(width=40, ambiguous=2, labels=LABELS, open_folds=frozenset({0, 1})),
    "spaced": TypesetOptions(width=48, justify=True, han_latin_space=True, indent_first=False),
}


@pytest.mark.parametrize("name", CASES)
def test_a_page_looks_as_agreed(paper: Document, name: str) -> None:
    page = typeset(paper, CASES[name])
    text = "".join(line.text.rstrip() + "\n" for line in page.lines(0, page.finish()))
    golden = GOLDENS / f"{name}.txt"
    if os.environ.get("KANBAO_WRITE_GOLDENS"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")
