"""The archive: out, wiped, and back is the same library; a broken or hostile one changes nothing."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.export.conftest import png
from tests.store.made import NOW, fill, item, random_library
from tui.model.errors import Duplicate, LibraryTooNew, TransferError
from tui.model.saved import Highlight, Page, Picture
from tui.secrets.keep import Secrets
from tui.store.dump import carried
from tui.store.library import Library
from tui.store.shelf import Kept
from tui.store.view import View
from tui.store.whole import WholeText
from tui.transfer.archive import is_archive, read_archive, write_archive


def everything(library: Library) -> dict[str, list[Any]]:
    """All rows of all tables but the index, counters among them, and what a search finds."""
    tables = [*(table.name for table in carried(library._db)), "total"]
    rows = {name: library._db.rows(f"SELECT * FROM {name} ORDER BY 1, 2") for name in tables}
    rows["index"] = library._db.rows("SELECT rowid FROM body_index WHERE body_index MATCH '\"正文\"' ORDER BY rowid")
    return rows


def packed(library: Library, path: Path) -> Path:
    with path.open("wb") as out:
        write_archive(library, out)
    return path


def busy(library: Library, rng: Random) -> None:
    """A library with all that a reader can put into one."""
    random_library(library, rng, entries=20)
    ids = [entry for _, entry in library.entries.ids(limit=100)]
    for entry in rng.sample(ids, min(5, len(ids))):
        library.acts.act([entry], "saved", True, NOW)
        library.notes.write(entry, rng.choice(["记", "两行\n笔记", ""]), NOW)
        library.notes.mark(entry, Highlight(0, rng.randrange(1, 9), "正文", rng.choice(["", "核对"])), NOW)
        hash_ = library.shelf.images.add(png(grey=rng.randrange(256)))
        library.shelf.keep(
            Kept(
                entry,
                rng.choice(["done", "partial"]),
                (Picture("https://a.test/p.png", hash_, "image/png", 70),),
                (("https://a.test/q.png", "{}"),),
                (Page("https://a.test", "https://a.test/", NOW, rng.randbytes(50), "text/html"),),
                rng.choice([None, WholeText("<p>整篇 &amp; 全文</p>", "整篇 & 全文", fields={"outlet": "甲报"})]),
            ),
            NOW,
        )
    if ids:
        library.acts.undo()


@settings(max_examples=12)
@given(st.integers(0, 10**6))
def test_out_and_back_is_the_same_library(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    folder = tmp_path_factory.mktemp("archive")
    with Library.open(folder / "one") as one, Library.open(folder / "two") as two:
        busy(one, Random(seed))
        path = packed(one, folder / "a.zip")
        assert is_archive(path)
        read_archive(two, path)
        assert everything(two) == everything(one)
        assert {"entry", "feed", "whole", "note", "highlight", "page", "entry_picture"} <= everything(one).keys()
        assert sorted(two.shelf.images.all()) == sorted(one.shelf.images.all())
        assert [finding for finding in two.check() if finding.level == "bad"] == []
        assert two.entries.ids(View(state="saved")) == one.entries.ids(View(state="saved"))
        assert packed(two, folder / "b.zip").read_bytes() == path.read_bytes()
        assert two.acts.undo() is None


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    with Library.open(tmp_path / "source") as library:
        fill(library, library.feeds.add("https://a.test", now=NOW), item("甲", html="<p>正文</p>"))
        library.shelf.images.add(png())
        return packed(library, tmp_path / "a.zip")


def test_only_into_an_empty_library(tmp_path: Path, archive: Path) -> None:
    with Library.open(tmp_path / "there") as library:
        library.feeds.add("https://b.test", now=NOW)
        before = everything(library)
        with pytest.raises(Duplicate):
            read_archive(library, archive)
        assert everything(library) == before
        assert list(library.shelf.images.all()) == []


def test_two_users_of_one_address_come_back_and_find_their_logins(tmp_path: Path) -> None:
    folder = tmp_path / "one"
    with Library.open(folder) as library:
        for user in ("anna", "otto"):
            library.feeds.add(f"https://{user}:geheim@a.test/f", now=NOW)
        file = packed(library, tmp_path / "a.zip")
        logins = library.feeds.logins()
    with zipfile.ZipFile(file) as archive:
        assert not [word for name in archive.namelist() for word in (b"geheim", b"anna") if word in archive.read(name)]
    with Library.open(tmp_path / "two") as library:
        read_archive(library, file)
        assert [feed.url for feed in library.feeds.all()] == ["https://a.test/f"] * 2
        assert library.feeds.logins() == logins
    assert set(Secrets(folder).logins(logins)) == set(logins)
    assert Secrets(tmp_path / "two").logins(logins) == {}


def test_a_login_that_somebody_wrote_into_an_archive_is_taken_out_of_the_library(tmp_path: Path) -> None:
    with Library.open(tmp_path / "one") as library:
        library.feeds.add("https://a.test/f", now=NOW)
        file = packed(library, tmp_path / "a.zip")
    with zipfile.ZipFile(file) as archive, zipfile.ZipFile(tmp_path / "b.zip", "w") as changed:
        for name in archive.namelist():
            changed.writestr(name, archive.read(name).replace(b"https://a.test", b"https://u:geheim@a.test"))
    with Library.open(tmp_path / "two") as library:
        read_archive(library, tmp_path / "b.zip")
        assert [feed.url for feed in library.feeds.all()] == ["https://a.test/f"]
        (login,) = Secrets(tmp_path / "two").logins(library.feeds.logins()).values()
        assert login == ("https://a.test:443", "u:geheim")


def test_passwords_stay_here(tmp_path: Path) -> None:
    with Library.open(tmp_path / "one") as one, Library.open(tmp_path / "two") as two:
        one.feeds.add("https://someone:hunter2@a.test/feed", now=NOW)
        path = packed(one, tmp_path / "a.zip")
        with zipfile.ZipFile(path) as opened:
            assert not [name for name in opened.namelist() if b"hunter2" in opened.read(name)]
        read_archive(two, path)
        assert two.feeds.find("https://a.test/feed").url == "https://a.test/feed"


def rewritten(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    with zipfile.ZipFile(path) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    change(files)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as changed:
        for name, data in files.items():
            changed.writestr(name, data)
    return path


def _row(files: dict[str, bytes], table: str, **changes: Any) -> None:
    name = f"tables/{table}.jsonl"
    row = json.loads(files[name].splitlines()[0]) | changes
    files[name] = json.dumps(row).encode() + b"\n"


BROKEN: dict[str, Callable[[dict[str, bytes]], Any]] = {
    "no manifest": lambda files: files.pop("manifest.json"),
    "another format": lambda files: files.update({"manifest.json": b'{"format": "x", "version": 1, "schema": 1}'}),
    "a list": lambda files: files.update({"manifest.json": b"[]"}),
    "no json": lambda files: files.update({"tables/entry.jsonl": b"{"}),
    "nested": lambda files: files.update({"tables/entry.jsonl": b"[" * 100_000}),
    "not a row": lambda files: files.update({"tables/entry.jsonl": b"3\n"}),
    "unknown column": lambda files: _row(files, "entry", **{"x) VALUES (1); --": 1}),
    "too great a number": lambda files: _row(files, "entry", sort=2**70),
    "a row without its feed": lambda files: files.update({"tables/feed.jsonl": b""}),
    "a row twice": lambda files: files.update({"tables/entry.jsonl": files["tables/entry.jsonl"] * 2}),
    "a cell that is a list": lambda files: _row(files, "entry", title=["x"]),
    "bad base64": lambda files: _row(files, "entry", title={"base64": "%"}),
    "a picture that is another": lambda files: files.update(
        {name: b"other" for name in files if name.startswith("images/")}
    ),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_one_changes_nothing(tmp_path: Path, archive: Path, kind: str) -> None:
    rewritten(archive, BROKEN[kind])
    with Library.open(tmp_path / "there") as library:
        before = everything(library)
        with pytest.raises(TransferError):
            read_archive(library, archive)
        assert everything(library) == before
        library.shelf.sweep()
        assert list(library.shelf.images.all()) == []


def test_cut_short_padded_or_of_a_later_program(tmp_path: Path, archive: Path) -> None:
    data = archive.read_bytes()
    with Library.open(tmp_path / "there") as library:
        for broken in (data[: len(data) // 2], b"", b"PK\x03\x04", b"x" * 100):
            archive.write_bytes(broken)
            assert not is_archive(archive)
            with pytest.raises(TransferError):
                read_archive(library, archive)
        archive.write_bytes(data)
        rewritten(archive, lambda files: files.update({"tables/entry.jsonl": b" " * 30_000_000}))
        with pytest.raises(TransferError) as told:
            read_archive(library, archive)
        assert told.value.about["reason"] == "too-large"
        archive.write_bytes(data)
        rewritten(
            archive,
            lambda files: files.update(
                {"manifest.json": files["manifest.json"].replace(b'"schema": ', b'"schema": 9')}
            ),
        )
        with pytest.raises(LibraryTooNew):
            read_archive(library, archive)


def test_what_a_stranger_put_into_one_is_cleaned(tmp_path: Path, archive: Path) -> None:
    def poison(files: dict[str, bytes]) -> None:
        _row(
            files, "entry", title="\x1b]52;c;x\x07标题\u202e", url="javascript:alert(1)", authors='["\\u001b[31m王五"]'
        )
        _row(files, "detail", html="<p onclick=x>正文<script>alert(1)</script></p>", text="\x1b[2J正文")
        _row(files, "feed", site="file:///etc/passwd", title="\x9b甲")
        files["images/../../evil"] = b"x"
        files["/etc/evil"] = b"x"

    with Library.open(tmp_path / "there") as library:
        read_archive(library, rewritten(archive, poison))
        article = library.entries.article(1)
        assert article.entry.title.endswith("标题")
        assert article.entry.url == ""
        assert article.entry.authors == ("王五",)
        assert article.html == "<p>正文</p>"
        told = repr((article, library.feeds.all()))
        assert "\\x1b" not in told
        assert "\\x9b" not in told
        assert library.feeds.all()[0].site == ""
    assert not list(tmp_path.rglob("evil"))


def test_the_same_library_makes_the_same_bytes(tmp_path: Path) -> None:
    with Library.open(tmp_path / "one") as library:
        busy(library, Random(3))
        one, other = io.BytesIO(), io.BytesIO()
        write_archive(library, one)
        write_archive(library, other)
    assert one.getvalue() == other.getvalue()
