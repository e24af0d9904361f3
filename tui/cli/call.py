"""A call of ``kanbao``: reads the arguments, calls one service, prints. Starts without Textual and without HTTP."""

import errno
import gc
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, TextIO, cast

from tui import __version__
from tui.cli.context import Context
from tui.i18n import choose_language
from tui.model.errors import CannotWrite, KanbaoError

if TYPE_CHECKING:
    import argparse

    Run = Callable[[Context, argparse.Namespace], int]

# Each command lives in a module that is imported only when it is asked for.
MODULES = {
    "open": "tui.cli.open",
    "demo": "tui.cli.open",
    "add": "tui.cli.feeds",
    "feeds": "tui.cli.feeds",
    "remove": "tui.cli.feeds",
    "password": "tui.cli.password",
    "refresh": "tui.cli.refresh",
    "list": "tui.cli.entries",
    "rules": "tui.cli.finding",
    "facets": "tui.cli.finding",
    "smart": "tui.cli.finding",
    "search": "tui.cli.entries",
    "show": "tui.cli.show",
    "extract": "tui.cli.extract",
    "typeset": "tui.cli.typeset",
    "mark": "tui.cli.acts",
    "tag": "tui.cli.acts",
    "save": "tui.cli.save",
    "unsave": "tui.cli.acts",
    "export": "tui.cli.export",
    "paper": "tui.cli.paper",
    "mirror": "tui.cli.mirror",
    "import": "tui.cli.lists",
    "opml": "tui.cli.lists",
    "doctor": "tui.cli.doctor",
    "accounts": "tui.cli.accounts",
    "sync": "tui.cli.sync",
    "outbox": "tui.cli.outbox",
    "serve": "tui.cli.serve",
}

LANGUAGES = ("zh", "en")
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""Our output goes to a file, and there is no room for more of it."""
OPENING = ("open", "demo")
"""The commands that let the first screen say when there is time to look for garbage."""


def call(arguments: Sequence[str], rest: Callable[[], None] = lambda: None) -> int:
    """Run one command; its exit status. ``rest`` is called when all is there and garbage is looked for again."""
    given = list(arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # not every terminal knows every character of the news
    choose_language(_early(given, "--lang") or os.environ.get("KANBAO_LANG", "auto"))
    options = _opening(given)
    if options is None:
        from tui.cli.parser import build_parser

        options = build_parser(__version__, _called(given)).parse_args(given)
    try:
        status = _run(options, rest)
        # Here a reader of our output who went away is no error; at exit he would be one.
        if sys.stdout is not None:  # it is where it was closed
            sys.stdout.flush()
        try:
            if sys.stderr is not None:
                sys.stderr.flush()
        except OSError:
            # The terminal was closed: what the screen had left is for nobody, and at exit that would be an error.
            _let_go(sys.stderr)
        return status
    except KanbaoError as error:
        from tui.cli.output import complain

        complain(error)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output went away: no error, and nothing more to flush at exit.
        _let_go(sys.stdout)
        return 0
    except OSError as error:
        if error.errno not in FULL or error.filename is not None:
            raise
        from tui.cli.output import complain

        _let_go(sys.stdout)
        complain(CannotWrite(file=sys.stdout.name, reason=error.strerror))
        return 1


def _let_go(stream: TextIO) -> None:
    """What is still to be written there goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _run(options: "argparse.Namespace", rest: Callable[[], None]) -> int:
    if options.log_requests:
        # The processes that fetch are told in this way too.
        os.environ["KANBAO_REQUESTS"] = str(Path(options.log_requests).expanduser().absolute())
    name = options.command or "open"
    module = import_module(MODULES[name])
    run: Run = getattr(module, f"run_{name}")
    if name not in OPENING:
        rest()
        gc.enable()
    context = Context(
        folder=Path(options.data_dir).expanduser() if options.data_dir else None,
        config=Path(options.config).expanduser() if options.config else None,
        language=options.lang or "",
    )
    try:
        return run(context, options)
    finally:
        context.close()


OPTIONS = {"--data-dir": "data_dir", "--config": "config", "--log-requests": "log_requests", "--lang": "lang"}
"""What every command knows; each has a value."""


def _opening(given: Sequence[str]) -> "argparse.Namespace | None":
    """The options of a call that opens the reader, the most frequent one, which needs no grammar; None for others."""
    found: dict[str, str | None] = dict.fromkeys(["command", *OPTIONS.values()])
    words = iter(given)
    for word in words:
        name, equals, value = word.partition("=")
        value = value if equals else next(words, "")
        if name not in OPTIONS or not value or value.startswith("-") or (name == "--lang" and value not in LANGUAGES):
            return None
        found[OPTIONS[name]] = value
    return cast("argparse.Namespace", SimpleNamespace(**found))


def _called(given: Sequence[str]) -> str:
    """The command that is called; empty where that is not plain to see."""
    words = iter(given)
    for word in words:
        if word in OPTIONS:
            next(words, "")
        elif not word.startswith("-"):
            return word if word in MODULES else ""
        elif word.partition("=")[0] not in OPTIONS:
            return ""
    return ""


def _early(given: Sequence[str], name: str) -> str:
    """An option's value before the parser is built, since its own texts are in that language."""
    for place, word in enumerate(given):
        if word == name and place + 1 < len(given):
            return given[place + 1]
        if word.startswith(name + "="):
            return word[len(name) + 1 :]
    return ""
