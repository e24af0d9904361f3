"""What a terminal is sent to call its reader: a bell, or a notification of the desktop by OSC 9 or 777."""

from typing import Literal

LONGEST = 200
Way = Literal["off", "osc9", "osc777"]


def notice_sequence(title: str, body: str, *, bell: bool, way: Way) -> str:
    """The bytes of a notice; of texts only what can be printed, shortened.

    OSC 9 (iTerm2, Windows Terminal, foot, WezTerm) has one text, OSC 777 (urxvt, Ghostty, foot) a title and a body.
    """
    title, body = _plain(title), _plain(body)
    match way:
        # A number at the beginning would be another command of OSC 9: the title stands before it.
        case "osc9":
            sent = f"\x1b]9;{title.lstrip('0123456789;')} · {body}\x1b\\"
        case "osc777":
            sent = f"\x1b]777;notify;{title.replace(';', '；')};{body.replace(';', '；')}\x1b\\"
        case "off":
            sent = ""
    return sent + ("\a" if bell else "")


def _plain(text: str) -> str:
    words = " ".join(text.split())
    return "".join(char for char in words if char.isprintable())[:LONGEST]
