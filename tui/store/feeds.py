"""Subscriptions in the library."""

from collections.abc import Iterable, Sequence
from typing import Any

from tui.dataclass import dataclass
from tui.model.errors import Duplicate, NotFound
from tui.model.feed import Feed, FeedOutline, FetchState, Folder, FullText, Script
from tui.model.health import FeedFacts
from tui.store import folders, order
from tui.store.account_feeds import account_folder, account_identity, relative
from tui.store.connection import Connection
from tui.store.feed_rows import FEED, FETCH_STATE, FETCHED, SHOWN_TITLE, feed_from, fetch_state_from
from tui.store.health import feed_facts, odd_facts
from tui.store.identity import hash64, plain_link
from tui.store.journal import Journal
from tui.store.outbox_notes import has_accounts, note_feed
from tui.store.tags import tag_id
from tui.store.unsubscribe import hide_feed, show_feed
from tui.store.utf8 import safe
from tui.text.clean import clean_text

_CHANGEABLE = frozenset(
    ("title", "folder", "full_text", "images", "encoding_override", "interval_override", "allow_private", "url",
     "status", "script")
)  # fmt: skip
_IN_ORDER = (
    " FROM feed LEFT JOIN folder ON folder.id = feed.folder"
    " WHERE {} ORDER BY folder.position, folder.name, feed.position, feed.id"
)
_UNSAID = ("title", "encoding_override", "url", "images")


@dataclass(frozen=True, slots=True)
class NewFeed:
    """A feed to subscribe to, by this program itself or (``account``) on a server."""

    url: str
    title: str = ""
    folder: str = ""
    tags: tuple[str, ...] = ()
    full_text: FullText = "never"
    allow_private: bool = False
    site: str = ""
    account: int | None = None


class Feeds:
    """The subscriptions: add, list, find, change, remove."""

    def __init__(self, db: Connection, journal: Journal) -> None:
        self._db = db
        self._journal = journal

    def add(
        self,
        url: str,
        title: str = "",
        folder: str = "",
        *,
        tags: Iterable[str] = (),
        full_text: FullText = "never",
        allow_private: bool = False,
        account: int | None = None,
        now: int,
    ) -> int:
        """Subscribe; the id of the feed. Duplicate when host and path are known, with http or https alike."""
        feed = NewFeed(url, title, folder, tuple(tags), full_text, allow_private, account=account)
        with self._db.write():
            added = self._add(feed, now)
            if added is None:
                raise Duplicate(kind="feed", name=url)
            return added

    def add_many(self, feeds: Iterable[NewFeed], *, now: int) -> tuple[list[int], list[NewFeed]]:
        """Subscribe to all in one transaction: ids of those added, and those skipped because they are there."""
        added: list[int] = []
        skipped: list[NewFeed] = []
        with self._db.write():
            for feed in feeds:
                id_ = self._add(feed, now)
                if id_ is None:
                    skipped.append(feed)
                else:
                    added.append(id_)
        return added, skipped

    def all(self) -> list[Feed]:
        """Every subscription in the reader's order, with its counts."""
        return self._feeds("removed IS NULL", ())

    def outline(self) -> list[FeedOutline]:
        """Every subscription in the reader's order, with no more of each than a list of them shows."""
        source = _IN_ORDER.format("removed IS NULL")
        rows = self._db.rows(f"SELECT feed.id, {SHOWN_TITLE}, coalesce(folder.name, ''), unread, error{source}")
        return [FeedOutline(*row) for row in rows]

    def any(self) -> bool:
        """Whether there is any subscription."""
        return self._db.value("SELECT 1 FROM feed WHERE removed IS NULL LIMIT 1") is not None

    def get(self, id_: int) -> Feed:
        """One feed; NotFound."""
        found = self._feeds("feed.id = ?1 AND removed IS NULL", (id_,)) if abs(id_) < 2**63 else []
        if not found:
            raise NotFound(kind="feed", name=str(id_))
        return found[0]

    def find(self, text: str) -> Feed:
        """The feed with this id or address; NotFound."""
        text = text.strip()
        if text.isascii() and text.isdigit() and len(text) < 19:
            return self.get(int(text))
        found = self._feeds("identity = ?1 AND removed IS NULL", (feed_identity(text),)) or self._feeds(
            "(account IS NOT NULL OR feed.login <> '') AND url = ?1 AND removed IS NULL", (safe(text),)
        )
        if not found:
            raise NotFound(kind="feed", name=text)
        return found[0]

    def update(self, id_: int, **changes: Any) -> None:
        """Change a field: title, folder, full_text, images, script, url, status, allow_private, or an override.

        None empties a text. NotFound for no such feed, Duplicate when the new address is another feed's.
        """
        if unknown := changes.keys() - _CHANGEABLE:
            raise TypeError(f"not a feed's to change: {', '.join(sorted(unknown))}")
        for name in _UNSAID:
            if name in changes and changes[name] is None:
                changes[name] = ""
        changes = {name: safe(value) if isinstance(value, str) else value for name, value in changes.items()}
        if changes.get("title"):
            changes["title"] = clean_text(changes["title"])
        with self._db.write():
            known = self.get(id_)
            account = known.account
            login = ""
            if "url" in changes:
                login = self._readdress(known, changes)
                other = self._db.value("SELECT id FROM feed WHERE identity = ?", (changes["identity"],))
                if other not in (None, id_):
                    raise Duplicate(kind="feed", name=changes["url"])
            if login:
                changes["login"] = self._keep(changes["url"], login)
            if account is not None:
                self._tell_server(id_, account, changes)
            if "folder" in changes:
                changes["folder"] = folders.folder_id(self._db, changes["folder"] or "")
            if changes:
                columns = ", ".join(f"{name} = :{name}" for name in changes)  # names come from _CHANGEABLE
                self._db.run(f"UPDATE feed SET {columns} WHERE id = :id", {**changes, "id": id_})
        if "login" in changes:
            self._let_go(known.login)

    def forget_login(self, id_: int) -> None:
        """Ask for this feed without user and password from now on. NotFound."""
        with self._db.write():
            known = self.get(id_)
            self._db.run("UPDATE feed SET login = '', login_user = '' WHERE id = ?", (id_,))
        self._let_go(known.login)

    def identities(self) -> set[int]:
        """What the reader's own feeds are known by (see ``feed_identity``)."""
        return {row[0] for row in self._db.rows("SELECT identity FROM feed WHERE removed IS NULL")}

    def logins(self) -> list[str]:
        """By what the logins of all feeds are found, those of feeds that may be brought back too."""
        return [row[0] for row in self._db.rows("SELECT login FROM feed WHERE login <> ''")]

    def set_tags(self, id_: int, tags: Iterable[str]) -> None:
        """Give a feed these tags instead of those it had; entries that come later get them. NotFound."""
        with self._db.write():
            self.get(id_)
            self._db.run("DELETE FROM feed_tag WHERE feed = ?", (id_,))
            self._give_tags(id_, tags)

    def remove(self, ids: Sequence[int], now: int) -> int:
        """Unsubscribe: entries go out of sight unless starred, saved or tagged by the reader. Can be undone."""
        with self._db.write():
            gone = [id_ for id_ in ids if hide_feed(self._db, id_, now)]
            if gone:
                label = self._title(gone[0]) if len(gone) == 1 else ""
                self._journal.note("remove", label, {"feeds": gone, "at": now}, now)
            return len(gone)

    def folders(self) -> list[Folder]:
        """Every folder with the counts of all feeds below it."""
        return folders.all_folders(self._db)

    def rename_folder(self, name: str, new_name: str) -> None:
        """Give a folder, with all below it, another path; joins a folder of that name. NotFound.

        A folder of an account stays within the account; its own folder's new path is the account's new name.
        """
        with self._db.write():
            if not has_accounts(self._db):
                folders.rename(self._db, name, new_name)
                return
            roots: dict[str, int] = dict(self._db.rows("SELECT name, id FROM account"))
            root = folders.clean_path(name).split("/")[0]
            inside = root in roots and folders.clean_path(name) != root
            if inside:
                new_name = account_folder(self._db, roots[root], new_name)
            folders.rename(self._db, name, new_name)
            if root in roots and not inside:
                self._db.run("UPDATE account SET name = ? WHERE name = ?", (folders.clean_path(new_name), root))
            elif inside:
                self._tell_moves(roots[root], root)

    def facts(self, feed: int | None = None) -> list[FeedFacts]:
        """How the feeds fare, or one of them."""
        return feed_facts(self._db, feed)

    def odd_facts(self, now: int) -> list[FeedFacts]:
        """How those feeds fare of which there may be something to tell."""
        return odd_facts(self._db, now)

    def move(self, feed: int, by: int) -> bool:
        """Move a feed up (negative) or down within its folder; False where it stands at the end already."""
        with self._db.write():
            return order.move_feed(self._db, feed, by)

    def move_folder(self, name: str, by: int) -> bool:
        """Move a folder up or down among its siblings; False where it stands at the end already."""
        with self._db.write():
            return order.move_folder(self._db, name, by)

    def sort(self, folder: str) -> None:
        """Put the feeds of a folder (empty: of the top) in the order of their titles."""
        with self._db.write():
            order.sort_feeds(self._db, folder, SHOWN_TITLE)

    def states(self, ids: Sequence[int] | None = None) -> list[FetchState]:
        """What the next fetch must know, of these feeds or of all."""
        if ids is None:
            rows = self._db.rows(f"SELECT {FETCH_STATE} FROM feed WHERE removed IS NULL AND {FETCHED} ORDER BY id")
            return [fetch_state_from(row) for row in rows]
        sql = f"SELECT {FETCH_STATE} FROM feed WHERE id = ? AND removed IS NULL"
        found = (self._db.one(sql, (id_,)) for id_ in ids)
        return [fetch_state_from(row) for row in found if row]

    def scripts(self) -> dict[int, Script]:
        """The script that articles are shown in, for each feed where one is set."""
        return dict(self._db.rows("SELECT id, script FROM feed WHERE script <> ''"))

    def due(self, now: int) -> list[FetchState]:
        """Feeds whose time to be fetched has come, the longest waiting first; paused and gone ones never."""
        rows = self._db.rows(
            f"SELECT {FETCH_STATE} FROM feed WHERE removed IS NULL AND {FETCHED} AND status IN ('ok', 'error')"
            " AND coalesce(next_fetch, 0) <= ? ORDER BY coalesce(next_fetch, 0), id",
            (now,),
        )
        return [fetch_state_from(row) for row in rows]

    def _readdress(self, known: Feed, changes: dict[str, Any]) -> str:
        """What a new address changes, and the login that stands in it; the old login stays with its origin."""
        from tui.secrets.login import parted, reach

        url, login, user = parted(changes["url"])
        if login:
            changes["login_user"] = user
        elif known.login and reach(url) != reach(known.url):
            changes |= {"login": "", "login_user": ""}
        elif known.login:
            user = str(self._db.value("SELECT login_user FROM feed WHERE id = ?", (known.id,)))
        changes |= {"url": url, "identity": feed_identity(url, user)}
        return login

    def _keep(self, url: str, login: str) -> str:
        """Put the login of an address where secrets are kept, before anything names it; by what it is found."""
        from tui.secrets.keep import keep_login

        return keep_login(self._db.file.parent, url, login) if login else ""

    def _let_go(self, login: str) -> None:
        from tui.secrets.keep import let_go

        if login and self._db.value("SELECT 1 FROM feed WHERE login = ?", (login,)) is None:
            let_go(self._db.file.parent, [login])

    def _tell_server(self, id_: int, account: int, changes: dict[str, Any]) -> None:
        """Rows of the outbox for what the server of the feed's account keeps too."""
        if "title" in changes:
            own = self._db.value("SELECT title_feed FROM feed WHERE id = ?", (id_,))
            if title := changes["title"] or own:
                note_feed(self._db, id_, "title", title)
        if "folder" in changes:
            changes["folder"] = account_folder(self._db, account, changes["folder"] or "")
            root = account_folder(self._db, account, "")
            note_feed(self._db, id_, "folder", relative(root, changes["folder"]))

    def _tell_moves(self, account: int, root: str) -> None:
        rows = self._db.rows(
            "SELECT feed.id, folder.name, remote_feed.folder FROM feed JOIN folder ON folder.id = feed.folder"
            " JOIN remote_feed ON remote_feed.feed = feed.id WHERE feed.account = ? AND removed IS NULL",
            (account,),
        )
        for id_, path, there in rows:
            if relative(root, path) != there:
                note_feed(self._db, id_, "folder", relative(root, path))

    def _title(self, id_: int) -> str:
        return str(self._db.value(f"SELECT {SHOWN_TITLE} FROM feed WHERE id = ?", (id_,)))

    def _feeds(self, where: str, params: tuple[Any, ...]) -> list[Feed]:
        rows = self._db.rows(f"SELECT {FEED}{_IN_ORDER.format(where)}", params)
        return [feed_from(row) for row in rows]

    def _add(self, feed: NewFeed, now: int) -> int | None:
        from tui.secrets.login import parted

        title, identity = safe(clean_text(feed.title)), feed_identity(safe(feed.url))
        url, login, user = parted(safe(feed.url))
        path, site = feed.folder, parted(safe(feed.site)).url
        if feed.account is not None:
            path = account_folder(self._db, feed.account, feed.folder)
            identity = account_identity(self._db, feed.account, url)
        known = self._db.one("SELECT id, removed FROM feed WHERE identity = ?", (identity,))
        if known and known[1] is None:
            return None
        folder = folders.folder_id(self._db, path)
        login = self._keep(url, login)
        if known:  # subscribed to before: its entries come back
            id_ = int(known[0])
            show_feed(self._db, id_, from_server=True)
            self._db.run(
                "UPDATE feed SET url = ?, title = ?, folder = ?, full_text = ?, allow_private = ?, account = ?,"
                " login = ?, login_user = ?, status = 'ok', error = '', failures = 0, next_fetch = NULL WHERE id = ?",
                (url, title, folder, feed.full_text, feed.allow_private, feed.account, login, user, id_),
            )
            self._db.run("DELETE FROM feed_tag WHERE feed = ?", (id_,))
        else:
            id_ = self._db.added(
                "INSERT INTO feed (url, identity, title, site, folder, full_text, allow_private, account, login,"
                " login_user, added, position) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                " (SELECT coalesce(max(position), 0) + 1 FROM feed))",
                (url, identity, title, site, folder, feed.full_text, feed.allow_private, feed.account, login, user,
                 now),
            )
        self._give_tags(id_, feed.tags)
        note_feed(self._db, id_, "subscribed", "1")
        if title:
            note_feed(self._db, id_, "title", title)
        return id_

    def _give_tags(self, id_: int, tags: Iterable[str]) -> None:
        for tag in filter(None, (tag_id(self._db, name) for name in tags)):
            self._db.run("INSERT OR IGNORE INTO feed_tag VALUES (?, ?)", (id_, tag))


def feed_identity(url: str, user: str = "") -> int:
    """What an address is known by: http and https, a slash at the end, and a password make no difference.

    A user does: in the address, or ``user`` where that has none.
    """
    if user or "@" in url:
        from tui.secrets.login import with_user, without_password

        url = with_user(url, user) if user else without_password(url)
    return hash64(plain_link(url))
