"""Acts on everything the list shows, and acts on tags themselves."""

from collections.abc import Callable, Coroutine
from typing import Any

from tui.i18n import t
from tui.model.feed import Tag
from tui.screens.main.base import Part
from tui.screens.main.marking import given_and_taken
from tui.store.acts import Act, Flag
from tui.store.tag_acts import COLOURS

ALL: tuple[tuple[str, Flag | None, bool], ...] = (
    ("read", "read", True), ("unread", "read", False), ("star", "starred", True), ("unstar", "starred", False),
    ("save", "saved", True), ("unsave", "saved", False), ("tag", None, True), ("hide", None, True),
    ("show", None, False),
)  # fmt: skip


class Bulk(Part):
    """What works on one entry, on many, with one undo."""

    def _choose_tag(self, title: str, tags: list[Tag], then: Callable[[int], None]) -> None:
        """Choose one of the tags, found by Han, pinyin or initials."""

        def sounding(text: str) -> set[int]:
            found = {tag.name for tag in self.newsroom.library.tags.like(text, len(tags))}
            return {place for place, tag in enumerate(tags) if tag.name in found}

        self._choose(title, [(tag.name, f"{tag.entries:,}") for tag in tags], then, sounding)

    def _choose(
        self, title: str, names: list[tuple[str, str]], then: Callable[[int], None],
        sounding: Callable[[str], set[int]] | None = None,
    ) -> None:  # fmt: skip
        from tui.screens.dialogs.choose import Choose

        def answered(number: int | None) -> None:
            if number is not None:
                then(number)

        dialog = Choose(self.ink, self.chrome, title, names, hint=t("search.type"), typing=True)
        if sounding is not None:
            dialog.rows.sounding = sounding
        self.app.push_screen(dialog, answered)

    def _ask(self, title: str, hint: str, then: Callable[[str], None], text: str = "") -> None:
        from tui.screens.dialogs.ask import Ask

        def answered(typed: str | None) -> None:
            if typed is not None and typed.strip():
                then(typed.strip())

        self.app.push_screen(Ask(self.ink, title, hint, text), answered)

    # Everything in the list ------------------------------------------------------------------------------------------

    def do_bulk(self) -> None:
        """Choose what to do with everything in the list."""
        window = self.entries.window
        if window is None or not len(window):
            return
        several = bool(self.selection)
        title = t("bulk.chosen", n=self.chosen_count()) if several else t("bulk.title", n=window.total or len(window))
        names = [(t(f"bulk.{name}"), "") for name, _, _ in ALL]

        def chosen(number: int) -> None:
            name, field, value = ALL[number]
            finder = self.newsroom.finder
            if several and name != "tag":
                self._do(self._on_chosen(field, value), fetch=name == "save")
            elif field is not None:
                self._do(finder.mark_view(window.view, field, value, window.newest), fetch=name == "save")
            elif name == "tag":
                self._ask(t("dialog.tag_title"), t("dialog.tag_hint"), tag)
            else:
                self._do(finder.hide_view(window.view, value))

        def tag(text: str) -> None:
            words = text.replace("，", " ").replace(",", " ").replace("#", " ").split()
            give, take = given_and_taken(words)
            if several:
                self.tag_selection(give, take)
            else:
                self._do(self.newsroom.finder.tag_view(window.view, give, take))

        self._choose(title, names, chosen)

    async def _on_chosen(self, field: Flag | None, value: bool) -> Act:
        ids = await self.chosen_ids()
        act = self.newsroom.finder.hide(ids, value) if field is None else self.newsroom.mark(ids, field, value)
        self.end_selection()
        return await act

    def _do(self, act: Coroutine[Any, Any, Act], *, fetch: bool = False) -> None:
        async def work() -> None:
            done = await act
            self.entries_changed(None)
            self.say(t("bulk.done", n=done.changed))
            if fetch:
                self.keep_saved()

        self.begin(work())

    # Tags ------------------------------------------------------------------------------------------------------------

    def do_tags(self) -> None:
        """Rename, merge, colour or delete a tag."""
        tags = self.newsroom.tags()
        if not tags:
            self.say(t("dialog.filter_none"))
            return
        finder = self.newsroom.finder

        def chosen(number: int) -> None:
            name = tags[number].name

            def act(what: int) -> None:
                match ("rename", "merge", "colour", "delete")[what]:
                    case "rename":
                        self._ask(t("tags.rename"), name, lambda to: self._tags_done(finder.rename_tag(name, to)), name)
                    case "merge":
                        others = [tag for tag in tags if tag.name != name]
                        into = t("tags.into", name=name)
                        self._choose_tag(
                            into, others, lambda n: self._tags_done(finder.merge_tags([name], others[n].name))
                        )
                    case "colour":
                        rows = [(t(f"colour.{colour or 'none'}"), "") for colour in COLOURS]
                        self._choose(name, rows, lambda n: self._tags_done(finder.colour_tag(name, COLOURS[n])))
                    case _:
                        self._tags_done(finder.delete_tag(name))

            rows = [(t(f"tags.{each}"), "") for each in ("rename", "merge", "colour", "delete")]
            self._choose(name, rows, act)

        self._choose_tag(t("tags.title"), tags, chosen)

    def _tags_done(self, act: Coroutine[Any, Any, Any]) -> None:
        async def work() -> None:
            await act
            self.entries_changed(None)
            self.say(t("tags.done"))

        self.begin(work())
