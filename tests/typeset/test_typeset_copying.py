"""What a selection copies, what a word is, and what stands in the way of a search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.typeset.conftest import NARROW_TABLE, para
from tests.typeset.test_typeset_properties import UNFOLDED, documents
from tui.document.blocks import Code, Document, Folded
from tui.typeset.copying import copied, paragraph_at
from tui.typeset.find import find
from tui.typeset.options import TypesetOptions
from tui.typeset.page import typeset
from tui.typeset.pieces import document_text
from tui.typeset.words import next_word, previous_word, word_at

TEXT = "今年开行GPT-4o班列多出12.5%，（用C++写的）“看报”says hello👍🏽完。\n二月的风\t1,204"


@pytest.mark.parametrize(
    ("within", "word"),
    [
        ("开", "今年开行"),
        ("T-4", "GPT-4o"),
        ("2.5", "12.5%"),
        ("，", "，"),
        ("+写", "C++"),
        ("报”", "看报"),
        ("ay", "says"),
        ("👍", "👍🏽"),
        ("月", "二月"),
        ("204", "1,204"),
    ],
)
def test_a_word_is_what_no_line_is_broken_in_and_among_han_what_is_likely_one(within: str, word: str) -> None:
    start, end = word_at(TEXT, TEXT.index(within))
    assert TEXT[start:end] == word


@pytest.mark.parametrize(
    ("at", "word"),
    [
        ("务", "国务院"),
        ("究", "发展研究"),
        ("为", "认为"),
        ("的", "的"),
        ("们", "他们"),
        ("开", "今年开行"),
        ("讨", "探讨"),
    ],
)
def test_words_among_han_by_particles_and_by_what_comes_again(at: str, word: str) -> None:
    text = "国务院发展研究中心的专家认为，他们今年开行，是为了一同探讨区域合作。\n\n国务院说，发展研究要跟上。"
    start, end = word_at(text, text.index(at))
    assert text[start:end] == word
    traditional = "國務院的專家認為，他們這樣做是為了發展。"
    assert traditional[slice(*word_at(traditional, traditional.index("為")))] == "認為"
    assert traditional[slice(*word_at(traditional, traditional.index("樣")))] == "這樣"


@given(st.text(alphabet="新闻的和为了，。（“abc XY-12.5%\n\t👍🏽é", max_size=60), st.integers(0, 60))
def test_a_word_holds_its_place_and_words_make_headway(text: str, at: int) -> None:
    if at < len(text):
        start, end = word_at(text, at)
        assert start <= at < end
        assert next_word(text, at) > at
        assert previous_word(text, at) < max(at, 1)


def test_a_word_in_a_text_without_end_is_found_at_once() -> None:
    text = "a" * 3_000_000
    start, end = word_at(text, 1_500_000)
    assert 0 < end - start <= 240


def test_copying_leaves_out_indents_hanging_blanks_break_marks_and_closed_folds() -> None:
    document = Document(
        (
            para("　　卸\u200b完就走， \n　　so\u00adft "),
            Code("  x = 1\n\ty"),
            NARROW_TABLE,
            Folded("notice", "声明", (para("不得转载。"),)),
            para("完"),
        )
    )
    whole = len(document_text(document))
    table = "城市\t班列\t增幅\n临川\t1,204\t12.5%\n乌兰哈达\t980\t8%\n\n表一：开行列数"
    text = f"卸完就走，\nsoft\n\n  x = 1\n\ty\n\n{table}\n\n"
    assert copied(document, 0, whole) == text + "完"
    assert copied(document, 0, whole, frozenset({0})) == text + "不得转载。\n\n完"
    assert copied(document, 4, 9) == "完就走，"
    assert copied(document, 5, 5) == ""


@given(documents, st.integers(0, 200), st.integers(0, 200))
def test_what_is_copied_is_of_the_source_in_its_order(document: Document, one: int, two: int) -> None:
    start, end = sorted((one, two))
    source = iter(document_text(document)[start:end])
    assert all(char in source for char in copied(document, start, end, UNFOLDED) if not char.isspace())


@given(documents, st.integers(0, 200))
def test_a_paragraph_is_one_piece_of_the_text(document: Document, at: int) -> None:
    text = document_text(document)
    start, end = paragraph_at(document, at, UNFOLDED)
    assert start == end == at or (start <= at < end and text[end : end + 2] in ("\n\n", ""))


@pytest.mark.parametrize(
    ("text", "needle"), [("a hy\u00adphen", "hyphen"), ("铁路\u200b枢纽", "路枢"), ("ab", "a\u00adb")]
)
def test_a_mark_without_shape_hides_nothing_from_a_search(text: str, needle: str) -> None:
    assert len(find(text, needle)) == 1


CODE = "def 发车(train):\n\treturn [车 for 车 in train]\n\n# 一行很长很长很长的注释，还没有完"


@pytest.mark.parametrize("width", [2, 4, 9, 12, 24, 25, 60])
@pytest.mark.parametrize("shift", [0, 1, 7, 8, 24, 400])
def test_code_looked_at_sideways_keeps_its_lines_and_its_width(width: int, shift: int) -> None:
    page = typeset(Document((Code(CODE), para("完"))), TypesetOptions(width=width, code_shift=shift))
    assert page.finish() == 6
    for line in page.lines(0, 6):
        assert line.left + line.width <= width
        assert all(page.text.startswith(run.text, run.offset) for run in line.runs if run.offset >= 0)
    for offset, char in enumerate(CODE):
        if char != "\n":
            assert page.line_of(offset) == CODE.count("\n", 0, offset)


def test_a_cell_of_shifted_code_shows_the_same_character_as_before() -> None:
    page = typeset(Document((Code("0123456789" * 3),)), TypesetOptions(width=24, code_shift=8))
    assert page.line(0).text == "  ‹90123456789012345678›"
