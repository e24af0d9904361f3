"""The wording of the interface: one catalogue a language, a file for each part of it, chosen once at start."""

import locale
import os
import tomllib
from functools import cache
from pathlib import Path

LANGUAGES = ("zh-CN", "en")


@cache
def catalogue(language: str) -> dict[str, str]:
    """All sentences of one language, keys joined by dots (``feed.error.timed-out``)."""
    flat: dict[str, str] = {}

    def gather(prefix: str, table: dict[str, object]) -> None:
        for key, value in table.items():
            if isinstance(value, dict):
                gather(f"{prefix}{key}.", value)
            else:
                flat[prefix + key] = str(value)

    for file in (Path(__file__).parent / "locales" / language).glob("*.toml"):
        gather("", tomllib.loads(file.read_text(encoding="utf-8")))
    return flat


class _Choice:
    """The language in use; a process speaks one at a time, like gettext's."""

    language = ""


def choose_language(wish: str = "auto") -> str:
    """Set the language: ``zh…`` or ``en…``, or by the environment's locale for ``auto``; returns the one chosen."""
    if wish in ("", "auto"):
        names = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
        wish = next((name for name in names if name), "") or (locale.getlocale()[0] or "")
        # A locale that says nothing (C, POSIX) gets the language the program is made for.
        wish = "zh" if wish.split(".")[0] in ("", "C", "POSIX") else wish
    _Choice.language = "zh-CN" if wish.lower().startswith(("zh", "chinese")) else "en"
    return _Choice.language


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
    sentence = catalogue(language())[key]
    if not facts:
        return sentence
    return sentence.format_map({name: _Fact(f"{v:,}" if type(v) is int else v) for name, v in facts.items()})


def known(key: str) -> bool:
    """Whether the catalogue has this key."""
    return key in catalogue(language())
