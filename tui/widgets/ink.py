"""Roles to styles: the only place where a widget learns a colour."""

from functools import cached_property

from rich.style import Style

from tui.lines.chrome import ASCII, PRETTY, Chrome
from tui.theme.palette import Palette

__all__ = ["ASCII", "PRETTY", "QUIET", "Chrome", "Ink"]

QUIET = ("muted", "read", "faint", "rule")
"""Roles that are told from ink by dimness, where there is no colour between ink and paper."""


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
            few = self.few
            # Without colours, or with the terminal's own, only turning them over is sure to show.
            turned = few and on in ("selection", "hit")
            reverse = turned != ("reverse" in words)
            if few and role in QUIET and not turned:
                words.add("dim")
            # A text in its own colour would stand in the turned line as a block of it.
            colour = "default" if turned else getattr(self.palette, role)
            style = self._styles[key] = Style(
                color=None if self.plain else colour,
                bgcolor=getattr(self.palette, on) if on and not self.plain and not reverse else None,
                bold="bold" in words or None,
                dim="dim" in words or None,
                italic="italic" in words or None,
                underline="underline" in words or None,
                strike="strike" in words or None,
                reverse=reverse or None,
            )
        return style

    @property
    def few(self) -> bool:
        """Whether there is no colour of a ground to rely on."""
        return self.plain or self.palette.of_terminal

    @cached_property
    def blank(self) -> Style:
        """Empty paper."""
        return self.style("ink", "paper")
