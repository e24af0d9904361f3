"""The whole library as one file: a zip of tables as JSON lines and of pictures, to be read without this program.

``manifest.json`` says what it is; ``tables/NAME.jsonl`` has a row a line; ``images/ab/HASH`` are the pictures.
Addresses leave without user and password; by what those are found stays, for who reads it back on the same machine.
"""

import base64
import binascii
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, BinaryIO

from tui.document.sanitize import sanitize
from tui.model.errors import LibraryTooNew, StoreError, TransferError
from tui.store.dump import Cell, Snapshot, Table, carried, is_empty, restore, snapshot
from tui.store.library import Library
from tui.store.migrate import KNOWN
from tui.text.clean import clean_block, clean_url

FORMAT = "kanbao-archive"
VERSION = 1
LONGEST_LINE = 64_000_000
LARGEST_PICTURE = 50_000_000
PACKED_AT_MOST = 400
"""A zip that unpacks to more than so many times its size is a trap; text packs to a tenth."""

_PICTURE = re.compile(r"images/([0-9a-f]{2})/(\1[0-9a-f]{62})")
_SECRET = re.compile(r"password|passwd|token|secret|cookie", re.IGNORECASE)
_HTML = frozenset({"html"})
_ADDRESSES = frozenset({"url", "site", "came_from"})
_UNSEEN = frozenset({"etag", "modified", "body_hash", "folded", "hash", "entries"})
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def write_archive(library: Library, out: BinaryIO) -> int:
    """Everything in the library into one zip; how many rows. The same library makes the same bytes."""
    count = 0
    with snapshot(library) as seen, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        manifest = {"format": FORMAT, "version": VERSION, "schema": seen.schema}
        archive.writestr(_entry("manifest.json"), json.dumps(manifest))
        for table in seen.tables:
            with archive.open(_entry(f"tables/{table.name}.jsonl"), "w", force_zip64=True) as lines:
                count += _write_table(seen, table, lines)
        images = library.shelf.images
        for hash_ in images.all():
            with (
                archive.open(_entry(f"images/{hash_[:2]}/{hash_}", zipfile.ZIP_STORED), "w") as there,
                images.path(hash_).open("rb") as here,
            ):
                while chunk := here.read(1 << 18):
                    there.write(chunk)
    return count


def _write_table(seen: Snapshot, table: Table, lines: IO[bytes]) -> int:
    count = 0
    for row in seen.rows(table):
        told = {name: _packed(value) for name, value in _without_secrets(table.name, row).items()}
        lines.write((json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n").encode())
        count += 1
    return count


def _without_secrets(table: str, row: dict[str, Cell]) -> dict[str, Cell]:
    kept = {name: value for name, value in row.items() if not _SECRET.search(name)}
    if table == "feed":
        kept.pop("login_user", None)
    return kept


def _entry(name: str, way: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EARLIEST)
    entry.compress_type = way
    entry.external_attr = 0o600 << 16
    return entry


def _packed(value: Cell) -> Any:
    return {"base64": base64.b64encode(value).decode()} if isinstance(value, bytes) else value


def is_archive(path: Path) -> bool:
    """Whether a file is one that ``write_archive`` made."""
    try:
        with zipfile.ZipFile(path) as archive:
            return FORMAT.encode() in archive.open("manifest.json").read(1000)
    except (OSError, KeyError, RuntimeError, zipfile.BadZipFile):
        return False


def read_archive(library: Library, path: Path) -> int:
    """Fill an empty library from an archive, all or nothing; how many rows.

    TransferError for what is no archive or broken, LibraryTooNew for one of a later program, Duplicate where the
    library is not empty. What is shown is cleaned as if a stranger had sent it.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check(archive, path)
            if is_empty(library):
                _read_pictures(archive, library)
            return restore(library, _rows(archive, library))
    except (OSError, KeyError, ValueError, RuntimeError, RecursionError, EOFError, zipfile.BadZipFile) as error:
        raise TransferError(file=str(path), reason="archive", line=None) from error
    except StoreError as error:
        if error.code != StoreError.code:
            raise
        # A row that the tables refuse.
        raise TransferError(file=str(path), reason="archive", line=None) from error


def _check(archive: zipfile.ZipFile, path: Path) -> None:
    manifest = json.loads(archive.open("manifest.json").read(10_000))
    if not isinstance(manifest, dict) or manifest["format"] != FORMAT:
        raise ValueError(FORMAT)
    schema, version = manifest["schema"], manifest["version"]
    if not isinstance(schema, int) or not isinstance(version, int):
        raise ValueError(FORMAT)
    if schema > KNOWN or version > VERSION:
        raise LibraryTooNew(file=str(path), found=schema, known=KNOWN)
    if sum(info.file_size for info in archive.infolist()) > PACKED_AT_MOST * path.stat().st_size + 1_000_000:
        raise TransferError(file=str(path), reason="too-large", line=None)


def _read_pictures(archive: zipfile.ZipFile, library: Library) -> None:
    for info in archive.infolist():
        found = _PICTURE.fullmatch(info.filename)
        if found is None or info.file_size > LARGEST_PICTURE:
            continue
        data = archive.read(info)
        if library.shelf.images.add(data) != found[2]:
            raise ValueError(info.filename)


def _rows(archive: zipfile.ZipFile, library: Library) -> Iterator[tuple[Table, dict[str, Cell]]]:
    names = set(archive.namelist())
    for table in carried(library._db):
        name = f"tables/{table.name}.jsonl"
        if name not in names:
            continue
        with archive.open(name) as opened:
            while line := opened.readline(LONGEST_LINE):
                yield table, _row(table, json.loads(line))


def _row(table: Table, told: Any) -> dict[str, Cell]:
    if not isinstance(told, dict) or not told.keys() <= table.columns.keys():
        raise ValueError(table.name)
    return {name: _cell(table.name, name, value) for name, value in told.items()}


def _cell(table: str, name: str, value: Any) -> Cell:
    match value:
        case None | bool() | float():
            return value
        case int() if abs(value) < 2**63:
            return value
        case {"base64": str() as data}:
            try:
                return base64.b64decode(data, validate=True)
            except binascii.Error as error:
                raise ValueError(name) from error
        case str():
            return _text(table, name, value)
        case _:
            raise ValueError(name)


def _text(table: str, name: str, text: str) -> str:
    """A text as it may be shown; what was written by this program passes unchanged."""
    text = text.encode("utf-8", "replace").decode()
    if name in _UNSEEN:
        return text
    if name in _HTML:
        return sanitize(text)
    if name in _ADDRESSES and table != "saving":
        return text if clean_url(text) == text or text.startswith("kanbao:") else clean_url(text)
    if text[:1] in ("[", "{"):
        return _json(text)
    return clean_block(text)


def _json(text: str) -> str:
    """Texts within JSON are cleaned too; what is no JSON after all is a text like any other."""
    try:
        told = json.loads(text)
    except ValueError:
        return clean_block(text)
    cleaned = _cleaned(told)
    return text if cleaned == told else json.dumps(cleaned, ensure_ascii=False, separators=(",", ":"))


def _cleaned(value: Any) -> Any:
    match value:
        case str():
            return clean_block(value)
        case list():
            return [_cleaned(each) for each in value]
        case dict():
            return {clean_block(str(name)): _cleaned(each) for name, each in value.items()}
        case _:
            return value
