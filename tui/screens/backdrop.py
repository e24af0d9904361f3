"""What a screen does with the one behind it, and what the one behind does meanwhile: both no more than is needed.

Textual draws all that is behind a panel anew, tints it cell by cell, and writes it whenever any message comes to the
screen behind (a clock, feeds that arrive), changed or not; it does so three times while a panel opens, and lays the
screen below out anew when it closes. All that is private of Textual's and needed for this is in this file.
"""

import asyncio
import time
from collections.abc import Iterator
from functools import partial
from typing import Any, Self, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.await_remove import AwaitRemove
from textual.color import Color
from textual.geometry import Region, Size
from textual.screen import Screen
from textual.strip import Strip

from tui.widgets.strips import KeptLines

Answer = TypeVar("Answer")
FRAME = 0.004
"""Seconds from one picture to the next while changes keep coming."""
TURNS = 4
"""Turns of the event loop without another change after which one is drawn."""


class Backdrop(Screen[Answer]):
    """A screen that may be behind another, or have one behind it."""

    def __init__(self) -> None:
        self._behind = KeptLines()
        self._laid_out = False
        self._turns: int | None = None
        self._drawn_at = 0.0
        super().__init__()

    def _screen_behind(self) -> Screen[Any] | None:
        stack = self.app.screen_stack
        place = stack.index(self) if self in stack else 0
        return stack[place - 1] if place else None

    def on_mount(self) -> None:
        """It is drawn once all in it has its place, where Textual would draw it at each step there."""
        self.call_after_refresh(self._first)

    def _first(self) -> None:
        self._laid_out = True
        self._compositor_refresh()

    # Textual draws at the next tick of a clock: up to four milliseconds late, or too early, and then twice.

    async def _on_idle(self, event: events.Idle) -> None:
        event.prevent_default()
        if self.is_current and not self.app._batch_count and self._is_dirty():
            if self._turns is None and time.monotonic() - self._drawn_at > FRAME:
                self._draw_in(TURNS)
            else:
                self._turns = self._turns and TURNS
                self._update_timer.resume()
        else:
            await self._invoke_and_clear_callbacks()

    def _is_dirty(self) -> bool:
        return (
            self._layout_required
            or self._scroll_required
            or self._repaint_required
            or self._recompose_required
            or bool(self._dirty_widgets)
        )

    def _draw_in(self, turns: int) -> None:
        self._turns = turns
        if turns:
            asyncio.get_running_loop().call_soon(lambda: self._draw_in((self._turns or turns) - 1))
        elif self.is_attached:
            self.call_next(self._on_timer_update)

    def _on_timer_update(self) -> None:
        self._turns, self._drawn_at = None, time.monotonic()
        super()._on_timer_update()

    def _screen_resized(self, size: Size) -> None:
        if size != self._size:  # a panel that opens tells all screens behind it of the size that they have
            super()._screen_resized(size)

    def _compositor_refresh(self) -> None:
        if not self._laid_out:
            return
        super()._compositor_refresh()
        if self is not self.app.screen:
            # The screen on top has been told what has changed here; Textual would tell it again at every message.
            self._repaint_required = False
            self._repaint_regions.clear()

    def remove(self) -> AwaitRemove:
        """Go; the screen below draws itself when it resumes, and needs not be laid out and drawn once more for this."""
        return self.app._prune(self)

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw these parts anew, or all of it."""
        self._behind.forget(regions)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of the screen behind, tinted; where there is none, the ground."""
        behind, colour = self._screen_behind(), self.styles.background
        if behind is None or colour.a == 1:
            return super().render_lines(crop)
        draw = partial(self._tinted, behind, colour)
        return self._behind.get((behind, self.size, colour), crop, self.size.width, draw)

    def _tinted(self, behind: Screen[Any], colour: Color, rows: list[int]) -> Iterator[Strip]:
        # In a terminal that has just grown the screen behind is as large as it was, until it is its turn.
        below, filters = behind._compositor.render_strips(), self.get_line_filters()
        tint: dict[Style, Style] = {}
        for y in rows:
            strip = below[y] if y < len(below) else Strip([])
            strip = tinted(strip.adjust_cell_length(self.size.width), colour, tint)
            for each in filters:
                strip = strip.apply_filter(each, self.background_colors[1])
            yield strip


def tinted(strip: Strip, colour: Color, known: dict[Style, Style]) -> Strip:
    """A line with a colour laid over it, without links; ``known`` keeps the style that each style becomes."""
    segments = []
    for text, given, control in strip:
        style = given or Style.null()
        if (seen := known.get(style)) is None:
            seen = known[style] = _under(style, colour)
        segments.append(Segment(text, seen, control))
    return Strip(segments, strip.cell_length)


def _under(style: Style, colour: Color) -> Style:
    plain = style.clear_meta_and_links()
    if colour.a == 0:
        return plain
    inks = (ink and (Color.from_rich_color(ink) + colour).rich_color for ink in (style.color, style.bgcolor))
    return plain + Style.from_color(*inks)
