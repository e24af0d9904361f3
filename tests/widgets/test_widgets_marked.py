"""Marked text: set as unmarked text is, with the marks on the characters they are meant for."""

from hypothesis import given
from hypothesis import strategies as st

from tui.lines.marked import marked_lines
from tui.store.snippets import marked
from tui.text.clip import clip_lines
from tui.text.fold import fold

TEXT = st.text(alphabet="央行降息國務院，。“”《》ABc 5👩‍🚀…", max_size=60)


@given(TEXT, st.sampled_from(["降息", "国务", "b", "，", "5", "👩‍🚀", "《"]), st.integers(2, 24), st.integers(1, 3))
def test_marks_do_not_move_the_text_and_stand_on_what_was_found(text: str, word: str, width: int, lines: int) -> None:
    spans = marked(text, [fold(word)])
    drawn = marked_lines(text, spans, width, lines)
    assert ["".join(piece for piece, _ in line) for line in drawn] == clip_lines(text, width, lines)
    wanted = set(fold(word)) | set(word)
    for line in drawn:
        for piece, is_hit in line:
            if is_hit and len(word) == 1:
                assert set(fold(piece)) <= wanted


def test_a_hit_in_the_other_script_is_marked_across_a_line_end() -> None:
    spans = marked("今天，國務院發布了新規", [fold("国务院发布")])
    assert marked_lines("今天，國務院發布了新規", spans, 12, 3) == [
        [("今天，", False), ("國務院", True)],
        [("發布", True), ("了新規", False)],
    ]
