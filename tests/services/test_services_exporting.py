"""Exports out of a library: files, pictures, notes; flat in memory, safe in names, whole at every moment."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.export.conftest import png
from tests.store.made import NOW, fill, item
from tui.export.clipping import Issue
from tui.export.formats import MODULES, format_named
from tui.export.names import LONGEST
from tui.feeds.parse import parse
from tui.i18n import choose_language
from tui.model.saved import Highlight, Picture
from tui.services.clippings import clipping, entries_of
from tui.services.exporting import Job, Written, export
from tui.store.library import Library
from tui.store.shelf import Kept
from tui.store.view import View

ATTACKS = Path(__file__).parents[3] / "shared" / "attacks"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    choose_language("zh")
    library = Library.open(tmp_path / "library")
    feed = library.feeds.add("https://a.test", title="甲报", now=NOW)
    picture = '<p>正文</p><img src="https://a.test/p.png">'
    fill(library, feed, *(item(f"第{n}篇", html=picture, published=NOW - n) for n in range(5)))
    return library


def with_picture(library: Library, entry: int) -> str:
    hash_ = library.shelf.images.add(png())
    library.shelf.keep(Kept(entry, "done", (Picture("https://a.test/p.png", hash_, "image/png", 70),)), NOW)
    return hash_


def run(library: Library, target: Path, name: str = "md", entries: list[int] | None = None) -> list[Written]:
    told: list[Written] = []
    wanted = entries_of(library, View()) if entries is None else iter(entries)
    issue = Issue() if entries is not None and len(entries) == 1 else Issue("全部", NOW)
    export(library, wanted, Job(format_named(name), target, issue=issue), told.append)
    return told


@pytest.mark.parametrize("name", sorted(MODULES))
def test_every_format_into_a_folder_and_into_one_file(library: Library, tmp_path: Path, name: str) -> None:
    suffix = format_named(name).suffix
    told = run(library, tmp_path / "out", name)
    files = sorted(path.name for path in (tmp_path / "out").iterdir() if path.is_file())
    assert files == [f"2026-11-18 第{n}篇{suffix}" for n in range(5)]
    assert [written.entry for written in told] == [entry for _, entry in library.entries.ids()]
    (one,) = run(library, tmp_path / f"all{suffix}", name)
    assert (one.path, one.entries) == (tmp_path / f"all{suffix}", 5)
    assert one.bytes == (tmp_path / f"all{suffix}").stat().st_size


def test_pictures_lie_beside_markdown_once(library: Library, tmp_path: Path) -> None:
    for entry in range(1, 6):
        with_picture(library, entry)
    run(library, tmp_path / "out")
    (picture,) = (tmp_path / "out" / "images").iterdir()
    assert picture.read_bytes() == png()
    text = (tmp_path / "out" / "2026-11-18 第0篇.md").read_text("utf-8")
    assert f"![](images/{picture.name})" in text
    # Again: articles get new names, the picture is there already.
    run(library, tmp_path / "out")
    assert len(list((tmp_path / "out" / "images").iterdir())) == 1
    assert len(list((tmp_path / "out").glob("*(2).md"))) == 5


def test_a_picture_whose_file_is_lost_leaves_its_article(library: Library, tmp_path: Path) -> None:
    library.shelf.images.path(with_picture(library, 1)).unlink()
    for name in MODULES:
        (written,) = run(library, tmp_path / name, name, [1])
        assert written.error is None


def test_highlights_are_found_again_in_a_changed_text(library: Library, tmp_path: Path) -> None:
    feed = library.feeds.find("https://a.test").id
    (entry,) = fill(library, feed, item("甲", html="<p>开头。央行宣布降息。</p>", text="开头。央行宣布降息。")).new
    library.notes.mark(entry, Highlight(3, 9, "央行宣布降息", "记下"), NOW)
    library.notes.mark(entry, Highlight(0, 3, "开头。"), NOW)
    fill(library, feed, item("甲", html="<p>新加的一句。央行宣布降息。</p>", text="新加的一句。央行宣布降息。"))
    run(library, tmp_path / "a.md", entries=[entry])
    text = (tmp_path / "a.md").read_text("utf-8")
    assert "新加的一句。==央行宣布降息==。" in text
    assert "记下" in text
    assert "changes: 1" in text
    assert clipping(library, entry).changes == 1


def test_what_is_not_there_is_told_and_the_rest_written(library: Library, tmp_path: Path) -> None:
    told = run(library, tmp_path / "out", entries=[1, 99, 2])
    assert [written.error is None for written in told] == [True, False, True]
    told = run(library, tmp_path / "out.html", "html", [1, 99, 2])
    assert [written.entries for written in told if written.error is None] == [2]


def test_a_text_without_html_has_its_paragraphs(library: Library, tmp_path: Path) -> None:
    feed = library.feeds.find("https://a.test").id
    (entry,) = fill(library, feed, item("白", text="第一段。\n\n第二段。", html="")).new
    run(library, tmp_path / "a.html", "html", [entry])
    assert "<p>第一段。</p>\n<p>第二段。</p>" in (tmp_path / "a.html").read_text("utf-8")


@pytest.mark.skipif(not ATTACKS.is_dir(), reason="the attacks are not here")
@pytest.mark.parametrize("name", sorted(MODULES))
def test_titles_that_are_paths_stay_in_the_folder(tmp_path: Path, name: str) -> None:
    parsed = parse((ATTACKS / "path_traversal.xml").read_bytes(), url="https://example.test/", now=NOW)
    with Library.open(tmp_path / "library") as library:
        fill(library, library.feeds.add("https://example.test", now=NOW), *parsed.entries)
        chosen = tmp_path / "far" / "chosen"
        chosen.mkdir(parents=True)
        (chosen / "mine.md").write_text("the reader's own")
        told = run(library, chosen, name)
    assert len(told) == 7
    made = [path for path in chosen.iterdir() if path.name != "mine.md"]
    assert len(made) == 7
    for path in made:
        assert len(path.name.encode()) <= LONGEST
        assert not set(path.name) & set('/\\:*?"<>|\x00')
    assert [path.name for path in (tmp_path / "far").iterdir()] == ["chosen"]
    assert (chosen / "mine.md").read_text() == "the reader's own"


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_killed_at_any_moment_every_file_is_whole(library: Library, tmp_path: Path) -> None:
    feed = library.feeds.find("https://a.test").id
    fill(library, feed, *(item(f"长文{n}", html=f"<p>{'新闻' * 2000}</p><p>完{n}。</p>") for n in range(300)))
    library.close()
    out = tmp_path / "out"
    command = [sys.executable, "-m", "tui", "--data-dir", str(tmp_path / "library"), "export", "--query", "", "--json"]
    for after in (1, 40, 150):
        running = subprocess.Popen([*command, "--format", "md", "-o", str(out)], stdout=subprocess.PIPE)
        assert running.stdout is not None
        for _ in range(after):
            running.stdout.readline()
        os.kill(running.pid, signal.SIGKILL)
        running.communicate()
        whole = [path for path in out.iterdir() if path.suffix == ".md"]
        assert len(whole) >= after
        for path in whole:
            assert path.read_text("utf-8").rstrip().endswith(">"), path  # the address is the last thing written


def test_json_is_what_show_prints_and_more(library: Library, tmp_path: Path) -> None:
    library.notes.write(1, "记", NOW)
    run(library, tmp_path / "a.json", "json", [1])
    told = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert told["id"] == 1
    assert told["note"] == "记"
    assert {"text", "html", "credits", "full_text", "highlights", "changes"} <= set(told)
