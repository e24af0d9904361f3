"""Lines on demand, find, selection."""

from collections.abc import Iterator

import pytest

from tui.document.blocks import Block, Cell, Document, Inline, Paragraph, Span, Table
from tui.typeset.find import Hit, HitSpan, find
from tui.typeset.options import TypesetOptions
from tui.typeset.page import Page, typeset

SENTENCE = "车到了就卸，卸完就走，这里从来不等人，GPS也等不起。"


def document(*paragraphs: str) -> Document:
    return Document(tuple(Paragraph(Inline((Span(text),))) for text in paragraphs), "zh")


def page(*paragraphs: str, width: int = 40, **more: object) -> Page:
    return typeset(document(*paragraphs), TypesetOptions(width=width, **more))  # type: ignore[arg-type]


def test_a_first_screen_lays_out_no_more_than_itself() -> None:
    asked: list[Block] = []

    class Blocks(tuple[Block, ...]):
        __slots__ = ()

        def __iter__(self) -> Iterator[Block]:
            for block in super().__iter__():
                asked.append(block)
                yield block

    made = typeset(Document(Blocks(document(*[SENTENCE] * 500).blocks), "zh"), TypesetOptions(width=40))
    assert len(made.lines(0, 30)) == 30
    assert (made.height, made.complete) == (30, False)
    assert len(asked) < 15


def test_an_endless_paragraph_is_set_as_if_it_were_looked_at_whole() -> None:
    long = page(SENTENCE * 2_000, width=50)
    long.lines(0, 40)
    assert not long.complete
    assert long.height == 40
    shown = "".join(run.text for line in long.lines(0, long.finish()) for run in line.runs)
    assert shown == SENTENCE * 2_000
    assert all(line.width >= 44 for line in long.lines(1, long.height - 2))


def test_a_great_table_is_set_row_by_row() -> None:
    row = tuple(Cell(Inline((Span(text),))) for text in ("临川", "1,204", "新建到发线"))
    made = typeset(Document((Table((row,) * 2_000),)), TypesetOptions(width=40))
    made.lines(0, 30)
    assert made.height == 30
    assert made.finish() == 2_000
    assert made.line_of(made.position_of(1_999)) == 1_999


def test_the_expected_height_is_near_before_and_exact_after() -> None:
    made = page(*[SENTENCE * 3] * 200)
    made.lines(0, 50)
    expected = made.expected_height
    assert abs(expected - made.finish()) < made.height / 5
    assert made.expected_height == made.height


def test_asking_beyond_the_end_gives_what_there_is() -> None:
    made = page("一", "二")
    assert [line.text.strip() for line in made.lines(-5, 100)] == ["一", "", "二"]
    assert made.lines(50, 10) == []
    assert made.lines(0, 0) == []
    assert (made.position_of(99), made.line_of(10**9)) == (len(made.text), 2)


def test_what_is_selected_is_the_source_without_breaks_indents_and_spaces_put_in() -> None:
    made = page(SENTENCE, "第二段用Python写成。", width=24, justify=True, han_latin_space=True)
    last = made.finish() - 1
    start, end = made.at(0, 0), made.at(last, 99)
    assert made.source_text(start.offset, end.offset) == SENTENCE + "\n\n第二段用Python写成。"


def test_a_cell_leads_to_its_character() -> None:
    line = page("卸完ab").line(0)
    assert line.left == 4
    assert [line.at(cell).offset for cell in (0, 4, 5, 6, 8, 9, 10, 99)] == [0, 0, 0, 1, 2, 3, 4, 4]


@pytest.mark.parametrize(
    ("needle", "found"),
    [
        ("gps", ["GPS"]),
        ("等", ["等", "等"]),
        ("  ", []),
        ("", []),
        (".*", []),
        ("走， 这", []),
        ("人，GPS也", ["人，GPS也"]),
    ],
)
def test_find_takes_text_as_it_is_whatever_the_case(needle: str, found: list[str]) -> None:
    made = page(SENTENCE)
    assert [made.source_text(hit.start, hit.end) for hit in made.find(needle)] == found


def test_a_space_in_what_is_sought_matches_a_forced_break_but_no_new_paragraph() -> None:
    assert find(document("old\nyard", "old", "yard"), "Old Yard") == [Hit(0, 8)]


def test_a_hit_is_marked_on_both_sides_of_a_line_end() -> None:
    made = page(SENTENCE, width=20, indent_first=False)
    assert made.line(0).text == "车到了就卸，卸完就"
    hits = made.find("完就走，这里")
    marks = {number: made.hits_on(number, hits) for number in range(made.finish())}
    assert {number: mark for number, mark in marks.items() if mark} == {0: [HitSpan(14, 18, 0)], 1: [HitSpan(0, 8, 0)]}
