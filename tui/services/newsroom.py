"""Everything the screens need of the library, at one desk: lists, articles, acts, and the process that fetches."""

import asyncio
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.config.settings import Settings
from tui.dataclass import replace
from tui.model.comment import Comment
from tui.model.entry import Article, Entry
from tui.model.events import Event, FeedRefreshed, SyncEnded
from tui.model.feed import Feed, Tag
from tui.model.saved import Remarks
from tui.services.account_desk import AccountDesk
from tui.services.background import Background
from tui.services.documents import Documents
from tui.services.feed_settings import FeedSettings, Setting, change_settings, read_settings
from tui.services.finder import Finder
from tui.services.looking import Looker
from tui.services.scripts import Scripts
from tui.services.sources import Source, SourceBook
from tui.services.tending import Tending
from tui.services.undoing import Undoing, Way
from tui.services.window import EntryWindow
from tui.services.writing import Writer
from tui.store.acts import Act, Flag, Undone
from tui.store.library import Library
from tui.store.lock import Lock
from tui.store.record import Counts
from tui.store.view import TagFilter, View, ViewState


class Newsroom:
    """Reads on the interface's connection, writes on the writer's thread, fetches in the desk's process."""

    def __init__(
        self,
        folder: Path,
        settings: Settings,
        *,
        config: Path | None = None,
        clock: Callable[[], float] = time.time,
        library: Library | None = None,
    ) -> None:
        self.folder = folder
        self.settings = settings
        self.config = config
        self._desk_uses = (settings.fetch, settings.media, settings.rules)
        self.library = library or Library.open(folder)
        self._clock = clock
        self._lock = Lock(folder, "reader")
        # Where nothing can be written there is nothing to take turns at.
        self.first = self.library.readonly or self._lock.acquire()
        self._writer = Writer(folder)
        self.looker = Looker(folder)
        self.scripts = Scripts(self.library)
        self._documents = Documents()
        self._sources = SourceBook(self.library)
        self.finder = Finder(self.library, self._writer, self.now)
        self.tending = Tending(self.library, self._writer, self.now)
        self.undoing = Undoing(self._writer, config, self.now)
        self._background = Background(folder, config, self._heard)
        self.accounts = AccountDesk(self.library, self._writer, self._background, self.now)
        self._listener: Callable[[Event], None] = lambda event: None
        self._keeper: Keeper | None = None

    # Reading -------------------------------------------------------------------------------------------------------

    def now(self) -> int:
        """Seconds since 1970."""
        return int(self._clock())

    def window(self, view: View, *, best: bool = False, slow: "Slow | None" = None) -> EntryWindow:
        """The entries of a view, newest first; of a search also the best first.

        ``slow`` is called where rows of a search cannot be found in time (see ``SearchWindow``).
        """
        if view.query is None:
            return EntryWindow(self.library, view, self.scripts.entry)
        if best:
            from tui.services.best_window import BestWindow

            return BestWindow(self.library, view, self.scripts.entry)
        from tui.services.search_window import SearchWindow

        return SearchWindow(self.library, view, self.scripts.entry, slow)

    def search_view(self, view: View, text: str) -> View:
        """The view narrowed by a search; raises QueryError."""
        from tui.query.parse import parse_query

        return replace(view, query=parse_query(text, self.now()))

    def sources(self, folded: Sequence[str] | set[str]) -> list[Source]:
        """The rows of the source pane."""
        return self._sources.rows(folded, self.finder.smart(), self.finder.smart_counts(), self.now())

    def counts(self) -> Counts:
        """Counts of the whole library."""
        return self.library.counts()

    def feed(self, feed: int) -> Feed:
        """One subscription; raises NotFound."""
        return self.library.feeds.get(feed)

    def has_feeds(self) -> bool:
        """Whether there is any subscription."""
        return self.library.feeds.any()

    def tags(self) -> list[Tag]:
        """All tags, those with most entries first."""
        return sorted(self.library.tags.all(), key=lambda tag: (not tag.own, -tag.entries, tag.name))

    def tags_like(self, text: str) -> list[Tag]:
        """Tags by Han, pinyin or initials, the likeliest first; for nothing typed the reader's own and the largest."""
        return self.library.tags.like(text) if text.strip() else self.tags()[:20]

    def article(self, entry: int) -> "tuple[Article, Document]":
        """An entry whole, and its body as blocks with highlights, in the script they are shown in; raises NotFound."""
        article = self.library.entries.article(entry)
        document = self._documents.of(article)
        if self.library.notes.highlights(entry):
            document = self.keeper.marked(entry, document)
        return self.scripts.article(article, document)

    async def prepare(self, entry: int) -> None:
        """Read an article that takes its time away from the interface, so that it opens at once; NotFound."""
        article = self.library.entries.article(entry)
        if self._documents.waits(article):
            await asyncio.to_thread(self._documents.of, article)

    def kindred(self, entry: int) -> list[Entry]:
        """What else the library has about the same thing."""
        return [self.scripts.entry(other) for other in self.library.entries.kindred(entry)]

    def remarks(self, entry: int) -> Remarks:
        """What an entry carries beside its text: note, highlights, how often it has changed."""
        notes = self.library.notes
        return Remarks(notes.note(entry), notes.highlights(entry), self.library.versions.count(entry))

    @property
    def keeper(self) -> "Keeper":
        """What is kept for good: exports, notes, versions, the shelf; not needed for the first list."""
        if self._keeper is None:
            from tui.services.keeper import Keeper

            self._keeper = Keeper(self.library, self._writer, self.now, self._background.ask)
        return self._keeper

    # Acts ----------------------------------------------------------------------------------------------------------

    async def mark(self, entries: Sequence[int], field: Flag, value: bool) -> Act:
        """Set read, starred or saved; what is told is on disk."""
        now = self.now()
        act = self.finder.counting(entries, lambda library: library.acts.act(entries, field, value, now))
        return await self._writer.do(act)

    async def tag(self, entries: Sequence[int], add: Sequence[str], remove: Sequence[str]) -> Act:
        """Give and take the reader's own tags."""
        now = self.now()
        act = self.finder.counting(entries, lambda library: library.acts.tag(entries, add, remove, now))
        return await self._writer.do(act)

    async def mark_all(self, view: View, newest: int) -> Act:
        """Mark everything of a view read, up to the newest entry that was there to see."""
        return await self.finder.mark_view(view, "read", True, newest)

    async def keep_position(self, entry: int, position: int) -> None:
        """Remember where in an article the reader is, by character."""
        await self._writer.do(lambda library: library.acts.position(entry, position))

    async def show_text(self, entry: int, shown: "Shown") -> None:
        """Show an article as its page has it, or as the feed gave it."""
        await self._writer.do(lambda library: library.wholes.show(entry, shown))

    async def travel(self, way: Way, only: Sequence[str] = ()) -> Undone | None:
        """Take back the last act, or do again what was taken back; None where there is none (of these kinds).

        Where it was about rules, those are in ``settings`` then, which ``use`` puts in force.
        """
        self.finder.forget_counts()
        travelled = await self.undoing.travel(way, only)
        if travelled is None:
            return None
        if travelled.rules is not None:
            self.settings = replace(self.settings, rules=travelled.rules)
        elif travelled.act.kind == "feed_set":
            self.scripts.renew()
        return travelled.act

    async def undo(self) -> Undone | None:
        """Take back the last act."""
        return await self.travel("undo")

    async def unsubscribe(self, feed: int) -> None:
        """Give up a subscription; undo brings it back with all its entries."""
        self.finder.forget_counts()
        await self._writer.do(lambda library: library.feeds.remove([feed], self.now()))

    async def tidy(self) -> None:
        """Daily work: a backup, and old entries that were read go."""
        keep = self.settings.keep

        def back_up() -> None:
            with Library.open(self.folder) as library:
                library.backup_if_due(self.now())

        # Seconds for a large library, which no act of the reader is to wait for.
        await asyncio.to_thread(back_up)
        await self._writer.do(lambda library: library.expire(keep.days, keep.per_feed, self.now()))
        await self.spell()

    async def spell(self) -> None:
        """Have the desk work out how titles and names sound that have come since it last did."""
        waiting = self.library.spellings
        if waiting.titles_wanted(1) or waiting.names_wanted(1) or self.library.indexing.remaining():
            await self._background.ask("spell")

    async def same_sound(self, text: str) -> str:
        """Letters that find titles which sound like ``text``, a Han text; empty where there are none."""
        spelling = str((await self._background.ask("sound", text=text[:20])).get("spelling", "")).replace("=", "")
        letters = spelling.replace(" ", "")
        if not letters:
            return ""
        view = self.search_view(View(), f"title:{letters}")
        return letters if self.library.entries.count(view) else ""

    async def load_sample(self) -> int:
        """Put the sample paper into the library; how many articles came."""
        from tui.services.sample.load import load_sample

        return await self._writer.do(lambda library: load_sample(library, self.now()))

    async def import_list(self, path: Path) -> tuple[int, int]:
        """Subscribe to all feeds of an OPML or newsboat file: (added, skipped); raises TransferError."""
        from tui.services.subscriptions import import_file

        outcome = await self._writer.do(lambda library: import_file(library, path, self.now()))
        await self.undoing.note_added(outcome.added, path.name)
        return len(outcome.added), len(outcome.skipped)

    async def subscribe_starter(self, chosen: "Sequence[StarterFeed]") -> list[int]:
        """Subscribe to feeds of the starter list; ids of those that are new."""
        from tui.services.starter import subscribe_to

        added = await self._writer.do(lambda library: subscribe_to(library, list(chosen), self.now()))
        await self.undoing.note_added(added, chosen[0].title if len(added) == 1 else "")
        return added

    async def preview_list(self, path: Path) -> "Preview":
        """What importing a file would bring; raises TransferError."""
        from tui.services.subscriptions import preview_file

        return await self._writer.do(lambda library: preview_file(library, path))

    def feed_settings(self, feed: int) -> FeedSettings:
        """What is set for one feed; raises NotFound."""
        return read_settings(self.library, feed)

    async def change_feed(self, feed: int, name: Setting, value: "str | int | bool | Sequence[str] | None") -> None:
        """Set one thing for a feed."""
        await self._writer.do(lambda library: change_settings(library, feed, name, value, self.now()))
        if name == "script":
            self.scripts.renew()

    async def input_of(self, entry: int, view: View | None, kind: "Input") -> bytes:
        """An article, or the entries of a list, as a program of the reader's own is given them; NotFound."""
        from tui.services.own_commands import entries_as, view_as

        if view is not None:
            return await self._writer.do(lambda library: view_as(library, view, kind))
        return await self._writer.do(lambda library: entries_as(library, [entry], kind))

    async def add_note(self, entry: int, text: str) -> None:
        """Put a text below what the reader has noted of an entry; NotFound."""

        def work(library: Library) -> None:
            before = library.notes.note(entry)
            library.notes.write(entry, f"{before}\n\n{text}" if before else text, self.now())

        await self._writer.do(work)

    # The desk ------------------------------------------------------------------------------------------------------

    def listen(self, listener: Callable[[Event], None]) -> None:
        """Whom to tell what happens."""
        self._listener = listener

    def _heard(self, event: Event) -> None:
        if isinstance(event, SyncEnded) or (isinstance(event, FeedRefreshed) and (event.new or event.updated)):
            self.finder.forget_counts()
        self._listener(event)

    async def refresh(self, feeds: list[int] | None = None, *, due: bool = False) -> bool:
        """Fetch feeds (all, or those that are due); False where a refresh was already running."""
        answer = await self._background.ask("refresh", feeds=feeds, due=due)
        return not answer.get("running")

    async def cancel(self) -> bool:
        """Stop the running refresh; False where there is none."""
        return bool((await self._background.ask("cancel")).get("running"))

    async def keep_saved(self, entries: list[int] | None = None) -> bool:
        """Fetch pages and pictures of these entries, or of all saved ones that wait; False where that was running."""
        answer = await self._background.ask("save", entries=entries)
        return not answer.get("running")

    async def subscribe(self, url: str) -> dict[str, object]:
        """Subscribe to an address: the answer has ``feed``, ``title``, ``new``, or ``choices`` to choose from."""
        answer = await self._background.ask("add", url=url, choose=True)
        if answer.get("feed"):
            await self.undoing.note_added([int(answer["feed"])], str(answer["title"]))
        return answer

    async def download(self, entry: int, url: str) -> str:
        """Download an enclosure; the file it is in. Raises what went wrong; cancelling stops it."""
        return str((await self._background.ask("download", entry=entry, url=url))["file"])

    async def played(self, entry: int, url: str) -> None:
        """Remember that an enclosure was opened."""
        await self._writer.do(lambda library: library.played.opened(entry, url, self.now()))

    async def look(self, url: str) -> dict[str, Any]:
        """What subscribing to an address would bring, as ``services.subscribe.Found``; raises what went wrong."""
        return await self._background.ask("look", url=url)

    async def fetch_whole(self, entry: int, *, quiet: bool = False) -> int:
        """Fetch the article's page and show what is there: of how many pages; raises what went wrong.

        With ``quiet`` nobody has asked for it, and where nothing came it is left alone for a while.
        """
        return int((await self._background.ask("whole", entry=entry, quiet=quiet))["pages"])

    async def fetch_comments(self, entry: int) -> list[Comment]:
        """The comments in the entry's own feed of them, the earliest first; raises what went wrong."""
        return [Comment(**each) for each in (await self._background.ask("comments", entry=entry))["comments"]]

    def pictures_wanted(self, feed: int) -> str:
        """When pictures are shown in the articles of a feed: ``never``, ``ask`` or ``always``; raises NotFound."""
        return self.feed(feed).images or self.settings.reading.images

    async def picture(
        self, entry: int, url: str, columns: int, rows: int, cell: tuple[int, int] | None = None, *, fetch: bool = True
    ) -> "tuple[Raster, int]":
        """A picture of an article within so many cells, and the bytes fetched for it; raises what went wrong.

        With the width and height of a ``cell`` in pixels, also as fine as these show it.
        Without ``fetch`` nothing is asked of a server: it is there, or NoPicture.
        """
        from tui.model.errors import NoPicture
        from tui.picture.decoder import can_decode
        from tui.picture.raster import from_plain

        if not can_decode():
            # Told at once, without a process that would find it out.
            raise NoPicture(url=url, reason="decoder")
        room = {"columns": columns, "rows": rows, "cell": cell}
        answer = await self._background.ask("picture", entry=entry, url=url, **room, fetch=fetch)
        return from_plain(answer), int(answer["fetched"])

    async def use(self, settings: Settings) -> None:
        """Work by other settings; the desk, which reads them when it starts, is begun anew where they concern it."""
        self.settings = settings
        if (settings.fetch, settings.media, settings.rules) != self._desk_uses:
            self._desk_uses = (settings.fetch, settings.media, settings.rules)
            await self._background.close()

    async def close(self) -> None:
        """Finish what is being written and let go of everything."""
        await self._background.close()
        self.looker.close()
        self._writer.close()
        self.library.close()
        self._lock.release()


if TYPE_CHECKING:
    from tui.document.blocks import Document
    from tui.model.own import Input
    from tui.picture.raster import Raster
    from tui.services.keeper import Keeper
    from tui.services.search_window import Slow
    from tui.services.starter import StarterFeed
    from tui.services.subscriptions import Preview
    from tui.store.whole import Shown

__all__ = ["Flag", "Newsroom", "TagFilter", "View", "ViewState"]
