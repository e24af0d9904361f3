"""Programs of the reader's own in the configuration: ``[[command]]`` and ``[[hook]]``."""

from collections.abc import Sequence
from typing import Any

from tui.config.rules import BadRule
from tui.config.value import Unfit, words
from tui.model.own import ANSWERS, INPUTS, OFS, Hook, OwnCommand

LONGEST = 3600
COMMAND_KEYS = ("name", "run", "key", "input", "of", "answer", "seconds")
HOOK_KEYS = ("run", "seconds")


def own_command(facts: dict[str, Any]) -> OwnCommand:
    """The command that a table describes; BadRule."""
    _known(facts, COMMAND_KEYS)
    run = _run(facts)
    return OwnCommand(
        name=_text(facts, "name", run[0]),
        run=run,
        key=_text(facts, "key", ""),
        input=_choice(facts, "input", INPUTS, "text"),  # type: ignore[arg-type]
        of=_choice(facts, "of", OFS, "article"),  # type: ignore[arg-type]
        answer=_choice(facts, "answer", ANSWERS, "show"),  # type: ignore[arg-type]
        seconds=_seconds(facts),
    )


def hook(facts: dict[str, Any]) -> Hook:
    """The hook that a table describes; BadRule."""
    _known(facts, HOOK_KEYS)
    return Hook(_run(facts), _seconds(facts))


def _known(facts: dict[str, Any], keys: Sequence[str]) -> None:
    for key in facts:
        if key not in keys:
            import difflib  # only for a fault

            close = difflib.get_close_matches(key, keys, n=1)
            raise BadRule(key, reason="unknown", nearest=close[0] if close else ", ".join(keys))


def _run(facts: dict[str, Any]) -> tuple[str, ...]:
    # One text could only be meant for a shell, and there is none.
    if not isinstance(facts.get("run"), list):
        raise BadRule("run", reason="type", expected='["program", "argument"]')
    try:
        run = words(facts["run"])
    except Unfit as unfit:
        raise BadRule("run", **unfit.facts()) from None
    if not run:
        raise BadRule("run", reason="type", expected='["program", "argument"]')
    return run


def _text(facts: dict[str, Any], key: str, usual: str) -> str:
    found = facts.get(key, usual)
    if not isinstance(found, str):
        raise BadRule(key, reason="type", expected='"…"')
    return found.strip()


def _choice(facts: dict[str, Any], key: str, choices: Sequence[str], usual: str) -> str:
    found = facts.get(key, usual)
    if found not in choices:
        raise BadRule(key, reason="choice", expected=", ".join(choices))
    return str(found)


def _seconds(facts: dict[str, Any]) -> int:
    found = facts.get("seconds", 60)
    if type(found) is not int or not 1 <= found <= LONGEST:
        raise BadRule("seconds", reason="range", expected=f"1–{LONGEST}")
    return found
