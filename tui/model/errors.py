"""Everything that can go wrong, as one tree.

An error carries a ``code`` and the facts (``about``); the catalogues of ``tui.i18n`` turn both into a sentence, so that
a failure stored in the library can be told in whichever language the reader uses later.

    KanbaoError
    ├── ConfigError            the configuration cannot be read or holds a wrong value
    ├── FetchError             nothing usable came back from an address
    │   ├── BadAddress         not an http(s) address
    │   ├── AddressRefused     a private address that the reader did not allow
    │   ├── ConnectionFailed   name not found, refused, TLS, dropped half way
    │   ├── TimedOut           the total deadline passed
    │   ├── TooLarge           over the size cap, before or after inflating
    │   ├── TooManyRedirects   more than ten, or a loop
    │   ├── NoLogin            user and password of a feed are not on this machine
    │   ├── ServerMoved        an interface points elsewhere, where a password must not follow
    │   └── HttpFailed         an answer with status 4xx or 5xx
    ├── ParseError             bytes that cannot be read as what they should be
    │   ├── NotAFeed           a page, a picture, text …
    │   ├── EmptyBody          nothing at all
    │   ├── NoArticle          a page without an article: a list, a form, an error
    │   ├── NoPicture          no picture that can be shown: another kind, broken, too many pixels
    │   └── WorkerStopped      reading took too long or too much memory and was stopped
    ├── SyncError              an account on a feed server
    │   ├── LoginRefused       user, password or key are not accepted
    │   ├── BadAnswer          an answer that is not what the protocol promises
    │   └── NoSecret           the password or key of an account is not on this machine
    ├── TransferError          a subscription list that cannot be read
    ├── UnreadableFile         a file that the reader named cannot be opened
    ├── OwnCommandFailed       a program that the reader has bound to a key
    ├── QueryError             a search that cannot be understood; knows the position
    ├── NotFound               no such feed, entry or tag
    ├── Duplicate              already there
    ├── WidthsRefused          this Rich cannot be told how wide the terminal draws
    └── StoreError             the library on disk
        ├── LibraryDamaged     the database fails its check
        ├── LibraryTooNew      written by a later version
        ├── LibraryBusy        another program holds it
        ├── CannotWrite        disk full, read-only
        └── Interrupted        nobody waits for the answer any more
"""

import re
from typing import ClassVar

Fact = str | int | float | None


# User and password in an address: an error is shown, printed, logged, kept and sent on.
_LOGIN = r"(?<=//)[^/?#\s]*@"


class KanbaoError(Exception):
    """A failure that a reader can be told about; no fact of it holds an address's user and password."""

    code: ClassVar[str] = "error"

    def __init__(self, **about: Fact) -> None:
        for name, fact in about.items():
            if isinstance(fact, str) and "@" in fact:
                about[name] = re.sub(_LOGIN, "", fact)
        super().__init__(self.code, about)
        self.about = about

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value!r}" for name, value in self.about.items())
        return f"{self.code}: {facts}" if facts else self.code

    def stored(self) -> str:
        """The error as one line of JSON, for the library."""
        import json  # not for the first list

        return json.dumps({"code": self.code, **self.about}, ensure_ascii=False)


class ConfigError(KanbaoError):
    """The configuration cannot be read; about: file, line, key, reason."""

    code = "config"


class FetchError(KanbaoError):
    """Nothing usable came back; about: url, reason."""

    code = "fetch"


class BadAddress(FetchError):
    """Not an address that can be fetched; about: url, reason (redirect, where an answer points to one: target)."""

    code = "bad-address"


class AddressRefused(FetchError):
    """A private or local address nobody allowed; about: url, host, address."""

    code = "address-refused"


class ConnectionFailed(FetchError):
    """No connection, or it broke; about: url, host, reason (dns, refused, tls, dropped, proxy, protocol)."""

    code = "connection-failed"


class TimedOut(FetchError):
    """The total deadline passed; about: url, seconds."""

    code = "timed-out"


class TooLarge(FetchError):
    """Over the size cap; about: url, limit (bytes)."""

    code = "too-large"


class TooManyRedirects(FetchError):
    """A loop or a chain of more than ten; about: url, count."""

    code = "too-many-redirects"


class ServerMoved(FetchError):
    """An interface points elsewhere, and a password must not follow; about: url, target."""

    code = "server-moved"


class NoLogin(FetchError):
    """User and password of a feed are not on this machine, or the keyring that has them fails; about: url, reason."""

    code = "no-login"


class HttpFailed(FetchError):
    """An answer with status 4xx or 5xx; about: url, status, retry_after (seconds or None), reason (login, gone)."""

    code = "http-failed"

    @property
    def status(self) -> int:
        """The HTTP status."""
        status = self.about.get("status")
        return status if isinstance(status, int) else 0


class ParseError(KanbaoError):
    """Bytes that cannot be read; about: url, reason."""

    code = "parse"


class NotAFeed(ParseError):
    """Something else than a feed came; about: url, found (html, image, text, json, xml)."""

    code = "not-a-feed"


class EmptyBody(ParseError):
    """The answer had no content; about: url."""

    code = "empty-body"


class NoArticle(ParseError):
    """A page in which there is no article; about: url."""

    code = "no-article"


class NoPicture(ParseError):
    """No picture that can be shown; about: url, reason (svg, page, kind, broken, pixels, decoder)."""

    code = "no-picture"


class WorkerStopped(ParseError):
    """Reading was stopped; about: url, reason (time, memory, crash)."""

    code = "worker-stopped"


class SyncError(KanbaoError):
    """An account on a feed server; about: account, reason."""

    code = "sync"


class LoginRefused(SyncError):
    """User, password or key are not accepted; about: account, url, status."""

    code = "login-refused"


class BadAnswer(SyncError):
    """An answer that is not what the protocol promises, so nothing was changed by it; about: url, reason."""

    code = "bad-answer"


class NoSecret(SyncError):
    """The password or key of an account is not on this machine; about: account."""

    code = "no-secret"


class TransferError(KanbaoError):
    """A subscription list that cannot be read; about: file, reason, line."""

    code = "transfer"


class UnreadableFile(KanbaoError):
    """A file that the reader named cannot be opened; about: file."""

    code = "unreadable-file"


class OwnCommandFailed(KanbaoError):
    """A program of the reader's own did not do its work; about: program, reason, why, status, seconds."""

    code = "own-command"


class QueryError(KanbaoError):
    """A search that cannot be understood; about: position (0-based character), reason, text."""

    code = "query"


class NotFound(KanbaoError):
    """No such thing; about: kind (feed, entry, tag, folder), name."""

    code = "not-found"


class Duplicate(KanbaoError):
    """Already there; about: kind, name."""

    code = "duplicate"


class WidthsRefused(KanbaoError):
    """Rich is built otherwise than the version we know, and keeps counting ambiguous characters as one cell."""

    code = "widths-refused"


class StoreError(KanbaoError):
    """The library on disk; about: file, reason."""

    code = "store"


class LibraryDamaged(StoreError):
    """The database fails its check; about: file, kept (where it was put aside), restored (backup's date or None)."""

    code = "library-damaged"


class LibraryTooNew(StoreError):
    """Written by a later version; about: file, found, known (schema numbers)."""

    code = "library-too-new"


class LibraryBusy(StoreError):
    """Another program holds it; about: file."""

    code = "library-busy"


class CannotWrite(StoreError):
    """Disk full or read-only; about: file, reason."""

    code = "cannot-write"


class Interrupted(StoreError):
    """A question was taken back before its answer was found; about: file."""

    code = "interrupted"


ERRORS: dict[str, type[KanbaoError]] = {}


def _register(kind: type[KanbaoError]) -> None:
    ERRORS[kind.code] = kind
    for child in kind.__subclasses__():
        _register(child)


_register(KanbaoError)


def from_stored(text: str) -> KanbaoError | None:
    """The error that ``stored`` wrote; None for an empty text."""
    if not text:
        return None
    import json

    try:
        about = json.loads(text)
        return ERRORS[about.pop("code")](**about)
    except (ValueError, KeyError, TypeError, AttributeError):
        return KanbaoError(reason=text)
