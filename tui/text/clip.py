"""Text cut to a number of cells, as every list, table, tab and title shows it."""

from itertools import islice

from tui.text.kinsoku import NO_END
from tui.text.paragraph import BLANK, printable
from tui.text.width import cells, split_cells
from tui.text.wrap import DEFAULT, WrapOptions, iter_lines

_TITLE_MARKS = {"《": "》", "〈": "〉"}


def clip(s: str, n: int, ellipsis: str = "…") -> str:
    """`s` in at most `n` cells; what is cut ends in `ellipsis`, with no gap and no opening mark before it.

    The title of a work cut in the middle is closed again where something of it can still be read.

    >>> clip("他最爱读《红楼梦》", 15)
    '他最爱读《红…》'
    """
    if cells(s) <= n:
        return s
    room = n - cells(ellipsis)
    if room < 0:
        return split_cells(s, max(0, n))[0]
    head = _head(s, room)
    close = _open_title(head)
    if close:
        shorter = _head(s, room - cells(close))
        if _open_title(shorter) == close:
            return shorter + ellipsis + close
    return head + ellipsis


def clip_lines(s: str, width: int, lines: int, options: WrapOptions = DEFAULT) -> list[str]:
    """`s` set at `width` cells in at most `lines` lines; if there is more, the last one is clipped."""
    if lines <= 0:
        return []
    first = list(islice(iter_lines(s, width, options), lines + 1))
    shown = [" " * line.indent + line.text for line in first[:lines]]
    if len(first) > lines:
        last = first[lines - 1]
        # Twice as many characters as cells, and some: enough to see whether it has to be cut.
        rest = " ".join(s[last.start : last.start + 2 * width + 64].splitlines())
        shown[-1] = " " * last.indent + clip(printable(rest), width - last.indent)
    return shown


def pad(s: str, n: int) -> str:
    """`s` clipped, or filled with spaces, to exactly `n` cells."""
    shown = clip(s, n)
    return shown + " " * (n - cells(shown))


def _head(s: str, room: int) -> str:
    """As much of the beginning of `s` as goes into `room` cells and may stand before an ellipsis."""
    return split_cells(s, room)[0].rstrip(BLANK + "".join(NO_END))


def _open_title(s: str) -> str:
    """The mark that closes the title begun last in `s`, "" if none is open."""
    for opening, closing in _TITLE_MARKS.items():
        if s.rfind(opening) > s.rfind(closing):
            return closing
    return ""
