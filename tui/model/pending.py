"""What the reader did and a server has yet to hold: one row of the outbox, and all that can happen to it.

The table of states, one function for each event; None is "no row". Every value is a wanted value, never a toggle, so
that sending one twice is harmless. Storing is elsewhere: this is what storing has to come to.
"""

from typing import Literal

from tui.dataclass import dataclass, replace

State = Literal["pending", "sent", "parked"]


@dataclass(frozen=True, slots=True)
class Pending:
    """A wanted value; ``rev`` rises with every change of mind.

    ``tried`` once it has been put into a request, whatever came back; ``resent`` once the server was seen to have
    ignored it.
    """

    value: str
    rev: int = 1
    state: State = "pending"
    tried: bool = False
    resent: bool = False


def wished(row: Pending | None, value: str, on_server: str | None) -> Pending | None:
    """The reader sets ``value``; ``on_server`` is what the server was last seen to hold, None where unknown.

    A change taken back before it was ever sent leaves nothing to send.
    """
    if value == on_server and not (row is not None and row.tried):
        return None
    return Pending(value) if row is None else Pending(value, row.rev + 1, tried=row.tried)


def sending(row: Pending) -> Pending:
    """The row is about to stand in a request: from now on the server may have it, whatever is heard."""
    return replace(row, tried=True)


def accepted(row: Pending | None, rev: int) -> Pending | None:
    """The server said yes to revision ``rev``; a change made meanwhile keeps waiting."""
    if row is None or row.rev != rev or row.state != "pending":
        return row
    return replace(row, state="sent")


def refused(row: Pending | None, rev: int) -> Pending | None:
    """The server will not take revision ``rev`` of this one row: it is put aside for the reader to see."""
    if row is None or row.rev != rev:
        return row
    return replace(row, state="parked")


def seen(row: Pending | None, local: str, on_server: str) -> tuple[Pending | None, str]:
    """A complete list says what the server holds: the row then, and the value the reader sees."""
    if row is None:
        return None, on_server
    if row.state != "sent":
        return row, local
    if row.value == on_server:
        return None, local
    if row.resent:
        return None, on_server
    return replace(row, state="pending", resent=True), local


def vanished(row: Pending | None, local: str) -> tuple[None, str]:
    """The server no longer has the entry: nothing to send, and the reader's value stays."""
    return None, local
