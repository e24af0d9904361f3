"""Pictures that the terminal shows itself: the very bytes, and that nothing stays behind."""

import base64
import re
import unicodedata

import pytest
from rich.cells import cell_len
from rich.color import Color
from textual.color import Color as Ground

from tests.trust.grammar import assert_allowed
from tui.terminal.gallery import Gallery
from tui.terminal.graphics import CHUNK, LAST_NUMBER, MOST_CELLS, PLACEHOLDER, placeholders, sending, taking_away
from tui.text.clean import clean_block, clean_text
from tui.text.emoji import simplifier
from tui.text.width import cells
from tui.theme.load import load_theme
from tui.widgets.guard import guarded
from tui.widgets.ink import Ink
from tui.widgets.picture_strips import strip_of_placeholders


def test_a_small_picture_is_one_sequence_and_its_place() -> None:
    assert sending(1234567, b"\x89PNG", 40, 12) == (
        "\x1b_Ga=t,t=d,f=100,q=2,i=1234567,m=0;iVBORw==\x1b\\\x1b_Ga=p,U=1,q=2,i=1234567,c=40,r=12\x1b\\"
    )
    assert taking_away(1234567) == "\x1b_Ga=d,d=I,q=2,i=1234567\x1b\\"


@pytest.mark.parametrize("size", [3071, 3072, 3073, 9216, 10_000])
def test_a_large_one_comes_in_pieces_that_make_it_up(size: int) -> None:
    png = bytes(number * 7 % 256 for number in range(size))
    parts = re.findall(r"\x1b_G([^;\x1b]*);([^\x1b]*)\x1b\\", sending(9, png, 1, 1))
    assert base64.b64decode("".join(data for _, data in parts)) == png
    assert all(len(data) == CHUNK for _, data in parts[:-1])
    assert 0 < len(parts[-1][1]) <= CHUNK
    more = ["m=1"] * (len(parts) - 1) + ["m=0"]
    assert [keys for keys, _ in parts] == [f"a=t,t=d,f=100,q=2,i=9,{more[0]}", *(f"q=2,{each}" for each in more[1:])]
    assert assert_allowed(sending(9, png, 1, 1).encode()).hanging == {9}


def test_every_cell_says_where_in_the_picture_it_is() -> None:
    assert placeholders(0, 2) == f"{PLACEHOLDER}\u0305\u0305{PLACEHOLDER}\u0305\u030d"
    assert placeholders(MOST_CELLS - 1, 1) == f"{PLACEHOLDER}\U0001d244\u0305"
    line = placeholders(0, MOST_CELLS)
    marks = line[2::3]
    assert len(set(marks)) == MOST_CELLS
    assert sorted(marks) == list(marks)
    assert {unicodedata.combining(mark) for mark in marks} == {230}
    for place in range(0, len(line), 3):
        assert cells(line[place : place + 3]) == cell_len(line[place : place + 3]) == 1
    assert cells(line) == cell_len(line) == MOST_CELLS


def test_the_strip_bears_the_number_and_passes_the_guard_even_where_it_is_cut() -> None:
    ink = Ink(load_theme("mo"))
    strip = strip_of_placeholders(0x12ABEF, 3, 80, ink)
    assert strip.cell_length == 80
    (segment,) = strip
    assert segment.style is not None
    assert segment.style.color == Color.from_rgb(0x12, 0xAB, 0xEF)
    assert segment.style.bgcolor == ink.blank.bgcolor
    for each in guarded((), simplifier({"skin", "selector", "joined", "flag"})):
        assert each.apply(list(strip), Ground(0, 0, 0)) == list(strip)
    assert strip.crop(7, 19).text == placeholders(3, 80)[21:57]


def test_no_stranger_writes_a_placeholder() -> None:
    assert clean_text(f"新{PLACEHOLDER}\u0305闻") == "新\u0305闻"
    assert PLACEHOLDER not in clean_block(f"a\n{PLACEHOLDER * 3}")


def test_the_gallery_sends_once_and_leaves_nothing() -> None:
    written: list[str] = []
    gallery = Gallery(written.append, (10, 20))
    first, second = gallery.hang(b"one", 4, 2), gallery.hang(b"two", 8, 3)
    assert first != second
    assert written == [sending(first, b"one", 4, 2), sending(second, b"two", 8, 3)]
    gallery.take_down(first)
    gallery.take_down(first)
    assert written[2:] == [taking_away(first)]
    # Suspended: what is hung and taken down meanwhile is not the other program's business.
    gallery.close()
    gallery.close()
    assert written[3:] == [taking_away(second)]
    third = gallery.hang(b"three", 1, 1)
    gallery.take_down(second)
    assert len(written) == 4
    gallery.reopen()
    assert written[4:] == [sending(third, b"three", 1, 1)]
    gallery.close()
    assert assert_allowed("".join(written).encode()).hanging == set()


def test_numbers_are_colours_and_none_stands_for_two(monkeypatch: pytest.MonkeyPatch) -> None:
    gallery = Gallery(lambda _: None)
    monkeypatch.setattr(gallery, "_last", LAST_NUMBER - 2)
    numbers = [gallery.hang(b"x", 1, 1) for _ in range(5)]
    assert len(set(numbers)) == 5
    assert all(0 < number <= LAST_NUMBER for number in numbers)
