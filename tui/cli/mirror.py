"""``kanbao mirror``: bring the folder of saved articles up to date."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from tui.cli.context import Context
from tui.cli.output import complain, print_json, say
from tui.dataclass import asdict
from tui.i18n import t
from tui.model.errors import CannotWrite


def run_mirror(context: Context, options: argparse.Namespace) -> int:
    """Write what is new or changed into the folder named, or that of the configuration."""
    from tui.services.mirror import mirror

    folder = options.folder or context.settings.keep.mirror
    if not folder:
        complain(t("cli.wrong.mirror"))
        return 2
    done = mirror(context.library, Path(folder).expanduser())
    if options.json:
        print_json({"folder": folder, **asdict(done)})
    else:
        facts = asdict(done)
        say(t("cli.mirrored", folder=folder, **facts))
    return 0


def mirror_changes(context: Context, entries: Iterable[int]) -> None:
    """After an act: the files of these entries, where there is a mirror folder at all."""
    folder = context.settings.keep.mirror
    if not folder:
        return
    from tui.services.mirror import mirror

    try:
        mirror(context.library, Path(folder).expanduser(), entries)
    except CannotWrite as error:
        # The act itself is done; the folder catches up at the next chance.
        complain(error)
