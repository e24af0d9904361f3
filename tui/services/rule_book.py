"""The rules as the reader edits them: read from and written to the configuration, and tried before."""

from collections.abc import Callable, Sequence
from pathlib import Path

from tui.config.rule_edit import rule_texts, save_rules
from tui.config.settings import Settings
from tui.dataclass import dataclass, replace
from tui.model.errors import NotFound
from tui.model.smart import Rule
from tui.query.parse import parse_query
from tui.services.rules import LAST, SHOWN, try_rule
from tui.store.library import Library

LONGEST_NAME = 24


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a rule can hold: everywhere, in a folder and below it, in a feed (its address)."""

    label: str
    address: str = ""
    folder: str = ""


@dataclass(frozen=True, slots=True)
class Tried:
    """What a rule would have done: how many of how many, and the titles of the newest of those."""

    matched: int
    looked_at: int
    titles: tuple[str, ...] = ()


Note = Callable[[list[str], list[str], str], None]
"""Writes a change into the journal: the texts of all rules before it and after it, and which rule it was about."""


class RuleBook:
    """All rules in the order they act.

    Rules that the library keeps (an archive of an earlier version brings them) are moved into the configuration when
    something is changed. ``use`` puts changed settings in force, ``note`` has them taken back some time.
    """

    def __init__(
        self, library: Library, config: Path | None, settings: Settings, use: Callable[[Settings], None], note: Note
    ) -> None:
        self._library = library
        self._config = config
        self._settings = settings
        self._use = use
        self._note = note
        self.moved: list[int] = [rule.id for rule in library.rules.all()]
        self.rules: list[Rule] = [*settings.rules]
        for rule in library.rules.all():
            address = "" if rule.feed is None else library.feeds.get(rule.feed).url
            named = replace(rule, name=self._free_name(rule, self.rules), address=address, feed=None, id=0)
            self.rules.append(named)

    def reaches(self, everywhere: str) -> list[Reach]:
        """Where a rule can hold; ``everywhere`` is what the first is called."""
        folders = [Reach(folder.name, folder=folder.name) for folder in self._library.feeds.folders()]
        feeds = [Reach(feed.title, address=feed.url) for feed in self._library.feeds.all()]
        return [Reach(everywhere), *folders, *feeds]

    def keep(self, rule: Rule, place: int, now: int) -> Rule:
        """Put a rule in the place of another, or behind all; as it is called then. QueryError, ConfigError."""
        parse_query(rule.query, now)
        others = [each for at, each in enumerate(self.rules) if at != place]
        named = replace(rule, name=self._free_name(rule, others))
        old = self.rules[place].name if place < len(self.rules) else ""
        rules = [*self.rules]
        rules[place : place + 1] = [named]
        self._write(rules, {named.name: old})
        return named

    def put(self, rules: Sequence[Rule]) -> None:
        """Keep these of the rules, in this order, each on or off. ConfigError, CannotWrite."""
        self._write([*rules], {})

    def hold(self, rules: Sequence[Rule]) -> None:
        """These are the rules by now: what was done has been taken back."""
        self.rules = [*rules]
        self._settings = replace(self._settings, rules=tuple(rules))

    def _write(self, rules: list[Rule], renamed: dict[str, str]) -> None:
        if self.moved:
            self._save(self.rules, {})
            self.hold(self.rules)
        before, held = rule_texts(self._text(), self.rules), self.rules
        self._save(rules, renamed)
        self.hold(rules)
        changed = {rule.name: None for rule in (*rules, *held) if rule not in held or rule not in rules}
        self._note(before, rule_texts(self._text(), rules), next(iter(changed)) if changed else "")
        self._use(self._settings)

    def _save(self, rules: list[Rule], renamed: dict[str, str]) -> None:
        if self._config is not None:
            written = {rule.name for rule in self._settings.rules}
            names = [renamed.get(rule.name, rule.name) for rule in rules]
            save_rules(
                self._config, [(name if name in written else "", rule) for name, rule in zip(names, rules, strict=True)]
            )

    def _text(self) -> str:
        try:
            return "" if self._config is None else self._config.read_text(encoding="utf-8")
        except FileNotFoundError:
            return ""

    @staticmethod
    def _free_name(rule: Rule, others: Sequence[Rule]) -> str:
        wanted = rule.name or rule.query[:LONGEST_NAME]
        taken = {each.name for each in others}
        return next(
            name for n in range(1, len(taken) + 2) if (name := wanted if n == 1 else f"{wanted} {n}") not in taken
        )


def try_out(library: Library, rule: Rule, now: int, last: int = LAST) -> Tried:
    """What a rule, of the configuration too, would have done with the entries that came last; QueryError."""
    try:
        placed = replace(rule, feed=library.feeds.find(rule.address).id, address="") if rule.address else rule
    except NotFound:
        return Tried(0, 0)
    trial = try_rule(library, placed, now, last)
    titles = tuple(entry.title or entry.summary for entry in library.entries.rows(trial.entries[:SHOWN]))
    return Tried(trial.matched, trial.looked_at, titles)
