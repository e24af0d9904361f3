"""What holds for every document at every width."""

from hypothesis import example, given, settings
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
from tui.text.width import cells, char_cells
from tui.typeset.line import Line
from tui.typeset.options import TypesetOptions
from tui.typeset.page import Page, typeset

texts = st.text(alphabet="新闻编组站，。“”（）《》、abc XY-12.5%/\n\u3000\u200b…—é①👍🏽", max_size=60)
spans = st.builds(
    Span,
    texts,
    st.sampled_from([Style.PLAIN, Style.STRONG, Style.CODE | Style.EMPHASIS]),
    st.sampled_from(["", "", "https://paper.example/a", "https://paper.example/b"]),
)
inlines = st.builds(Inline, st.lists(spans, max_size=4).map(tuple))
rows = st.lists(st.builds(Cell, inlines, st.booleans()), max_size=4).map(tuple)
leaves: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, inlines),
    st.builds(Heading, inlines, st.integers(1, 6)),
    st.builds(Code, st.text(alphabet="ab (中\t\n", max_size=60)),
    st.builds(Table, st.lists(rows, max_size=4).map(tuple), inlines),
    st.builds(Figure, st.just("https://paper.example/1.jpg"), texts, inlines),
    st.builds(Rule),
)


def nested(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    several = st.lists(inner, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Quote, several),
        st.builds(ListBlock, st.lists(st.builds(Item, several), max_size=3).map(tuple), st.sampled_from([None, 1, 99])),
        st.builds(Footnote, st.sampled_from(["[1]", "", "注释一二三四五"]), several),
        st.builds(Folded, st.just("notice"), texts, several),
    )


blocks = st.recursive(leaves, nested, max_leaves=6)
documents = st.builds(Document, st.lists(blocks, max_size=4).map(tuple), st.sampled_from(["zh", "", "en"]))
all_options = st.builds(
    TypesetOptions,
    width=st.integers(2, 90),
    justify=st.booleans(),
    han_latin_space=st.booleans(),
    ambiguous=st.sampled_from([1, 2]),
    open_folds=st.sampled_from([frozenset[int](), frozenset(range(50))]),
    labels=st.sampled_from([{}, {"image": "图片"}]),
)
HEADER = (Cell(Inline((Span("甲"),)), True), Cell(Inline((Span("乙"),)), True))
UNFOLDED = frozenset(range(50))
FORMLESS = "\u200b"


def whole(document: Document, options: TypesetOptions) -> Page:
    page = typeset(document, options)
    page.finish()
    return page


@settings(max_examples=150, deadline=None)
@given(documents, all_options)
def test_no_line_is_wider_than_the_measure(document: Document, options: TypesetOptions) -> None:
    for line in (page := whole(document, options)).lines(0, page.height):
        assert line.left + line.width <= options.margin + options.columns


@settings(max_examples=150, deadline=None)
@given(documents, st.integers(2, 90))
@example(Document((Table((HEADER, ())),)), 2)
@example(Document((Table((HEADER, HEADER[:1])),)), 2)
def test_the_lines_hold_the_whole_text_and_each_character_once(document: Document, width: int) -> None:
    page = whole(document, TypesetOptions(width=width, open_folds=UNFOLDED))
    shown = sorted(
        (run.offset, run.text) for line in page.lines(0, page.height) for run in line.runs if run.offset >= 0
    )
    assert all(page.text.startswith(text, offset) for offset, text in shown)
    seen = [offset + place for offset, text in shown for place in range(len(text))]
    assert len(seen) == len(set(seen))
    left_out = "".join(page.text[place] for place in sorted(set(range(len(page.text))) - set(seen)))
    assert not left_out.replace(FORMLESS, "").strip()


@settings(max_examples=150, deadline=None)
@given(documents, all_options)
def test_a_line_is_found_again_by_its_position(document: Document, options: TypesetOptions) -> None:
    page = whole(document, options)
    for number, line in enumerate(page.lines(0, page.height)):
        if line.end > line.start and any(run.offset == line.start for run in line.runs):
            assert page.line_of(page.position_of(number)) == number


@settings(max_examples=80, deadline=None)
@given(documents, all_options)
def test_every_shown_character_leads_back_to_its_line_and_cell(document: Document, options: TypesetOptions) -> None:
    page = whole(document, options)
    for number, line in enumerate(page.lines(0, page.height)):
        cell = line.left
        for run in line.runs:
            if run.offset >= 0 and char_cells(run.text[0]):
                spot = line.at(cell)
                assert (spot.offset, spot.link) == (run.offset, run.link)
                assert page.line_of(run.offset) == number
            cell += cells(run.text)


@settings(max_examples=60, deadline=None)
@given(documents, st.integers(2, 90), st.integers(2, 90))
def test_the_text_and_its_positions_do_not_depend_on_the_setting(document: Document, one: int, two: int) -> None:
    closed = whole(document, TypesetOptions(width=one))
    opened = whole(document, TypesetOptions(width=two, open_folds=UNFOLDED, han_latin_space=True))
    assert closed.text == opened.text
    assert closed.source_text(0, len(closed.text)) == closed.text
    for line in closed.lines(0, closed.height):
        for run in line.runs:
            if run.offset >= 0:
                number = opened.line_of(run.offset)
                assert opened.line(number).start <= run.offset < max(opened.line(number).end, run.offset + 1)


@settings(max_examples=60, deadline=None)
@given(documents, all_options)
def test_laying_out_line_by_line_or_at_once_is_the_same(document: Document, options: TypesetOptions) -> None:
    at_once, by_line = whole(document, options), typeset(document, options)
    lines: list[Line] = []
    while by_line.ensure(len(lines)):
        lines.append(by_line.line(len(lines)))
    assert lines == at_once.lines(0, at_once.height)
    assert by_line.complete
    assert by_line.links == at_once.links
