"""Rules for what arrives: those of the configuration put in force, all of them listed, and one tried before it is."""

from collections.abc import Iterable

from tui.dataclass import dataclass, replace
from tui.model.errors import ConfigError, NotFound, QueryError
from tui.model.smart import Rule
from tui.query.parse import parse_query
from tui.query.predicate import matches, subject
from tui.query.verdict import applies
from tui.store.library import Library
from tui.store.view import View

LAST = 1000
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Trial:
    """What a rule would have done: how many entries were looked at, how many matched, the newest of those."""

    looked_at: int
    matched: int
    entries: tuple[int, ...]


def install(library: Library, rules: Iterable[Rule]) -> list[ConfigError]:
    """Put the rules of the configuration in force for this library; what is wrong with some of them."""
    problems: list[ConfigError] = []
    found: list[Rule] = []
    for rule in rules:
        try:
            parse_query(rule.query, 0)
            placed = rule if not rule.address else replace(rule, feed=library.feeds.find(rule.address).id)
            found.append(placed)
        except QueryError as error:
            facts = {"reason": "query", "expected": f"{error.about.get('position', 0)}: {error.about.get('text', '')}"}
            problems.append(ConfigError(file="", line=0, key=f"rules.{rule.name}.when", **facts))
        except NotFound:
            problems.append(ConfigError(file="", line=0, key=f"rules.{rule.name}.feed", reason="feed"))
    library.configured_rules = tuple(found)
    return problems


def rules(library: Library) -> list[Rule]:
    """All rules in the order they act: the configuration's (id 0), then the library's."""
    return [*library.configured_rules, *library.rules.all()]


def keep_rule(library: Library, rule: Rule, now: int) -> int:
    """Keep a rule in the library, as the last or in place of the one it changes; its id. QueryError."""
    parse_query(rule.query, now)
    return library.rules.put(rule)


def try_rule(library: Library, rule: Rule, now: int, last: int = LAST) -> Trial:
    """What a rule would have done with the entries that came last, read as new ones; QueryError."""
    query = parse_query(rule.query, now)
    folders = {feed.id: feed.folder for feed in library.feeds.all()}
    keys = library.entries.ids(View(), limit=last)
    found: list[int] = []
    for _, id_ in keys:
        article = library.entries.article(id_)
        # As it arrived: nobody had read it, and its tags were those of the feed.
        fresh = replace(
            article,
            entry=replace(
                article.entry,
                read=False,
                starred=False,
                saved=False,
                tags=tuple(tag for tag in article.entry.tags if tag not in article.own_tags),
            ),
        )
        folder = folders.get(article.entry.feed, "")
        if applies(rule, article.entry.feed, folder) and matches(query, subject(fresh)):
            found.append(id_)
    return Trial(len(keys), len(found), tuple(found[:SHOWN]))
