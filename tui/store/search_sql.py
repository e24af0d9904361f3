"""A search as SQL: what the index is asked, and the condition every row of ``entry e`` must then meet.

The index gives too many rows (it knows pieces, not their order), never too few; ``holds`` looks at the text itself.
"""

from typing import assert_never

from tui.query.ast import And, Dated, Everything, Field, Has, Not, Or, Phrase, Query, State, Word
from tui.store.feed_rows import SHOWN_TITLE
from tui.store.grams import exact, required
from tui.store.tags import clean_name
from tui.store.where import NEVER, Sql
from tui.text.fold import fold

_TEXT = (
    "(SELECT iif(d.full_text = 'page', coalesce((SELECT w.text FROM whole w WHERE w.entry = e.id), d.text), d.text)"
    " FROM detail d WHERE d.entry = e.id)"
)
_STATES = {"unread": "e.read = 0", "read": "e.read = 1", "starred": "e.starred = 1", "saved": "e.saved = 1"}


def match_expression(query: Query) -> str | None:
    """What to ask ``body_index``: every entry that matches ``query`` is in the answer. None: the index cannot help."""
    match query:
        case Word(text) | Phrase(text) | Field("title", text):
            return " AND ".join(required(fold(text))) or None
        case And(parts):
            useful = [part for part in map(match_expression, parts) if part]
            return " AND ".join(f"({part})" for part in useful) or None
        case Or(parts):
            needed = [match_expression(part) for part in parts]
            return " OR ".join(f"({part})" for part in needed) if all(needed) else None
        case _:
            return None


def condition(query: Query, *, matched: bool = False) -> Sql:
    """SQL over ``entry e`` that is true for what matches; ``matched``: only rows of ``match_expression`` come."""
    match query:
        case Everything():
            return "1", []
        case Word(text) | Phrase(text):
            needle = fold(text)
            if matched and exact(needle):
                return "1", []
            return f"(holds(?, e.title) OR holds(?, {_TEXT}))", [needle, needle]
        case Field():
            return _field(query)
        case State(value):
            return _STATES[value], []
        case Has(value):
            return f"e.has_{value} = 1", []
        case Dated(start, end):
            bounds = [(f"e.sort {sign} ?", limit) for sign, limit in ((">=", start), ("<", end)) if limit is not None]
            return " AND ".join(sql for sql, _ in bounds) or "1", [limit for _, limit in bounds]
        case Not(part):
            sql, params = condition(part)
            return f"NOT ({sql})", params
        case And(parts):
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
        case Word() | Phrase() | Field("title"):
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
    needle = fold(query.value)
    match query.name:
        case "title":
            return "holds(?, e.title)", [needle]
        case "source":
            return "holds(?, e.source)", [needle]
        case "author":
            return "holds_any(?, e.authors)", [needle]
        case "feed":
            number = int(needle) if needle.isascii() and needle.isdigit() and len(needle) < 19 else -1
            return f"e.feed IN (SELECT id FROM feed WHERE id = ? OR holds(?, {SHOWN_TITLE}))", [number, needle]
        case "tag":
            return (
                "EXISTS (SELECT 1 FROM entry_tag WHERE entry_tag.entry = e.id"
                " AND entry_tag.tag = (SELECT id FROM tag WHERE folded = ?))",
                [fold(clean_name(query.value))],
            )
        case _:
            assert_never(query.name)
