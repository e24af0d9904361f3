"""The characters that never leave for a terminal, whatever has become of the text before: the guards' last look."""

from tui.text.pattern import pattern

# C0, DEL, C1, bidi overrides and isolates, separators, byte order mark, annotations, noncharacters, surrogates.
FORBIDDEN = pattern(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0001\ud800-\udfff]"
)


def without_forbidden(text: str, instead: str = "\ufffd") -> str:
    """`text` with something harmless for each character that must not leave."""
    # Nothing that can be printed is among them, and this is known in no time.
    return text if text.isprintable() else FORBIDDEN.sub(instead, text)
