"""A search cut into tokens; what an input method types full-width means the same as ASCII."""

from typing import Literal

from tui.dataclass import dataclass
from tui.model.errors import QueryError

LONGEST = 1000  # characters of a search
MOST = 100  # tokens of a search

_ASCII = str.maketrans("：（）“”„＂－　～／", ':()""""- ~/')
_ENDS = frozenset(' \t\r\n()"')

Kind = Literal["(", ")", "or", "not", "word", "phrase", "field", "regex"]


@dataclass(frozen=True, slots=True)
class Token:
    """``text`` of a word or phrase, or the name of a field with its ``value``; ``position`` counts characters."""

    kind: Kind
    position: int
    text: str = ""
    value: str = ""
    value_position: int = 0


def tokens(text: str) -> list[Token]:
    """The tokens of ``text``; QueryError for quotes that do not close and for searches without end."""
    if len(text) > LONGEST:
        raise QueryError(position=LONGEST, reason="too-long", text=text[LONGEST : LONGEST + 10])
    cutter = _Cutter(text)
    found: list[Token] = []
    while (token := cutter.next()) is not None:
        if len(found) == MOST:
            raise QueryError(position=token.position, reason="too-long", text=token.text)
        found.append(token)
    return found


def in_ascii(text: str) -> str:
    """``text`` with the signs of the language as ASCII, character for character."""
    return text.translate(_ASCII)


class _Cutter:
    """Walks over a search; ``plain`` is the text with ASCII signs, character for character."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = in_ascii(text)
        self.at = 0

    def next(self) -> Token | None:
        plain = self.plain
        while self.at < len(plain) and plain[self.at].isspace():
            self.at += 1
        if self.at == len(plain):
            return None
        start, char = self.at, plain[self.at]
        if char in "()":
            self.at += 1
            return Token("(" if char == "(" else ")", start, self.text[start])
        if char == "-" and start + 1 < len(plain) and plain[start + 1] not in " )":
            self.at += 1
            return Token("not", start, self.text[start])
        if char == '"':
            return Token("phrase", start, self._quoted())
        if char == "~":
            self.at += 1
            pattern = self._quoted() if plain[self.at : self.at + 1] == '"' else self._pattern()
            return Token("regex", start, self.text[start], pattern, start + 1)
        return self._word()

    def _word(self) -> Token:
        start = self.at
        word = self._bare()
        plain = self.plain[start : self.at]
        if plain in ("OR", "或"):
            return Token("or", start, word)
        name, colon, _ = plain.partition(":")
        if not colon or not _is_name(name) or plain.startswith("//", len(name) + 1):
            return Token("word", start, word)
        value_at = start + len(name) + 1
        value = word[len(name) + 1 :]
        if not value and self.plain[self.at : self.at + 1] == '"':
            value = self._quoted()
        return Token("field", start, name, value, value_at)

    def _bare(self) -> str:
        start = self.at
        while self.at < len(self.plain) and self.plain[self.at] not in _ENDS and not self.plain[self.at].isspace():
            self.at += 1
        return self.text[start : self.at]

    def _pattern(self) -> str:
        """A regular expression ends at a space, or at a parenthesis that it has not opened."""
        start, depth = self.at, 0
        while self.at < len(self.plain) and not self.plain[self.at].isspace():
            char = self.plain[self.at]
            if char == "\\":
                self.at += 1
            depth += (char == "(") - (char == ")")
            if depth < 0:
                break
            self.at += 1
        self.at = min(self.at, len(self.plain))
        return self.text[start : self.at]

    def _quoted(self) -> str:
        start = self.at
        end = self.plain.find('"', start + 1)
        if end < 0:
            raise QueryError(position=start, reason="unbalanced-quote", text=self.text[start:])
        self.at = end + 1
        return self.text[start + 1 : end]


def _is_name(name: str) -> bool:
    """Whether this can be meant as the name of a field: letters only, so that ``12:30`` is a word."""
    return name.isalpha() and len(name) <= 10
