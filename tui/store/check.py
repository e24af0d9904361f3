"""The doctor's look at the library: is it whole, do the counters agree, who may read it."""

from pathlib import Path
from typing import Literal

import apsw

from tui.dataclass import dataclass
from tui.model.errors import Fact, LibraryDamaged
from tui.store.connection import Connection
from tui.store.index_writes import reindex
from tui.store.indexing import VERSION, Indexing

_BATCH = 500

_COUNTERS: dict[tuple[str, str], str] = {
    ("feed", "entries"): "(SELECT count(*) FROM entry WHERE entry.feed = feed.id AND hidden = 0)",
    ("feed", "unread"): "(SELECT count(*) FROM entry WHERE entry.feed = feed.id AND hidden = 0 AND read = 0)",
    ("tag", "entries"): "(SELECT count(*) FROM entry_tag WHERE entry_tag.tag = tag.id AND shown = 1)",
    ("tag", "unread"): "(SELECT count(*) FROM entry_tag WHERE entry_tag.tag = tag.id AND entry_tag.unread = 1)",
    ("tag", "own"): "(SELECT count(*) FROM entry_tag WHERE entry_tag.tag = tag.id AND origin >= 4)",
    ("total", "entries"): "(SELECT count(*) FROM entry WHERE hidden = 0)",
    ("total", "unread"): "(SELECT count(*) FROM entry WHERE hidden = 0 AND read = 0)",
    ("total", "starred"): "(SELECT count(*) FROM entry WHERE hidden = 0 AND starred = 1)",
    ("total", "saved"): "(SELECT count(*) FROM entry WHERE hidden = 0 AND saved = 1)",
}
_TAGGED_WRONG = (
    "SELECT count(*) FROM entry_tag t JOIN entry e ON e.id = t.entry WHERE t.shown <> (e.hidden = 0)"
    " OR t.unread <> (e.hidden = 0 AND e.read = 0) OR t.sort <> e.sort"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: its kind, how bad it is, and the facts."""

    kind: str
    level: Literal["ok", "note", "bad"]
    about: dict[str, Fact]


def check(db: Connection) -> list[Finding]:
    """Everything there is to find; reads the whole library, so seconds for a large one."""
    findings = [
        Finding("versions", "note", {"sqlite": apsw.sqlite_lib_version(), "apsw": apsw.apsw_version()}),
        Finding("schema", "note", {"version": db.value("PRAGMA user_version")}),
        *_files(db.file),
        *_integrity(db),
    ]
    if any(finding.kind == "integrity" and finding.level == "bad" for finding in findings):
        return findings  # counting in a damaged file tells nothing
    return [*findings, *_counters(db), *_index(db)]


def repair(db: Connection) -> None:
    """Set every counter by counting, and build the search index anew."""
    with db.write():
        db.run(
            "UPDATE entry_tag SET shown = (e.hidden = 0), unread = (e.hidden = 0 AND e.read = 0), sort = e.sort"
            " FROM entry e WHERE e.id = entry_tag.entry"
        )
        for (table, column), counted in _COUNTERS.items():
            db.run(f"UPDATE {table} SET {column} = {counted} WHERE {column} <> {counted}")
        for index in ("title_index", "body_index", "pinyin_index"):
            db.run(f"INSERT INTO {index} ({index}) VALUES ('delete-all')")
        db.run("INSERT OR REPLACE INTO meta (key, value) VALUES ('index_version', ?)", (str(VERSION),))
    last = 0
    while ids := [row[0] for row in db.rows("SELECT id FROM entry WHERE id > ? ORDER BY id LIMIT ?", (last, _BATCH))]:
        with db.write():
            reindex(db, ids)
        last = ids[-1]


def _integrity(db: Connection) -> list[Finding]:
    try:
        found = [row[0] for row in db.rows("PRAGMA integrity_check(20)")]
    except LibraryDamaged as error:
        found = [str(error.about.get("reason", ""))]
    if found == ["ok"]:
        return [Finding("integrity", "ok", {})]
    db.suspect()  # the next start mends it, or restores
    return [Finding("integrity", "bad", {"detail": line}) for line in found]


def _counters(db: Connection) -> list[Finding]:
    wrong = [Finding("counter", "bad", {"table": "entry_tag", "column": "state", "rows": n}) for n in _tagged(db)]
    for (table, column), counted in _COUNTERS.items():
        rows = db.value(f"SELECT count(*) FROM {table} WHERE {column} <> {counted}")
        if rows:
            wrong.append(Finding("counter", "bad", {"table": table, "column": column, "rows": rows}))
    return wrong or [Finding("counter", "ok", {})]


def _tagged(db: Connection) -> list[int]:
    return [n for n in (int(db.value(_TAGGED_WRONG)),) if n]


def _index(db: Connection) -> list[Finding]:
    wrong: list[Finding] = []
    for index in ("title_index", "body_index"):
        missing = db.value(f"SELECT count(*) FROM entry WHERE id NOT IN (SELECT id FROM {index}_docsize)")
        if missing:
            wrong.append(Finding("index", "bad", {"table": index, "missing": missing}))
    silent = db.value(
        "SELECT count(*) FROM entry WHERE pinyin <> '' AND id NOT IN (SELECT id FROM pinyin_index_docsize)"
    )
    if silent:
        wrong.append(Finding("index", "bad", {"table": "pinyin_index", "missing": silent}))
    found = wrong or [Finding("index", "ok", {})]
    # Both are work under way in the background, and no fault.
    if waiting := Indexing(db).remaining():
        found.append(Finding("index_version", "note", {"waiting": waiting}))
    if unspelt := db.value("SELECT count(*) FROM entry WHERE pinyin IS NULL"):
        found.append(Finding("spelling", "note", {"waiting": unspelt}))
    return found


def _files(file: Path) -> list[Finding]:
    findings: list[Finding] = []
    for suffix in ("", "-wal", "-shm"):
        part = file.with_name(file.name + suffix)
        if part.exists():
            state = part.stat()
            level: Literal["note", "bad"] = "bad" if state.st_mode & 0o077 else "note"
            about: dict[str, Fact] = {"file": str(part), "bytes": state.st_size, "mode": f"{state.st_mode & 0o777:o}"}
            findings.append(Finding("file", level, about))
    return findings
