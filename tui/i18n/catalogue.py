"""The wording of the interface: one catalogue a language, a file for each part of it, chosen once at start."""

import os
from functools import cache

from tui import toml

LANGUAGES = ("zh-CN", "en")


FIRST = ("reading.toml", "search.toml", "commands.toml")
"""The files in which the first screen's sentences are."""


class _Sentences(dict[str, str]):
    """The sentences of one language; a file of them is read when a key is in none of those read before."""

    def __init__(self, language: str) -> None:
        folder = os.path.join(os.path.dirname(__file__), "locales", language)  # noqa: PTH118, PTH120
        names = {name for name in os.listdir(folder) if name.endswith(".toml")}  # noqa: PTH208
        # The next one to be read is the last.
        self._unread = [os.path.join(folder, name) for name in (*sorted(names - {*FIRST}), *FIRST[::-1])]  # noqa: PTH118

    def __missing__(self, key: str) -> str:
        while self._unread:
            self._read()
            if key in self:
                return self[key]
        raise KeyError(key)

    def whole(self) -> "_Sentences":
        """With all files read."""
        while self._unread:
            self._read()
        return self

    def _read(self) -> None:
        with open(self._unread.pop(), encoding="utf-8") as file:  # noqa: PTH123
            self._gather("", toml.loads(file.read()))

    def _gather(self, prefix: str, table: dict[str, object]) -> None:
        for key, value in table.items():
            if isinstance(value, dict):
                self._gather(f"{prefix}{key}.", value)
            else:
                self[prefix + key] = str(value)


_sentences = cache(_Sentences)


def catalogue(language: str) -> dict[str, str]:
    """All sentences of one language, keys joined by dots (``feed.error.timed-out``)."""
    return _sentences(language).whole()


class _Choice:
    """The language in use; a process speaks one at a time, like gettext's."""

    language = ""


def choose_language(wish: str = "auto") -> str:
    """Set the language: ``zh…`` or ``en…``, or by the environment's locale for ``auto``; returns the one chosen."""
    if wish in ("", "auto"):
        names = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
        wish = next((name for name in names if name), "") or _locale()
        # A locale that says nothing (C, POSIX) gets the language the program is made for.
        wish = "zh" if wish.split(".")[0] in ("", "C", "POSIX") else wish
    _Choice.language = "zh-CN" if wish.lower().startswith(("zh", "chinese")) else "en"
    return _Choice.language


def _locale() -> str:
    import locale  # only where the environment says nothing

    return locale.getlocale()[0] or ""


def language() -> str:
    """The language in use, chosen by the environment at first asking."""
    return _Choice.language or choose_language()


class _Fact(str):
    """A fact of a sentence: itself, or the word that goes with it as a count (``{n:is/are}``, ``feed{n:/s}``)."""

    __slots__ = ()

    def __format__(self, words: str) -> str:
        one, slash, more = words.partition("/")
        return (one if self == "1" else more) if slash else super().__format__(words)


def t(key: str, /, **facts: object) -> str:
    """The sentence for a key, with its facts filled in; counts are grouped (1,284)."""
    sentence = _sentences(language())[key]
    if not facts:
        return sentence
    return sentence.format_map({name: _Fact(f"{v:,}" if type(v) is int else v) for name, v in facts.items()})


def known(key: str) -> bool:
    """Whether the catalogue has this key."""
    return key in catalogue(language())
