"""Tags in the library."""

from tui.model.feed import Tag
from tui.store.connection import Connection
from tui.store.utf8 import safe
from tui.text.clean import clean_text
from tui.text.fold import fold

LONGEST = 100


class Tags:
    """All tags with their counts."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def all(self) -> list[Tag]:
        """Every tag that an entry in sight carries, or that is the reader's own, by name."""
        return self._tags("entries > 0 OR own > 0", ())

    def top(self, limit: int) -> list[Tag]:
        """The tags worth a row of their own: the reader's first, then those with most unread, then most entries."""
        return self._tags("own > 0 OR entries > 1", (limit,), "own > 0 DESC, unread DESC, entries DESC, name LIMIT ?")

    def names(self, most: int | None = None) -> list[tuple[str, int]]:
        """The names of these tags, each with the number of unread entries that carry it: all, or ``most`` with most."""
        order, limit = ("folded", -1) if most is None else ("unread DESC, folded", most)
        sql = f"SELECT name, unread FROM tag WHERE entries > 0 OR own > 0 ORDER BY {order} LIMIT ?"
        return list(self._db.rows(sql, (limit,)))

    def colours(self) -> dict[str, str]:
        """The colours of those tags that have one, by name."""
        return dict(self._db.rows("SELECT name, colour FROM tag WHERE colour <> ''"))

    def starting(self, prefix: str, limit: int = 20) -> list[Tag]:
        """Tags whose name begins so (folded), the most used first."""
        folded = fold(clean_name(prefix))
        found = self._tags("substr(folded, 1, length(?1)) = ?1 AND (entries > 0 OR own > 0)", (folded,))
        return sorted(found, key=lambda tag: (-tag.entries, tag.name))[:limit]

    def like(self, text: str, limit: int = 20) -> list[Tag]:
        """Tags whose name holds ``text`` or sounds like it: first those that begin so, then the most used."""
        from tui.text.spelling import begins  # not for the first list

        folded = fold(clean_name(text))
        spelled: dict[str, str] = {}
        if text.isascii():
            spelled = dict(self._db.rows("SELECT name, pinyin FROM spelling"))
        found = [
            tag for tag in self.all() if folded in fold(tag.name) or (text and begins(text, spelled.get(tag.name, "")))
        ]
        return sorted(found, key=lambda tag: (not fold(tag.name).startswith(folded), -tag.entries, tag.name))[:limit]

    def _tags(self, where: str, params: tuple[str | int, ...], order: str = "folded") -> list[Tag]:
        rows = self._db.rows(
            f"SELECT id, name, entries, unread, own > 0, colour FROM tag WHERE {where} ORDER BY {order}",
            params,
        )
        return [Tag(id_, name, entries, unread, bool(own), colour) for id_, name, entries, unread, own, colour in rows]


def clean_name(name: str) -> str:
    """A tag's name on one line, fit to be shown, without needless spaces, not endless."""
    return " ".join(clean_text(name).split())[:LONGEST].rstrip()


def tag_id(db: Connection, name: str) -> int | None:
    """The id of the tag of this name, made where missing; names that fold alike are one tag. None for no name."""
    clean = safe(clean_name(name))
    folded = fold(clean)
    if not folded.strip():
        return None
    found: int | None = db.value("SELECT id FROM tag WHERE folded = ?", (folded,))
    return db.added("INSERT INTO tag (name, folded) VALUES (?, ?)", (clean, folded)) if found is None else found


def known_tag(db: Connection, name: str) -> int | None:
    """The id of the tag of this name, None where there is none."""
    found: int | None = db.value("SELECT id FROM tag WHERE folded = ?", (fold(clean_name(name)),))
    return found
