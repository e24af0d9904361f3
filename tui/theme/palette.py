"""The colours of a theme, by the part they play."""

import re

from tui.dataclass import dataclass

TERMINAL_COLOURS = frozenset(
    ["default"]
    + [
        bright + name
        for bright in ("", "bright_")
        for name in ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
    ]
)
"""The names of the terminal's own sixteen colours, and of its text's or paper's colour."""

_HEX = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Palette:
    """A theme: every role a colour, written ``#rrggbb`` or as one of TERMINAL_COLOURS.

    ``name`` is what settings call it, ``title`` what people do. Backgrounds are paper, panel, code_paper, selection and
    hit (what was searched for); rule and faint draw lines; every other role is text that is read on them.
    """

    name: str
    title: str
    dark: bool
    paper: str
    panel: str
    ink: str
    muted: str
    faint: str
    accent: str
    unread: str
    read: str
    starred: str
    saved: str
    selection: str
    selection_ink: str
    link: str
    quote: str
    code: str
    code_paper: str
    heading: str
    tag: str
    folder: str
    smart: str
    error: str
    warning: str
    success: str
    rule: str
    focus: str
    hit: str

    @property
    def of_terminal(self) -> bool:
        """Whether the paper is the terminal's own, so that nothing is known of its colour."""
        return self.paper in TERMINAL_COLOURS


ROLES: tuple[str, ...] = Palette.__match_args__[3:]
"""The names of all roles."""

BACKGROUNDS: tuple[str, ...] = ("paper", "panel", "selection", "code_paper", "hit")
LINES: tuple[str, ...] = ("faint", "rule")
TEXTS: tuple[str, ...] = tuple(role for role in ROLES if role not in (*BACKGROUNDS, *LINES))
"""Roles of text, which has to be readable."""


def is_colour(text: object) -> bool:
    """Whether this is written as a palette's colour has to be."""
    return isinstance(text, str) and (text in TERMINAL_COLOURS or _HEX.fullmatch(text) is not None)
