"""What is kept for good, for the screens: exports, notes, highlights, versions, the shelf, the morning paper."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Protocol

from tui.services.clippings import clipping, entries_of
from tui.store.library import Library
from tui.store.view import View

if TYPE_CHECKING:
    from tui.export.paper import Paper
    from tui.services.desk_export import ExportWish
    from tui.services.writing import Writer


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
