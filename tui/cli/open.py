"""``kanbao`` and ``kanbao demo``: open the reader."""

import gc
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.context import Context
from tui.config.settings import Reading
from tui.i18n import t
from tui.later import postpone
from tui.model.errors import KanbaoError, WidthsRefused
from tui.store.library import Library
from tui.terminal.answers import Facts
from tui.terminal.probe import Probe, leave
from tui.terminal.stage import Stage, size

if TYPE_CHECKING:
    import argparse

    from tui.app import KanbaoApp
    from tui.lines.picture import Picture
    from tui.store.view import View

TURN = 0.0005
"""Seconds after which a thread that works lets the interface go on: Python's five milliseconds can be felt."""
FRAMES = "240"
"""Frames a second, for Textual: what a key has drawn in two goes waits for the second up to two frames' time."""
ESCAPE = "30"
"""Milliseconds after which a lone Esc is the key and no longer the beginning of another: the usual 100 are felt."""


def run_open(context: Context, options: "argparse.Namespace") -> int:
    """Open the reader on the library."""
    if not has_terminal():
        return no_terminal()
    return open_reader(context.folder, context)


def run_demo(context: Context, options: "argparse.Namespace") -> int:
    """Open a throw-away library with the sample paper."""
    if not has_terminal():
        return no_terminal()
    import tempfile

    from tui.services.sample.load import load_sample

    with tempfile.TemporaryDirectory(prefix="kanbao-demo-", ignore_cleanup_errors=True) as folder:
        context.keep_apart(Path(folder))
        library = Library.open(Path(folder))
        load_sample(library, int(time.time()))
        library.close()
        return open_reader(Path(folder), context)


def no_terminal() -> int:
    """Say that there is none."""
    from tui.cli.output import complain

    complain(t("cli.no_terminal"))
    return 2


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


def open_reader(folder: Path, context: Context, *, paper: tuple[str, str] | None = None) -> int:
    """Run the program until the reader leaves; it begins at the list, or at the paper of a search and a time."""
    # What is made from here to the first screen stays to the end: looking through it for garbage only costs time.
    gc.disable()
    sys.setswitchinterval(TURN)
    os.environ.setdefault("TEXTUAL_FPS", FRAMES)
    os.environ.setdefault("ESCDELAY", ESCAPE)
    stage = Stage(Probe.of_this_terminal())
    stage.begin()
    try:
        app, facts = prepared(folder, context, stage)
        app.paper = paper
    finally:
        stage.clear()
    try:
        app.run()
    finally:
        leave(facts, sys.stdout.fileno())
    return app.status or app.return_code or 0


def prepared(folder: Path, context: Context, stage: Stage) -> tuple["KanbaoApp", Facts]:
    """The program, ready to run, and what the terminal answered."""
    settings = context.settings
    problems: list[KanbaoError] = list(context.problems)
    library = Library.open(folder)
    if library.recovered is not None:
        problems.insert(0, library.recovered)
    picture = first_picture(library, settings.reading) if stage.can_show() else None
    if picture is not None:
        # Where the reader has keys of their own, who knows what j means.
        plain = not settings.keys and not settings.commands
        stage.show(picture.of(view(settings.reading), int(time.time())), picture.move if plain else None)
    postpone()
    from tui.app import KanbaoApp
    from tui.services.newsroom import Newsroom

    newsroom = Newsroom(folder, settings, config=context.config, library=library)
    facts = stage.facts()
    problems += set_widths(settings.reading.ambiguous, facts)
    themes = context.config.parent / "themes"
    app = KanbaoApp(newsroom, problems, themes=themes, facts=facts, found=stage.found)
    app.begin_at = picture.current if picture is not None else None
    stage.hand_over()
    return app, facts


def view(reading: Reading) -> "View":
    """What the list shows at first."""
    from tui.store.view import View

    return View(state="unread" if reading.unread_only else "all")


def first_picture(library: Library, reading: Reading) -> "Picture | None":
    """The first picture for this terminal, if the last start has left a look for it."""
    from tui.services.look import last_look, terminal_name

    look = last_look(library.folder)
    if look is None or not look.colours or look.terminal != terminal_name(os.environ) or look.ambiguous != 1:
        return None
    from tui.lines.ansi import AnsiInk
    from tui.lines.chrome import ASCII, PRETTY
    from tui.lines.picture import Picture

    width, height = size(sys.stdout.fileno())
    ink, chrome = AnsiInk(look.colours, many=look.many), ASCII if reading.chrome == "ascii" else PRETTY
    return Picture(library, ink, width, height, chrome=chrome, compact=reading.list == "compact")
