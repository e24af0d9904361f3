"""What is kept for good, for the screens: exports, notes, highlights, versions, the shelf, the morning paper."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from tui.dataclass import asdict
from tui.model.saved import Highlight
from tui.services.clippings import body, clipping, entries_of, ranges
from tui.store.library import Library
from tui.store.view import View
from tui.typeset.pieces import document_text

if TYPE_CHECKING:
    from tui.document.blocks import Document
    from tui.export.paper import Paper
    from tui.services.desk_export import ExportWish
    from tui.services.offline import Estimate, TakenAlong
    from tui.services.revisions import Revision
    from tui.services.shelf_window import ShelfWindow
    from tui.services.writing import Writer
    from tui.store.shelf import Usage
    from tui.store.shelf_list import By


def turn_highlight(library: Library, entry: int, start: int, end: int, now: int) -> bool | None:
    """See ``Keeper.turn_highlight``; positions are those of the article's page, folds and notes lie behind its text."""
    document = body(library.entries.article(entry))
    text = document_text(document)
    start, end = max(0, start), min(end, len(text))
    if not text[start:end].strip():
        return None
    notes = library.notes
    inside = []
    covered: set[int] = set()
    for mark in notes.highlights(entry):
        for first, last in ranges([mark], document):
            if first < end and start < last:
                inside.append(mark)
                covered.update(range(max(first, start), min(last, end)))
    if len(covered) == end - start:
        for mark in inside:
            notes.unmark(mark.id, now)
        return False
    notes.mark(entry, Highlight(start, end, text[start:end]), now)
    return True


class Ask(Protocol):
    """Sends a command to the desk and gives its answer."""

    def __call__(self, do: str, **facts: Any) -> Awaitable[dict[str, Any]]:
        """The answer; raises what went wrong there."""


class Keeper:
    """Reads on the interface's connection, writes on the writer's thread, has the desk do what takes long."""

    def __init__(self, library: Library, writer: "Writer", now: Callable[[], int], ask: Ask) -> None:
        self._library = library
        self._writer = writer
        self._now = now
        self._ask = ask

    # The morning paper -----------------------------------------------------------------------------------------------

    async def paper(self, query: str, since: str) -> "Paper":
        """The issue of what came since a time (``24h``, ``今天``). QueryError; ValueError where that is no time."""
        from tui.query.parse import parse_query
        from tui.query.times import period
        from tui.services.papers import morning_paper

        now = self._now()
        bounds = period(since, now)
        if bounds is None:
            raise ValueError(since)
        wanted = parse_query(query, now) if query.strip() else None
        return await self._writer.do(lambda library: morning_paper(library, bounds[0], now, wanted))

    # Notes and highlights --------------------------------------------------------------------------------------------

    def marked(self, entry: int, document: "Document") -> "Document":
        """The article's body with the reader's highlights drawn in, where they stand now."""
        from tui.document.highlight import highlighted

        return highlighted(document, ranges(self._library.notes.highlights(entry), document))

    def places(self, entry: int) -> list[tuple["Highlight", int]]:
        """The highlights of an article with where each stands now, -1 for one whose words are gone. NotFound."""
        document = body(self._library.entries.article(entry))
        found = [(mark, ranges([mark], document)) for mark in self._library.notes.highlights(entry)]
        return [(mark, place[0][0] if place else -1) for mark, place in found]

    async def write_note(self, entry: int, text: str) -> bool:
        """Set the note of an article, "" takes it away; whether that changed anything. NotFound."""
        now = self._now()
        return await self._writer.do(lambda library: library.notes.write(entry, text, now))

    async def turn_highlight(self, entry: int, start: int, end: int) -> bool | None:
        """Highlight a passage, or take away what is highlighted in it where all of it is.

        True where it is highlighted now, None for a passage without any of the article's own text. NotFound.
        """
        now = self._now()
        return await self._writer.do(lambda library: turn_highlight(library, entry, start, end, now))

    def changes(self, entry: int) -> list["Revision"]:
        """How an article was changed, the first change first; none where it never was. NotFound."""
        from tui.services.revisions import Revision

        article = self._library.entries.article(entry)
        earlier = self._library.versions.of(entry)
        texts = [f"{version.title}\n{version.text}" for version in earlier]
        texts.append(f"{article.entry.title}\n{article.text}")
        return [Revision(version.at, texts[n], texts[n + 1]) for n, version in enumerate(earlier)]

    # The shelf -------------------------------------------------------------------------------------------------------

    def shelf(self, by: "By", folded: Collection[str] = ()) -> "ShelfWindow":
        """The shelf as rows, grouped by month, source or tag."""
        from tui.services.shelf_window import ShelfWindow

        return ShelfWindow(self._library, by, folded)

    async def usage(self) -> "Usage":
        """What all that is saved takes on disk."""
        return await self._writer.do(lambda library: library.shelf.usage())

    # Before a journey ------------------------------------------------------------------------------------------------

    async def estimate(self, view: View, most: int) -> "Estimate":
        """What taking the unread of a view along would come to."""
        from tui.services.offline import estimate

        return await self._writer.do(lambda library: estimate(library, view, most))

    async def take_along(self, entries: Sequence[int], most_bytes: int) -> "TakenAlong | None":
        """Have whole texts and pictures fetched; None where a saving is under way already."""
        from tui.services.offline import TakenAlong

        told = await self._ask("offline", entries=list(entries), bytes=most_bytes)
        return None if told.get("running") else TakenAlong(**told)

    async def mirror(self, entries: Sequence[int]) -> None:
        """Bring the mirror folder up to date with these entries. CannotWrite."""
        await self._ask("mirror", entries=list(entries))

    # Handing on ------------------------------------------------------------------------------------------------------

    async def entries(self, view: View) -> tuple[int, ...]:
        """All entries of a view, in its order."""
        return await self._writer.do(lambda library: tuple(entries_of(library, view)))

    async def export(self, wish: "ExportWish") -> dict[str, Any]:
        """Have the desk write files: ``done``, ``failed``, ``files``, ``bytes``, ``path``, ``error``; CannotWrite."""
        return await self._ask("export", **asdict(wish))

    def markdown(self, entry: int) -> str:
        """An article as Markdown for a clipboard: no front matter, pictures by their addresses. NotFound."""
        from tui.export.clipping import Setting
        from tui.export.markdown import article

        return article(clipping(self._library, entry), Setting(zone=None, beside=lambda picture: ""))
