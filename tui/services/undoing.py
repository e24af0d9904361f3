"""Undo and redo: one journal for all that the reader does, to entries, feeds, folders, tags, notes and rules alike."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tui.dataclass import dataclass
from tui.i18n import t
from tui.services.writing import Writer
from tui.store.acts import Undone
from tui.store.library import Library

if TYPE_CHECKING:
    from tui.model.smart import Rule

OF_ENTRIES = ("read", "starred", "saved", "mark_view", "hide", "tag", "note", "highlight")
"""Kinds of acts on entries, which is all that the shelf shows."""
Way = Literal["undo", "redo"]
_WRITTEN: dict[Way, Way] = {"undo": "redo", "redo": "undo"}


@dataclass(frozen=True, slots=True)
class Travelled:
    """What was taken back or done again; ``rules`` are those that hold then, None where it was not about them."""

    act: Undone
    rules: tuple[Rule, ...] | None = None


class Undoing:
    """Goes back and forth in the journal; rules are written into the configuration, all else is the library's."""

    def __init__(self, writer: Writer, config: Path | None, now: Callable[[], int]) -> None:
        self._writer = writer
        self._config = config
        self._now = now

    async def travel(self, way: Way, only: Collection[str] = ()) -> Travelled | None:
        """Take the last act back, or do again what was; None where there is none (of these kinds, if any is named).

        Raises ConfigError, CannotWrite where rules cannot be written; then nothing has been taken back.
        """
        act = await self._turn(way, only)
        if act is None or act.kind != "rules":
            return None if act is None else Travelled(act)
        from tui.config.rule_edit import save_texts

        rules: list[Rule] | None = None
        try:
            rules = save_texts(self._config, act.rules)
        finally:
            if rules is None:
                await self._turn(_WRITTEN[way], ("rules",))
        return Travelled(act, tuple(rules))

    async def note_rules(self, before: list[str], after: list[str], label: str) -> None:
        """Remember a change of the configuration's rules."""
        await self._writer.do(lambda library: library.acts.note_rules(before, after, self._now(), label))

    async def note_added(self, feeds: Sequence[int], label: str) -> None:
        """Remember that feeds were subscribed to."""
        if feeds:
            await self._writer.do(lambda library: library.acts.note_added(feeds, self._now(), label))

    async def _turn(self, way: Way, only: Collection[str]) -> Undone | None:
        def work(library: Library) -> Undone | None:
            return library.acts.undo(only) if way == "undo" else library.acts.redo(only)

        return await self._writer.do(work)


def told(way: Way, act: Undone) -> str:
    """What was done, in words: 已撤销：改名“少数派”."""
    what = t(f"act.{act.kind}")
    if act.label:
        what = t("notice.act_on", what=what, name=act.label)
    elif len(act.feeds) > 1 and act.kind in ("add", "remove"):
        what = t("notice.act_feeds", what=what, n=len(act.feeds))
    elif len(act.entries) > 1:
        what = t("notice.act_many", what=what, n=len(act.entries))
    return t("notice.undone" if way == "undo" else "notice.redone", what=what)
