"""Simplified and Traditional: by words, and always as long as before."""

from hypothesis import given
from hypothesis import strategies as st

from tui.document.blocks import (
    Cell,
    Document,
    Folded,
    Heading,
    Inline,
    Item,
    ListBlock,
    Paragraph,
    Quote,
    Span,
    Style,
    Table,
)
from tui.document.rewrite import rewritten
from tui.text.scripts import converter, other_script


def test_by_words_not_by_characters() -> None:
    assert converter("hant")("皇后的头发,以后再理") == "皇后的頭髮,以後再理"
    assert converter("hans")("檢視鉛字與排版") == "检视铅字与排版"
    assert converter("")("原樣") == "原樣"


def test_the_other_script_is_found() -> None:
    assert other_script("檢字房裡的鉛字") == "hans"
    assert other_script("检字房里的铅字") == "hant"


@given(st.text("里裡后後发發髮台臺abc 1，乾干隆", max_size=60), st.sampled_from(["hans", "hant"]))
def test_the_length_stays(text: str, script: str) -> None:
    assert len(converter(script)(text)) == len(text)


def test_a_word_over_a_change_of_style_is_still_a_word() -> None:
    row = Inline((Span("头"), Span("发", Style.STRONG, "https://a.example/")))
    blocks = (
        Heading(row),
        ListBlock((Item((Paragraph(row),)),)),
        Quote((Paragraph(row),)),
        Table(((Cell(row),),), row),
        Folded("related", "头发", (Paragraph(row),)),
    )
    done = rewritten(Document(blocks), converter("hant"))
    heading = done.blocks[0]
    assert isinstance(heading, Heading)
    assert [span.text for span in heading.content.spans] == ["頭", "髮"]
    assert heading.content.spans[1].link == "https://a.example/"
    assert "头" not in repr(done) and "髮" in repr(done.blocks[4])
