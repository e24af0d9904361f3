"""What rules make of an entry: a pure decision over the rules and what arrived."""

from collections.abc import Iterable, Sequence

from tui.dataclass import dataclass, replace
from tui.model.errors import QueryError
from tui.model.smart import TAG, Rule
from tui.query.ast import Query
from tui.query.parse import parse_query
from tui.query.predicate import Subject, matches


@dataclass(frozen=True, slots=True)
class Ready:
    """A rule with its search understood."""

    rule: Rule
    query: Query


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do with an entry; ``by`` are the rules that matched, in their order."""

    hide: bool = False
    read: bool = False
    star: bool = False
    save: bool = False
    notify: bool = False
    whole: bool = False
    tags: tuple[str, ...] = ()
    by: tuple[Rule, ...] = ()


NOTHING = Verdict()


def ready(rules: Iterable[Rule], now: int) -> tuple[Ready, ...]:
    """The enabled rules that can be understood, in order; ``now`` is what 今天 in them goes by."""
    found = []
    for rule in rules:
        if rule.enabled:
            try:
                found.append(Ready(rule, parse_query(rule.query, now)))
            except QueryError:
                continue  # it was understood when it was made; whoever lists rules tells of it
    return tuple(found)


def judge(rules: Sequence[Ready], entry: Subject, folder: str = "") -> Verdict:
    """What all rules together do with ``entry``, whose feed lies in ``folder``.

    A rule sees what those before it have done: what one tags, the next can hide.
    """
    verdict = NOTHING
    for each in rules:
        if applies(each.rule, entry.feed, folder) and matches(each.query, entry):
            verdict = _with(verdict, each.rule)
            entry = replace(
                entry,
                read=entry.read or verdict.read,
                starred=entry.starred or verdict.star,
                saved=entry.saved or verdict.save,
                hidden=entry.hidden or verdict.hide,
                tags=tuple(dict.fromkeys([*entry.tags, *verdict.tags])),
            )
    return verdict


def applies(rule: Rule, feed: int, folder: str) -> bool:
    """Whether a rule is one for entries of this feed, which lies in ``folder``."""
    if rule.address and rule.feed is None:
        return False  # its feed is not subscribed to
    inside = not rule.folder or folder == rule.folder or folder.startswith(f"{rule.folder}/")
    return inside and rule.feed in (None, feed)


def _with(verdict: Verdict, rule: Rule) -> Verdict:
    flags = {action: True for action in rule.actions if not action.startswith(TAG)}
    tags = [action[len(TAG) :].strip() for action in rule.actions if action.startswith(TAG)]
    by = (*verdict.by, rule)
    return replace(verdict, **flags, tags=tuple(dict.fromkeys([*verdict.tags, *tags])), by=by)
