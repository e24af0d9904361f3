"""``kanbao import`` and ``kanbao opml``."""

import argparse
import time
from pathlib import Path

from tui.cli.context import Context
from tui.cli.output import complain, say
from tui.i18n import t
from tui.services.subscriptions import export_opml, import_data, import_file


def run_import(context: Context, options: argparse.Namespace) -> int:
    """Subscribe to everything in an OPML or newsboat file; ``-`` is standard input."""
    import sys

    now = int(time.time())
    if options.file == "-":
        outcome = import_data(context.library, sys.stdin.buffer.read(), "-", now, allow_private=options.allow_private)
    else:
        path = Path(options.file).expanduser()
        outcome = import_file(context.library, path, now, allow_private=options.allow_private)
    for line, reason in outcome.skipped[:50]:
        complain(t("cli.skipped", line=line, reason=t(f"skip.{reason}")))
    if len(outcome.skipped) > 50:
        complain(t("cli.skipped_more", n=len(outcome.skipped) - 50))
    say(t("cli.imported", n=len(outcome.added), skipped=len(outcome.skipped), known=outcome.known))
    return 0


def run_opml(context: Context, options: argparse.Namespace) -> int:
    """Print the subscriptions as OPML."""
    print(export_opml(context.library, int(time.time())), end="")
    return 0
