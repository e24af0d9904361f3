"""Whether a value from the file fits its option."""

from typing import Any

from tui.config.options import Option
from tui.model.errors import Fact


class Unfit(ValueError):
    """A value that an option cannot hold; ``reason`` is type, range or choice, ``expected`` what would fit."""

    def __init__(self, reason: str, expected: str) -> None:
        super().__init__(reason, expected)
        self.reason = reason
        self.expected = expected

    def facts(self) -> dict[str, Fact]:
        """What an error tells of it."""
        return {"reason": self.reason, "expected": self.expected}


def fitted(option: Option, found: object) -> Any:
    """The value as the setting holds it; raises Unfit."""
    match option.kind:
        case "bool":
            if not isinstance(found, bool):
                raise Unfit("type", "true / false")
            return found
        case "int" | "number":
            return _number(option, found)
        case "text":
            return _text(option, found)
        case "list":
            return words(found)


def words(found: object) -> tuple[str, ...]:
    """A text, or a list of texts, none of them empty; raises Unfit."""
    several = [found] if isinstance(found, str) else found
    if not isinstance(several, list) or not all(isinstance(word, str) and word.strip() for word in several):
        raise Unfit("type", '["…"]')
    return tuple(several)


def _number(option: Option, found: object) -> int | float:
    whole = option.kind == "int"
    # In Python a bool is an int; in the file it is not.
    if isinstance(found, bool) or not isinstance(found, int if whole else (int, float)):
        raise Unfit("type", "1, 2, 3 …" if whole else "1.5")
    low = float("-inf") if option.low is None else option.low
    high = float("inf") if option.high is None else option.high
    if not low <= found <= high:
        raise Unfit("range", f"{low:g}–{high:g}" if high < 1e6 else f"{low:g}–{high:.0f}")
    return found if whole else float(found)


def _text(option: Option, found: object) -> str:
    # `ambiguous = 2` is what people write.
    if isinstance(found, int) and not isinstance(found, bool) and str(found) in option.choices:
        found = str(found)
    if not isinstance(found, str):
        raise Unfit("type", '"…"')
    if option.choices and found not in option.choices:
        raise Unfit("choice", ", ".join(option.choices))
    if option.starts and found and not found.startswith(option.starts):
        raise Unfit("choice", ", ".join(start + "…" for start in option.starts))
    return found
