"""``kanbao`` and ``kanbao demo``: open the reader."""

import argparse
import gc
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.context import Context
from tui.cli.output import complain
from tui.i18n import t
from tui.model.errors import KanbaoError, WidthsRefused
from tui.terminal.answers import Facts
from tui.terminal.probe import Probe, leave

if TYPE_CHECKING:
    from tui.app import KanbaoApp


def run_open(context: Context, options: argparse.Namespace) -> int:
    """Open the reader on the library."""
    if not has_terminal():
        complain(t("cli.no_terminal"))
        return 2
    return open_reader(context.folder, context)


def run_demo(context: Context, options: argparse.Namespace) -> int:
    """Open a throw-away library with the sample paper."""
    if not has_terminal():
        complain(t("cli.no_terminal"))
        return 2
    from tui.services.sample.load import load_sample
    from tui.store.library import Library

    with tempfile.TemporaryDirectory(prefix="kanbao-demo-", ignore_cleanup_errors=True) as folder:
        library = Library.open(Path(folder))
        load_sample(library, int(time.time()))
        library.close()
        return open_reader(Path(folder), context)


def has_terminal() -> bool:
    """Whether there is a terminal to draw on and keys to hear, or a page of a browser in its place."""
    terminal = sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "") != "dumb"
    return terminal or "TEXTUAL_DRIVER" in os.environ


def set_widths(wish: str, facts: Facts) -> list[KanbaoError]:
    """Set how many cells the ambiguous characters take, for us and for Textual, before it is started.

    What the reader set goes before what the terminal answered; a problem where Textual cannot be brought to agree.
    """
    asked = int(wish) if wish in ("1", "2") else facts.ambiguous
    if asked == 2:
        from tui.text.rich_width import apply

        if not apply(2):
            return [WidthsRefused()]
    return []


def open_reader(folder: Path, context: Context) -> int:
    """Run the program until the reader leaves."""
    # What is made from here to the first screen stays to the end: looking through it for garbage only costs time.
    gc.disable()
    probe = Probe.of_this_terminal()
    # The answers come in while the rest is imported.
    probe.begin()
    try:
        app, facts = prepared(folder, context, probe)
    finally:
        probe.give_up()
    try:
        app.run()
    finally:
        leave(facts, sys.stdout.fileno())
    return app.return_code or 0


def prepared(folder: Path, context: Context, probe: Probe) -> tuple["KanbaoApp", Facts]:
    """The program, ready to run, and what the terminal answered."""
    from tui.config.load import load
    from tui.services.newsroom import Newsroom

    settings, found = load(context.config)
    problems: list[KanbaoError] = list(found)
    _ = context.settings.reading.language
    newsroom = Newsroom(folder, settings, config=context.config)
    if newsroom.library.recovered is not None:
        problems = [newsroom.library.recovered, *problems]
    from tui.app import KanbaoApp

    facts = probe.finish()
    problems += set_widths(settings.reading.ambiguous, facts)
    return KanbaoApp(newsroom, problems, themes=context.config.parent / "themes", facts=facts), facts
