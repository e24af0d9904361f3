"""Accounts on feed servers: add one after a look whether it works, look again, remove, and sync."""

import asyncio
from collections.abc import Callable, Sequence

from tui.dataclass import replace
from tui.feeds.reader import FeedReader
from tui.fetch.address import normalise, origin, split_credentials
from tui.fetch.client import Fetcher
from tui.fetch.request import FetchSettings
from tui.model.account import Ability, Account, NewAccount, Report
from tui.model.errors import BadAddress, BadAnswer, Duplicate, HttpFailed, SyncError
from tui.model.events import Event
from tui.secrets.keep import Secrets
from tui.store.library import Library
from tui.sync.line import Line
from tui.sync.run import Connected, Sync
from tui.sync.server import KINDS, Login, server_class

_NOT_THERE = frozenset({404, 405, 501})
# Where servers usually have their interface below the address that people know them by.
_PLACES = {"greader": ("", "/api/greader.php"), "miniflux": ("",)}
_ENDINGS = ("/v1", "/reader/api/0", "/accounts/ClientLogin")


async def add_account(library: Library, settings: FetchSettings, new: NewAccount, now: int) -> Account:
    """Add an account whose login works; raises what is wrong with it, and then nothing is kept."""
    if new.kind not in KINDS:
        raise SyncError(account=new.name, reason="kind")
    new = described(new)
    for account in library.accounts.all():
        if (account.url, account.user) == (new.url, new.user):
            raise Duplicate(kind="account", name=account.name, reason="account")
    new, abilities, session = await _found(settings, new)
    id_ = library.accounts.add(new, secret="", now=now)
    secrets = Secrets(library.folder)
    library.accounts.keep_secret(id_, secrets.put(id_, "login", new.secret))
    secrets.put(id_, "session", session)
    library.accounts.can(id_, abilities)
    return library.accounts.get(id_)


def described(new: NewAccount) -> NewAccount:
    """An account as it is kept: a plain base address without user and password, and a name; raises BadAddress."""
    url, user, password = split_credentials(normalise(new.url))
    if password:
        raise BadAddress(url=url)
    url = url.partition("?")[0].rstrip("/")
    for ending in _ENDINGS:
        url = url.removesuffix(ending)
    return replace(new, url=url, user=new.user or user, name=new.name.strip() or origin(url).host)


async def _found(settings: FetchSettings, new: NewAccount) -> tuple[NewAccount, frozenset[Ability], str]:
    """The account at the place where its interface answers, what that can do, and the session of the login."""
    failure: HttpFailed | BadAnswer | None = None
    async with Fetcher(replace(settings, verify=new.verify)) as fetcher:
        for place in _PLACES.get(new.kind, ("",)):
            base = new.url if new.url.endswith(place) else new.url + place
            server = server_class(new.kind)(
                Line(fetcher, base, allow_private=new.allow_private), Login(new.name, new.user, new.secret)
            )
            try:
                return replace(new, url=base), await server.check(), server.session
            except BadAnswer as error:
                failure = failure or error
            except HttpFailed as error:
                if error.status not in _NOT_THERE:
                    raise
                failure = failure or error
    assert failure is not None
    if isinstance(failure, HttpFailed):
        raise BadAnswer(url=new.url, reason="nothing-there") from failure
    raise failure


async def test_account(library: Library, settings: FetchSettings, account: Account) -> int:
    """Log in with what is kept and count the subscriptions; raises what is wrong."""
    async with Connected(account, settings, Secrets(library.folder)) as (server, _):
        library.accounts.can(account.id, await server.check())
        return len(await server.feeds())


def change_secret(library: Library, account: Account, secret: str) -> None:
    """Keep another password or key for an account; its next sync is a new try."""
    secrets = Secrets(library.folder)
    library.accounts.keep_secret(account.id, secrets.put(account.id, "login", secret))
    secrets.put(account.id, "session", "")
    library.accounts.hurry(account.id)


def remove_account(library: Library, account: Account, now: int, *, keep: bool, force: bool = False) -> None:
    """Forget an account and its secrets; raises SyncError while the server has yet to hold something, unless forced.

    ``keep``: its feeds are fetched by this program from now on; else they go, but for what was starred, saved, tagged.
    """
    if (account.pending or account.parked) and not force:
        raise SyncError(account=account.name, reason="pending", n=account.pending + account.parked)
    library.accounts.remove(account.id, now, keep=keep)
    Secrets(library.folder).forget(account.id)


async def sync_accounts(
    library: Library,
    settings: FetchSettings,
    reader: FeedReader,
    accounts: Sequence[Account],
    *,
    keep_days: int,
    emit: Callable[[Event], None],
    push: bool = True,
    pull: bool = True,
) -> list[Report]:
    """Sync these accounts side by side; the reports in their order."""
    sync = Sync(library, settings, reader, keep_days=keep_days, emit=emit)
    return list(await asyncio.gather(*(sync.run(account, push=push, pull=pull) for account in accounts)))
