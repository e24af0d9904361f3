"""The ``kanbao`` command: reads the arguments, calls one service, prints. Starts without Textual and without HTTP."""

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

from tui import __version__
from tui.cli.context import Context
from tui.i18n import choose_language
from tui.model.errors import KanbaoError

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


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0 done, 1 failed in part or whole, 2 wrong use or no terminal."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    choose_language(_early(given, "--lang") or os.environ.get("KANBAO_LANG", "auto"))
    if given:
        from tui.cli.parser import build_parser

        options = build_parser(__version__).parse_args(given)
    else:  # the most frequent call needs no grammar
        nothing = SimpleNamespace(command=None, data_dir=None, config=None, lang=None, log_requests=None)
        options = cast("argparse.Namespace", nothing)
    try:
        return _run(options)
    except KanbaoError as error:
        from tui.cli.output import complain

        complain(error)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader of our output went away: no error, and nothing more to flush at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _run(options: "argparse.Namespace") -> int:
    if options.log_requests:
        # The processes that fetch are told in this way too.
        os.environ["KANBAO_REQUESTS"] = str(Path(options.log_requests).expanduser().absolute())
    name = options.command or "open"
    module = import_module(MODULES[name])
    run: Run = getattr(module, f"run_{name}")
    context = Context(
        folder=Path(options.data_dir).expanduser() if options.data_dir else None,
        config=Path(options.config).expanduser() if options.config else None,
        language=options.lang or "",
    )
    try:
        return run(context, options)
    finally:
        context.close()


def _early(given: Sequence[str], name: str) -> str:
    """An option's value before the parser is built, since its own texts are in that language."""
    for place, word in enumerate(given):
        if word == name and place + 1 < len(given):
            return given[place + 1]
        if word.startswith(name + "="):
            return word[len(name) + 1 :]
    return ""


if __name__ == "__main__":
    sys.exit(main())
