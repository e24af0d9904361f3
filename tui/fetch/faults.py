"""Everything the HTTP libraries can raise, turned into the errors of this program."""

import socket
import ssl
import sys
import zlib
from collections.abc import Iterator

import h11

from tui.fetch.address import redact
from tui.fetch.lean import httpcore, httpx
from tui.model.errors import BadAddress, ConnectionFailed, FetchError, TimedOut
from tui.text.clean import clean_text

_FAULTS: tuple[type[Exception], ...] = (
    FetchError,
    httpx.HTTPError,
    httpx.InvalidURL,
    httpx.StreamError,
    httpcore.ConnectionNotAvailable,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    httpcore.TimeoutException,
    httpcore.UnsupportedProtocol,
    h11.ProtocolError,
    zlib.error,
    OSError,  # TimeoutError and ssl.SSLError among them
    ValueError,  # UnicodeError among them
    LookupError,
    AssertionError,
)
_SILENCE = (TimeoutError, httpx.TimeoutException, httpcore.TimeoutException)
_BREAKS = (httpcore.ReadError, httpcore.WriteError, httpx.ReadError, httpx.WriteError)
_TORN = (ConnectionResetError, BrokenPipeError)
_LONGEST_FACT = 200


def faults() -> tuple[type[Exception], ...]:
    """What sending a request and reading its answer may raise: strangers' bytes reach far into the libraries."""
    if "h2" not in sys.modules:  # no server has spoken HTTP/2 so far
        return _FAULTS
    import h2.exceptions
    import hpack
    import hyperframe.exceptions

    return (*_FAULTS, h2.exceptions.H2Error, hpack.HPACKError, hyperframe.exceptions.HyperframeError)


def told(fault: Exception, url: str, host: str, seconds: float, *, proxied: bool = False) -> FetchError:
    """The error to raise for ``fault``, with the address it happened at, free of passwords and control characters."""
    shown = redact(url)
    if isinstance(fault, FetchError):
        return type(fault)(**{**fault.about, "url": shown})
    if isinstance(fault, (httpx.InvalidURL, UnicodeError, httpcore.UnsupportedProtocol)):
        return BadAddress(url=shown)
    if isinstance(fault, _SILENCE):
        return TimedOut(url=shown, seconds=seconds)
    return ConnectionFailed(url=shown, host=clean_text(host), reason=_reason(fault, proxied), detail=_detail(fault))


def _reason(fault: Exception, proxied: bool) -> str:
    if any(isinstance(cause, ssl.SSLError) for cause in _causes(fault)):
        return "tls"
    if isinstance(fault, (httpcore.ProxyError, httpx.ProxyError)):
        return "proxy"
    if any(isinstance(cause, socket.gaierror) for cause in _causes(fault)):
        return "dns"
    if isinstance(fault, (httpcore.ConnectError, httpx.ConnectError)):
        return "proxy" if proxied else "refused"
    if isinstance(fault, _BREAKS + _TORN) or _was_cut(fault):
        return "dropped"
    if isinstance(fault, zlib.error):
        return "encoding"
    return "protocol"


def _was_cut(fault: Exception) -> bool:
    # httpcore and h11 have one class for nonsense and for silence half way; only the words differ.
    text = str(fault).lower()
    return isinstance(fault, httpcore.RemoteProtocolError) and ("disconnected" in text or "closed connection" in text)


def _causes(fault: BaseException | None) -> Iterator[BaseException]:
    while fault is not None:
        yield fault
        fault = fault.__cause__ or fault.__context__


def _detail(fault: Exception) -> str:
    return clean_text(str(fault)[:_LONGEST_FACT])
