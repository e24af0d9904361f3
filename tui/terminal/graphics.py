"""Pictures by kitty's graphics protocol: the sequences that send one, keep cells for it and take it away again.

Made of whole numbers and base64 alone, so that no text, whoever wrote it, can become a part of one. The picture stands
wherever its placeholders do, which are text: a base character, a mark for the row, a mark for the column, and the
picture's number as the colour. https://sw.kovidgoyal.net/kitty/graphics-protocol/#unicode-placeholders
"""

from collections.abc import Iterator
from functools import cache

QUESTION = "\x1b_Gi=1,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\"
"""Whether one pixel could be shown; it is not."""
CHUNK = 4096
"""Characters of base64 in one sequence, by the protocol."""
PLACEHOLDER = "\U0010eeee"
LAST_NUMBER = 0xFFFFFF
"""A colour holds no larger one."""

# In the protocol's order: marks above their base (class 230) in Unicode 6.0, without those that may be fused with it.
_MARKS = (
    "305 30d-30e 310 312 33d-33f 346 34a-34c 350-352 357 35b 363-36f 483-487 592-595 597-599 59c-5a1 5a8-5a9 5ab-5ac "
    "5af 5c4 610-617 657-65b 65d-65e 6d6-6dc 6df-6e2 6e4 6e7-6e8 6eb-6ec 730 732-733 735-736 73a 73d 73f-741 743 745 "
    "747 749-74a 7eb-7f1 7f3 816-819 81b-823 825-827 829-82d 951 953-954 f82-f83 f86-f87 135d-135f 17dd 193a 1a17 "
    "1a75-1a7c 1b6b 1b6d-1b73 1cd0-1cd2 1cda-1cdb 1ce0 1dc0-1dc1 1dc3-1dc9 1dcb-1dcc 1dd1-1de6 1dfe 20d0-20d1 "
    "20d4-20d7 20db-20dc 20e1 20e7 20e9 20f0 2cef-2cf1 2de0-2dff a66f a67c-a67d a6f0-a6f1 a8e0-a8f1 aab0 aab2-aab3 "
    "aab7-aab8 aabe-aabf aac1 fe20-fe26 10a0f 10a38 1d185-1d189 1d1aa-1d1ad 1d242-1d244"
)
MOST_CELLS = 297
"""Columns or rows that there are marks for."""


def sending(number: int, png: bytes, columns: int, rows: int) -> str:
    """What hands a terminal a picture under a number and has it stand in the placeholders of so many cells."""
    return "".join(_sent(number, png)) + f"\x1b_Ga=p,U=1,q=2,i={number:d},c={columns:d},r={rows:d}\x1b\\"


def taking_away(number: int) -> str:
    """What makes a terminal forget a picture."""
    return f"\x1b_Ga=d,d=I,q=2,i={number:d}\x1b\\"


def placeholders(row: int, columns: int) -> str:
    """The text that shows one row of a picture, each cell by itself, so that any of them may be covered or cut off."""
    marks = _marks()
    return "".join(f"{PLACEHOLDER}{marks[row]}{marks[column]}" for column in range(columns))


def _sent(number: int, png: bytes) -> Iterator[str]:
    from binascii import b2a_base64

    data = b2a_base64(png, newline=False).decode("ascii")
    for place in range(0, len(data), CHUNK):
        more = int(place + CHUNK < len(data))
        keys = f"q=2,m={more}" if place else f"a=t,t=d,f=100,q=2,i={number:d},m={more}"
        yield f"\x1b_G{keys};{data[place : place + CHUNK]}\x1b\\"


@cache
def _marks() -> tuple[str, ...]:
    pairs = (item.partition("-") for item in _MARKS.split())
    return tuple(chr(point) for first, _, last in pairs for point in range(int(first, 16), int(last or first, 16) + 1))
