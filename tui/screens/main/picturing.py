"""Pictures of the article: fetched when the reader asks, or always where that is set; never by themselves."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence

from textual.timer import Timer
from textual.worker import Worker

from tui.commands import BY_ID, key_cap, keys_of
from tui.dataclass import dataclass
from tui.i18n import error_text, t
from tui.model.errors import KanbaoError, NotFound
from tui.screens.main.base import Part
from tui.widgets.article import ArticleView

AT_ONCE = 4
MOST_BYTES = 100_000_000
"""Fetched for one article; a long photo series of a generous site is half of it."""
REST_SECONDS = 0.3
"""An article that is only passed by on the way through the list is not looked at."""
RESIZE_SECONDS = 0.15


@dataclass(slots=True)
class Load:
    """One going for the pictures of an article: how it stands."""

    entry: int
    waiting: Iterator[str]
    fetch: bool
    fetched: int = 0
    failed: int = 0
    hopeless: bool = False


class Picturing(Part):
    """The command for pictures, and what follows from the settings."""

    own_keys: Mapping[str, tuple[str, ...]]
    looking: Worker[None] | None = None
    _soon: Timer | None = None

    def do_pictures(self) -> None:
        """Show the article's pictures, or put them away."""
        entry = self.current_entry()
        if entry is not None and (self.shown is None or self.shown.entry.id != entry.id):
            self.show_entry(entry)
        if self.shown is None:
            return
        if not self.article.figures():
            self.say(t("notice.no_pictures"))
        elif self.article.pictured:
            self._stop_looking()
            self.article.show_pictures(shown=False)
            self.say(t("notice.pictures_hidden"))
        elif self._picture_wish() == "never":
            of_feed = self.newsroom.feed(self.shown.entry.feed).images == "never"
            self.say(t("notice.pictures_never_feed" if of_feed else "notice.pictures_never"))
        else:
            self.article.show_pictures(shown=True)
            self._look(fetch=True)

    def _picture_wish(self) -> str:
        """When pictures are shown in this article; never in one whose feed is gone."""
        try:
            return self.newsroom.pictures_wanted(self.shown.entry.feed) if self.shown is not None else "never"
        except NotFound:
            return "never"

    def follow_pictures(self) -> None:
        """Another article is shown: no more pictures of the one before, and its own where they are always wanted."""
        self._stop_looking()
        if self._soon is not None:
            self._soon.stop()
        if not self.article.figures():
            return
        wish = self._picture_wish()
        keys = keys_of(BY_ID["pictures"], self.own_keys) if wish != "never" else ()
        self.article.set_picture_key(key_cap(keys[0]) if keys else "")
        if wish == "always" and not self.article.pictured:
            self.article.show_pictures(shown=True)
        if self.article.pictured:
            self._soon = self.set_timer(REST_SECONDS, lambda: self._look(fetch=True))

    def on_pictured_page_room_changed(self, message: ArticleView.RoomChanged) -> None:
        """Pictures of another size are drawn from what is here: a resize asks nothing of a server."""
        if self.looking is not None and not self.looking.is_finished:
            return  # it looks at the room itself when it is through
        if self._soon is not None:
            self._soon.stop()
        self._soon = self.set_timer(RESIZE_SECONDS, lambda: self._look(fetch=False))

    # Fetching --------------------------------------------------------------------------------------------------------

    def stop_pictures(self) -> bool:
        """Give up the pictures that are being fetched; whether there were any."""
        if not self._stop_looking():
            return False
        self.say(t("notice.pictures_cancelled"))
        return True

    def _stop_looking(self) -> bool:
        if self.looking is None or self.looking.is_finished:
            return False
        self.looking.cancel()
        self.article.end_waiting()
        self.foot.tell("")
        return True

    def _look(self, *, fetch: bool) -> None:
        """Go for the pictures that are not here, or here in other pixels; without ``fetch`` for the latter alone."""
        if self.shown is not None and self.article.pictured:
            self._stop_looking()
            missing = self.article.missing_pictures(kept=not fetch)
            if missing:
                self.looking = self.run_worker(self._go(self.shown.entry.id, missing, fetch), exit_on_error=True)

    async def _go(self, entry: int, urls: Sequence[str], fetch: bool) -> None:
        """Bring pictures into the article, a few at a time and in their order; again where the room changes."""
        new = [url for url in urls if not self.article.holds_picture(url)]
        if new:
            self.article.note_pictures(dict.fromkeys(new, t("picture.waiting")))
            self.foot.tell(t("notice.pictures_fetching", n=len(new)))
        load = Load(entry, iter(urls), fetch)
        await asyncio.gather(*(self._lane(load) for _ in range(AT_ONCE)))
        if new:
            self.article.end_waiting()
            failed = load.failed if not load.hopeless else 0
            self.say(t("notice.pictures_failed", n=failed) if failed else "")
        if stale := self.article.missing_pictures(kept=True):
            again = Load(entry, iter(stale), fetch=False)
            await asyncio.gather(*(self._lane(again) for _ in range(AT_ONCE)))

    async def _lane(self, load: Load) -> None:
        for url in load.waiting:
            if load.hopeless:
                return
            if load.fetched >= MOST_BYTES:
                limit = f"{MOST_BYTES // 1_000_000} MB"
                self.article.note_pictures({url: t("picture.enough", limit=limit)})
                continue
            room, cell = self.article.picture_room, self.article.picture_cell
            try:
                raster, fetched = await self.newsroom.picture(load.entry, url, *room, cell, fetch=load.fetch)
            except KanbaoError as error:
                load.failed += 1
                self._note_failure(load, url, error)
            else:
                load.fetched += fetched
                self.article.put_picture(url, raster)

    def _note_failure(self, load: Load, url: str, error: KanbaoError) -> None:
        """Say in the picture's place why it is not there; where none can be shown at all, once."""
        if self.article.holds_picture(url):
            return  # it stands there, in the pixels of another size
        told = error_text(error, "picture")
        if error.about.get("reason") == "decoder":
            if not load.hopeless:
                load.hopeless = True
                self.article.end_waiting()
                self.article.note_pictures({self.article.figures()[0]: told})
            return
        self.article.note_pictures({url: told})
