"""What a terminal is sent for its window to have a title."""

_PUSH, _POP = "\x1b[22;2t", "\x1b[23;2t"


def title_sequence(before: str, title: str) -> str:
    """From one title to another, both ours; an empty one is that which the window had before us.

    Terminals that keep a stack of titles (xterm's window operations 22 and 23) get theirs back; others show none.
    """
    if title == before:
        return ""
    named = f"\x1b]2;{''.join(char for char in title if char.isprintable())}\x1b\\"
    return f"{'' if before else _PUSH}{named}{'' if title else _POP}"
