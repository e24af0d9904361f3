"""Redirects, followed by hand: where the next hop goes and what may go along."""

from urllib.parse import urljoin

from tui.fetch.address import normalise, origin, redact, split_credentials
from tui.model.errors import BadAddress, TooManyRedirects

MOST_HOPS = 10

REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})


class Trail:
    """The way of one fetch: the address at hand, the credentials that may be sent to it, where it moved for good."""

    def __init__(self, url: str) -> None:
        self._asked = normalise(url)
        self.url, self._user, self._password = split_credentials(self._asked)
        self._home = origin(self.url)
        self._seen = {self.url}
        self._permanent = True
        self.moved_to = ""
        self.hops = 0

    @property
    def at_home_host(self) -> bool:
        """Whether the host at hand is still the one that was asked for."""
        return origin(self.url).host == self._home.host

    def credentials(self) -> tuple[str, str]:
        """User and password for the address at hand: those typed, and only at the very origin they were typed for."""
        return (self._user, self._password) if origin(self.url) == self._home else ("", "")

    def follow(self, status: int, location: str) -> None:
        """Goes to where ``location`` points; raises BadAddress, and TooManyRedirects for a loop or a long chain.

        A user name in ``location`` is dropped: a stranger's page must not choose what this program sends as a password.
        """
        try:
            target, _, _ = split_credentials(normalise(urljoin(self.url, location.strip())))
        except (BadAddress, ValueError):
            raise BadAddress(target=redact(location)[:300], reason="redirect") from None
        self.hops += 1
        if self.hops > MOST_HOPS or target in self._seen:
            raise TooManyRedirects(count=self.hops)
        self._seen.add(target)
        self.url = target
        self._permanent = self._permanent and status in PERMANENT
        if self._permanent:
            self.moved_to = self._with_userinfo(target)

    def _with_userinfo(self, target: str) -> str:
        userinfo, at, _ = self._asked.split("://", 1)[1].split("/", 1)[0].rpartition("@")
        if not at or origin(target) != self._home:
            return target
        scheme, mark, rest = target.partition("://")
        return scheme + mark + userinfo + at + rest
