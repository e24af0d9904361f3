"""Accounts in the library: who they are and how their last sync went. Secrets lie elsewhere."""

import json
from collections.abc import Iterable
from typing import Any

from tui.model.account import Account, NewAccount
from tui.model.errors import Duplicate, NotFound
from tui.store.account_feeds import root_of
from tui.store.connection import Connection
from tui.store.feeds import feed_identity
from tui.store.folders import folder_id
from tui.store.unsubscribe import hide_feed
from tui.store.utf8 import safe

_ACCOUNT = """
SELECT id, kind, name, url, user, secret, allow_private, verify, abilities, state, failures, next_try, last_ok, error,
(SELECT count(*) FROM outbox WHERE account = account.id AND state <> 'parked'),
(SELECT count(*) FROM outbox WHERE account = account.id AND state = 'parked') FROM account
"""


class Accounts:
    """Add, list, find, remove; and what each sync leaves behind."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def add(self, new: NewAccount, *, secret: str, now: int) -> int:
        """Keep an account with an empty folder of its name; its id. ``secret`` says where that lies. Duplicate."""
        name = root_of(new.name)
        with self._db.write():
            if self._db.value("SELECT 1 FROM account WHERE name = ?", (name,)):
                raise Duplicate(kind="account", name=name, reason="account")
            folder_id(self._db, name)
            return self._db.added(
                "INSERT INTO account (kind, name, url, user, secret, allow_private, verify, added)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (new.kind, name, safe(new.url), safe(new.user), secret, new.allow_private, new.verify, now),
            )

    def all(self) -> list[Account]:
        """Every account, the oldest first."""
        return [_account(row) for row in self._db.rows(f"{_ACCOUNT} ORDER BY id")]

    def get(self, id_: int) -> Account:
        """One account; NotFound."""
        return self._one("id = ?", id_)

    def find(self, name: str) -> Account:
        """The account of this name or id; NotFound."""
        known = self._db.value("SELECT id FROM account WHERE name = ?1 OR CAST(id AS TEXT) = ?1", (name.strip(),))
        return self._one("id = ?", known if known is not None else name)

    def keep_secret(self, id_: int, place: str) -> None:
        """Note where the password or key of an account lies now."""
        with self._db.write():
            self._db.run("UPDATE account SET secret = ? WHERE id = ?", (place, id_))

    def can(self, id_: int, abilities: Iterable[str]) -> None:
        """Note what the server of an account can do."""
        with self._db.write():
            self._db.run("UPDATE account SET abilities = ? WHERE id = ?", (json.dumps(sorted(abilities)), id_))

    def succeeded(self, id_: int, now: int) -> None:
        """A sync went through."""
        with self._db.write():
            self._db.run(
                "UPDATE account SET state = 'ok', failures = 0, next_try = NULL, last_ok = ?, error = '' WHERE id = ?",
                (now, id_),
            )

    def failed(self, id_: int, error: str, next_try: int | None, *, refused: bool = False) -> None:
        """A sync did not; what waits goes on waiting."""
        with self._db.write():
            self._db.run(
                "UPDATE account SET state = ?, failures = failures + 1, next_try = ?, error = ? WHERE id = ?",
                ("refused" if refused else "failing", next_try, safe(error), id_),
            )

    def hurry(self, id_: int) -> None:
        """Let an account be tried again at once, whatever came of the last time."""
        with self._db.write():
            self._db.run(
                "UPDATE account SET state = 'new', failures = 0, next_try = NULL, error = '' WHERE id = ?", (id_,)
            )

    def remove(self, id_: int, now: int, *, keep: bool) -> None:
        """Forget an account with all that waits for its server.

        Its feeds become this program's own to fetch (``keep``), or go as after unsubscribing: starred, saved and
        tagged entries stay.
        """
        self.get(id_)
        with self._db.write():
            feeds = self._db.rows("SELECT id, url, login_user FROM feed WHERE account = ?", (id_,))
            for feed, url, user in feeds:
                identity = feed_identity(url, user)
                taken = self._db.value("SELECT 1 FROM feed WHERE identity = ?", (identity,)) is not None
                if not keep or taken:
                    hide_feed(self._db, feed, now, from_server=True)
                else:
                    self._db.run(
                        "UPDATE feed SET identity = ?, status = 'ok', error = '' WHERE id = ?", (identity, feed)
                    )
            self._db.run("UPDATE feed SET account = NULL WHERE account = ?", (id_,))
            self._db.run("DELETE FROM account WHERE id = ?", (id_,))
            self._drop_empty_folders()

    def _drop_empty_folders(self) -> None:
        self._db.run(
            "DELETE FROM folder WHERE NOT EXISTS (SELECT 1 FROM feed WHERE feed.folder = folder.id)"
            " AND NOT EXISTS (SELECT 1 FROM folder below WHERE substr(below.name, 1, length(folder.name) + 1)"
            " = folder.name || '/') AND NOT EXISTS (SELECT 1 FROM account WHERE account.name = folder.name)"
        )

    def place_of(self, entry: int) -> tuple[int, str] | None:
        """The account of an entry and the id that its server has for it; None where no server has it."""
        row = self._db.one("SELECT account, remote FROM remote_item WHERE entry = ? AND gone = 0", (entry,))
        return None if row is None else (row[0], row[1])

    # How far a server's news have been taken in ----------------------------------------------------------------------

    def cursors(self, id_: int) -> dict[str, str]:
        """Small facts about a server, by name."""
        return dict(self._db.rows("SELECT name, value FROM cursor WHERE account = ?", (id_,)))

    def set_cursors(self, id_: int, values: dict[str, str]) -> None:
        """Keep facts; an empty one is forgotten."""
        with self._db.write():
            self._db.run_many(
                "INSERT OR REPLACE INTO cursor (account, name, value) VALUES (?, ?, ?)",
                [(id_, name, value) for name, value in values.items()],
            )
            self._db.run("DELETE FROM cursor WHERE value = ''")

    def _one(self, where: str, value: Any) -> Account:
        row = self._db.one(f"{_ACCOUNT} WHERE {where}", (value,))
        if row is None:
            raise NotFound(kind="account", name=str(value), reason="account")
        return _account(row)


def _account(row: tuple[Any, ...]) -> Account:
    values = list(row)
    values[6], values[7], values[8] = bool(row[6]), bool(row[7]), frozenset(json.loads(row[8]))
    return Account(*values)
