"""Esc and what is typed behind it, told from Alt and from sequences, however the bytes are cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual._xterm_parser import XTermParser

from tui.terminal.escapes import DISTINCT, Escapes

ARROW, PASTE = "\x1b[B", "\x1b[200~a\x1bb\x1b[201~"


def keys(*reads: str) -> list[str]:
    """The keys that a program sees of these reads; an empty one is a moment of silence."""
    escapes, parser = Escapes(lambda _: False), XTermParser()
    found = []
    for read in (*reads, ""):
        text = escapes.sift(read)
        found += [getattr(event, "key", "paste") for event in (parser.feed(text) if text else ())]
    return found


@pytest.mark.parametrize(
    ("reads", "expected"),
    [
        (["\x1bj"], ["escape", "j"]),
        (["\x1bjk\x1b"], ["escape", "j", "k", "escape"]),
        (["\x1b:"], ["escape", "colon"]),
        (["\x1b1"], ["escape", "1"]),
        (["\x1b\r"], ["escape", "enter"]),
        (["\x1b中"], ["escape", "中"]),
        (["\x1b", "j"], ["escape", "j"]),
        (["\x1b", "", "[", "B"], ["escape", "left_square_bracket", "B"]),
        (["\x1b\x1b\x1b"], ["escape"] * 3),
        (["\x1b["], ["escape", "left_square_bracket"]),
        (["\x1bO"], ["escape", "O"]),
        (["\x1b", "[B"], ["down"]),
        (["\x1b[", "B"], ["down"]),
        (["\x1bO", "P"], ["f1"]),
        (["\x1b\x1b[B"], ["escape", "down"]),
        (["\x1b[1;5D\x1bG"], ["ctrl+left", "escape", "G"]),
        ([PASTE + "\x1bj"], ["paste", "escape", "j"]),
        (["\x1b[20", "0~a", "b\x1b[2", "01~\x1bj"], ["paste", "escape", "j"]),
    ],
)
def test_what_was_pressed(reads: list[str], expected: list[str]) -> None:
    assert keys(*reads) == expected


def test_alt_where_it_means_something() -> None:
    escapes = Escapes(lambda character: character == "j")
    assert escapes.sift("\x1bj\x1bk") == f"\x1bj{DISTINCT}k"
    # By itself it was Esc, whatever comes behind it.
    assert escapes.sift("\x1b") == ""
    assert escapes.waiting
    assert escapes.sift("j") == f"{DISTINCT}j"


PIECES = st.lists(st.sampled_from(["\x1b", "j", "中", ARROW, "\x1b[<0;3;4M", PASTE, "\x1bOP", ":"]), max_size=8)


@given(PIECES, st.data())
def test_however_it_is_cut(typed: list[str], data: st.DataObject) -> None:
    """Cut anywhere but behind an Esc, the same comes out; nothing typed is lost and nothing is left."""
    text = "".join(typed)
    whole = Escapes(lambda _: False)
    expected = whole.sift(text) + whole.sift("")
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=4)))
    escapes, given_ = Escapes(lambda _: False), ""
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        if start < end:
            given_ += escapes.sift(text[start:end])
    given_ += escapes.sift("")
    assert given_ == expected
    assert not escapes.waiting
    assert given_.replace(DISTINCT, "\x1b") == text.replace(PASTE, PASTE.replace("\x1bb", "b"))
