"""Users and passwords out of addresses that an earlier program has stored with them."""

import os
import shutil
from pathlib import Path

from tui.model.errors import CannotWrite, StoreError
from tui.secrets.keep import keep_logins
from tui.secrets.login import Parted, parted, without_password
from tui.store import migrate
from tui.store.account_feeds import account_identity
from tui.store.connection import Connection
from tui.store.identity import hash64, plain_link

TRACES = "login_traces"
"""In ``meta``: bytes of the database that nothing uses may still hold what has left the addresses."""


_WHERE = "url, moved_to, moved_from"


def take_out(db: Connection, folder: Path) -> None:
    """Move every login from the table into the file for secrets in ``folder``, within the transaction under way.

    The file is on the disk before the transaction ends: killed in between, both have it, and the next start does it
    again. CannotWrite.
    """
    # What is overwritten from here on is overwritten with zeros.
    db.run("PRAGMA secure_delete = ON")
    rows = []
    for id_, account, *urls in db.rows(f"SELECT id, account, {_WHERE} FROM feed"):
        told = [parted(url) for url in urls]
        if any(each.login for each in told):
            rows.append((id_, account, urls[0], *told))
    if not rows:
        return
    with_login = [row for row in rows if row[3].login]
    kept = keep_logins(folder, [(url.url, url.login) for _, _, _, url, _, _ in with_login])
    logins = {row[0]: login for row, login in zip(with_login, kept, strict=True)}
    for id_, account, before, url, moved_to, moved_from in rows:
        db.run(
            "UPDATE feed SET url = ?, moved_to = ?, moved_from = ?, login = ?, login_user = ? WHERE id = ?",
            (url.url, moved_to.url, moved_from.url, logins.get(id_, ""), url.user, id_),
        )
        if url.login:
            db.run("UPDATE feed SET identity = ? WHERE id = ?", (_identity(db, id_, account, before, url), id_))
    db.run("INSERT OR REPLACE INTO meta (key, value) VALUES (?, '1')", (TRACES,))


def _identity(db: Connection, feed: int, account: int | None, before: str, url: Parted) -> int:
    if account is not None:
        identity = account_identity(db, account, url.url)
    else:
        identity = hash64(plain_link(without_password(before)))
    taken = db.value("SELECT 1 FROM feed WHERE identity = ? AND id <> ?", (identity, feed))
    # One address with two passwords stays two feeds.
    return hash64("feed", feed, identity) if taken else identity


def has_traces(db: Connection) -> bool:
    """Whether bytes that nothing uses may hold a login."""
    return db.value("SELECT 1 FROM meta WHERE key = ?", (TRACES,)) is not None


def wipe_traces(db: Connection) -> bool:
    """Write the library anew without the bytes that nothing uses, if those may hold a login; whether that was done.

    On a connection of its own and for as long as that takes: not for a thread that draws. Raises StoreError.
    """
    if db.readonly or not has_traces(db):
        return False
    own = Connection(db.file)
    try:
        own.run("VACUUM")
        # Who still reads the log keeps it from being emptied: another time, then.
        if own.value("PRAGMA wal_checkpoint(TRUNCATE)"):
            return False
        own.run("DELETE FROM meta WHERE key = ?", (TRACES,))
    finally:
        own.close()
    return True


def clean_backups(folder: Path) -> int:
    """Take logins out of backups that an earlier program made; how many were changed. Raises StoreError.

    Each is replaced whole, by one of this program's schema, and only by a good one.
    """
    from tui.store.backup import backups, is_good

    changed = 0
    for file in backups(folder):
        if not _holds_logins(file):
            continue
        new = file.with_suffix(".new")
        try:
            new.unlink(missing_ok=True)
            os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            shutil.copyfile(file, new)
            _cleaned(new, folder)
            if is_good(new):
                new.replace(file)
                changed += 1
        except OSError as error:
            raise CannotWrite(file=str(file), reason=error.strerror or "") from error
        finally:
            for suffix in ("", "-wal", "-shm", "-journal"):
                new.with_name(new.name + suffix).unlink(missing_ok=True)
    return changed


def _holds_logins(file: Path) -> bool:
    try:
        db = Connection(file, readonly=True, immutable=True)
    except StoreError:
        return False  # no backup that could be read from
    try:
        old = int(db.value("PRAGMA user_version")) < migrate.WITHOUT_LOGINS
        return old and any(parted(url).login for row in db.rows("SELECT url, moved_to FROM feed") for url in row)
    except StoreError:
        return False
    finally:
        db.raw.close()


def _cleaned(file: Path, folder: Path) -> None:
    db = Connection(file)
    try:
        migrate.migrate(db, folder)
        db.run("VACUUM")
        db.run("DELETE FROM meta WHERE key = ?", (TRACES,))
        db.run("PRAGMA journal_mode = DELETE")
    finally:
        db.close()
