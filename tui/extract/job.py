"""What a worker runs for a page; it gives plain data, which ``plain`` on the other side checks and turns back."""

from functools import cache
from pathlib import Path
from typing import Any

from tui.extract.extract import extract
from tui.extract.plain import pack
from tui.extract.sites import Rule, load_rules

# The worker may open no file once it works, so that the rules that ship are read when it is made.
_SHIPPED, _ = load_rules()


def article(payload: bytes, args: dict[str, Any]) -> dict[str, Any]:
    """The article in ``payload`` as plain data; ``args`` as for ``extract``, rules as they come from ``as_plain``."""
    return pack(
        extract(
            payload,
            args.get("url", ""),
            charset=args.get("charset", ""),
            override=args.get("override", ""),
            now=args.get("now", 0),
            rules=(*(Rule(tuple(rule[0]), *rule[1:]) for rule in args.get("rules", ())), *_SHIPPED),
        )
    )


@cache
def own_rules(folder: Path) -> tuple[list[Any], ...]:
    """The reader's own rules in a form that goes to the worker."""
    rules, _ = load_rules(folder)
    return tuple(
        [list(rule.hosts), rule.body, rule.title, rule.noise, rule.pager] for rule in rules if rule not in _SHIPPED
    )
