"""What a server's word changes here: pure decisions over what is stored and what arrived.

One rule for every entry and field: what waits for the server beats it, and where nothing waits the server is right.
"""

from collections.abc import Iterable, Mapping, Sequence

from tui.model.pending import seen
from tui.model.remote import KnownFeed, KnownItem, RemoteFeed, Row, Told
from tui.store.feeds import feed_identity
from tui.store.folders import clean_path
from tui.store.remote_feeds import FeedIntents
from tui.store.remote_items import ItemIntents

BRAKE_SHARE = 0.5
BRAKE_LEAST = 200


def decide_items(known: Sequence[KnownItem], told: Told) -> ItemIntents:
    """What to do about every known entry after a server's lists."""
    intents = ItemIntents()
    for item in known:
        if item.remote in told.ids:
            _decide_item(item, read=item.remote not in told.unread, starred=item.remote in told.starred, to=intents)
        elif (told.complete or item.remote in told.gone) and not item.gone:
            # Nothing here is lost by that: the entry stays as the reader has it, and nothing waits any more.
            intents.gone.append(item.remote)
            intents.drop += [id_ for id_, _ in item.rows.values()]
    return intents


def _decide_item(item: KnownItem, *, read: bool, starred: bool, to: ItemIntents) -> None:
    if item.gone:
        to.back.append(item.remote)
    if (item.server_read, item.server_starred) != (read, starred):
        to.held.append((item.remote, read, starred))
    for name, local, there in (("read", item.read, read), ("starred", item.starred, starred)):
        value = there
        if row := item.rows.get(name):
            value = _settle(row, "1" if local else "0", "1" if there else "0", to) == "1"
        if value is not local:
            to.flags.setdefault((name, value), []).append(item.entry)


def _settle(row: Row, local: str, there: str, to: ItemIntents | FeedIntents) -> str:
    """The value to show for something that waits, its row settled as the table of states has it."""
    id_, before = row
    after, value = seen(before, local, there)
    if after is None:
        to.drop.append(id_)
        if before.value == there:
            to.confirmed += 1
        else:
            to.overruled += 1
    elif after.resent and not before.resent:
        to.again.append(id_)
    return value


def brakes(intents: ItemIntents, told: Told, known: Sequence[KnownItem]) -> bool:
    """Whether a word is too good to be true: most entries read at once, or all gone. It has to be heard twice."""
    turned = len(intents.flags.get(("read", True), ()))
    unread_here = sum(not item.read and not item.gone for item in known)
    emptied = told.complete and not told.unread and unread_here > 0 and turned == unread_here
    flood = turned > BRAKE_LEAST and turned > BRAKE_SHARE * len(known)
    vanished = len(intents.gone) > BRAKE_SHARE * len(known)
    return bool(known) and (emptied or flood or vanished)


def decide_feeds(known: Sequence[KnownFeed], arrived: Iterable[RemoteFeed], *, complete: bool = True) -> FeedIntents:
    """What to do after a server's list of subscriptions; it decides whether a wish of the reader has come true."""
    intents = FeedIntents()
    there = {feed.id: feed for feed in arrived}
    by_remote = {feed.remote: feed for feed in known if feed.remote is not None}
    waiting = {feed_identity(feed.url): feed for feed in known if feed.remote is None and "subscribed" in feed.rows}
    for remote in there.values():
        if remote.id in by_remote:
            _decide_feed(by_remote[remote.id], remote, intents)
        elif feed := waiting.pop(feed_identity(remote.url), None):
            intents.link.append((feed.feed, remote))
            _confirm(feed.rows, "subscribed", "1", intents)
        else:
            intents.add.append(remote)
    for feed in known:
        if feed.remote not in there and complete:
            _decide_missing(feed, intents)
    return intents


def _decide_feed(feed: KnownFeed, remote: RemoteFeed, to: FeedIntents) -> None:
    if row := feed.rows.get("subscribed"):
        wanted = _settle(row, row[1].value, "1", to)
        if wanted == "1" and feed.removed:
            to.show.append(feed.feed)
    elif feed.removed:
        to.show.append(feed.feed)
    if feed.gone:
        to.back.append(feed.feed)
    if (feed.server_title, feed.server_folder) != (remote.title, remote.folder):
        to.told.append((feed.feed, remote))
    title, folder = remote.title, clean_path(remote.folder)
    if row := feed.rows.get("title"):
        title = _settle(row, feed.title, remote.title, to)
    if row := feed.rows.get("folder"):
        folder = _settle(row, feed.folder, folder, to)
    came_true = "title" in feed.rows and title == remote.title
    if title and (title != feed.title or came_true):
        to.rename.append((feed.feed, title))
    if folder != feed.folder:
        to.move.append((feed.feed, folder))


def _decide_missing(feed: KnownFeed, to: FeedIntents) -> None:
    row = feed.rows.get("subscribed")
    if row is None:
        if feed.remote is not None and not feed.gone:
            (to.forget if feed.removed else to.lost).append(feed.feed)
            to.drop += [id_ for id_, _ in feed.rows.values()]
        return
    if row[1].value == "0":
        _confirm(feed.rows, "subscribed", "0", to)
        to.drop += [id_ for name, (id_, _) in feed.rows.items() if name != "subscribed"]
        to.forget.append(feed.feed)
    elif _settle(row, "1", "0", to) == "0":
        to.lost.append(feed.feed)


def _confirm(rows: Mapping[str, Row], name: str, value: str, to: FeedIntents) -> None:
    """A wish that has come true is done with, whether or not this program's own request did it."""
    id_, row = rows[name]
    if row.value == value:
        to.drop.append(id_)
        to.confirmed += row.state == "sent"


def retry_delay(failures: int, retry_after: int | None, seed: int) -> int:
    """Seconds until an account is tried again by itself: what its server asks for, or 30 s doubled up to 30 minutes.

    A quarter more or less by ``seed``, so that devices which failed together do not come back together.
    """
    if retry_after is not None:
        return max(1, retry_after)
    usual: int = min(1800, 30 * 2 ** min(max(0, failures), 10))
    return round(usual * (0.75 + (hash((seed, failures)) % 1000) / 2000))
