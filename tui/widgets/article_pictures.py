"""Figures of the article drawn in the page: which are shown, what became of the others, and where one is in them."""

from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from textual import events
from textual.message import Message
from textual.strip import Strip

from tui.dataclass import replace
from tui.i18n import t
from tui.model.entry import Article
from tui.model.saved import Remarks
from tui.text.width import ambiguous, cells
from tui.widgets.article_page import NO_REMARKS, ArticlePage
from tui.widgets.picture_wall import Wall
from tui.widgets.strips import Kept

if TYPE_CHECKING:
    from tui.document.blocks import Document, Figure
    from tui.picture.cells import Cell, Way
    from tui.picture.raster import Raster
    from tui.typeset.line import Line
    from tui.typeset.options import TypesetOptions
    from tui.widgets.article_lines import Paint

MOST_FINE = 32_000_000
"""Bytes of an article's pictures that are kept for a terminal; those beyond are drawn in blocks."""
SHARE = 0.6
"""Of the pane's height: a picture leaves room for the text that goes with it."""


class Within(NamedTuple):
    """A place in a figure: how much of it is above the screen, and the blank lines above it that are still seen."""

    figure: "Figure"
    share: float
    above: int


class PicturedPage(ArticlePage):
    """A page whose figures can be drawn."""

    class RoomChanged(Message):
        """There is another room for pictures, so that others of their pixels would be seen."""

        def can_replace(self, message: Message) -> bool:
            """Only the last room counts."""
            return isinstance(message, PicturedPage.RoomChanged)

    pictured = False
    """Whether figures are drawn, as far as they are there."""
    graphics = True
    picture_key = ""
    """The key that shows them; "" where nothing does."""
    _rasters: "Mapping[str, Raster]" = MappingProxyType({})
    _notes: Mapping[str, str] = MappingProxyType({})
    _within: Within | None = None

    @cached_property
    def _wall(self) -> Wall:
        return Wall(self)

    def show(self, article: Article, document: "Document", position: int = 0, remarks: Remarks = NO_REMARKS) -> None:
        """Show an article; the pictures were those of the one before, unless it is the same."""
        self._within = None
        if self.article is None or self.article.entry.id != article.entry.id:
            self._wall.clear()
            self.pictured, self._rasters, self._notes = False, {}, {}
            self._cells: Kept[list[list[Cell]]] = Kept(64)
        super().show(article, document, position, remarks)

    # Which and how large ---------------------------------------------------------------------------------------------

    def figures(self) -> tuple[str, ...]:
        """The addresses of the article's pictures in reading order, without those that are folded away."""
        from tui.document.blocks import Figure, Folded, walk

        if self.document is None:
            return ()
        open_to_see = tuple(block for block in self.document.blocks if not isinstance(block, Folded))
        found = (block for block in walk(open_to_see) if isinstance(block, Figure))
        return tuple(dict.fromkeys(each.url for each in found if each.kind == "image" and each.url))

    @property
    def picture_room(self) -> tuple[int, int]:
        """Columns and lines that a picture may take."""
        from tui.picture.raster import HIGHEST, WIDEST

        width = max(1, self.size.width - 2 * self._pad)
        height = max(1, int(self.size.height * SHARE))
        return min(width, self.options.measure, WIDEST), min(height, HIGHEST)

    @property
    def picture_cell(self) -> tuple[int, int] | None:
        """Width and height of a cell in pixels where the terminal shows pictures itself, and is to."""
        return self._wall.cell(self.ink) if self.graphics else None

    def set_graphics(self, *, wanted: bool) -> None:
        """Whether the terminal is to show pictures itself where it can."""
        if wanted != self.graphics:
            self.graphics = wanted
            self._wall.clear()
            self._set_anew()

    def missing_pictures(self, *, kept: bool = False) -> tuple[str, ...]:
        """Those that are not there or not in the pixels that are to be seen; with ``kept`` only the latter."""
        room, missing = self.picture_room, []
        for url in self.figures():
            held = self._rasters.get(url)
            if (held is None and not kept) or (held and held.room(*room) != (held.columns, held.rows)):
                missing.append(url)
        return tuple(missing)

    def holds_picture(self, url: str) -> bool:
        """Whether a picture is there, in whatever pixels."""
        return url in self._rasters

    # What comes and goes ---------------------------------------------------------------------------------------------

    def show_pictures(self, *, shown: bool) -> None:
        """Draw the figures, or name them as before."""
        self.pictured = shown
        self._notes = {}
        self._wall.clear()
        self._set_anew()

    def put_picture(self, url: str, raster: "Raster") -> None:
        """A picture has come."""
        self._wall.clear(url)
        if sum(len(each.fine) for each in self._rasters.values()) + len(raster.fine) > MOST_FINE:
            raster = replace(raster, fine=b"")
        self._rasters = {**self._rasters, url: raster}
        self._notes = {address: note for address, note in self._notes.items() if address != url}
        self._set_anew()

    def end_waiting(self) -> None:
        """Nothing more is coming for now."""
        waiting = t("picture.waiting")
        self.note_pictures({address: "" for address, note in self._notes.items() if note == waiting})

    def set_picture_key(self, key: str) -> None:
        """Which key is told in the head to show them."""
        if key != self.picture_key:
            self.picture_key = key
            self._lay_out()

    def note_pictures(self, notes: Mapping[str, str]) -> None:
        """Say in their places what has become of pictures, by address; an empty note takes it back."""
        if notes:
            self._notes = {address: note for address, note in {**self._notes, **notes}.items() if note}
            self._lay_out()

    def adorned(self, options: "TypesetOptions") -> "TypesetOptions":
        """Cells kept free for the pictures, notes for the others."""
        options = super().adorned(options)
        if not self.pictured:
            return options
        room = self.picture_room
        rows = {url: raster.room(*room) for url, raster in self._rasters.items()}
        return replace(options, picture_rows=rows, picture_notes=self._notes)

    @property
    def remark(self) -> str:
        """How many pictures there are, and how to see them."""
        count = len(self.figures())
        if not count:
            return super().remark
        if self.pictured or not self.picture_key:
            return t("picture.shown", n=count)
        return t("picture.count", n=count, key=self.picture_key)

    # Where one is ----------------------------------------------------------------------------------------------------

    def _remember(self) -> None:
        super()._remember()
        self._within = self._figure_at_top()

    def _figure_at_top(self) -> Within | None:
        """The figure that the screen begins in, or with after a blank line: no character tells that place."""
        page, top = self._page, self.top - len(self._head)
        if page is None or top < 0:
            return None
        for above in range(2):
            if not page.ensure(top + above):
                return None
            line = page.line(top + above)
            if line.figure is not None:
                return Within(line.figure, line.nth / _height(self, top + above), above)
            if line.text.strip():
                return None
        return None

    def _line_of_position(self) -> int | None:
        """Back into the figure, however many lines it has now."""
        page, within = self._page, self._within
        if page is None or within is None:
            return super()._line_of_position()
        line = first = page.line_of(self.position)
        while first and page.line(first - 1).start >= self.position:
            first -= 1
        for number in range(first, line + 1):
            if page.line(number).figure == within.figure:
                return max(0, number - within.above + int(within.share * _height(self, number)))
        return line

    def clear(self) -> None:
        """Show no article, nor its pictures."""
        self._wall.clear()
        super().clear()

    def on_resize(self, event: events.Resize) -> None:
        """Pictures are as large as the pane lets them."""
        if self.pictured and self._rasters:
            self.post_message(self.RoomChanged())

    # Drawing ---------------------------------------------------------------------------------------------------------

    def _body_strip(self, line: "Line", paints: "tuple[Paint, ...]") -> Strip:
        strip = super()._body_strip(line, paints)
        raster = self._rasters.get(line.figure.url) if self.pictured and line.figure is not None else None
        run = line.runs[-1] if line.runs else None
        if raster is None or run is None or run.text.strip():
            return strip
        start = self._pad + line.left + sum(cells(each.text) for each in line.runs[:-1])
        picture = self._picture_strip(line, raster, len(run.text))
        return Strip.join([strip.crop(0, start), picture, strip.crop(start + picture.cell_length)])

    def _picture_strip(self, line: "Line", raster: "Raster", columns: int) -> Strip:
        from tui.picture.cells import drawn
        from tui.typeset.figure import room_for
        from tui.widgets.picture_strips import strip_of_cells, strip_of_placeholders

        assert self._page is not None
        assert line.figure is not None
        rows = room_for(self._page.options.picture_rows[line.figure.url], columns)[1]
        nth = min(line.nth, rows - 1)
        # Pixels of another size are on their way already: nothing is sent for the moment between.
        if self.picture_cell and raster.room(*self.picture_room) == (raster.columns, raster.rows):
            number = self._wall.number(line.figure.url, raster, columns, rows)
            if number is not None:
                return strip_of_placeholders(number, nth, columns, self.ink)
        way = self._way()
        lines = self._cells.get(way, (raster, columns, rows), lambda: drawn(raster, columns, rows, way))
        return strip_of_cells(lines[nth], self.ink)

    def _way(self) -> "Way":
        """How this terminal shows pictures."""
        from tui.widgets.picture_strips import way_of

        # Without a terminal nothing is known of one, and nothing has to be left out.
        system = "truecolor" if self.app.is_headless else self.app.console.color_system
        return way_of(self.ink, system, wide=ambiguous() == 2)


def _height(page: PicturedPage, number: int) -> int:
    """The lines of the figure that line ``number`` belongs to."""
    assert page._page is not None
    first = number - page._page.line(number).nth
    last, figure = number, page._page.line(number).figure
    while page._page.ensure(last + 1) and (line := page._page.line(last + 1)).figure == figure and line.nth:
        last += 1
    return last - first + 1
