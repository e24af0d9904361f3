"""Feeds and folders of accounts: what of them cannot be done here, told in words before it is tried."""

from typing import Literal

from tui.model.account import Account
from tui.model.errors import SyncError
from tui.store.folders import clean_path
from tui.store.library import Library

Kind = Literal["feed", "folder"]


def account_of(library: Library, kind: Kind, key: str) -> Account | None:
    """The account that a feed or folder belongs to; its own folder is one of its folders."""
    if not library.has_accounts:
        return None
    accounts = library.accounts.all()
    if kind == "feed":
        number = library.feeds.get(int(key)).account
        return next((each for each in accounts if each.id == number), None)
    return _named(accounts, key)


def check_place(library: Library, kind: Kind, key: str, folder: str) -> None:
    """SyncError where a folder is another account's: only its server can bring a feed there."""
    if not library.has_accounts:
        return
    target, own = _named(library.accounts.all(), folder), account_of(library, kind, key)
    if target is not None and (own is None or own.id != target.id):
        raise SyncError(account=target.name, reason="place")
    if own is not None and kind == "folder" and clean_path(key) == own.name:
        raise SyncError(account=own.name, reason="own-folder")
    if own is not None and "folders" not in own.abilities:
        raise SyncError(account=own.name, reason="no-folders")


def check_name(library: Library, kind: Kind, key: str) -> None:
    """SyncError where the server of an account knows no names of the reader's own."""
    own = account_of(library, kind, key)
    if own is None or (kind == "folder" and clean_path(key) == own.name):
        return
    needed = "rename" if kind == "feed" else "folders"
    if needed not in own.abilities:
        raise SyncError(account=own.name, reason=f"no-{needed}")


def check_ours(library: Library, feed: int) -> None:
    """SyncError where the feed is fetched by a server, which decides how."""
    own = account_of(library, "feed", str(feed))
    if own is not None:
        raise SyncError(account=own.name, reason="by-server")


def _named(accounts: list[Account], path: str) -> Account | None:
    root = clean_path(path).split("/")[0]
    return next((each for each in accounts if each.name == root), None)
