"""What an option is: its kind, its default and what it may hold, kept with the field that declares it."""

from collections.abc import Iterator
from typing import Any, Literal, TypeVar

from tui.dataclass import dataclass, declarations, field

T = TypeVar("T")
Kind = Literal["bool", "int", "number", "text", "list"]

_KINDS: tuple[tuple[type, Kind], ...] = (
    (bool, "bool"),
    (int, "int"),
    (float, "number"),
    (str, "text"),
    (tuple, "list"),
)


@dataclass(frozen=True, slots=True)
class Option:
    """One setting; ``low`` and ``high`` are inclusive, ``choices`` the texts allowed, ``starts`` how one begins."""

    section: str
    name: str
    kind: Kind
    default: Any
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The name with its section, as errors and the reader call it."""
        return f"{self.section}.{self.name}"


def option(
    default: T,
    *,
    low: float | None = None,
    high: float | None = None,
    choices: tuple[str, ...] = (),
    starts: tuple[str, ...] = (),
) -> T:
    """A dataclass field that declares an option; its kind is that of the default."""
    facts = {"low": low, "high": high, "choices": choices, "starts": starts}
    made: T = field(default=default, metadata=facts)
    return made


def declared(section: str, table: type) -> Iterator[Option]:
    """The options that a dataclass of one section declares."""
    for name, default, metadata in declarations(table):
        yield Option(section, name, _kind(default), default, **metadata)


def _kind(default: object) -> Kind:
    return next(kind for python, kind in _KINDS if isinstance(default, python))
