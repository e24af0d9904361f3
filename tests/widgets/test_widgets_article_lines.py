"""Head and foot of an article: what they say, how it is parted into lines, and places in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.document.blocks import Document, Inline, Paragraph, Span
from tui.i18n import choose_language
from tui.model.entry import Article, Entry
from tui.text.width import cells
from tui.typeset.options import TypesetOptions
from tui.typeset.page import typeset
from tui.widgets.article_lines import Piece, foot_lines, head_lines
from tui.widgets.article_sheet import Sheet
from tui.widgets.ink import PRETTY

NOW = 1_795_000_000


@pytest.fixture(autouse=True)
def chinese() -> None:
    choose_language("zh")


def article(title: str = "旧车站", *, outlet: str = "江沅新闻网", source: str = "", **named: int | str) -> Article:
    entry = Entry(
        7, 1, outlet, title, "https://paper.example/a?utm_source=x&id=1", ("程望舒",), source, NOW - 60, NOW, False,
        False, False, ("城事", "图书馆"), "",
    )  # fmt: skip
    return Article(entry, "", "正文。" * 90, **named)  # type: ignore[arg-type]


def texts(lines: list[list[Piece]]) -> list[str]:
    return ["".join(piece.text for piece in line) for line in lines]


@pytest.mark.parametrize("measure", range(16, 64))
def test_no_fact_stands_alone_below_others(measure: int) -> None:
    lines = texts(head_lines(article(source="江沅晚报"), NOW, measure, PRETTY))
    assert all(cells(line) <= measure for line in lines)
    alone = [line for line, above in zip(lines[1:], lines, strict=False) if line == "1 分钟前" and "·" in above]
    assert alone == []


@pytest.mark.parametrize(
    ("outlet", "source", "named"),
    [
        ("江沅新闻网", "江沅新闻网", False),
        ("江沅新闻网 - 财经", "江沅新闻网", False),
        ("江沅新闻网_城事", "江沅新闻网", False),
        ("新华网", "新华", True),
        ("江沅新闻网", "江沅晚报", True),
        ("江沅新闻网", "程望舒", False),
    ],
)
def test_a_source_is_named_once(outlet: str, source: str, named: bool) -> None:
    head = "\n".join(texts(head_lines(article(outlet=outlet, source=source), NOW, 60, PRETTY)))
    assert ("来源" in head) == named


def test_where_head_and_foot_lead() -> None:
    shown = article(comments=3, comments_url="https://paper.example/c")
    targets = {piece.text: piece.target for line in head_lines(shown, NOW, 60, PRETTY) for piece in line}
    assert targets["#图书馆"] == "#图书馆"
    assert targets["3 条评论"] == "https://paper.example/c"
    akin = [article("另一篇很长很长很长很长很长很长很长很长的相关文章").entry]
    foot = foot_lines(shown, 40, kindred=akin, now=NOW)
    assert "原文 https://paper.example/a?id=1" in texts(foot)
    assert [piece.target for piece in foot[-2]] == ["@7", ""]
    assert all(cells(line) <= 40 for line in texts(foot))


TITLES = ("旧车站改成的图书馆：六百个座位和两千多张老照片的去处", "The Reading Room That Never Closes and Its Keeper")


@given(st.sampled_from(TITLES), st.integers(12, 50), st.data())
def test_places_and_cells_of_the_sheet_belong_together(title: str, measure: int, data: st.DataObject) -> None:
    document = Document(tuple(Paragraph(Inline((Span(text),))) for text in ("二月的风还带着凉意。", "两千多张。")))
    page = typeset(document, TypesetOptions(width=measure, measure=measure))
    shown = article(title)
    sheet = Sheet(head_lines(shown, NOW, measure, PRETTY), page, foot_lines(shown, measure))
    place = data.draw(st.integers(sheet.first, sheet.last - 1))
    number, cell = sheet.line_of(place), sheet.cell_of(place)
    assert sheet.has(number)
    if cell >= 0:
        assert sheet.character_at(number, cell) == place
        assert sheet.place_at(number, cell) == place
        (paint,) = sheet.paints(number, place, place + 1, "selection")
        assert (paint.start, paint.end) == (cell, cell + cells(sheet.text(place, place + 1)))
    start, end = sheet.word_at(place)
    assert start <= place < end
    start, end = sheet.paragraph_at(place)
    assert start <= place <= end
    assert sheet.copied(sheet.first, sheet.last).startswith(title)
    assert "二月的风还带着凉意。\n\n两千多张。" in sheet.copied(sheet.first, sheet.last)
    assert sheet.copied(0, sheet.body_end) == "二月的风还带着凉意。\n\n两千多张。"
    assert not sheet.has(-100)
    assert not sheet.has(100)
