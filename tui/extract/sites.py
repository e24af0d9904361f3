"""Rules for sites, as data: where body and title are, what is noise, where the next page is.

A rule is a TOML file named as it likes::

    hosts = ["news.example", "example.com"]      # and all hosts below them
    body = ["div.article", "#main"]              # the first that is there
    title = "h1"
    noise = [".share", "p.ad"]                   # left out of the body
    pager = ".pages a"                           # links to the article's other pages

All keys but ``hosts`` may be left out; the general method does the rest. The reader's own rules go before shipped ones.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tui.config.file import read_toml
from tui.config.value import Unfit, words
from tui.model.errors import ConfigError

SITES = "sites"
"""The folder of the reader's own rules, beside the configuration."""

SHIPPED = Path(__file__).parent / "sites"
_MOST = 500
_KEYS = ("hosts", "body", "title", "noise", "pager")


@dataclass(frozen=True, slots=True)
class Rule:
    """Selectors (CSS) for the pages of some hosts."""

    hosts: tuple[str, ...]
    body: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    noise: tuple[str, ...] = ()
    pager: tuple[str, ...] = ()

    def fits(self, host: str) -> bool:
        """Whether it is for this host."""
        return any(host == name or host.endswith(f".{name}") for name in self.hosts)


def rule_for(url: str, own: Path | None = None) -> Rule | None:
    """The rule for an address: the reader's own in `own`, else a shipped one, else None."""
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if not host:
        return None
    rules = [*(read_rules(own)[0] if own is not None else ()), *_shipped()]
    return next((rule for rule in rules if rule.fits(host)), None)


@cache
def _shipped() -> tuple[Rule, ...]:
    return read_rules(SHIPPED)[0]


def read_rules(folder: Path) -> tuple[tuple[Rule, ...], list[ConfigError]]:
    """The rules in the files ``*.toml`` of a folder, and what is wrong in them; a file at fault is passed over."""
    rules: list[Rule] = []
    errors: list[ConfigError] = []
    for path in sorted(folder.glob("*.toml"))[:_MOST] if folder.is_dir() else []:
        try:
            _, table = read_toml(path)
            rules.append(_rule(path, table))
        except FileNotFoundError:
            continue
        except ConfigError as error:
            errors.append(error)
    return tuple(rules), errors


def _rule(path: Path, table: dict[str, Any]) -> Rule:
    values: dict[str, tuple[str, ...]] = {}
    for name, value in table.items():
        if name not in _KEYS:
            raise ConfigError(file=str(path), line=1, key=name, reason="unknown", nearest=", ".join(_KEYS))
        try:
            values[name] = words(value)
        except Unfit as unfit:
            raise ConfigError(file=str(path), line=1, key=name, **unfit.facts()) from None
    if not values.get("hosts"):
        raise ConfigError(file=str(path), line=1, key="hosts", reason="type", expected='["…"]')
    return Rule(**{**values, "hosts": tuple(host.lower() for host in values["hosts"])})
