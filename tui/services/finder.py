"""Finding things, for the screens: completion, jump, facets, history, smart feeds, rules, and acts on whole views."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tui.i18n import t
from tui.model.feed import Tag
from tui.model.smart import Rule, SmartFeed
from tui.services.smart import SmartCounts, smart_view
from tui.services.writing import Writer
from tui.store.acts import Act, Flag
from tui.store.library import Library
from tui.store.view import View

if TYPE_CHECKING:
    from tui.services.completing import Completion
    from tui.services.jumping import Named, Place
    from tui.services.rules import Trial
    from tui.store.facets import Facets


class Finder:
    """Quick looks on the interface's connection; whatever may take long, and every act, on the writer's thread."""

    def __init__(self, library: Library, writer: Writer, now: Callable[[], int]) -> None:
        self._library = library
        self._writer = writer
        self._now = now
        self._counts = SmartCounts()
        self._shown: dict[int, int] = {}
        self._named: Sequence[Named] | None = None

    # Looking ---------------------------------------------------------------------------------------------------------

    def complete(self, text: str, cursor: int) -> "list[Completion]":
        """What could be meant at the cursor of a search."""
        from tui.services.completing import complete

        return complete(self._library, text, cursor)

    def places(self, text: str) -> "list[Place]":
        """Where one could jump; with nothing typed yet, without looking through whatever has a name."""
        from tui.services.jumping import places

        if not text.strip():
            return places(self._library, "", smart_name)
        if self._named is None:
            self.collect()
        return places(self._library, text, smart_name, names=self._named)

    def collect(self) -> None:
        """Collect whatever has a name anew, for what will be typed."""
        from tui.services.jumping import named

        self._named = named(self._library, smart_name)

    async def facets(self, view: View) -> "Facets":
        """How a view is spread over feeds, tags, sources and months."""
        return await self._writer.do(lambda library: library.facets(view))

    async def tags_in(self, view: View, tags: Sequence[Tag]) -> list[Tag]:
        """Those of the tags that a view has, counted in it alone."""
        found = await self._writer.do(lambda library: library.facets(view, most=10**6))
        counts = {facet.key: facet for facet in found.tags}
        return [
            tag._replace(entries=counts[tag.name].count, unread=counts[tag.name].unread)
            for tag in tags
            if tag.name in counts
        ]

    def history(self) -> list[str]:
        """What was searched for, the latest first."""
        return self._library.history.all()

    async def searched(self, text: str) -> None:
        """Remember a search that was kept."""
        await self._writer.do(lambda library: library.history.note(text, self._now()))

    # Smart feeds -----------------------------------------------------------------------------------------------------

    def smart(self) -> list[SmartFeed]:
        """The smart feeds in their order."""
        return self._library.smart.all()

    def smart_view(self, id_: int) -> View | None:
        """What a smart feed shows; None for one that is gone or not understood."""
        found = next((feed for feed in self.smart() if feed.id == id_), None)
        return None if found is None else smart_view(found, self._now())

    def smart_counts(self) -> dict[int, int]:
        """The counts as last known."""
        self._shown |= self._counts.known(self.smart())
        return self._shown

    async def count_smart(self) -> bool:
        """Count what is not known; whether anything is another than shown."""
        before = dict(self._shown)
        now = self._now()
        await self._writer.spare(lambda library: self._counts.count(library, library.smart.all(), now))
        return self.smart_counts() != before

    def forget_counts(self) -> None:
        """Entries came or went."""
        self._counts.forget()

    def counting(self, entries: Sequence[int], act: Callable[[Library], Act]) -> Callable[[Library], Act]:
        """An act on these entries that takes the counts of smart feeds along."""
        now = self._now()

        def work(library: Library) -> Act:
            following = self._counts.before(library, library.smart.all(), list(entries), now)
            done = act(library)
            following.after()
            return done

        return work

    async def keep(self, title: str, query: str) -> int:
        """Keep a search as a smart feed; its id."""

        def work(library: Library) -> int:
            library.smart.arrange([*library.smart.all(), SmartFeed(0, title, query)], self._now())
            return library.smart.all()[-1].id

        return await self._writer.do(work)

    async def arrange_smart(self, feeds: list[SmartFeed]) -> None:
        """Have these smart feeds and no others, in this order, as one act."""
        await self._writer.do(lambda library: library.smart.arrange(feeds, self._now()))

    # Rules -----------------------------------------------------------------------------------------------------------

    def rules(self) -> list[Rule]:
        """The rules kept in the library."""
        return self._library.rules.all()

    async def try_rule(self, rule: Rule) -> "Trial":
        """What a rule would have done with the last entries; raises QueryError."""
        from tui.services.rules import try_rule

        return await self._writer.do(lambda library: try_rule(library, rule, self._now()))

    async def keep_rule(self, rule: Rule) -> int:
        """Keep a rule; raises QueryError."""
        from tui.services.rules import keep_rule

        return await self._writer.do(lambda library: keep_rule(library, rule, self._now()))

    async def remove_rule(self, id_: int) -> None:
        """Forget a rule."""
        await self._writer.do(lambda library: library.rules.remove(id_))

    # Acts on many ----------------------------------------------------------------------------------------------------

    async def all_of(self, view: View, newest: int) -> list[int]:
        """Every entry of a view that was there when its list was opened."""
        keys = await self._writer.do(lambda library: library.entries.ids(view, limit=10**9))
        return [entry for _, entry in keys if entry <= newest]

    async def some_without(self, entries: Sequence[int], field: Flag) -> bool:
        """Whether some of these entries are not read, starred or saved yet."""
        return await self._writer.do(lambda library: library.acts.lacking(entries, field))

    async def hide(self, entries: Sequence[int], value: bool) -> Act:
        """Hide entries, or show them again."""
        return await self._all(lambda library: library.acts.hide(entries, value, self._now()))

    async def mark_view(self, view: View, field: Flag, value: bool, newest: int) -> Act:
        """Set read, starred or saved on a whole view, up to the newest entry that was there to see."""
        return await self._all(lambda library: library.acts.act_view(view, field, value, self._now(), up_to_id=newest))

    async def tag_view(self, view: View, add: Sequence[str], remove: Sequence[str]) -> Act:
        """Give tags to a whole view and take them from it."""
        return await self._all(lambda library: library.acts.tag_view(view, add, remove, self._now()))

    async def hide_view(self, view: View, value: bool) -> Act:
        """Hide a whole view, or show what is hidden in it."""
        return await self._all(lambda library: library.acts.hide_view(view, value, self._now()))

    async def _all(self, act: Callable[[Library], Act]) -> Act:
        done = await self._writer.do(act)
        self.forget_counts()
        return done

    # Tags ------------------------------------------------------------------------------------------------------------

    async def rename_tag(self, name: str, new_name: str) -> None:
        """Rename a tag; raises Duplicate where the name is taken."""
        await self._writer.do(lambda library: library.tag_acts.rename(name, new_name, self._now()))
        self.forget_counts()

    async def merge_tags(self, names: list[str], into: str) -> int:
        """Give the carriers of some tags another instead; how many."""
        merged = await self._writer.do(lambda library: library.tag_acts.merge(names, into, self._now()))
        self.forget_counts()
        return merged

    async def delete_tag(self, name: str) -> int:
        """Take a tag from everything; how many entries had it."""
        deleted = await self._writer.do(lambda library: library.tag_acts.delete(name, self._now()))
        self.forget_counts()
        return deleted

    async def colour_tag(self, name: str, colour: str) -> None:
        """Give a tag a colour."""
        await self._writer.do(lambda library: library.tag_acts.colour(name, colour, self._now()))


def smart_name(given: str) -> str:
    """The name of a smart feed that comes with the program."""
    return t(f"smart.{given}")
