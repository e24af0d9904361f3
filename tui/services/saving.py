"""Saving: an entry or an address kept whole for good, with its pictures and its page.

What cannot be had is told and tried again later; what came stays. Files are written before the transaction that names
them, so that a kill at any moment leaves either the old state or the new one, and files that ``sweep`` removes.
"""

import asyncio
import time
from collections.abc import Callable, Sequence

from tui.dataclass import replace
from tui.document.html import images, to_document
from tui.fetch.address import normalise
from tui.fetch.client import Fetcher
from tui.i18n import t
from tui.model.entry import Article
from tui.model.errors import FetchError, HttpFailed, KanbaoError, NotFound, ParseError, StoreError
from tui.model.events import EntryKept, Event, SavingEnded, SavingStarted
from tui.model.saved import SavingState
from tui.services.kept_pages import PageAsFetched, Whole, WholeArticle
from tui.services.pictures import Pictures, fetch_pictures, host_of, total
from tui.services.sample import SITE
from tui.store.library import Library
from tui.store.shelf import Kept, is_stub
from tui.text.clean import clean_url

CONCURRENT = 4
FIRST_PAUSE, LONGEST_PAUSE, HOPELESS = 300, 86_400, 30 * 86_400


class Saver:
    """Saves entries of one library. Hold the lock ``save`` around it, so that no sweep runs beside it."""

    def __init__(
        self,
        library: Library,
        fetcher: Fetcher,
        whole: WholeArticle | None = None,
        *,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._library = library
        self._fetcher = fetcher
        self._whole = whole or PageAsFetched(fetcher, clock)
        self._clock = clock

    def entry_for(self, address: str, *, allow_private: bool = False) -> int:
        """The entry of an address as typed, made where there is none, and marked as saved. BadAddress."""
        url = clean_url(normalise(address))
        now = int(self._clock())
        entry = self._library.shelf.entry_for(url, t("saving.web"), now, allow_private=allow_private)
        self._library.acts.act([entry], "saved", True, now)
        return entry

    async def save(self, entries: Sequence[int], emit: Callable[[Event], None]) -> SavingEnded:
        """Save these, a few side by side; one failure never stops another. Cancelled, it ends with what is done."""
        emit(SavingStarted(len(entries)))
        slots = asyncio.Semaphore(CONCURRENT)
        done: list[EntryKept] = []

        async def one(entry: int) -> None:
            async with slots:
                kept = await self.save_one(entry)
            done.append(kept)
            emit(kept)

        cancelled = False
        try:
            async with asyncio.TaskGroup() as group:
                for entry in dict.fromkeys(entries):
                    group.create_task(one(entry))
        except asyncio.CancelledError:
            cancelled = True
        ended = SavingEnded(len(done), sum(kept.status != "done" for kept in done), cancelled)
        emit(ended)
        return ended

    async def save_pending(self, emit: Callable[[Event], None]) -> SavingEnded | None:
        """Save whatever was marked as saved and is not whole yet, if its time has come; None where there is nothing."""
        wanted = [saving.entry for saving in self._library.shelf.pending(int(self._clock()))]
        return await self.save(wanted, emit) if wanted else None

    async def save_one(self, entry: int) -> EntryKept:
        """One entry: its page, its whole text, its pictures."""
        try:
            return await self._save(self._library.entries.article(entry))
        except (NotFound, StoreError) as error:
            # The library itself is in trouble, or the entry gone: nothing can be recorded there.
            return EntryKept(entry, "", "", "failed", error=error.stored())

    async def _save(self, article: Article) -> EntryKept:
        entry, shelf = article.entry, self._library.shelf
        saving = shelf.saving(entry.id)
        allowed = saving is not None and saving.allow_private
        found, error = await self._page(article, allow_private=allowed)
        if found.text is not None and article.full_text != "page" and is_stub(found.text.text, article.text):
            # The feed's text stays, and it is that text's pictures that are wanted.
            found = replace(found, text=None)
        body = found.text.html if found.text else article.html
        wanted = images(to_document(body, entry.url, article.language)) if not entry.url.startswith(SITE) else []
        there = {picture.url for picture in shelf.pictures(entry.id)}
        got = await fetch_pictures(
            self._fetcher,
            shelf.images,
            [url for url in wanted if url not in there and url.startswith(("http://", "https://"))],
            host_of(entry.url) if allowed else "",
        )
        kept = self._kept(entry.id, found, got, error, tries=saving.tries if saving else 0)
        shelf.keep(kept, int(self._clock()))
        told = error or (got.missing[0][1] if got.missing else None)
        size = total(got.kept) + sum(len(page.body) for page in found.pages)
        title = entry.title if not found.text or entry.title not in ("", entry.url) else found.text.title
        status = kept.state if kept.state != "wanted" else "done"
        return EntryKept(
            entry.id, entry.url, title, status, len(there) + len(got.kept), len(got.missing), size,
            told.stored() if told is not None else "",
        )  # fmt: skip

    async def _page(self, article: Article, *, allow_private: bool) -> tuple[Whole, KanbaoError | None]:
        """The page of an article, unless it is kept already or there is none to fetch."""
        url = article.entry.url
        if url.startswith(SITE):
            return Whole(), None
        has_text = bool(article.text.strip())
        if not url.startswith(("http://", "https://")) or (
            self._library.shelf.came_from(article.entry.id) and has_text
        ):
            return Whole(), None
        try:
            return await self._whole.whole(url, wanted=not has_text, allow_private=allow_private), None
        except (FetchError, ParseError) as error:
            return Whole(), error

    def _kept(self, entry: int, found: Whole, got: Pictures, error: KanbaoError | None, *, tries: int) -> Kept:
        failures = [error] if error else [each for _, each in got.missing]
        state: SavingState = "done"
        if failures:
            state = "failed" if error is not None and not got.kept else "partial"
        return Kept(
            entry=entry,
            state=state,
            pictures=got.kept,
            missing=tuple((url, each.stored()) for url, each in got.missing),
            pages=found.pages,
            whole=found.text,
            error=failures[0].stored() if failures else "",
            next_try=next_try(int(self._clock()), failures, tries) if failures else None,
        )


def next_try(now: int, failures: Sequence[KanbaoError], tries: int) -> int:
    """When to try again: soon and then ever later, but hardly where no try can help (gone, no picture, refused)."""
    if all(map(_hopeless, failures)):
        return now + HOPELESS
    pause = FIRST_PAUSE * (1 << min(tries, 10))
    for failure in failures:
        asked = failure.about.get("retry_after")
        pause = max(pause, int(asked) if isinstance(asked, int | float) else 0)
    return now + min(pause, LONGEST_PAUSE)


def _hopeless(error: KanbaoError) -> bool:
    if isinstance(error, HttpFailed):
        return 400 <= error.status < 500 and error.status not in (408, 425, 429)
    return not isinstance(error, FetchError) or error.code in ("bad-address", "address-refused", "too-large")
