"""Addresses: how one is written, which are private, and what of one may be shown."""

import ipaddress
import re
import socket
from typing import NamedTuple
from urllib.parse import SplitResult, quote, unquote, urlsplit

from tui.model.errors import BadAddress
from tui.text.clean import clean_text
from tui.text.pattern import pattern

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

LONGEST = 8192
"""Characters an address may have; servers refuse longer ones anyway."""

_SCHEME = pattern(r"([A-Za-z][A-Za-z0-9+.-]*):(?!\d+(?:[/?#]|$))")
_TYPED_WIDE = pattern(r"^(https?|feed)：[/／]{2}", re.IGNORECASE)
_UNPRINTABLE = pattern(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff]")
_LABEL = pattern(r"[a-z0-9_-]{1,63}")
_PORTS = {"http": 80, "https": 443}

# RFC 3986: what may stand unencoded in each part; "%" so that what is encoded already stays as it is.
_USER_SAFE = "!$&'()*+,;=-._~%"
_PATH_SAFE = _USER_SAFE + "/:@"
_QUERY_SAFE = _PATH_SAFE + "?"
_USERINFO = pattern(r"^([^/?#]*?(?::?//)?)[^/?#]*@")
# A password with an unencoded slash makes no valid address, and is all the more likely to be shown in an error.
_PASSWORD = pattern(r"(?<=//)[^/?#@:]+:(?!\d*(?:[/?#]|$)).*@|^[^/?#@:]+:(?!\d*(?:[/?#]|$)|//).*@")
_LONE_PERCENT = pattern(r"%(?![0-9A-Fa-f]{2})")

# The special-purpose registries of IANA, written out because the answers of ``ipaddress`` differ between Pythons.
_PRIVATE_V4 = [
    ipaddress.IPv4Network(net)
    for net in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4",
    )
]  # fmt: skip
_GLOBAL_V6 = ipaddress.IPv6Network("2000::/3")
_PRIVATE_V6 = [ipaddress.IPv6Network(net) for net in ("2001::/23", "2001:db8::/32", "3fff::/20")]
_MAPPED = ipaddress.IPv6Network("::ffff:0:0/96")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_SIX_TO_FOUR = ipaddress.IPv6Network("2002::/16")


class Origin(NamedTuple):
    """Scheme, host and port: the reach of a password."""

    scheme: str
    host: str
    port: int


def normalise(url_typed: str) -> str:
    """The http(s) address that is meant by what was typed or found: ``example.com`` is ``https://example.com/``.

    Trims, turns ``feed:`` into http, writes the host in IDNA, encodes what is unsafe, drops the fragment and a default
    port. A user name and password stay. Applying it twice changes nothing. Raises BadAddress.
    """
    text = url_typed.strip().strip("\ufeff\u200b\u2060").strip()
    text = _TYPED_WIDE.sub(r"\1://", text)
    if not text or len(text) > LONGEST or _UNPRINTABLE.search(text):
        raise _bad(url_typed)
    if text[:5].lower() == "feed:":
        text = text[5:] if _SCHEME.match(text[5:]) else "http://" + text[5:].lstrip("/")
    if text.startswith("//"):
        text = "https:" + text
    elif not _SCHEME.match(text):
        text = "https://" + text
    try:
        parts = urlsplit(text)
        scheme, host, port = parts.scheme, canonical_host(parts.hostname or ""), parts.port
    except ValueError:
        raise _bad(url_typed) from None
    if scheme not in _PORTS or port == 0:
        raise _bad(url_typed)
    place = f"[{host}]" if ":" in host else host
    if port is not None and port != _PORTS[scheme]:
        place += f":{port}"
    path = _encoded(parts.path, _PATH_SAFE) or "/"
    query = "?" + _encoded(parts.query, _QUERY_SAFE) if parts.query else ""
    return f"{scheme}://{_userinfo(parts)}{place}{path}{query}"


def canonical_host(host: str) -> str:
    """A host as names are compared: lower case, IDNA, no brackets or last dot, ``127.1`` written out.

    Raises ValueError (UnicodeError among them) for what can be no host.
    """
    host = host.strip().removeprefix("[").removesuffix("]").lower()
    if not host.isascii():
        import idna  # its tables take a while to load, and few addresses need them

        host = idna.encode(host, uts46=True).decode("ascii")
    host = host.removesuffix(".")
    address = literal(host)
    if address is not None and "%" not in host:
        return str(address)
    labels = host.split(".")
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise ValueError(host)
    return host


def literal(host: str) -> IPAddress | None:
    """The address that ``host`` spells out, in any of the forms the system understands; None for a name."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        pass
    # Resolvers take 127.1, 0x7f.1 and 2130706433 for 127.0.0.1, and so does a proxy.
    if re.fullmatch(r"[0-9a-fx.]+", host) and host[0].isdigit():
        try:
            return ipaddress.IPv4Address(socket.inet_aton(host))
        except OSError:
            return None
    return None


def is_private(ip: str | IPAddress) -> bool:
    """Whether an address lies anywhere but in the public internet; what cannot be read counts as private.

    IPv6 addresses that carry an IPv4 one (mapped, 6to4, NAT64) are as private as what they carry.
    Source: IANA IPv4 and IPv6 Special-Purpose Address Registries.
    """
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        return True
    if isinstance(address, ipaddress.IPv4Address):
        return any(address in net for net in _PRIVATE_V4)
    if address.scope_id:
        return True
    if address in _MAPPED or address in _NAT64:
        return is_private(ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF))
    if address in _SIX_TO_FOUR:
        return is_private(ipaddress.IPv4Address(int(address) >> 80 & 0xFFFF_FFFF))
    return address not in _GLOBAL_V6 or any(address in net for net in _PRIVATE_V6)


def origin(url: str) -> Origin:
    """The origin of a normalised address."""
    parts = urlsplit(url)
    return Origin(parts.scheme, parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0))


def split_credentials(url: str) -> tuple[str, str, str]:
    """A normalised address without user and password, then both, decoded; empty where there are none."""
    scheme, mark, rest = url.partition("://")
    userinfo, _, bare = rest.partition("@") if "@" in rest.split("/", 1)[0] else ("", "", rest)
    user, _, password = userinfo.partition(":")
    return scheme + mark + bare, unquote(user), unquote(password)


def in_the_clear(url_typed: str) -> bool:
    """Whether what is sent to an address can be read on the way: http, and not to this machine itself."""
    try:
        place = origin(normalise(url_typed))
    except BadAddress:
        return False
    return place.scheme == "http" and place.host not in ("localhost", "127.0.0.1", "::1")


def redact(url: str) -> str:
    """An address as it may be shown: one clean line, without user and password, whatever came in."""
    return clean_text(_PASSWORD.sub("", _USERINFO.sub(r"\1", url.strip()[:LONGEST])))


def _userinfo(parts: SplitResult) -> str:
    before, at, _ = parts.netloc.rpartition("@")
    if not before:
        return ""
    user, colon, password = before.partition(":")
    return _encoded(user, _USER_SAFE) + colon + _encoded(password, _USER_SAFE) + at


def _encoded(part: str, safe: str) -> str:
    return quote(_LONE_PERCENT.sub("%25", part), safe=safe)


def _bad(typed: str) -> BadAddress:
    return BadAddress(url=redact(typed)[:300])
