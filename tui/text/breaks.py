"""Where a line of text may end: UAX #14 with the tailoring for Chinese that W3C's CLREQ and GB/T 15834 ask for.

The rules of Unicode are run by `apsw.unicode` (Unicode 17). Chinese is set by `tui.text.kinsoku`, which gives it
another text of the same length to look at, in which each character stands for the class it has in Chinese.
"""


from apsw.unicode import line_break_next_break

from tui.text.kinsoku import Level, tailored
from tui.text.pattern import pattern

# Where apsw 3.54 overlooks the next break, unless it begins at the character looked for: the last of several dashes,
# or a Han after a quote.
_OVERLOOKED = pattern("(?<=—)—(?!—)|(?<=[\"'”’])[\u3400-\u9fff]")
# Where apsw 3.54 breaks and nothing may: before U+2060 after a unit ("5%" and the like), and before a mark that ends
# something, after two marks of which the second is one of ：；々ー (LB13 of UAX #14).
_UNPARTED = frozenset("\u2060，。、！？）」』】》〉〕〗〙〛｝］｠〞﹂﹄,.:;!?)]}")
_BREAKS_ANYWAY = frozenset("\n\r\v\f\x85\u2028\u2029\u200b ")


def breaks(s: str, level: Level = "gb", language: str = "zh") -> list[int]:
    """The offsets in `s`, ascending, at which a line may or must end; the last one is `len(s)`.

    `level` is "basic", "gb" or "strict" after CLREQ, or "uax14" for the rules of Unicode as they stand.
    """
    shown = tailored(s, level, language)
    found = []
    at = 0
    while at < len(shown):
        at = next_break(shown, at)
        found.append(at)
    return found


def next_break(shown: str, at: int) -> int:
    """The first break after the break `at` in a text that is already tailored."""
    found = line_break_next_break(shown, at)
    while found < len(shown) and shown[found] in _UNPARTED and shown[found - 1] not in _BREAKS_ANYWAY:
        found = line_break_next_break(shown, found)
    if found - at > 2:
        from_here = _OVERLOOKED.search(shown, at, found - 1)
        while from_here:
            found = min(found, line_break_next_break(shown, from_here.start()))
            from_here = _OVERLOOKED.search(shown, from_here.end(), found - 1)
    return found
