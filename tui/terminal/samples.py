"""What is written to learn how a terminal draws: one sample of each class of characters on which terminals differ."""

from typing import Final

SAMPLES: Final = {
    "wide": "中",
    "combining": "e\u0301",
    # East Asian Ambiguous.
    "quote": "“",
    "dash": "—",
    "dots": "…",
    "circled": "①",
    "greek": "α",
    "box": "─",
    # Emoji: one character, and sequences that some terminals draw character by character.
    "emoji": "😀",
    "selector": "❤\ufe0f",
    "skin": "👍🏽",
    "joined": "👨\u200d👩\u200d👧",
    "flag": "🇨🇳",
    "keycap": "1\ufe0f\u20e3",
}
PROSE: Final = ("quote", "dash", "dots")
"""The ambiguous classes of which a text is full; the others follow them in all terminals known."""

SEQUENCES: Final = ("selector", "skin", "joined", "flag", "keycap")
"""The classes that can be drawn in a simpler form."""

GRAPHEMES_ON: Final = "\x1b[?2027h"
GRAPHEMES_OFF: Final = "\x1b[?2027l"
"""Mode 2027: the terminal takes a grapheme cluster, not a code point, for one character."""

_SAVE, _RESTORE, _ERASE = "\x1b7", "\x1b8", "\r\x1b[K"
_WHERE = "\x1b[6n"
# Every terminal since the VT100 answers this one, so that its answer tells that no others will come.
_FENCE = "\x1b[c"


def question() -> str:
    """All that is asked, to be written at once; mode 2027 is on from here, where there is one."""
    asked = "".join(f"{_ERASE}{sample}{_WHERE}" for sample in SAMPLES.values())
    return f"{_SAVE}\x1b[?2027$p{GRAPHEMES_ON}{asked}{_ERASE}{_RESTORE}{_FENCE}"
