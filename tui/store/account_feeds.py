"""Feeds of accounts: the same table and the same tree as all others, below a folder of the account's name."""

from tui.store.connection import Connection
from tui.store.folders import clean_path
from tui.store.identity import hash64, plain_link


def root_of(name: str) -> str:
    """The folder of an account: its name as one part of a path."""
    return clean_path(name.replace("/", "-")) or "-"


def account_folder(db: Connection, account: int, folder: str) -> str:
    """The path of a folder of an account, given with or without the account's own folder before it."""
    root: str = db.value("SELECT name FROM account WHERE id = ?", (account,))
    return clean_path(f"{root}/{relative(root, folder)}")


def relative(root: str, folder: str) -> str:
    """A folder as the server of an account knows it; empty for none."""
    path = clean_path(folder)
    return path[len(root) :].lstrip("/") if path == root or path.startswith(root + "/") else path


def account_identity(db: Connection, account: int, url: str) -> int:
    """What a feed of an account is known by: the same address may be subscribed to here and there.

    It outlives the account: who adds that again meets the feeds and entries that were kept.
    """
    where = db.one("SELECT url, user FROM account WHERE id = ?", (account,))
    return hash64("account", where, plain_link(url))
