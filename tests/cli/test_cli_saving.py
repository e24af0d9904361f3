"""``save``, ``unsave``, ``export``, ``paper`` from the command line."""

import json
from pathlib import Path

import pytest

from tests.cli.test_cli_commands import ENTRY, SHOW, Shell
from tests.export.conftest import png
from tests.extract import pages
from tests.store.made import NOW, fill, item
from tests.support.feeds import rss
from tests.support.server import Reply, Server
from tui.model.errors import ConnectionFailed
from tui.services.sample.load import load_sample
from tui.store.library import Library
from tui.store.shelf import Kept

KEPT = {"id", "url", "title", "status", "pictures", "missing", "bytes", "error"}
WRITTEN = {"id", "path", "entries", "bytes", "error"}


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    with Library.open(tmp_path / "library") as library:
        load_sample(library, 1_795_000_000)
    return Shell(tmp_path / "library", capsys)


def test_save_an_address_and_read_it_without_the_server(shell: Shell, tmp_path: Path) -> None:
    with Server() as server:
        body = f'<title>网页标题</title><p>网页的正文。</p><img src="{server.url("/1.png")}">'
        server.route("/page", Reply(body.encode(), {"Content-Type": "text/html; charset=utf-8"}))
        server.route("/1.png", Reply(png()))
        url = server.url("/page")
        shell("save", url, status=1)
        assert "内网" in shell.errors
        (kept,) = shell.json("save", url, "--allow-private")
        assert set(kept) == KEPT
        assert (kept["status"], kept["title"], kept["pictures"]) == ("done", "网页标题", 1)
        assert "网页标题" in shell("save", url)
    (row,) = shell.json("list", "is:saved")
    assert row["id"] == kept["id"]
    shell("export", str(kept["id"]), "-o", str(tmp_path / "a.html"))
    page = (tmp_path / "a.html").read_text("utf-8")
    assert "网页的正文。" in page
    assert "data:image/png;base64," in page
    assert 'src="http' not in page
    shell("unsave", str(kept["id"]))
    assert shell.json("list", "is:saved") == []


def test_save_tells_what_failed(shell: Shell) -> None:
    shell("save", "99999", status=1)
    assert "99999" in shell.errors
    shell("save", "javascript:alert(1)", status=1)
    assert "javascript" in shell.errors
    with Server() as server:
        url = server.url("/x")
    shell("save", url, "--allow-private", status=1)
    assert "以后会再试" in shell.errors
    assert len(shell.json("list", "is:saved")) == 1


def test_saving_for_later_asks_nobody(shell: Shell) -> None:
    with Server() as server:
        shell("save", server.url("/page"), "--allow-private", "--later")
        first = str(shell.json("list")[1]["id"])
        shell("save", first, "--later")
        assert server.requests == []
    assert len(shell.json("list", "is:saved")) == 2


def test_export_to_files(shell: Shell, tmp_path: Path) -> None:
    total = len(shell.json("list", "--limit", "1000"))
    out = tmp_path / "out"
    lines = [json.loads(line) for line in shell("export", "--query", "", "-o", str(out), "--json").splitlines()]
    assert all(set(line) == WRITTEN for line in lines)
    assert sorted(line["path"] for line in lines) == sorted(str(path) for path in out.glob("*.md"))
    assert len(lines) == total
    assert f"{total} 篇" in shell("export", "--query", "", "-o", str(tmp_path / "all.epub"))
    assert (tmp_path / "all.epub").read_bytes().startswith(b"PK")
    first = str(shell.json("list")[0]["id"])
    shell("export", first, "99999", "--format", "json", "-o", str(tmp_path / "x.json"), status=1)
    assert set(json.loads((tmp_path / "x.json").read_text("utf-8"))) >= SHOW
    shell("export", "--query", '"没有右引号', "-o", "x", status=2)
    shell("export", first, status=2)
    shell("export", first, "--query", "x", "-o", "x", status=2)
    (tmp_path / "file").write_text("x")
    shell("export", first, "-o", str(tmp_path / "file" / "below"), status=1)


def test_the_morning_paper(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.time", lambda: 1_795_000_000.0)
    (paper,) = shell.json("paper", "--since", "30d")
    stories = [story for section in paper["sections"] for story in section["stories"]]
    assert len(stories) == len(shell.json("list", "--limit", "1000"))
    assert all(set(story) == ENTRY | {"others"} for story in stories)
    one, other = tmp_path / "one.html", tmp_path / "other.html"
    for path in (one, other):
        assert "早报" in path.name or "篇" in shell("paper", "--since", "30d", "-o", str(path))
    assert one.read_bytes() == other.read_bytes()
    shell("paper", "--since", "30d", "--format", "epub", "-o", str(tmp_path / "p.epub"))
    shell("paper", "--format", "epub", status=2)
    shell("paper", "--since", "soon", status=2)
    shell("paper", "--format", "tui", status=2)  # no terminal here
    assert "没有新消息" in shell("paper", "--query", "绝无此词")


def test_everything_out_and_back(shell: Shell, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = str(shell.json("list")[0]["id"])
    shell("tag", first, "+好文")
    shell("export", "--archive", "-o", str(tmp_path / "all.zip"))
    other = Shell(tmp_path / "other", capsys)
    assert "已恢复" in other("import", str(tmp_path / "all.zip"))
    assert other.json("list", "--limit", "1000") == shell.json("list", "--limit", "1000")
    assert other.json("feeds") == shell.json("feeds")
    other("import", str(tmp_path / "all.zip"), status=1)
    assert "不是空的" in other.errors


def test_the_mirror_folder_follows_tags(shell: Shell, tmp_path: Path) -> None:
    first = str(shell.json("list")[0]["id"])
    shell("save", first, "--later")
    shell("mirror", status=2)
    folder = tmp_path / "mirror"
    (tmp_path / "library" / "none.toml").write_text(f'[keep]\nmirror = "{folder.as_posix()}"\n', "utf-8")
    assert shell.json("mirror") == [{"folder": str(folder), "new": 1, "updated": 0, "unchanged": 0, "left": 0}]
    shell("tag", first, "+好文")
    (path,) = folder.glob("*.md")
    assert "好文" in path.read_text("utf-8")
    assert "未变 1" in shell("mirror")


def test_what_changed_is_shown_without_colour(shell: Shell) -> None:
    with Library.open(shell.folder) as library:
        feed = library.feeds.add("https://a.example/feed", now=1_795_000_000)
        for text in ("增长百分之八。", "增长百分之十二。"):
            fill(library, feed, item("甲", text=text))
        entry = library.entries.last_id()
    told = shell("show", str(entry), "--changes", "--width", "60")
    assert "已修改 1 次" in told
    assert "增长百分之[-八-]{+十二+}。" in told
    assert "没有修改过" in shell("show", "1", "--changes")


def test_refresh_takes_along_and_tries_savings_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Server() as server:
        server.route("/feed", Reply(rss(["新到"])))
        for name in ("a", "b"):
            server.route(f"/{name}", Reply(pages.modern().encode(), {"Content-Type": "text/html; charset=utf-8"}))
        with Library.open(tmp_path / "library") as library:
            feed = library.feeds.add(server.url("/feed"), allow_private=True, now=NOW)
            fill(library, feed, *(item(n, url=server.url(f"/{p}"), text="短") for n, p in (("甲", "a"), ("乙", "b"))))
            titles = {row.title: row.id for row in library.entries.rows([1, 2])}
            library.acts.act([titles["乙"]], "saved", True, NOW)
            error = ConnectionFailed(url="x", reason="dns").stored()
            library.shelf.keep(Kept(titles["乙"], "failed", error=error, next_try=2**33), NOW)
        shell = Shell(tmp_path / "library", capsys)
        shell("refresh", "--query", "甲", status=2)
        shell("refresh", "--full", "--query", "ab:", status=2)
        assert server.requests == []
        told = shell("refresh", "--full", "--query", "title:甲", status=0)
        assert "带走 1 篇（未读共 1 篇）" in told
        assert "带走了 1 篇" in told
        (_, taken) = shell.json("refresh", "--full", "--query", "title:甲")
        assert set(taken) == {"taken", "failed", "bytes", "full"}
    with Library.open(tmp_path / "library") as library:
        assert library.entries.article(titles["甲"]).full_text == "page"
        saving = library.shelf.saving(titles["乙"])
        assert saving is not None
        assert saving.state in ("done", "partial")
