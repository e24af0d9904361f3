"""Smart feeds and rules: searches that are kept."""

from typing import Literal

from tui.dataclass import dataclass

Sort = Literal["newest", "oldest", "best"]
SORTS: tuple[Sort, ...] = ("newest", "oldest", "best")

ACTIONS = ("hide", "read", "star", "save", "notify", "whole")
"""What a rule can do besides ``tag:NAME``."""

TAG = "tag:"


@dataclass(frozen=True, slots=True)
class SmartFeed:
    """A kept search; ``given`` names one that comes with the program and has no title of its own."""

    id: int
    title: str
    query: str
    given: str = ""
    sort: Sort = "newest"
    notify: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """What to do with an arriving entry that matches ``query``, of one feed or of a folder and all below it.

    ``actions`` are of ``ACTIONS`` or ``tag:NAME``. ``id`` is 0 for a rule of the configuration, ``address`` that of its
    feed before it is known which one that is.
    """

    query: str
    actions: tuple[str, ...]
    name: str = ""
    feed: int | None = None
    folder: str = ""
    enabled: bool = True
    id: int = 0
    address: str = ""


def is_action(text: str) -> bool:
    """Whether a rule can do this."""
    return text in ACTIONS or (text.startswith(TAG) and bool(text[len(TAG) :].strip()))
