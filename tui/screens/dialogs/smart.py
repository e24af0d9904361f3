"""Smart feeds: their order, name, search, sort and notification; the given ones can be put back."""

from collections.abc import Awaitable, Callable

from tui.dataclass import replace
from tui.i18n import t
from tui.i18n.query import query_text
from tui.model.errors import QueryError
from tui.model.smart import SORTS, SmartFeed
from tui.screens.dialogs.arrange import Arrange, Row
from tui.screens.dialogs.fields import Field, FieldsDialog
from tui.services.finder import smart_name
from tui.services.undoing import Way
from tui.store.smart import GIVEN
from tui.widgets.ink import Chrome, Ink

Keep = Callable[[list[SmartFeed]], Awaitable[list[SmartFeed]]]
"""Keeps smart feeds as one act that can be undone; gives them as they are then."""
Travel = Callable[[Way], Awaitable[tuple[list[SmartFeed], str]]]
"""Takes the last change of them back, or does it again: the smart feeds then, and words for it."""


def name_of(feed: SmartFeed) -> str:
    """What a smart feed is called."""
    return feed.title or (smart_name(feed.given) if feed.given else feed.query)


class SmartDialog(Arrange):
    """All smart feeds in the order of the source pane."""

    def __init__(
        self, ink: Ink, chrome: Chrome, feeds: list[SmartFeed], *, keep: Keep, travel: Travel, query: str
    ) -> None:
        self.feeds = feeds
        self._keep_all = keep
        self._travel = travel
        self._query = query
        super().__init__(ink, chrome, t("smart.title"), t("smart.keys"))

    def items(self) -> list[Row]:
        """Name; search, sort and notification."""
        rows = []
        for feed in self.feeds:
            facts = [feed.query] if feed.query != name_of(feed) else []
            facts += [t(f"smart.sort_{feed.sort}")] if feed.sort != "newest" else []
            facts += [t("smart.told")] if feed.notify else []
            rows.append(Row(name_of(feed), " · ".join(facts)))
        return rows or [Row(t("smart.none"))]

    def add(self) -> None:
        """A new one, of the search that is shown."""
        self._open(len(self.feeds), SmartFeed(0, "", self._query))

    def change(self, index: int) -> None:
        """Open one."""
        if index < len(self.feeds):
            self._open(index, self.feeds[index])
        else:
            self.add()

    def _open(self, index: int, feed: SmartFeed) -> None:
        def closed(_: None) -> None:
            if form.feed != feed and form.feed.query:
                feeds = [*self.feeds]
                feeds[index : index + 1] = [form.feed]
                self._keep(feeds, index)

        form = SmartForm(self.ink, self.chrome, feed)
        self.app.push_screen(form, closed)

    def move(self, index: int, to: int) -> None:
        """Earlier or later."""
        feeds = [*self.feeds]
        feeds.insert(to, feeds.pop(index))
        self._keep(feeds, to)

    def turn(self, index: int) -> None:
        """Be told of what is new in it, or not."""
        if index < len(self.feeds):
            feeds = [*self.feeds]
            feeds[index] = replace(feeds[index], notify=not feeds[index].notify)
            self._keep(feeds, index)

    def take_away(self, index: int) -> None:
        """Take one away."""
        if index < len(self.feeds):
            gone = self.feeds[index]
            self._keep([feed for feed in self.feeds if feed is not gone], index, t("smart.removed", name=name_of(gone)))

    def travel(self, way: Way) -> None:
        """As it was before the last change, or after it again."""

        async def work() -> None:
            self.feeds, said = await self._travel(way)
            self.renew()
            self.tell(said)

        self.run_worker(work())

    def other(self, key: str, index: int) -> bool:
        """Put back the given ones that are missing or were changed."""
        if key != "r":
            return False
        held = {feed.given: feed for feed in self.feeds if feed.given}
        usual = {given: SmartFeed(held[given].id if given in held else 0, "", query, given)
                 for given, query in GIVEN.items()}  # fmt: skip
        feeds = [usual[feed.given] if feed.given else feed for feed in self.feeds]
        self._keep([*feeds, *(feed for given, feed in usual.items() if given not in held)], 0)
        return True

    def _keep(self, feeds: list[SmartFeed], cursor: int, say: str = "") -> None:
        if feeds == self.feeds:
            return
        self.feeds = feeds

        async def work() -> None:
            self.feeds = await self._keep_all(feeds)
            self.renew(cursor)
            self.tell(say)

        self.run_worker(work())


class SmartForm(FieldsDialog):
    """One smart feed; what is set here is kept when the panel is closed."""

    def __init__(self, ink: Ink, chrome: Chrome, feed: SmartFeed) -> None:
        self.feed = feed
        super().__init__(ink, chrome, name_of(feed) or t("smart.new"))

    def fields(self) -> list[Field]:
        """Name, search, sort, notification."""
        feed = self.feed
        return [
            Field("title", t("smart.name"), name_of(feed), t("smart.name_hint"), bool(feed.title and feed.given)),
            Field("query", t("smart.query"), feed.query or t("setting.none"), t("smart.query_hint"),
                  bool(feed.given) and feed.query != GIVEN[feed.given]),
            Field("sort", t("smart.sort"), t(f"smart.sort_{feed.sort}"), t("smart.sort_hint"), feed.sort != "newest"),
            Field("notify", t("smart.notify"), t("setting.yes" if feed.notify else "setting.no"),
                  t("smart.notify_hint"), feed.notify),
        ]  # fmt: skip

    def step(self, key: str, by: int) -> bool:
        """Another sort; told or not."""
        if key == "sort":
            place = SORTS.index(self.feed.sort)
            self.feed = replace(self.feed, sort=SORTS[(place + by) % len(SORTS)])
        elif key == "notify":
            self.feed = replace(self.feed, notify=not self.feed.notify)
        else:
            return False
        return True

    def typed(self, key: str) -> str:
        """The value as it would be typed."""
        return name_of(self.feed) if key == "title" else self.feed.query

    def take(self, key: str, text: str) -> str:
        """Set what was typed."""
        typed = " ".join(text.split())
        if key == "title":
            usual = self.feed.given and typed == smart_name(self.feed.given)
            self.feed = replace(self.feed, title="" if usual else typed)
            return ""
        from tui.query.parse import parse_query

        try:
            parse_query(typed, 0)
        except QueryError as error:
            return query_text(error)
        self.feed = replace(self.feed, query=typed)
        return ""

    def reset(self, key: str) -> None:
        """As the given one has it."""
        if key == "query" and self.feed.given:
            self.feed = replace(self.feed, query=GIVEN[self.feed.given])
        elif key == "sort":
            self.feed = replace(self.feed, sort="newest")
        elif key == "notify":
            self.feed = replace(self.feed, notify=False)
        elif key == "title":
            self.feed = replace(self.feed, title="")
