"""What the screen looked like last time, for the next start to begin with before it knows any better."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tui import toml

FILE = "look.toml"
_DIGITS = frozenset("0123456789abcdef")


class Look(NamedTuple):
    """Colours by role (``#rrggbb``), whether of millions or of 256; cells of an ambiguous character; which terminal."""

    colours: dict[str, str]
    many: bool
    ambiguous: int
    terminal: str


def terminal_name(environment: Mapping[str, str]) -> str:
    """What tells one kind of terminal from another, as far as its environment says."""
    names = ("TERM", "COLORTERM", "TERM_PROGRAM", "COLORFGBG", "NO_COLOR")
    return "|".join(environment.get(name, "") for name in names)


def last_look(folder: Path) -> Look | None:
    """The look that was kept in the library's folder; None where there is none or it makes no sense."""
    try:
        look = Look(**toml.loads((folder / FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    if not (isinstance(look.colours, dict) and look.ambiguous in (1, 2) and isinstance(look.terminal, str)):
        return None
    sound = all(_is_colour(colour) for colour in look.colours.values())
    return look if sound else None


def _is_colour(found: object) -> bool:
    return isinstance(found, str) and len(found) == 7 and found[0] == "#" and _DIGITS.issuperset(found[1:])


def keep_look(folder: Path, look: Look) -> None:
    """Keep a look for the next start; where that cannot be done the next start is a little later, no more."""
    if last_look(folder) == look:
        return
    import json

    # What JSON says of a text, a number or a truth, TOML says too.
    facts = "".join(
        f"{name} = {json.dumps(getattr(look, name), ensure_ascii=False)}\n"
        for name in ("many", "ambiguous", "terminal")
    )
    colours = "".join(f'{role} = "{colour}"\n' for role, colour in look.colours.items())
    new = folder / (FILE + ".new")
    try:
        with os.fdopen(os.open(new, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w", encoding="utf-8") as out:
            out.write(f"{facts}\n[colours]\n{colours}")
        new.replace(folder / FILE)
    except OSError:
        return
