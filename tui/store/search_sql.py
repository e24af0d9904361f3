"""A search as SQL: what the indexes are asked, and the condition every row of ``entry e`` must then meet.

The indexes give too many rows (they know pieces, not their order), never too few; ``holds`` looks at the text itself.
"""

from typing import NamedTuple, assert_never

from tui.query.ast import And, Dated, Everything, Field, Has, Not, Or, Phrase, Query, Regex, State, Word
from tui.store.feed_rows import SHOWN_TITLE
from tui.store.grams import exact, required
from tui.store.tags import clean_name
from tui.store.where import NEVER, Sql
from tui.text.fold import fold
from tui.text.spelling import sound_query, soundable

_TEXT = (
    "(SELECT iif(d.full_text = 'page', coalesce((SELECT w.text FROM whole w WHERE w.entry = e.id), d.text), d.text)"
    " FROM detail d WHERE d.entry = e.id)"
)
_FACTS = (
    "(SELECT {call}(?, d.fields, iif(d.full_text = 'page', (SELECT w.fields FROM whole w WHERE w.entry = e.id), NULL))"
    " FROM detail d WHERE d.entry = e.id)"
)
_FEED_SPELLING = f"(SELECT pinyin FROM spelling WHERE name = {SHOWN_TITLE})"
_STATES = {
    "unread": "e.read = 0", "read": "e.read = 1", "starred": "e.starred = 1", "saved": "e.saved = 1",
    "hidden": "e.hidden = 1",
}  # fmt: skip
_MEDIA = {
    "image": "e.has_image = 1",
    "audio": "e.has_audio = 1",
    "note": "EXISTS (SELECT 1 FROM note WHERE note.entry = e.id)",
}


class Asked(NamedTuple):
    """FTS5 expressions for ``body_index`` and ``pinyin_index``: every match is in the answer of one or the other."""

    body: str | None
    sound: str | None = None

    @property
    def tables(self) -> list[tuple[str, str]]:
        """The tables to ask, with what each is asked."""
        asked = (("body_index", self.body), ("pinyin_index", self.sound))
        return [(table, expression) for table, expression in asked if expression]


def match_expression(query: Query) -> Asked | None:
    """What to ask the indexes; None: they cannot help."""
    match query:
        case Phrase(text):
            return _asked(text, sounding=False)
        case Word(text) | Field("title", text):
            return _asked(text, sounding=soundable(text))
        case And(parts):
            useful = [part for part in map(match_expression, parts) if part]
            texts = [f"({part.body})" for part in useful if part.sound is None]
            # What may only sound like a word need not have its pieces: such a part cannot narrow the others.
            return Asked(" AND ".join(texts)) if texts else useful[0] if useful else None
        case Or(parts):
            needed = [match_expression(part) for part in parts]
            if not needed or not all(needed):
                return None
            bodies = [f"({part.body})" for part in needed if part and part.body]
            heard = [part.sound for part in needed if part and part.sound]
            return Asked(" OR ".join(bodies) or None, " OR ".join(heard) or None)
        case _:
            return None


def _asked(text: str, *, sounding: bool) -> Asked | None:
    body = " AND ".join(required(fold(text)))
    return Asked(body, sound_query(text) if sounding else None) if body else None


def condition(query: Query, *, matched: bool = False) -> Sql:
    """SQL over ``entry e`` that is true for what matches; ``matched``: only rows of ``match_expression`` come."""
    match query:
        case Everything():
            return "1", []
        case Word(text) if soundable(text):
            needle = fold(text)
            return f"(sounds(?, e.pinyin) OR holds(?, e.title) OR holds(?, {_TEXT}))", [text, needle, needle]
        case Word(text) | Phrase(text):
            needle = fold(text)
            if matched and exact(needle):
                return "1", []
            return f"(holds(?, e.title) OR holds(?, {_TEXT}))", [needle, needle]
        case Regex(pattern):
            return f"(fits(?, e.title) OR fits(?, {_TEXT}))", [pattern, pattern]
        case Field():
            return _field(query)
        case State(value):
            return _STATES[value], []
        case Has(value):
            return _MEDIA[value], []
        case Dated(start, end):
            bounds = [(f"e.sort {sign} ?", limit) for sign, limit in ((">=", start), ("<", end)) if limit is not None]
            return " AND ".join(sql for sql, _ in bounds) or "1", [limit for _, limit in bounds]
        case Not(part):
            sql, params = condition(part)
            return f"NOT ({sql})", params
        case And(parts):
            # Where a walk over sounds has been there, the pieces of no word are certain.
            asked = match_expression(query)
            matched = matched and asked is not None and asked.sound is None
            return _joined(" AND ", [condition(part, matched=matched) for part in parts], empty="1")
        case Or(parts):
            return _joined(" OR ", [condition(part) for part in parts], empty=NEVER)
        case _:
            assert_never(query)


def split(query: Query) -> tuple[Query | None, Query | None]:
    """What a row of an index of lists can tell of ``query``, and what its text must be read for; both must hold."""
    parts = query.parts if isinstance(query, And) else (query,)
    quick = tuple(part for part in parts if not _reads_text(part))
    slow = tuple(part for part in parts if _reads_text(part))
    return And(quick) if quick else None, And(slow) if slow else None


def _reads_text(query: Query) -> bool:
    match query:
        case Word() | Phrase() | Regex() | Field("title" | "editor" | "path"):
            return True
        case Not(part):
            return _reads_text(part)
        case And(parts) | Or(parts):
            return any(map(_reads_text, parts))
        case _:
            return False


def _joined(word: str, parts: list[Sql], empty: str) -> Sql:
    sql = word.join(f"({part})" for part, _ in parts) or empty
    return sql, [param for _, params in parts for param in params]


def _field(query: Field) -> Sql:
    needle, heard = fold(query.value), soundable(query.value)
    match query.name:
        case "title":
            sound = "sounds(?, e.pinyin) OR " if heard else ""
            return f"({sound}holds(?, e.title))", [*([query.value] if heard else []), needle]
        case "source":
            return "holds(?, e.source)", [needle]
        case "author":
            return "holds_any(?, e.authors)", [needle]
        case "editor":
            return _FACTS.format(call="edited"), [needle]
        case "path":
            return _FACTS.format(call="in_path"), [query.value]
        case "feed":
            return _feed(query.value, needle, heard)
        case "tag":
            return (
                "EXISTS (SELECT 1 FROM entry_tag WHERE entry_tag.entry = e.id"
                " AND entry_tag.tag = (SELECT id FROM tag WHERE folded = ?))",
                [fold(clean_name(query.value))],
            )
        case _:
            assert_never(query.name)


def _feed(typed: str, needle: str, heard: bool) -> Sql:
    number = int(needle) if needle.isascii() and needle.isdigit() and len(needle) < 19 else -1
    sound = f" OR sounds(?, {_FEED_SPELLING})" if heard else ""
    sql = f"e.feed IN (SELECT id FROM feed WHERE id = ? OR holds(?, {SHOWN_TITLE}){sound})"
    return sql, [number, needle, *([typed] if heard else [])]
