"""What a run's role looks like."""

from functools import cache

from rich.style import Style

from tui.typeset.role import Role
from tui.widgets.ink import Ink

HEADINGS = (
    Role.HEADING1 | Role.HEADING2 | Role.HEADING3 | Role.HEADING4 | Role.HEADING5 | Role.HEADING6
)  # fmt: skip

# The first role that a run has decides its colour.
COLOURS: tuple[tuple[Role, str], ...] = (
    (Role.LINK, "link"),
    (HEADINGS, "heading"),
    (Role.CODE, "code"),
    (Role.TABLE_RULE | Role.RULE | Role.BAR, "rule"),
    (Role.MARKER, "accent"),
    (Role.TABLE_HEADER, "heading"),
    (Role.CAPTION | Role.FIGURE | Role.FOLD | Role.NOTE | Role.MUTED, "muted"),
    (Role.QUOTE, "quote"),
)
MARKS: tuple[tuple[Role, str], ...] = (
    (Role.STRONG | Role.HEADING1 | Role.HEADING2 | Role.HEADING3 | Role.TABLE_HEADER, "bold"),
    (Role.EMPHASIS, "italic"),
    (Role.STRIKE, "strike"),
    # A highlight is told from its surroundings in one colour too.
    (Role.UNDERLINE | Role.LINK | Role.MARK, "underline"),
)


def style_of(role: Role, ink: Ink, paint: str = "") -> Style:
    """The style of a run; ``paint`` is what lies over it: ``hit``, ``current`` (hit), ``selection`` or ``caret``."""
    colour, on, marks = _look(role)
    return painted(ink, paint, marks) if paint else ink.style(colour, on, marks)


@cache
def _look(role: Role) -> tuple[str, str, str]:
    """Ink, ground and marks of a role; flags take Python a while, and every run of every line is asked for its own."""
    colour = next((name for part, name in COLOURS if role & part), "ink")
    marks = " ".join(name for part, name in MARKS if role & part)
    on = "hit" if role & Role.MARK else "code_paper" if role & Role.CODE else "paper"
    return "ink" if on == "hit" else colour, on, marks


def painted(ink: Ink, paint: str, marks: str = "") -> Style:
    """The style of text over which something lies."""
    match paint:
        case "selection":
            return ink.style("selection_ink", "selection", marks)
        case "caret":
            return ink.style("selection_ink", "selection", "bold reverse")
        case "current":
            return ink.style("ink", "hit", "bold reverse")
        case _:
            return ink.style("ink", "hit", marks)
