"""``kanbao rules``, ``facets``, ``smart``: searches that are kept, and how what they find is spread."""

import argparse
import time
from typing import Any

from tui.cli.context import Context
from tui.cli.output import complain, print_json, say
from tui.dataclass import replace
from tui.i18n import t
from tui.i18n.query import query_text
from tui.model.errors import NotFound, QueryError
from tui.model.smart import Rule, SmartFeed, is_action
from tui.services.rule_book import RuleBook, try_out
from tui.store.facets import Facet
from tui.store.view import View


def run_rules(context: Context, options: argparse.Namespace) -> int:
    """List, try, add, remove, move; they are written into the configuration."""

    def note(before: list[str], after: list[str], label: str) -> None:
        context.library.acts.note_rules(before, after, int(time.time()), label)

    book = RuleBook(context.library, context.config, context.settings, lambda _: None, note)
    try:
        match options.what:
            case "test":
                return _test(context, options)
            case "add":
                return _add_rule(context, book, options)
            case "remove" | "move":
                return _change(context, book, options)
            case _:
                return _list_rules(book, json=options.json)
    except QueryError as error:
        complain(query_text(error))
        return 2


def _list_rules(book: RuleBook, *, json: bool) -> int:
    for place, rule in enumerate(book.rules, 1):
        if json:
            print_json(rule_json(rule))
        else:
            where = rule.address or rule.folder
            off = "" if rule.enabled else f"  ({t('cli.rule_off')})"
            say(f"{place:>3}  {rule.name}  {rule.query} → {' '.join(rule.actions)}  {where}".rstrip() + off)
    if not book.rules and not json:
        say(t("rule.none"))
    return 0


def rule_json(rule: Rule) -> dict[str, Any]:
    """A rule by the names its keys have in the configuration."""
    return {
        "name": rule.name, "when": rule.query, "do": list(rule.actions), "feed": rule.address or None,
        "folder": rule.folder or None, "enabled": rule.enabled,
    }  # fmt: skip


def _test(context: Context, options: argparse.Namespace) -> int:
    rule = Rule(" ".join(options.query), (), folder=options.folder, address=_address(context, options.feed))
    tried = try_out(context.library, rule, int(time.time()), options.last)
    if options.json:
        print_json({"matched": tried.matched, "looked_at": tried.looked_at, "titles": list(tried.titles)})
        return 0
    say(t("rule.trial", matched=tried.matched, last=tried.looked_at))
    for title in tried.titles:
        say(f"  {title}")
    return 0


def _add_rule(context: Context, book: RuleBook, options: argparse.Namespace) -> int:
    wrong = [action for action in options.action if not is_action(action)]
    if wrong:
        complain(t("cli.wrong.action", text=wrong[0]))
        return 2
    address = _address(context, options.feed)
    rule = Rule(options.when, tuple(options.action), options.name, folder=options.folder.strip("/"), address=address)
    kept = book.keep(rule, len(book.rules), int(time.time()))
    _forget_moved(context, book)
    say(t("cli.rule_added", name=kept.name))
    return 0


def _change(context: Context, book: RuleBook, options: argparse.Namespace) -> int:
    place = next((place for place, rule in enumerate(book.rules) if rule.name == options.name), None)
    if place is None:
        raise NotFound(kind="rule", name=options.name, reason="rule")
    rules = [*book.rules]
    rule = rules.pop(place)
    if options.what == "move":
        rules.insert(max(0, options.to - 1), rule)
    book.put(rules)
    _forget_moved(context, book)
    return 0


def _forget_moved(context: Context, book: RuleBook) -> None:
    for id_ in book.moved:
        context.library.rules.remove(id_)


def _address(context: Context, feed: str) -> str:
    return context.library.feeds.find(feed).url if feed else ""


def run_facets(context: Context, options: argparse.Namespace) -> int:
    """How what a search finds is spread over feeds, tags, sources and months."""
    from tui.query.parse import parse_query

    try:
        query = parse_query(" ".join(options.query), int(time.time()))
    except QueryError as error:
        complain(query_text(error))
        return 2
    found = context.library.facets(View(query=query), most=options.limit)
    groups = {"feeds": found.feeds, "tags": found.tags, "sources": found.sources, "months": found.months}
    if options.json:
        told = {name: [_facet_json(each) for each in facets] for name, facets in groups.items()}
        print_json({"total": found.total, "unread": found.unread, **told})
        return 0
    say(t("cli.found_in", n=found.total, unread=found.unread))
    for name, facets in groups.items():
        if facets:
            say(t(f"facet.{name.removesuffix('s')}"))
        for facet in facets:
            say(f"{facet.count:>9,}  {facet.label}")
    return 0


def _facet_json(facet: Facet) -> dict[str, Any]:
    return {"key": facet.key, "label": facet.label, "count": facet.count, "unread": facet.unread}


def run_smart(context: Context, options: argparse.Namespace) -> int:
    """List, add, remove."""
    from tui.query.parse import parse_query

    smart, now = context.library.smart, int(time.time())
    if options.what == "add":
        try:
            parse_query(options.query, now)
        except QueryError as error:
            complain(query_text(error))
            return 2
        made = SmartFeed(0, options.title, options.query, sort=options.sort, notify=options.notify)
        smart.arrange([*smart.all(), made], now)
    elif options.what == "remove":
        gone = next((feed for feed in smart.all() if options.name in (str(feed.id), _name(feed))), None)
        if gone is None:
            raise NotFound(kind="smart", name=options.name, reason="smart")
        smart.arrange([feed for feed in smart.all() if feed != gone], now)
    else:
        _list_smart(context, smart.all(), now, json=options.json)
    return 0


def _list_smart(context: Context, feeds: list[SmartFeed], now: int, *, json: bool) -> None:
    from tui.services.smart import counted_view, smart_view

    for feed in feeds:
        whole, fresh = smart_view(feed, now), counted_view(feed, now)
        entries = 0 if whole is None else context.library.entries.count(whole)
        unread = 0 if fresh is None else context.library.entries.count(replace(fresh, state="unread"))
        if json:
            print_json({
                "id": feed.id, "title": _name(feed), "query": feed.query, "given": feed.given or None,
                "sort": feed.sort, "notify": feed.notify, "entries": entries, "unread": unread,
            })  # fmt: skip
        else:
            say(f"{feed.id:>5}  {_name(feed)}  {feed.query}  {unread:,}/{entries:,}")


def _name(feed: SmartFeed) -> str:
    return feed.title or (t(f"smart.{feed.given}") if feed.given else feed.query)
