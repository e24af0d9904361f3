"""What a subscription list of any format comes down to."""

import re
from collections.abc import Iterable

from tui.dataclass import dataclass, replace
from tui.fetch.address import redact, split_credentials
from tui.fetch.instances import is_route, route
from tui.model.errors import BadAddress, TransferError
from tui.store.identity import plain_link
from tui.text.clean import clean_text, clean_url, cut

MOST = 50_000
"""Subscriptions one list may bring; the longest public ones have a few thousand."""
LONGEST_NAME = 300
DEEPEST = 8
"""Folders inside one another; what lies deeper is put into the innermost of these."""

_SCHEME = re.compile(r"(https?)://", re.IGNORECASE)
_FEED_SCHEME = re.compile(r"feed:(?://)?(?=https?://)|feed(?=://)", re.IGNORECASE)
_COMMAND = re.compile(r"\||exec:|filter:", re.IGNORECASE)
_USERINFO = re.compile(r"//[^/?#\s@]{1,2000}@")
_CREDENTIALS = re.compile(r"https?://[^/?#]*@")


@dataclass(frozen=True, slots=True)
class Subscription:
    """One feed of a list; ``folder`` is a path parted by ``/``, ``title`` and ``site`` are empty where not told."""

    url: str
    title: str = ""
    site: str = ""
    folder: str = ""
    tags: tuple[str, ...] = ()

    @property
    def secret(self) -> bool:
        """Whether the address holds a user name or password, and must not be shown as it is."""
        return _CREDENTIALS.match(self.url) is not None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A line that was left out: what it says, fit to be shown, and a reason.

    Reasons: scheme (not http or https), command, query, empty (no address), invalid, any (no subscription at all).
    """

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """A whole list, each feed once, in its order."""

    items: tuple[Subscription, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    title: str = ""


class Gathering:
    """Takes feeds one by one as a file has them; cleans them, and merges those that come twice."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._found: dict[str, Subscription] = {}
        self._skipped: list[Skipped] = []

    def add(self, url: str, title: str = "", site: str = "", folder: str = "", tags: Iterable[str] = ()) -> None:
        """Take a feed, or note why not; ``folder`` is already a clean path. Raises TransferError beyond MOST."""
        url = url.strip()
        title = name_of(title)
        reason = _refusal(url)
        address = "" if reason else _address(url)
        if not address:
            self.skip(title or url, reason or "invalid")
            return
        # A title that is the address tells nothing; the feed's own will be shown.
        if _SCHEME.match(title) and clean_url(title) == split_credentials(address)[0]:
            title = ""
        clean_tags = tuple(dict.fromkeys(filter(None, map(name_of, tags))))
        self._keep(Subscription(address, title, clean_url(site) if site else "", folder, clean_tags))

    def skip(self, text: str, reason: str) -> None:
        """Note a line that is no subscription."""
        self._skipped.append(Skipped(cut(name_of(redact(text)), 200), reason))
        self._bound()

    def finish(self, title: str = "") -> Subscriptions:
        """The whole list."""
        return Subscriptions(tuple(self._found.values()), tuple(self._skipped), name_of(title))

    def _keep(self, new: Subscription) -> None:
        identity = plain_link(new.url)
        old = self._found.get(identity)
        self._found[identity] = new if old is None else _merged(old, new)
        self._bound()

    def _bound(self) -> None:
        if len(self._found) + len(self._skipped) > MOST:
            raise TransferError(file=self._file, reason="too-large", line=None, limit=MOST)


def name_of(text: str) -> str:
    """A title, folder or tag as it may be shown: clean, and without a password where it is an address."""
    return cut(clean_text(_USERINFO.sub("//", text) if "//" in text else text), LONGEST_NAME)


def folder_path(names: Iterable[str]) -> str:
    """The path of these folders, outermost first; a slash in a name becomes a full-width one, empty names fall out."""
    kept = [name for name in (name_of(part).replace("/", "／") for part in names) if name]
    return "/".join(kept[:DEEPEST])


def _refusal(url: str) -> str:
    if not url:
        return "empty"
    if _COMMAND.match(url):
        return "command"
    if is_route(url):
        return ""
    return "" if _SCHEME.match(url) or _FEED_SCHEME.match(url) else "scheme"


def _address(url: str) -> str:
    if not is_route(url):
        return clean_url(_FEED_SCHEME.sub(_as_http, url))
    try:
        return route(url)
    except BadAddress:
        return ""


def _as_http(found: re.Match[str]) -> str:
    # feed://host is http, feed:https://host says so itself.
    return "http" if found[0].lower() == "feed" else ""


def _merged(old: Subscription, new: Subscription) -> Subscription:
    """One feed out of two; a feed is in one folder, so the second folder becomes a tag."""
    elsewhere = new.folder.rpartition("/")[2] if old.folder and new.folder not in ("", old.folder) else ""
    tags = dict.fromkeys((*old.tags, *new.tags, *([elsewhere] if elsewhere else [])))
    return replace(
        old,
        title=old.title or new.title,
        site=old.site or new.site,
        folder=old.folder or new.folder,
        tags=tuple(tags),
    )
