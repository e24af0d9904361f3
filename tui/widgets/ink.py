"""Roles to styles: the only place where a widget learns a colour."""

from dataclasses import dataclass
from functools import cached_property

from rich.style import Style

from tui.theme.palette import Palette


class Ink:
    """The styles of one palette; made once a theme, shared by all widgets."""

    def __init__(self, palette: Palette, *, plain: bool = False) -> None:
        self.palette = palette
        self.plain = plain
        self._styles: dict[tuple[str, str, str], Style] = {}

    def style(self, role: str, on: str = "", marks: str = "") -> Style:
        """A role's ink, on the ground of another role (none: transparent), with marks such as ``bold italic``."""
        key = (role, on, marks)
        style = self._styles.get(key)
        if style is None:
            words = set(marks.split())
            # Without colours, or with the terminal's own, only turning them over is sure to show.
            reverse = (self.plain or self.palette.of_terminal) and on in ("selection", "hit")
            reverse = reverse != ("reverse" in words)
            style = self._styles[key] = Style(
                color=None if self.plain else getattr(self.palette, role),
                bgcolor=getattr(self.palette, on) if on and not self.plain and not reverse else None,
                bold="bold" in words or None,
                dim="dim" in words or None,
                italic="italic" in words or None,
                underline="underline" in words or None,
                strike="strike" in words or None,
                reverse=reverse or None,
            )
        return style

    @cached_property
    def blank(self) -> Style:
        """Empty paper."""
        return self.style("ink", "paper")


@dataclass(frozen=True, slots=True)
class Chrome:
    """The marks that are not text: one set that is pretty, one that is a cell wide in every terminal."""

    unread: str = "●"
    read: str = " "
    star: str = "★"
    saved: str = "⤓"
    bar: str = "▌"
    opened: str = "▾"
    closed: str = "▸"
    dot: str = " · "
    rule: str = "─"
    divider: str = "│"
    full: str = "█"
    part: str = "▌"
    empty: str = "░"
    chosen: str = "✓"


PRETTY = Chrome()
ASCII = Chrome(
    unread="*", star="+", saved="v", bar="|", opened="v", closed=">", dot=" - ", rule="-", divider="|",
    full="#", part="#", empty=".", chosen="x",
)  # fmt: skip
