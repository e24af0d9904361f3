"""One-line fields of a feed: titles, names and terms as the plain text they were meant to be."""

import html
import re
from collections.abc import Callable
from functools import lru_cache
from html.entities import html5

from tui.feeds.raw import RawText
from tui.text.clean import clean_text, cut

TITLE = 1000
"""Characters of a title; four bytes each at most, so 4 KB."""

NAME = 200
TAG = 100
TAGS = 32
AUTHORS = 16

_LOOKED_AT = 16_384

# Only what HTML knows is markup; "<T>" and "a <b> c" of a text that merely has angle brackets stay as they are.
_MARKUP = re.compile(
    r"<(/?)(a|abbr|acronym|address|article|b|big|blockquote|br|center|cite|code|del|dfn|div|em|figure|font|iframe|object|embed|form|input|video|audio|script|style|h[1-6]|hr|i|img|ins|"
    r"kbd|li|mark|nobr|ol|p|pre|q|s|samp|section|small|span|strike|strong|sub|sup|svg|table|tbody|td|th|tr|tt|u|ul|var|"
    r"wbr)(?:\s[^<>]*+)?/?>|<!--(?:[^-]|-(?!->)){0,2000}+-->",
    re.IGNORECASE,
)
_VOID = frozenset({"br", "embed", "hr", "img", "input", "wbr"})
_PARTING = re.compile(r"</?(?:br|p|div|li|h[1-6]|tr|td|hr|article|section)\b", re.IGNORECASE)
_SCRIPT = re.compile(r"<(script|style)\b[^<>]*+>(?:[^<]|<(?!/\1)){0,2000}+</\1\s*>", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|([A-Za-z][A-Za-z0-9]{1,31}));")

_ADDRESS = re.compile(r"(?:mailto:)?[^\s<>()\"',;:]{1,64}@[^\s<>()\"',;]{1,255}")
_EMPTY_BRACKETS = re.compile(r"<\s*>|\(\s*\)")
_NAMES_COMMA = re.compile(r"[、；;]|(?<=[\u4e00-\u9fff])，(?=[\u4e00-\u9fff])")
_HAN_NAME = re.compile(r"\s*[\u4e00-\u9fff]{2,4}\s*")
_OFFICE = re.compile(
    r"^(?:(?:本[报報台网網刊站社])?(?:首席|特[约約]|[实實][习習]|[见見][习習])?"
    r"(?:[记記]者|通[讯訊][员員]|[责責]任[编編][辑輯]|[责責][编編]|[编編][辑輯]|作者|撰文)(?:\s*[:：/／|｜]\s*|\s+)"
    r"|[文图圖]\s*[:：/／|｜]\s*|[Bb][Yy]\s+(?=[A-Z\u4e00-\u9fff]))"
)
_NOBODY = frozenset({"null", "undefined", "none", "nan"})
_IS_ADDRESS = re.compile(r"\s*(?:https?|tag|urn):\S*\s*", re.IGNORECASE)
_LIST_COMMA = re.compile(r"[,，、;；|]")
_WIDE_COMMA = re.compile(r"[，、；]")


def plain(field: RawText | None, limit: int = TITLE) -> str:
    """The field as one line: HTML tags gone, entities resolved even where escaped twice, cut with a mark."""
    return _line(field, limit, _without_tags)


def title(field: RawText | None) -> str:
    """As ``plain``, but a tag stays that the title speaks of: one without a partner and attributes."""
    return _line(field, TITLE, _without_markup)


def _line(field: RawText | None, limit: int, without: Callable[[str], str]) -> str:
    if field is None:
        return ""
    text = field.value[:_LOOKED_AT]
    for _ in range(2):
        if field.html and "<" in text:
            text = without(text)
        if "&" not in text:
            break
        text = _REFERENCE.sub(_character, text)
    if field.html and "<" in text:
        text = without(text)
    return cut(clean_text(text), limit)


def _character(reference: re.Match[str]) -> str:
    """What a reference stands for; an unknown name stays, where ``html.unescape`` would take its beginning."""
    known = reference[1] is None or reference[1] + ";" in html5
    return html.unescape(reference[0]) if known else reference[0]


def _without_tags(text: str) -> str:
    text = _SCRIPT.sub("", text)
    return _MARKUP.sub(_space, text)


def _without_markup(text: str) -> str:
    text = _SCRIPT.sub("", text)
    spoken_of: set[int] = set()
    waiting: dict[str, list[int]] = {}
    for match in _MARKUP.finditer(text):
        name = (match[2] or "").lower()
        if not name or name in _VOID:
            continue
        if "=" in match[0]:
            waiting.setdefault(name, []).append(-1)
            continue
        spoken_of.add(match.start())
        if not match[1]:
            waiting.setdefault(name, []).append(match.start())
        elif opened := waiting.get(name):
            spoken_of -= {match.start(), opened.pop()}
    return _MARKUP.sub(lambda match: match[0] if match.start() in spoken_of else _space(match), text)


def _space(match: re.Match[str]) -> str:
    return " " if _PARTING.match(match[0]) else ""


def first_words(text: str, limit: int = 60) -> str:
    """A title for an entry that has none: the first sentence or line of its text."""
    line = text.strip()[:2000].partition("\n")[0]
    end = re.search(r"[。！？!?]", line)
    return cut(clean_text(line[: end.end()] if end else line), limit)


def authors(names: list[str]) -> tuple[str, ...]:
    """Names each by itself, without addresses and offices: "a@b.c (Name)" is Name, an address alone is nobody."""
    found: dict[str, str] = {}
    for field in names[: AUTHORS * 4]:
        for name in _names(field[:1000]):
            found.setdefault(name.casefold(), name)
    return tuple(found.values())[:AUTHORS]


@lru_cache(maxsize=64)  # the entries of a feed have few authors
def _names(field: str) -> list[str]:
    names = [_without_address(name) for name in _parted(plain(RawText(field), NAME))]
    return [name for name in names if name and name.lower() not in _NOBODY]


def _without_address(name: str) -> str:
    if "@" not in name:
        return name
    name = _EMPTY_BRACKETS.sub(" ", _ADDRESS.sub(" ", name)).strip(" ,;")
    return clean_text(name[1:-1] if name.startswith("(") and name.endswith(")") else name)


def _parted(text: str) -> list[str]:
    """The names in a list of them, their offices left out; a Western name may have a comma in it."""
    parts = _NAMES_COMMA.split(text)
    if len(parts) == 1 and all(map(_HAN_NAME.fullmatch, text.split(","))):
        parts = text.split(",")
    names: list[str] = []
    for part in parts:
        name = _OFFICE.sub("", part.strip())
        spaced = name.split()
        # Without an office before them, two words may be an outlet and its section.
        people = name != part.strip() and all(map(_HAN_NAME.fullmatch, spaced))
        names += spaced if people else [name]
    return names


def tags(terms: list[str], keywords: list[str]) -> tuple[str, ...]:
    """Terms, each once in whatever case; keywords are lists, a category only where it clearly is one."""
    found: dict[str, str] = {}
    # Some programs mark by an address of their own what kind of entry it is.
    parts = [part for term in terms[:1000] if not _IS_ADDRESS.fullmatch(term) for part in _parts(term[:2000])]
    parts += [part for words in keywords[:100] for part in _LIST_COMMA.split(words[:2000])]
    for part in parts:
        text = plain(RawText(part), TAG)
        if text:
            found.setdefault(text.casefold(), text)
        if len(found) == TAGS:
            break
    return tuple(found.values())


def _parts(term: str) -> list[str]:
    """A list of short terms in one category, told from a term that has a comma in it."""
    parts = [part.strip() for part in _LIST_COMMA.split(html.unescape(term))]
    if len(parts) < 2 or not all(0 < len(part) <= 20 for part in parts):
        return [term]
    # "Smith, John" and "Hello, World" are one term each; "财经，科技", "a,b" and "x, y, z" are lists.
    if len(parts) > 2 or _WIDE_COMMA.search(term) or ", " not in term:
        return parts
    return [term]
