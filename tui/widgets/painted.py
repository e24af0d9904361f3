"""What stands in the terminal: of each picture only the pieces go there that are not there yet.

Textual writes every line of a widget that it was asked to draw anew, whether it has changed or not. Through a slow line
that is what one waits for. Private of Textual's and needed for this: the two kinds of update.
"""

from typing import NamedTuple, cast

from rich.console import Console, RenderableType
from rich.control import Control
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip


class Piece(NamedTuple):
    """A part of one line: where it ends, and what stands in it."""

    end: int
    strip: Strip


class Painted:
    """The pieces of each line as they were last written, by the column where they begin."""

    def __init__(self) -> None:
        self._lines: dict[int, dict[int, Piece]] = {}

    def lessened(self, update: RenderableType | None) -> RenderableType | None:
        """An update that writes only what has changed; one of the whole screen is written whole."""
        if isinstance(update, ChopsUpdate):
            return cast(RenderableType, _Lessened(update, self))
        self.forget()
        return cast(RenderableType, _Noted(update, self)) if isinstance(update, LayoutUpdate) else update

    def forget(self) -> None:
        """Take nothing to stand there: another size, or another program had the terminal meanwhile."""
        self._lines.clear()

    def put(self, y: int, x: int, end: int, strip: Strip) -> bool:
        """Note a piece; whether it has to be written."""
        line = self._lines.setdefault(y, {})
        there = line.get(x)
        if there is not None and there.end == end:
            if there.strip is strip or there.strip == strip:
                return False
        else:
            for start in [start for start, piece in line.items() if start < end and piece.end > x]:
                del line[start]
        line[x] = Piece(end, strip)
        return True


class _Lessened(CompositorUpdate):
    """A part of the screen."""

    def __init__(self, update: ChopsUpdate, painted: Painted) -> None:
        self._update = update
        self._painted = painted

    def render_segments(self, console: Console) -> str:
        """The pieces that have changed, each behind the way to its place."""
        written: list[str] = []
        chops, ends, put = self._update.chops, self._update.chop_ends, self._painted.put
        for y, x1, x2 in self._update.spans:
            for end, (x, strip) in zip(ends[y], chops[y].items(), strict=True):
                if strip is None or x > x2 or end <= x1:
                    continue
                if end > x2:
                    end, strip = x2, strip.crop(0, x2 - x)  # noqa: PLW2901
                if put(y, x, end, strip):
                    written += (Control.move_to(x, y).segment.text, strip.render(console))
        return "".join(written)


class _Noted(CompositorUpdate):
    """The whole screen."""

    def __init__(self, update: LayoutUpdate, painted: Painted) -> None:
        self._update = update
        self._painted = painted

    def render_segments(self, console: Console) -> str:
        """All of it."""
        x, y = self._update.region.offset
        for place, line in enumerate(self._update.strips, y):
            start = x
            for strip in line:
                self._painted.put(place, start, start + strip.cell_length, strip)
                start += strip.cell_length
        return self._update.render_segments(console)
