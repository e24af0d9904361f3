"""The user and password that may stand in an address, and the address without them."""

from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

_PORTS = {"http": 80, "https": 443}


class Parted(NamedTuple):
    """An address without user and password, both as they stood in it (``user:password``), and the user alone.

    A user without a password is likely a key, and counts as all secret: ``user`` is empty then.
    """

    url: str
    login: str
    user: str


def parted(url: str) -> Parted:
    """An address and what it says of who asks; what is no address of a server passes unchanged."""
    scheme, mark, rest = url.partition("://")
    end = min((at for at in map(rest.find, "/?#") if at >= 0), default=len(rest))
    login, at, host = rest[:end].rpartition("@")
    if not mark or not at:
        return Parted(url, "", "")
    user, _, password = login.partition(":")
    return Parted(scheme + mark + host + rest[end:], login, unquote(user) if password else "")


def joined(url: str, login: str) -> str:
    """The address with user and password in it again."""
    scheme, mark, rest = parted(url).url.partition("://")
    return f"{scheme}{mark}{login}@{rest}" if login and mark else url


def without_password(url: str) -> str:
    """What an address is known by: two users of it are two subscriptions, two passwords of one user are not."""
    bare, _, user = parted(url)
    return with_user(bare, user)


def with_user(url: str, user: str) -> str:
    """An address with a user in it as ``without_password`` has it; as it is without one."""
    return joined(url, quote(user, safe="")) if user else url


def reach(url: str) -> str:
    """Scheme, host and port of an address, which alone may be told its password; empty for what has none."""
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.hostname}:{port}" if parts.hostname else ""
