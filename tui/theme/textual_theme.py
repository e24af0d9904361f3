"""A palette as a theme of Textual, for what Textual draws by itself: inputs, scroll bars, the palette of commands."""

from textual.theme import Theme

from tui.theme.palette import ROLES, TERMINAL_COLOURS, Palette


def to_textual(palette: Palette) -> Theme:
    """The theme to register; its name is the palette's with ``kanbao-`` before it, so as not to meet Textual's own.

    Style sheets find every role as ``$kanbao-ROLE``.
    """
    return Theme(
        name=f"kanbao-{palette.name}",
        primary=_colour(palette.accent),
        secondary=_colour(palette.link),
        accent=_colour(palette.focus),
        warning=_colour(palette.warning),
        error=_colour(palette.error),
        success=_colour(palette.success),
        foreground=_colour(palette.ink),
        background=_colour(palette.paper),
        surface=_colour(palette.panel),
        panel=_colour(palette.panel),
        boost=_colour(palette.panel),
        dark=palette.dark,
        ansi=palette.of_terminal,
        variables={name: _colour(colour) for name, colour in _variables(palette).items()} | _of_ground(palette),
    )


def _variables(palette: Palette) -> dict[str, str]:
    return {
        "block-cursor-background": palette.selection,
        "block-cursor-foreground": palette.selection_ink,
        "block-cursor-blurred-background": palette.selection,
        "block-cursor-blurred-foreground": palette.selection_ink,
        "border": palette.focus,
        "border-blurred": palette.rule,
        "footer-key-foreground": palette.accent,
        "input-cursor-background": palette.ink,
        "input-cursor-foreground": palette.paper,
        "input-selection-background": palette.selection,
        "input-selection-foreground": palette.selection_ink,
        "link-color": palette.link,
        "screen-selection-background": palette.selection,
        "screen-selection-foreground": palette.selection_ink,
        "scrollbar": palette.faint,
        "scrollbar-active": palette.focus,
        "scrollbar-background": palette.paper,
        "scrollbar-background-active": palette.paper,
        "scrollbar-background-hover": palette.paper,
        "scrollbar-corner-color": palette.paper,
        "scrollbar-hover": palette.muted,
        "text-muted": palette.muted,
    } | {f"kanbao-{role}": getattr(palette, role) for role in ROLES}


def _of_ground(palette: Palette) -> dict[str, str]:
    if not palette.of_terminal:
        return {"input-cursor-text-style": "none"}
    # Of the terminal's own colours, only turning them over is sure to show a cursor.
    return {
        "input-cursor-text-style": "reverse",
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
    }


def _colour(colour: str) -> str:
    return f"ansi_{colour}" if colour in TERMINAL_COLOURS else colour
