"""Accounts on feed servers: what is kept of one, what it can hold, what a sync came to."""

from typing import Literal

from tui.dataclass import dataclass, field

AccountState = Literal["new", "ok", "failing", "refused"]
Ability = Literal["labels", "subscribe", "rename", "folders", "refresh", "whole"]
"""What a server can do: labels on entries, subscriptions, titles, folders, fetching on demand, whole articles."""


@dataclass(frozen=True, slots=True)
class Account:
    """One account; times are seconds since 1970 (UTC). ``name`` is also the folder in which its feeds stand.

    ``secret`` says where the password or key lies ("keyring", "file"), never what it is. ``error`` is a stored error.
    """

    id: int
    kind: str
    name: str
    url: str
    user: str = ""
    secret: str = ""
    allow_private: bool = False
    verify: bool = True
    abilities: frozenset[str] = frozenset()
    state: AccountState = "new"
    failures: int = 0
    next_try: int | None = None
    last_ok: int | None = None
    error: str = ""
    pending: int = 0
    parked: int = 0


def reachable(account: Account) -> bool:
    """Whether nothing speaks against asking the server now: the last time it answered, or it was never asked."""
    return account.state in ("new", "ok")


@dataclass(slots=True)
class Report:
    """What one sync did; ``error`` is a stored error, empty where all went well.

    ``pending`` and ``parked`` count what the server has yet to hold when it is over.
    """

    account: str
    pushed: int = 0
    confirmed: int = 0
    resent: int = 0
    overruled: int = 0
    pending: int = 0
    parked: int = 0
    new_items: int = 0
    state_changes: int = 0
    gone: int = 0
    requests: int = 0
    seconds: float = 0.0
    next_try: int | None = None
    status: Literal["ok", "partly", "failed", "refused", "busy", "cancelled"] = "ok"
    error: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One row of the outbox as people see it; ``what`` names the entry or feed, ``state`` is as in ``Pending``."""

    id: int
    account: str
    target: Literal["entry", "feed"]
    target_id: int
    what: str
    field: str
    value: str
    state: str
    attempts: int = 0
    created: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account to add, as the reader describes it; ``secret`` is the password or key itself and is not stored."""

    kind: str
    name: str
    url: str
    user: str = ""
    secret: str = field(default="", repr=False)
    allow_private: bool = False
    verify: bool = True
