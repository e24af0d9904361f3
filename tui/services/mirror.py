"""The mirror folder: every saved article as Markdown with its pictures, in a folder that belongs to the reader.

A file is written over only while it holds what was last written there. What the reader changed, moved, replaced by a
link or deleted is left as it is, for good; nothing is ever deleted.
"""

import hashlib
import io
from collections.abc import Iterable
from datetime import tzinfo
from functools import partial
from pathlib import Path
from typing import BinaryIO

from tui.dataclass import dataclass
from tui.export.clipping import Issue, Setting
from tui.export.folder import Folder
from tui.export.markdown import FORMAT
from tui.export.names import file_name, numbered
from tui.model.errors import CannotWrite
from tui.services.clippings import clipping, entries_of
from tui.services.exporting import with_pictures
from tui.store.library import Library
from tui.store.mirrored import Mirrored
from tui.store.view import View

LARGEST = 50_000_000
FOREIGN = "?"


@dataclass(slots=True)
class MirrorDone:
    """How many files are new, brought up to date, as they were, and left to the reader."""

    new: int = 0
    updated: int = 0
    unchanged: int = 0
    left: int = 0


def mirror(
    library: Library, path: Path, entries: Iterable[int] | None = None, *, zone: tzinfo | None = None
) -> MirrorDone:
    """Bring the folder up to date with the saved articles (or those of ``entries`` that are saved). CannotWrite."""
    folder = Folder(path)
    folder.sweep()
    working = _Mirroring(library, folder, with_pictures(Setting(zone=zone), folder))
    wanted = entries_of(library, View(state="saved")) if entries is None else _saved(library, entries)
    for entry in wanted:
        working.one(entry)
    return working.done


def _saved(library: Library, entries: Iterable[int]) -> list[int]:
    return [row.id for row in library.entries.rows(list(entries)) if row.saved]


class _Mirroring:
    """One run over a folder."""

    def __init__(self, library: Library, folder: Folder, setting: Setting) -> None:
        self._library = library
        self._folder = folder
        self._setting = setting
        self.done = MirrorDone()

    def one(self, entry: int) -> None:
        cut = clipping(self._library, entry)
        out = io.BytesIO()
        FORMAT.write(out, [cut], Issue(), self._setting)
        data = out.getvalue()
        known = self._library.mirrors.get(self._folder.path, entry)
        if known is None:
            name = file_name(cut.title, FORMAT.suffix, cut.article.entry.when, str(entry), self._setting.zone)
            self._write_new(entry, name, data)
        else:
            self._bring_up(entry, known, data)

    def _write_new(self, entry: int, name: str, data: bytes) -> None:
        """A first file, unless it is there already: written by a run that was cut short, or before a restore."""
        digest, number = _digest(data), 1
        while (there := self._on_disk(numbered(name, number))) is not None and there != digest:
            number += 1
        if there == digest:
            self._note(entry, Mirrored(numbered(name, number), digest))
            self.done.unchanged += 1
            return
        path = self._folder.write(name, partial(_put, data))
        self._note(entry, Mirrored(path.name, digest))
        self.done.new += 1

    def _bring_up(self, entry: int, known: Mirrored, data: bytes) -> None:
        digest, there = _digest(data), self._on_disk(known.name)
        if there == digest:
            self.done.unchanged += 1
            if known != Mirrored(known.name, digest):
                self._note(entry, Mirrored(known.name, digest))
        elif there is not None and there in (known.hash, known.before):
            self._note(entry, Mirrored(known.name, digest, there))
            self._folder.replace(known.name, data)
            self._note(entry, Mirrored(known.name, digest))
            self.done.updated += 1
        else:
            self.done.left += 1

    def _note(self, entry: int, file: Mirrored) -> None:
        self._library.mirrors.put(self._folder.path, entry, file)

    def _on_disk(self, name: str) -> str | None:
        """The hash of what a file holds; ``FOREIGN`` for what is no plain file, None where nothing is there."""
        path = self._folder.path / name
        if path.is_symlink():
            return FOREIGN
        try:
            if not path.exists():
                return None
            if not path.is_file() or path.stat().st_size > LARGEST:
                return FOREIGN
            return _digest(path.read_bytes())
        except OSError as error:
            raise CannotWrite(file=str(path), reason=error.strerror or "") from error


def _put(data: bytes, out: BinaryIO) -> None:
    out.write(data)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
