"""What a run of text is, so that a theme can decide how it looks."""

from enum import IntFlag

from tui.document.blocks import Style


class Role(IntFlag):
    """The part a run plays; flags combine, ``TEXT`` (0) is plain running text.

    The low eight bits are those of `Style`, so that a style becomes a role without a table.
    """

    TEXT = 0
    STRONG = 1
    EMPHASIS = 2
    CODE = 4
    STRIKE = 8
    UNDERLINE = 16
    SUPERSCRIPT = 32
    SUBSCRIPT = 64
    MARK = 128
    LINK = 1 << 8
    HEADING1 = 1 << 9
    HEADING2 = 1 << 10
    HEADING3 = 1 << 11
    HEADING4 = 1 << 12
    HEADING5 = 1 << 13
    HEADING6 = 1 << 14
    QUOTE = 1 << 15
    BAR = 1 << 16
    MARKER = 1 << 17
    TABLE = 1 << 18
    TABLE_HEADER = 1 << 19
    TABLE_RULE = 1 << 20
    CAPTION = 1 << 21
    FIGURE = 1 << 22
    RULE = 1 << 23
    FOLD = 1 << 24
    NOTE = 1 << 25
    MUTED = 1 << 26


def role_of_style(style: Style) -> Role:
    """The role of text in that style."""
    return Role(int(style))


def role_of_heading(level: int) -> Role:
    """The role of a heading; levels outside 1 to 6 count as the nearest."""
    return Role(Role.HEADING1 << (min(max(level, 1), 6) - 1))
