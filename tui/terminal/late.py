"""Answers that come after nobody waits for them any more, over a slow line: taken out of what is typed."""

import re
from functools import cache

_ANSWER = (
    rb"\x1b\[(?:\d{1,5};\d{1,5}R|\?2027;\d\$y|\?[\d;]{0,80}(?P<last>c))"
    rb"|\x1b\]11;[^\x07\x1b]{0,40}(?:\x07|\x1b\\)"
    rb"|\x1b_Gi=1;[^\x07\x1b]{0,200}\x1b\\|\x1bP>\|[^\x07\x1b]{0,80}\x1b\\|\x1b\[6;\d{1,4};\d{1,4}t"
)
_BEGUN = (
    rb"\x1b(?:\[[?\d;$]{0,85}|\][^\x07\x1b]{0,40}\x1b?"
    rb"|_(?:G[^\x07\x1b]{0,205}\x1b?)?|P(?:>[^\x07\x1b]{0,85}\x1b?)?)?\Z"
)


@cache
def _patterns() -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    """Whole answers, and the beginning of one at the end; most terminals have said all before these are wanted."""
    return re.compile(_ANSWER), re.compile(_BEGUN)


class LateAnswers:
    """Sifts the keyboard's bytes until the last answer has come; ``taken`` is what it took."""

    def __init__(self, *, due: bool = True) -> None:
        self.due = due
        self.taken = b""
        self._held = b""

    def sift(self, data: bytes) -> bytes:
        """The bytes that were typed; with none (nothing came for a while), what was held back as half an answer."""
        given = self._held + data
        self._held = b""
        if not data or not self.due:
            return given
        answer, beginning = _patterns()
        given = answer.sub(self._take, given)
        begun = beginning.search(given) if self.due else None
        if begun:
            self._held = given[begun.start() :]
            given = given[: begun.start()]
        return given

    def _take(self, match: re.Match[bytes]) -> bytes:
        if not self.due:
            return match[0]
        self.taken += match[0]
        self.due = match["last"] is None
        return b""
