"""``kanbao import`` and ``kanbao opml``."""

import argparse
import time
from pathlib import Path

from tui.cli.context import Context
from tui.cli.output import complain, say
from tui.i18n import t
from tui.services.brought import Brought
from tui.services.subscriptions import export_opml, import_data


def run_import(context: Context, options: argparse.Namespace) -> int:
    """Take in a list of feeds (``-`` is standard input), newsboat's cache, a list of pages, or an archive."""
    import sys

    now = int(time.time())
    if options.file == "-":
        listed = import_data(context.library, sys.stdin.buffer.read(), "-", now, allow_private=options.allow_private)
        outcome = Brought("feeds", len(listed.added), listed.known, 0, listed.skipped)
    else:
        from tui.services.importing import import_any

        path = Path(options.file).expanduser()
        outcome = import_any(context.library, path, now, allow_private=options.allow_private)
    for line, reason in outcome.skipped[:50]:
        complain(t("cli.skipped", line=line, reason=t(f"skip.{reason}")))
    if len(outcome.skipped) > 50:
        complain(t("cli.skipped_more", n=len(outcome.skipped) - 50))
    if outcome.kind == "feeds":
        say(t("cli.imported", n=outcome.feeds, skipped=len(outcome.skipped), known=outcome.known))
    else:
        say(t(f"cli.brought.{outcome.kind}", n=outcome.entries, feeds=outcome.feeds, known=outcome.known))
    return 0


def run_opml(context: Context, options: argparse.Namespace) -> int:
    """Print the subscriptions as OPML; users and passwords only where that is asked for."""
    exported = export_opml(context.library, int(time.time()), passwords=options.with_passwords)
    print(exported.text, end="")
    if exported.without:
        key = "cli.opml_lacking" if options.with_passwords else "cli.opml_without"
        complain(t(key, n=exported.without))
    return 1 if exported.without and options.with_passwords else 0
