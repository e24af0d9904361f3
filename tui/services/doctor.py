"""The doctor: what is wrong with library, feeds, configuration and terminal, found without network."""

import locale
import os
import platform
import sys
from collections import Counter
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Literal

from tui import __version__
from tui.dataclass import dataclass, field
from tui.fetch.address import redact
from tui.model.errors import Fact, KanbaoError
from tui.services.versions import c_libraries, too_old
from tui.store.library import Library
from tui.terminal.answers import SAMPLES, Facts
from tui.text.width import ambiguous

Level = Literal["ok", "note", "bad"]
UNKNOWN = Facts()
PACKAGES = ("textual", "rich", "httpx", "feedparser", "apsw", "selectolax")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: ``area`` and ``kind`` name it, ``about`` holds the facts; an error keeps its own code."""

    area: Literal["versions", "terminal", "config", "library", "feeds"]
    kind: str
    level: Level
    about: dict[str, Fact] = field(default_factory=dict)
    error: KanbaoError | None = None


def examine(
    library: Library | None, problems: Sequence[KanbaoError], facts: Facts = UNKNOWN, wish: str = "auto"
) -> list[Check]:
    """Everything there is to say; ``library`` None where it could not be opened, which ``problems`` then tells.

    ``wish`` is what the configuration says of ambiguous characters.
    """
    checks = [*versions(), *terminal(facts), *contradiction(facts, wish)]
    checks += [Check("config", "problem", "bad", error=problem) for problem in problems]
    if not problems:
        checks.append(Check("config", "fine", "ok"))
    if library is not None:
        checks += [Check("library", finding.kind, finding.level, finding.about) for finding in library.check()]
        checks += feeds(library)
        checks += accounts(library)
        checks += logins(library)
    return checks


def versions() -> list[Check]:
    """The program and what it stands on."""
    about: dict[str, Fact] = {"kanbao": __version__, "python": platform.python_version(), "system": platform.system()}
    for package in PACKAGES:
        try:
            about[package] = version(package)
        except PackageNotFoundError:
            about[package] = None
    libraries = c_libraries()
    checks = [Check("versions", "packages", "note", about), Check("versions", "libraries", "note", {**libraries})]
    for bound in too_old(libraries):
        found: dict[str, Fact] = {"name": bound.name, "found": libraries[bound.name], "since": bound.since}
        checks.append(Check("versions", f"old-{bound.name}", bound.level, found))
    return checks


def terminal(facts: Facts) -> list[Check]:
    """What is known of the terminal, and what it answered."""
    encoding = (sys.stdout.encoding or locale.getpreferredencoding(False)).lower()
    utf8 = encoding.replace("-", "") == "utf8"
    checks = [Check("terminal", "encoding", "ok" if utf8 else "bad", {"value": encoding})]
    if not sys.stdout.isatty():
        return [*checks, Check("terminal", "none", "note")]
    size = os.get_terminal_size(sys.stdout.fileno())
    colours = os.environ.get("COLORTERM", "") or os.environ.get("TERM", "")
    about: dict[str, Fact] = {"term": os.environ.get("TERM", ""), "colours": colours}
    about |= {"columns": size.columns, "lines": size.lines, "ambiguous": facts.ambiguous or ambiguous()}
    return [*checks, Check("terminal", "facts", "note", about), *answers(facts)]


def answers(facts: Facts) -> list[Check]:
    """What the terminal said of its own accord: the cells of each sample, mode 2027, its background."""
    if not facts.answered:
        return [Check("terminal", "silent", "note")]
    ground = "" if facts.light is None else "light" if facts.light else "dark"
    modes: dict[str, Fact] = {
        "grapheme_clusters": int(facts.graphemes),
        "background": ground,
        "pictures": int(facts.picture_cell is not None),
    }
    if not facts.widths:
        return [Check("terminal", "odd_answers", "bad", modes)]
    cells: dict[str, Fact] = {SAMPLES[name]: width for name, width in facts.widths.items()}
    return [Check("terminal", "cells", "note", cells), Check("terminal", "modes", "note", modes)]


def contradiction(facts: Facts, wish: str) -> list[Check]:
    """Nothing, or that the configuration says otherwise than the terminal: then no column lines up."""
    if facts.ambiguous is None or wish in ("auto", str(facts.ambiguous)):
        return []
    return [Check("terminal", "contradiction", "bad", {"ambiguous": facts.ambiguous, "wish": wish})]


def accounts(library: Library) -> list[Check]:
    """Each account on a feed server: what waits, or why it fails."""
    found = library.accounts.all() if library.has_accounts else []
    return [
        Check("feeds", "failing", "bad", {"id": account.id, "title": account.name, "error": account.error})
        if account.error
        else Check("feeds", "account", "note" if account.parked else "ok",
                   {"name": account.name, "pending": account.pending, "parked": account.parked})
        for account in found
    ]  # fmt: skip


def logins(library: Library) -> list[Check]:
    """Where users and passwords of feeds lie, and which are missing; nothing where no feed needs any."""
    from tui.secrets.keep import Secrets
    from tui.services.logins import places

    checks = [Check("library", "traces", "note")] if library.has_traces() else []
    found = library.feeds.logins()
    if not found:
        return checks

    secrets = Secrets(library.folder)
    lying = places(library, secrets)
    counts = Counter(lying.values())
    if counts["file"]:
        secrets.probe()
    fails = secrets.keyring == "fails"
    if counts["keyring"]:
        checks.append(Check("feeds", "logins_keyring", "ok", {"n": counts["keyring"]}))
    if counts["file"]:
        checks.append(Check("feeds", "logins_file", "bad" if fails else "note", {"n": counts["file"]}))
    return checks + [
        Check("feeds", "login_locked" if fails else "login_missing", "bad",
              {"id": feed, "title": library.feeds.get(feed).title})
        for feed, place in lying.items()
        if place is None
    ]  # fmt: skip


def feeds(library: Library) -> list[Check]:
    """The subscriptions in sum, and each one that has trouble."""
    every = library.feeds.all()
    failing = [feed for feed in every if feed.error]
    summary = Check("feeds", "summary", "ok" if not failing else "note", {"feeds": len(every), "failing": len(failing)})
    return [summary] + [
        Check("feeds", "failing", "bad", {"id": feed.id, "title": feed.title or redact(feed.url), "error": feed.error})
        for feed in failing
    ]
