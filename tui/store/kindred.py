"""Entries about the same thing: those that share tags, or rare pieces of the title, with one."""

import math
from collections import Counter
from collections.abc import Iterator

from tui.store.connection import Connection
from tui.store.grams import title_grams
from tui.text.fold import fold

SPAN = 20_000
"""Entries before and after one in the order of arrival: what is akin comes in the same weeks."""
KNOWN = 200
"""Bearers of a piece or a tag that are looked at; what so many have tells nothing."""
PIECES = 24
ENOUGH = 0.25
"""The share of what all its pieces and tags would be worth that another entry must have."""

_TITLED = (
    "SELECT rowid FROM title_index WHERE title_index MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT ?"
)
_TAGGED = (
    "SELECT entry FROM entry_tag INDEXED BY entry_tag_shown WHERE tag = ? AND shown = 1 ORDER BY sort DESC LIMIT ?"
)


def kindred(db: Connection, id_: int, limit: int) -> list[int]:
    """At most ``limit`` other entries in sight that have most in common with one, the nearest first."""
    worth: dict[int, float] = {}
    shared: Counter[int] = Counter()
    whole = 0.0
    for bearers in _bearers(db, id_):
        value = math.log((KNOWN + 1) / max(len(bearers), 1))
        whole += value
        for entry in bearers:
            worth[entry] = worth.get(entry, 0.0) + value
            shared[entry] += 1
    near = [entry for entry in worth if worth[entry] >= ENOUGH * whole and shared[entry] > 1 and entry != id_]
    near = sorted(near, key=lambda entry: (-worth[entry], -entry))[: limit * 4]
    sql = "SELECT entry.id FROM json_each(?) JOIN entry ON entry.id = value WHERE hidden = 0"
    seen = {row[0] for row in db.rows(sql, (str(near),))}
    return [entry for entry in near if entry in seen][:limit]


def _bearers(db: Connection, id_: int) -> Iterator[list[int]]:
    """For each piece of the title, and for each tag, the entries that have it too."""
    title = str(db.value("SELECT title FROM entry WHERE id = ?", (id_,)) or "")
    pieces = dict.fromkeys(piece for piece in title_grams(fold(title)).split() if len(piece) > 1)
    for piece in list(pieces)[:PIECES]:
        yield [row[0] for row in db.rows(_TITLED, (f'"{piece}"', id_ - SPAN, id_ + SPAN, KNOWN))]
    for (tag,) in db.rows("SELECT tag FROM entry_tag WHERE entry = ?", (id_,)):
        yield [row[0] for row in db.rows(_TAGGED, (tag, KNOWN))]
