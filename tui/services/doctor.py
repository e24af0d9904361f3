"""The doctor: what is wrong with library, feeds, configuration and terminal, found without network."""

import locale
import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import Literal

from tui import __version__
from tui.fetch.address import redact
from tui.model.errors import Fact, KanbaoError
from tui.store.library import Library
from tui.terminal.answers import Answers
from tui.terminal.samples import SAMPLES, SEQUENCES

Level = Literal["ok", "note", "bad"]
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
    library: Library | None, problems: Sequence[KanbaoError], answers: Answers | None = None, wish: str = "auto"
) -> list[Check]:
    """Everything there is to say; ``library`` None where it could not be opened, which ``problems`` then tells.

    ``answers`` are the terminal's, ``wish`` is what the configuration says of ambiguous characters.
    """
    checks = [*versions(), *terminal(answers or Answers(), wish)]
    checks += [Check("config", "problem", "bad", error=problem) for problem in problems]
    if not problems:
        checks.append(Check("config", "fine", "ok"))
    if library is not None:
        checks += [Check("library", finding.kind, finding.level, finding.about) for finding in library.check()]
        checks += feeds(library)
    return checks


def versions() -> list[Check]:
    """The program and what it stands on."""
    about: dict[str, Fact] = {"kanbao": __version__, "python": platform.python_version(), "system": platform.system()}
    for package in PACKAGES:
        try:
            about[package] = version(package)
        except PackageNotFoundError:
            about[package] = None
    return [Check("versions", "packages", "note", about)]


def terminal(answers: Answers, wish: str) -> list[Check]:
    """What is known of the terminal: from its surroundings, and by its own answers."""
    encoding = (sys.stdout.encoding or locale.getpreferredencoding(False)).lower()
    utf8 = encoding.replace("-", "") == "utf8"
    checks = [Check("terminal", "encoding", "ok" if utf8 else "bad", {"value": encoding})]
    if not sys.stdout.isatty():
        return [*checks, Check("terminal", "none", "note")]
    size = os.get_terminal_size(sys.stdout.fileno())
    colours = os.environ.get("COLORTERM", "") or os.environ.get("TERM", "")
    about: dict[str, Fact] = {"term": os.environ.get("TERM", ""), "colours": colours}
    about |= {"columns": size.columns, "lines": size.lines}
    return [*checks, Check("terminal", "facts", "note", about), told(answers, wish)]


def told(answers: Answers, wish: str) -> Check:
    """What the terminal answered when asked how it draws."""
    if answers.ambiguous is None:
        return Check("terminal", "silent", "note", {"ambiguous": 2 if wish == "2" else 1})
    about: dict[str, Fact] = {"ambiguous": answers.ambiguous, "graphemes": answers.graphemes, "wish": wish}
    about |= {"unlike": ", ".join(SAMPLES[name] + " " + name for name in SEQUENCES if name in answers.unlike)}
    about |= answers.cells
    if wish not in ("auto", str(answers.ambiguous)):
        return Check("terminal", "answers", "bad", about)
    return Check("terminal", "answers", "note" if answers.unlike else "ok", about)


def feeds(library: Library) -> list[Check]:
    """The subscriptions in sum, and each one that has trouble."""
    every = library.feeds.all()
    failing = [feed for feed in every if feed.error]
    summary = Check("feeds", "summary", "ok" if not failing else "note", {"feeds": len(every), "failing": len(failing)})
    return [summary] + [
        Check("feeds", "failing", "bad", {"id": feed.id, "title": feed.title or redact(feed.url), "error": feed.error})
        for feed in failing
    ]
