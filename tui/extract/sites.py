"""Rules for single sites as data: where the body stands, and what in it is noise; the reader's own go before ours."""

import tomllib
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path
from urllib.parse import urlsplit

from tui.dataclass import dataclass
from tui.model.errors import ConfigError

KEYS = {"hosts", "body", "title", "noise", "pager"}


@dataclass(frozen=True, slots=True)
class Rule:
    """Selectors for the pages of some hosts (a host stands for those below it too); empty ones say nothing."""

    hosts: tuple[str, ...]
    body: str = ""
    title: str = ""
    noise: str = ""
    pager: str = ""

    def fits(self, host: str) -> bool:
        """Whether a host is one of the rule's."""
        return any(host == own or host.endswith("." + own) for own in self.hosts)


def load_rules(folder: Path | None = None) -> tuple[tuple[Rule, ...], list[ConfigError]]:
    """The reader's rules in ``folder``, then those that ship; files that cannot be read are told and left out."""
    rules: list[Rule] = []
    problems: list[ConfigError] = []
    for file in sorted(folder.glob("*.toml")) if folder is not None and folder.is_dir() else ():
        try:
            rules += _rules(file.read_text(encoding="utf-8"), str(file))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
            problems.append(ConfigError(file=str(file), reason="unreadable"))
        except ConfigError as problem:
            problems.append(problem)
    for entry in sorted(_shipped(), key=lambda name: name[0]):
        rules += _rules(entry[1], entry[0])
    return tuple(rules), problems


def _shipped() -> Iterator[tuple[str, str]]:
    folder = resources.files("tui.extract") / "sites"
    if folder.is_dir():
        for entry in folder.iterdir():
            if entry.name.endswith(".toml"):
                yield entry.name, entry.read_text(encoding="utf-8")


def _rules(text: str, file: str) -> Iterator[Rule]:
    for table in tomllib.loads(text).get("site", []):
        unknown = set(table) - KEYS
        if unknown:
            raise ConfigError(file=file, key=f"site.{min(unknown)}", reason="unknown-key")
        given = {key: value for key, value in table.items() if key != "hosts" and isinstance(value, str)}
        yield Rule(tuple(map(str, table.get("hosts", ()))), **given)


def rule_for(url: str, rules: Sequence[Rule]) -> Rule | None:
    """The first rule for the host of an address."""
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return None
    return next((rule for rule in rules if host and rule.fits(host)), None)
