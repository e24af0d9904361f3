"""Labels of an account's entries: the reader's own tags here, labels on the server."""

from collections.abc import Mapping

from tui.model.pending import seen
from tui.model.remote import Row
from tui.store.connection import Connection
from tui.store.origin import OWN
from tui.store.remote_items import finish_rows, outbox_rows
from tui.store.state import set_tags
from tui.store.tags import clean_name, tag_id
from tui.text.fold import fold


class RemoteLabels:
    """The labels of one account."""

    def __init__(self, db: Connection, account: int) -> None:
        self._db = db
        self._account = account

    def settle(self, labels: Mapping[str, frozenset[str]]) -> int:
        """Bring the reader's tags to what the server says (each label with all its entries); how many changed."""
        with self._db.write():
            names = {fold(clean_name(name)): name for name in labels}
            there = {(id_, key) for key, name in names.items() for id_ in self._entries(labels[name])}
            here, stored = self._here()
            rows = self._rows()
            drop: list[int] = []
            again: list[int] = []
            changes: list[tuple[int, str, bool]] = []
            for place in there | here | rows.keys():
                row = rows.get(place)
                local, remote = str(int(place in here)), str(int(place in there))
                after, value = seen(row[1] if row else None, local, remote)
                if row is not None and after is None:
                    drop.append(row[0])
                elif row is not None and after is not None and after.resent and not row[1].resent:
                    again.append(row[0])
                if value != local:
                    changes.append((*place, value == "1"))
            self._carry_out(changes, stored | names)
            finish_rows(self._db, drop, again)
            return len(changes)

    def _entries(self, remotes: frozenset[str]) -> list[int]:
        sql = "SELECT entry FROM remote_item WHERE account = ? AND remote = ? AND entry IS NOT NULL AND gone = 0"
        found = (self._db.value(sql, (self._account, remote)) for remote in remotes)
        return [id_ for id_ in found if id_ is not None]

    def _here(self) -> tuple[set[tuple[int, str]], dict[str, str]]:
        """The reader's own tags on entries that the server has, and how those are written."""
        rows = self._db.rows(
            "SELECT remote_item.entry, folded, name FROM remote_item JOIN entry_tag ON entry_tag.entry ="
            " remote_item.entry JOIN tag ON tag.id = entry_tag.tag WHERE account = ? AND gone = 0 AND origin >= ?",
            (self._account, OWN),
        )
        return {(entry, folded) for entry, folded, _ in rows}, {folded: name for _, folded, name in rows}

    def _rows(self) -> dict[tuple[int, str], Row]:
        found = outbox_rows(self._db, self._account, "entry")
        return {
            (entry, fold(name.removeprefix("label:"))): row
            for entry, fields in found.items()
            for name, row in fields.items()
            if name.startswith("label:")
        }

    def _carry_out(self, changes: list[tuple[int, str, bool]], names: Mapping[str, str]) -> None:
        for entry, key, value in changes:
            if (tag := tag_id(self._db, names.get(key, key))) is None:
                continue
            before = self._db.value("SELECT origin FROM entry_tag WHERE entry = ? AND tag = ?", (entry, tag)) or 0
            set_tags(self._db, [(entry, tag, before | OWN if value else before & ~OWN)], from_server=True)
