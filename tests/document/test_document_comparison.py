"""Two versions as one document."""

from hypothesis import given
from hypothesis import strategies as st

from tui.document.blocks import Style
from tui.document.comparison import comparison
from tui.document.html import plain_text

TEXTS = st.lists(st.text("甲乙丙", min_size=1, max_size=8), max_size=4).map("\n\n".join)


def test_what_went_is_struck_and_what_came_is_underlined() -> None:
    document = comparison("第一段。\n\n增长百分之八。", "第一段。\n\n增长百分之十二。")
    assert plain_text(document) == "第一段。\n\n增长百分之八十二。"
    styles = [(span.text, span.style) for span in document.blocks[1].content.spans]  # type: ignore[union-attr]
    assert styles == [
        ("增长百分之", Style.PLAIN),
        ("八", Style.STRIKE),
        ("十二", Style.UNDERLINE | Style.STRONG),
        ("。", Style.PLAIN),
    ]
    marked = plain_text(comparison("增长百分之八。", "增长百分之十二。", marked=True))
    assert marked == "增长百分之[-八-]{+十二+}。"


@given(TEXTS, TEXTS)
def test_both_texts_are_in_it(old: str, new: str) -> None:
    spans = [span for block in comparison(old, new).blocks for span in block.content.spans]  # type: ignore[union-attr]
    assert "".join(s.text for s in spans if Style.UNDERLINE not in s.style) == old.replace("\n", "")
    assert "".join(s.text for s in spans if Style.STRIKE not in s.style) == new.replace("\n", "")
