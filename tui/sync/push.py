"""Sending what the reader did: subscriptions one by one, then states in batches."""

import asyncio
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import cast

from tui.model.account import Account, Report
from tui.model.errors import BadAnswer, FetchError, HttpFailed, KanbaoError
from tui.secrets.keep import Secrets
from tui.secrets.login import joined
from tui.store.library import Library
from tui.store.outbox import FeedRow, StateRow
from tui.sync.server import Field, Server

AT_ONCE = 250
"""Entries in one request: PHP reads a thousand variables, and some servers a megabyte."""

_NOT_OURS = frozenset({401, 403, 408, 425, 429})


class Push:
    """One round of sending for one account. What is not accepted waits, and why is noted with it."""

    def __init__(
        self, library: Library, account: Account, server: Server, report: Report, secrets: Secrets | None = None
    ) -> None:
        self._secrets = secrets or Secrets(library.folder)
        self._outbox = library.outbox
        self._feeds = library.remote_feeds(account.id)
        self._account = account
        self._server = server
        self._report = report

    async def run(self, told: Callable[[int, int], None]) -> None:
        """Send all that waits; ``told`` hears how many of how many are sent. Raises what stops it."""
        # New subscriptions first: what else is wanted of them needs the id that the server gives.
        for step in (_subscribes, _changes, _gives_up):
            for row in filter(step, self._outbox.feeds(self._account.id)):
                await self._send_feed(row)
        rows = self._outbox.states(self._account.id)
        done = 0
        ordered = sorted(rows, key=lambda row: (row.field, row.value))
        for _, same in groupby(ordered, key=lambda row: (row.field, row.value)):
            group = list(same)
            for at in range(0, len(group), AT_ONCE):
                batch = group[at : at + AT_ONCE]
                await self._send_states(batch)
                done += len(batch)
                told(done, len(rows))

    async def _send_states(self, batch: Sequence[StateRow]) -> None:
        """One request; where the server refuses it, halves of it, until the one bad row is alone and put aside."""
        first = batch[0]
        sent = [(row.id, row.rev) for row in batch]
        self._outbox.sending([row.id for row in batch])
        try:
            ids, value = [row.remote for row in batch], first.value == "1"
            if first.field.startswith("label:"):
                await self._server.label(first.field.removeprefix("label:"), value, ids)
            else:
                await self._server.mark(cast(Field, first.field), value, ids)
        except HttpFailed as error:
            if not refuses(error):
                self._outbox.failed(sent, error.stored())
                raise
            if len(batch) == 1:
                self._outbox.park(sent[0], _refusal(error).stored())
                return
            half = len(batch) // 2
            await self._send_states(batch[:half])
            await self._send_states(batch[half:])
        except (FetchError, BadAnswer) as error:
            self._outbox.failed(sent, error.stored())
            raise
        else:
            self._outbox.accepted(sent)
            self._report.pushed += len(batch)

    async def _send_feed(self, row: FeedRow) -> None:
        if row.remote is None and not (row.field == "subscribed" and row.value == "1"):
            return  # its turn comes when the server knows the feed
        sent = (row.id, row.rev)
        self._outbox.sending([row.id])
        try:
            await self._ask(row)
        except HttpFailed as error:
            if not refuses(error):
                self._outbox.failed([sent], error.stored())
                raise
            self._outbox.park(sent, _refusal(error).stored())
        except (FetchError, BadAnswer) as error:
            self._outbox.failed([sent], error.stored())
            raise
        else:
            self._outbox.accepted([sent])
            self._report.pushed += 1

    async def _ask(self, row: FeedRow) -> None:
        server, remote = self._server, row.remote or ""
        match row.field, row.value:
            case "subscribed", "1":
                title = row.title if row.title != row.url else ""
                if id_ := await server.subscribe(await self._whole(row), title, row.folder):
                    self._feeds.link(row.feed, id_)
            case "subscribed", _:
                await server.unsubscribe(remote)
            case "title", title:
                await server.rename(remote, title)
            case _, folder:
                await server.move(remote, folder, self._feeds.folder(row.feed))


    async def _whole(self, row: FeedRow) -> str:
        """The address with user and password: it is the server that will fetch it."""
        known = await asyncio.to_thread(self._secrets.logins, [row.login]) if row.login else {}
        return joined(row.url, known[row.login][1]) if row.login in known else row.url


def _subscribes(row: FeedRow) -> bool:
    return row.field == "subscribed" and row.value == "1"


def _gives_up(row: FeedRow) -> bool:
    return row.field == "subscribed" and row.value == "0"


def _changes(row: FeedRow) -> bool:
    return row.field != "subscribed"


def refuses(error: HttpFailed) -> bool:
    """Whether a server says no to what is asked, rather than to who asks or when."""
    return 400 <= error.status < 500 and error.status not in _NOT_OURS


def _refusal(error: HttpFailed) -> HttpFailed:
    """The error of a row that is put aside: it is not tried again by itself."""
    return HttpFailed(**{**error.about, "reason": "refused"})


def stops_all(error: KanbaoError) -> bool:
    """Whether a server has said that it wants no request for now."""
    return isinstance(error, HttpFailed) and (error.status == 429 or error.about.get("retry_after") is not None)
