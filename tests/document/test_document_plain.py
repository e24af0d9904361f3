"""Paragraphs read without a parser are what the parser makes of them."""

from hypothesis import given
from hypothesis import strategies as st

from tui.document.plain import paragraphs
from tui.document.sanitize import write
from tui.document.tidy import tidy
from tui.document.tidy import tidy_part as by_parser
from tui.document.tree import Element

PARTS = [
    "<p>", "</p>", "<br>", "<br/>", "<br />", "<b>", "<p class=x>", "<P>", "<!--", "-->",
    "&amp;", "&lt;", "&gt;", "&quot;", "&nbsp;", "&amp;lt;", "&copy;", "&#20;", "&",
    "\n", "\t", "  ", "\u3000", "\u00a0\u00a0", "\r\n", "\f", "\x00", "\x1b[2J", "\u2028", "\x85",
    "\u200d", "\u0301", "\u202e", "\ufeff", "新闻。", "「报」", "news", "\U0001f469\u200d\U0001f680",
]  # fmt: skip
SOUP = st.lists(st.sampled_from(PARTS), max_size=12).map("".join)
ROWS = st.lists(SOUP.map(lambda inside: f"<p>{inside}</p>"), min_size=1, max_size=5).map("\n".join)
USUAL = "\n<p>央行 &amp; 财政部<br>宣布\n降息。</p> <p> </p>\n<p>“完”</p>\n"


@given(st.one_of(ROWS, SOUP))
def test_they_are_those_of_the_parser(html: str) -> None:
    rows = paragraphs(html)
    if rows is not None:
        assert [Element("p", pieces=row) for row in rows] == by_parser(html)


@given(ROWS)
def test_what_is_stored_is_read_as_it_was_written(html: str) -> None:
    once = write(tidy(html))
    assert write(tidy(once)) == once
    assert tidy(once) == by_parser(once)


def test_usual_ones_need_no_parser() -> None:
    rows = paragraphs(USUAL)
    assert rows == [block.pieces for block in by_parser(USUAL)]
    assert len(rows) == 2


def test_all_else_is_left_to_the_parser() -> None:
    others = ["", "新闻", "<p>一<p>二", "<p>一</p>二", "<p>&copy;</p>", "<p>a<b>c</b></p>", "<p>\x00</p>", "<p>\r</p>"]
    others += ["<p></p>" * 30_000, f"<p>{'a' * 1_300_000}</p>"]
    assert [paragraphs(html) for html in others] == [None] * len(others)
