"""Highlights stand where a typeset page counts them."""

from hypothesis import given
from hypothesis import strategies as st

from tui.document.blocks import (
    Block,
    Cell,
    Code,
    Document,
    Figure,
    Folded,
    Footnote,
    Heading,
    Inline,
    Item,
    ListBlock,
    Paragraph,
    Quote,
    Rule,
    Span,
    Style,
    Table,
)
from tui.document.highlight import highlighted
from tui.typeset.pieces import document_text, pieces

TEXTS = st.text("甲乙丙 ab\n", max_size=6)
INLINES = st.lists(st.builds(Span, TEXTS, st.sampled_from([Style.PLAIN, Style.STRONG]), st.just("")), max_size=3).map(
    lambda spans: Inline(tuple(spans))
)
ROWS = st.lists(st.lists(st.builds(Cell, INLINES), max_size=3).map(tuple), max_size=3).map(tuple)
LEAVES: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, INLINES),
    st.builds(Heading, INLINES),
    st.builds(Code, TEXTS),
    st.builds(Table, ROWS, INLINES),
    st.builds(Figure, st.just("u"), TEXTS, INLINES),
    st.just(Rule()),
)


def _nested(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    some = st.lists(inner, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Quote, some),
        st.builds(Footnote, TEXTS, some),
        st.builds(Folded, st.just("credits"), TEXTS, some),
        st.builds(ListBlock, st.lists(st.builds(Item, some), max_size=3).map(tuple)),
    )


DOCUMENTS = st.lists(st.recursive(LEAVES, _nested, max_leaves=6), max_size=4).map(lambda made: Document(tuple(made)))


def marked(document: Document) -> str:
    """The document's text with everything but what is marked (and what has no styles) as a dot."""
    shown = []
    for piece in pieces(document):
        if not piece.text:
            continue
        match piece.block:
            case Figure() | Table() if piece.caption:
                shown.append(_marks(piece.block.caption))
            case Paragraph() | Heading():
                shown.append(_marks(piece.block.content))
            case Table():
                shown.append("\n".join("\t".join(_marks(cell.content) for cell in row) for row in piece.block.rows))
            case _:
                shown.append(piece.text)
    return "..".join(shown)


def _marks(content: Inline) -> str:
    return "".join(span.text if Style.MARK in span.style else "." * len(span.text) for span in content.spans)


@given(DOCUMENTS, st.lists(st.tuples(st.integers(-3, 60), st.integers(-3, 60)), max_size=4))
def test_exactly_the_ranges_are_marked(document: Document, ranges: list[tuple[int, int]]) -> None:
    done = highlighted(document, ranges)
    text = document_text(document)
    assert document_text(done) == text
    wanted = {place for start, end in ranges for place in range(max(0, start), end)}
    found, nothing = marked(done), marked(highlighted(document, []))
    assert len(found) == len(text)
    for place, (sign, blank, before) in enumerate(zip(found, nothing, text, strict=True)):
        # Where nothing marked shows a dot for a character, the mark decides; partings and code show the same always.
        if blank == "." and before != "." and sign != "\t":
            parting = before == "\n" and sign == "."
            assert (sign == before) == (place in wanted) or parting


def test_a_mark_may_run_over_paragraphs_and_styles() -> None:
    document = Document(
        (Paragraph(Inline((Span("甲乙"), Span("丙丁", Style.STRONG)))), Paragraph(Inline((Span("戊己"),))))
    )
    done = highlighted(document, [(1, 3), (2, 7)])
    assert done == Document(
        (
            Paragraph(Inline((Span("甲"), Span("乙", Style.MARK), Span("丙丁", Style.STRONG | Style.MARK)))),
            Paragraph(Inline((Span("戊", Style.MARK), Span("己")))),
        )
    )
