"""Rows of the table of feeds as values of the model."""

from typing import Any

from tui.model.feed import Feed, FetchState
from tui.store.connection import Row

# A feed without a title goes by its address, less the user and password that may stand in it.
_HOST = "substr(feed.url, 9)"
_SHOWN_URL = (
    f"iif(instr({_HOST}, '@') BETWEEN 1 AND instr({_HOST} || '/', '/'),"
    f" substr({_HOST}, 1 + instr({_HOST}, '@')), feed.url)"
)
SHOWN_TITLE = f"coalesce(nullif(feed.title, ''), nullif(feed.title_feed, ''), {_SHOWN_URL})"

# Pages saved by their address stand in a feed of their own, which nobody publishes; feeds of accounts are fetched by
# their servers.
WEB = "kanbao:saved"
FETCHED = f"url <> '{WEB}' AND account IS NULL"

FEED = f"""
feed.id, url, {SHOWN_TITLE}, site, coalesce(folder.name, ''),
(SELECT json_group_array(tag.name) FROM feed_tag JOIN tag ON tag.id = feed_tag.tag WHERE feed_tag.feed = feed.id),
entries, unread, last_fetched, next_fetch, status, error, encoding, encoding_why, full_text, allow_private,
images, script, feed.account, feed.login
"""

FETCH_STATE = f"""
id, url, {SHOWN_TITLE}, etag, modified, body_hash, failures, status, moved_to, moved_seen, interval, interval_override,
last_fetched, next_fetch, encoding_override, login, allow_private
"""


def texts(array: str) -> tuple[str, ...]:
    """The texts of a JSON array as SQLite writes it."""
    if array == "[]":
        return ()
    # Without an escape in it, what stands between two texts is their border; and json is not for the first list.
    if "\\" not in array and array.startswith('["') and array.endswith('"]') and '", ' not in array:
        return tuple(array[2:-2].split('","'))
    import json

    return tuple(json.loads(array))


def feed_from(row: Row) -> Feed:
    """The feed that a row of ``FEED`` tells of."""
    id_, url, title, site, folder, tags, entries, unread, last_fetched, next_fetch, *rest = row
    status, error, encoding, encoding_why, full_text, allow_private, images, script, account, login = rest
    return Feed(
        id=id_,
        url=url,
        title=title,
        site=site,
        folder=folder,
        tags=texts(tags),
        entries=entries,
        unread=unread,
        last_fetched=last_fetched,
        next_fetch=next_fetch,
        status=status,
        error=error,
        encoding=encoding,
        encoding_why=encoding_why,
        full_text=full_text,
        allow_private=bool(allow_private),
        images=images,
        script=script,
        account=account,
        login=login,
    )


def fetch_state_from(row: Row) -> FetchState:
    """The fetch state that a row of ``FETCH_STATE`` tells of (columns stand in the order of its fields)."""
    fields: list[Any] = [*row[:-1], bool(row[-1])]
    return FetchState(*fields)
