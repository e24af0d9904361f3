"""Rules in the configuration: ``[rules.NAME]`` with when, do, and feed or folder."""

from typing import Any

from tui.config.value import Unfit, words
from tui.model.errors import Fact
from tui.model.smart import ACTIONS, Rule, is_action

KEYS = ("when", "do", "feed", "folder", "enabled")


class BadRule(ValueError):
    """A rule that cannot be used; ``key`` is at fault, ``facts`` are what a ConfigError tells of it."""

    def __init__(self, key: str, **facts: Fact) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts


def rule(name: str, facts: dict[str, Any]) -> Rule:
    """The rule that a table describes; BadRule. Whether its search is understood is found out where it is used."""
    for key in facts:
        if key not in KEYS:
            import difflib  # only for a fault

            close = difflib.get_close_matches(key, KEYS, n=1)
            raise BadRule(key, reason="unknown", nearest=close[0] if close else ", ".join(KEYS))
    enabled = facts.get("enabled", True)
    if not isinstance(enabled, bool):
        raise BadRule("enabled", reason="type", expected="true / false")
    return Rule(
        _text(facts, "when"),
        _actions(facts.get("do")),
        name,
        folder=_text(facts, "folder").strip("/"),
        enabled=enabled,
        address=_text(facts, "feed"),
    )


def _text(facts: dict[str, Any], key: str) -> str:
    found = facts.get(key, "")
    if not isinstance(found, str):
        raise BadRule(key, reason="type", expected='"…"')
    return found


def _actions(found: object) -> tuple[str, ...]:
    try:
        actions = words(found)
    except Unfit as unfit:
        raise BadRule("do", **unfit.facts()) from None
    if not actions or not all(map(is_action, actions)):
        raise BadRule("do", reason="choice", expected=", ".join((*ACTIONS, "tag:…")))
    return actions
