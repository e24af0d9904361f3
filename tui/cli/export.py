"""``kanbao export``: articles into files, or everything into one archive."""

import argparse
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from tui.cli.context import Context
from tui.cli.output import complain, print_json, say, width
from tui.export.clipping import Format, Issue, Setting
from tui.export.formats import MODULES, format_named
from tui.i18n import error_text, t
from tui.i18n.query import query_text
from tui.model.errors import QueryError
from tui.services.clippings import entries_of
from tui.services.exporting import Job, Written, export
from tui.store.view import View


def run_export(context: Context, options: argparse.Namespace) -> int:
    """Write the articles named, or those that a query finds."""
    if not options.output or [bool(options.id), options.query is not None, options.archive].count(True) != 1:
        complain(t("cli.wrong.export"))
        return 2
    if options.archive:
        return _archive(context, options)
    format_ = chosen(options)
    job = Job(format_, Path(options.output).expanduser(), setting_of(context, options))
    try:
        entries = iter(options.id) if options.id else _found(context, options.query)
    except QueryError as error:
        complain(query_text(error))
        return 2
    if options.query is not None or len(options.id) > 1:
        job = Job(job.format, job.target, job.setting, Issue(options.query or t("export.publisher"), int(time.time())))
    teller = Teller(as_json=options.json)
    export(context.library, entries, job, teller.tell)
    teller.finish(job.target)
    return 1 if teller.failed else 0


def chosen(options: argparse.Namespace) -> Format:
    """The format asked for, else the one whose files end like the output, else the usual one."""
    if options.format is not None:
        return format_named(options.format)
    suffix = Path(options.output).suffix.lower().removeprefix(".") if options.output else ""
    return format_named(suffix if suffix in MODULES else options.usual_format)


def setting_of(context: Context, options: argparse.Namespace) -> Setting:
    """How text is set: as wide as asked, or as wide as the configuration's measure."""
    reading = context.settings.reading
    wide = options.width or min(reading.measure, max(20, width()))
    return Setting(width=wide, ambiguous=2 if reading.ambiguous == "2" else 1, zone=None)


def _archive(context: Context, options: argparse.Namespace) -> int:
    """Everything into one file."""
    from tui.export.folder import Folder
    from tui.transfer.archive import write_archive

    target = Path(options.output).expanduser()

    def fill(out: BinaryIO) -> None:
        write_archive(context.library, out)

    path = Folder(target.parent).write(target.name, fill)
    teller = Teller(as_json=options.json)
    teller.tell(Written(0, path, path.stat().st_size, context.library.counts().entries))
    teller.finish(path)
    return 0


def _found(context: Context, query: str) -> Iterator[int]:
    from tui.query.parse import parse_query

    return entries_of(context.library, View(query=parse_query(query, int(time.time()))))


class Teller:
    """Counts what was written, and tells each file with ``--json``."""

    def __init__(self, *, as_json: bool) -> None:
        self._json = as_json
        self._entries = 0
        self._path: Path | None = None
        self._files = 0
        self.failed = 0

    def tell(self, written: Written) -> None:
        """Take in one file or failure."""
        if written.error is not None:
            self.failed += 1
            complain(written.error)
        else:
            self._entries += written.entries
            self._files += 1
            self._path = written.path
        if self._json:
            print_json(
                {
                    "id": written.entry or None,
                    "path": None if written.path is None else str(written.path),
                    "entries": 0 if written.error else written.entries,
                    "bytes": written.bytes,
                    "error": None if written.error is None else error_text(written.error),
                }
            )

    def finish(self, target: Path) -> None:
        """Say how much was written, and where."""
        if self._json:
            return
        if not self._files:
            say(t("cli.nothing_chosen"))
            return
        path = self._path if self._files == 1 and self._path is not None else target
        say(t("cli.exported", n=self._entries, path=path))
