"""The command line, command by command, on a real library."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.feeds import rss
from tests.support.server import Reply, Server
from tui.cli.main import main
from tui.i18n import choose_language
from tui.services.sample.load import load_sample
from tui.store.library import Library
from tui.text.width import cells

ENTRY = {
    "id", "feed", "feed_title", "title", "url", "authors", "source", "published", "fetched", "read", "starred", "saved",
    "tags", "snippet",
}  # fmt: skip
SHOW = ENTRY | {"text", "html", "images", "enclosures", "credits", "path", "disclaimer", "full_text"}
FEED = {
    "id", "url", "title", "site", "folder", "tags", "entries", "unread", "last_fetched", "next_fetch", "status",
    "error", "encoding", "full_text",
}  # fmt: skip
REFRESH = {"feed", "url", "title", "status", "new", "updated", "http_status", "ms", "error"}


class Shell:
    """Runs commands on one library and gives what they printed."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys
        self.errors = ""

    def __call__(self, *words: str, status: int = 0) -> str:
        self._capsys.readouterr()
        config = self.folder / "none.toml"
        assert main(["--data-dir", str(self.folder), "--config", str(config), "--lang", "zh", *words]) == status
        out, self.errors = self._capsys.readouterr()
        return out

    def json(self, *words: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self(*words, "--json").splitlines()]


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    with Library.open(tmp_path) as library:
        load_sample(library, 1_795_000_000)
    return Shell(tmp_path, capsys)


def test_show_takes_the_width_of_ambiguous_characters_from_the_configuration(shell: Shell) -> None:
    entry = str(next(row["id"] for row in shell.json("list") if "“" in row["title"]))
    usual, wide = shell("show", entry, "--width", "40"), shell("show", entry, "--width", "40", "--ambiguous", "2")
    assert usual != wide
    (shell.folder / "none.toml").write_text("[reading]\nambiguous = 2\n", "utf-8")
    assert shell("show", entry, "--width", "40") == wide


def test_list_and_search(shell: Shell) -> None:
    rows = shell.json("list")
    assert len(rows) > 11
    assert all(set(row) == ENTRY for row in rows)
    assert [row["published"] for row in rows] == sorted((row["published"] for row in rows), reverse=True)
    assert len(shell.json("list", "--limit", "3")) == 3
    found = shell.json("search", "排版")
    assert 0 < len(found) < len(rows)
    assert shell.json("list", "标签:排版", "未读") != []
    assert rows[0]["title"][:4] in shell("list")


def test_a_search_that_is_wrong_is_wrong_use(shell: Shell) -> None:
    shell("search", '"排版', status=2)
    assert "引号" in shell.errors


def test_show_is_typeset_and_whole(shell: Shell) -> None:
    row = shell.json("list")[0]
    text = shell("show", str(row["id"]), "--width", "40")
    assert all(cells(line) <= 40 or line.startswith("http") for line in text.splitlines())
    about = shell.json("show", str(row["id"]))[0]
    assert set(about) == SHOW
    assert about["text"]
    shell("show", "999999", status=1)
    assert "999999" in shell.errors


def test_mark_and_tag(shell: Shell) -> None:
    first, second = (str(row["id"]) for row in shell.json("list")[:2])
    shell("mark", first, second, "--read", "--star")
    assert {str(row["id"]) for row in shell.json("list", "is:starred")} == {first, second}
    assert {str(row["id"]) for row in shell.json("list", "is:read")} == {first, second}
    shell("mark", first, "--unread", "--unstar")
    assert [str(row["id"]) for row in shell.json("list", "is:starred")] == [second]
    shell("tag", first, "+好文", "+再读")
    assert [str(row["id"]) for row in shell.json("list", "tag:好文")] == [first]
    shell("tag", first, "-好文")
    assert shell.json("list", "tag:好文") == []
    shell("save", first, "--later")
    assert [str(row["id"]) for row in shell.json("list", "is:saved")] == [first]
    shell("unsave", first)
    shell("mark", "999999", "--read", status=1)
    shell("mark", first, status=2)
    shell("tag", first, status=2)


def test_feeds_and_remove(shell: Shell) -> None:
    feeds = shell.json("feeds")
    assert all(set(feed) == FEED for feed in feeds)
    shell("remove", str(feeds[0]["id"]))
    assert len(shell.json("feeds")) == len(feeds) - 1
    shell("remove", "https://nowhere.example", status=1)
    assert "nowhere" in shell.errors


def test_add_and_refresh(shell: Shell) -> None:
    with Server() as server:
        server.route("/feed", Reply(rss(["甲", "乙"], title="我的报"), {"ETag": '"1"'}, conditional=True))
        server.route("/bad", Reply(status=404))
        shell("add", server.url("/feed"), "--folder", "科技", status=1)
        assert "内网" in shell.errors
        assert "我的报" in shell("add", server.url("/feed"), "--folder", "科技", "--allow-private")
        shell("add", server.url("/bad"), "--allow-private", status=1)
        assert "404" in shell.errors
        feed = next(feed for feed in shell.json("feeds") if feed["title"] == "我的报")
        assert (feed["folder"], feed["entries"]) == ("科技", 2)
        done = shell.json("refresh", str(feed["id"]))
        assert [set(line) for line in done] == [REFRESH]
        assert (done[0]["status"], done[0]["new"]) == ("unchanged", 0)


def test_a_flood_of_new_titles_is_spelled_by_the_next_refresh(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.cli.refresh.SPELLED", 2)
    with Server() as server:
        arrivals = [["甲"], ["甲", "乙", "丙", "丁"], ["甲", "乙", "丙", "丁", "戊"]]
        server.route("/feed", *(Reply(rss(titles, title="报")) for titles in arrivals))
        shell("add", server.url("/feed"), "--allow-private")
        feed = str(next(feed["id"] for feed in shell.json("feeds") if feed["title"] == "报"))
        assert shell.json("refresh", feed)[0]["new"] == 3
        with Library.open(shell.folder) as library:
            before = len(library.spellings.titles_wanted(1000))
        assert shell.json("refresh", feed)[0]["new"] == 1
        with Library.open(shell.folder) as library:
            assert len(library.spellings.titles_wanted(1000)) < before
            assert library._db.value("SELECT pinyin FROM entry WHERE title = '戊'")


def test_lists_in_and_out(shell: Shell, tmp_path: Path) -> None:
    opml = shell("opml")
    assert opml.startswith("<?xml")
    urls = tmp_path / "urls"
    urls.write_text("https://a.example/feed 科技 ~甲报\n|rm -rf /\nexec:ls\n", "utf-8")
    out = shell("import", str(urls))
    assert "导入 1 个" in out
    assert "不执行" in shell.errors
    shell("import", str(tmp_path / "missing"), status=1)
    assert "missing" in shell.errors
    (tmp_path / "page").write_text("<html>", "utf-8")
    shell("import", str(tmp_path / "page"), status=1)


def test_a_password_in_an_address_is_never_printed(shell: Shell, tmp_path: Path) -> None:
    urls = tmp_path / "urls"
    urls.write_text("https://someone:hunter2@a.example/feed\n", "utf-8")
    out = shell("import", str(urls)) + shell.errors
    out += shell("feeds") + shell("feeds", "--json") + shell("opml") + shell("doctor", "--json")
    assert "a.example/feed" in out
    assert "hunter2" not in out


def test_doctor_finds_a_healthy_library_healthy(shell: Shell) -> None:
    checks = shell.json("doctor")
    assert {check["area"] for check in checks} == {"versions", "terminal", "config", "library", "feeds"}
    assert [check for check in checks if check["level"] == "bad" and check["area"] != "terminal"] == []


def test_a_wrong_configuration_is_told_and_the_program_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "config.toml"
    config.write_text("[reading]\nmeasur = 60\n", "utf-8")
    assert main(["--data-dir", str(tmp_path), "--config", str(config), "--lang", "en", "list"]) == 0
    error = capsys.readouterr().err
    assert "line 2" in error
    assert "measure" in error


def run(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tui", "--data-dir", str(folder), *words]
    return subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=60, check=False)


def test_without_a_terminal_it_says_so(tmp_path: Path) -> None:
    for words in ((), ("demo",)):
        done = run("--lang", "en", *words, folder=tmp_path)
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1
        assert "terminal" in done.stderr


def test_a_closed_pipe_is_no_error(shell: Shell) -> None:
    command = f'{sys.executable} -m tui --data-dir "{shell.folder}" list --json | head -n 1'
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1


def test_a_pipe_that_was_closed_before_is_no_error_either(shell: Shell) -> None:
    nobody, pipe = os.pipe()
    os.close(nobody)
    command = [sys.executable, "-m", "tui", "--data-dir", str(shell.folder), "list"]
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    done = subprocess.run(command, stdout=pipe, stderr=subprocess.PIPE, text=True, check=False, env=buffered)
    os.close(pipe)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("words", "unwanted"), [(("list",), ("textual", "httpx", "feedparser")), (("feeds",), ("textual", "httpx"))]
)
def test_commands_import_only_what_they_need(shell: Shell, words: tuple[str, ...], unwanted: tuple[str, ...]) -> None:
    code = (
        "import sys; from tui.cli.main import main; "
        f"main(['--data-dir', {str(shell.folder)!r}, *{list(words)!r}]); "
        "print(*sorted({name.split('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(unwanted) & set(done.stderr.split())


def teardown_module() -> None:
    choose_language("zh")


def test_a_feeds_password_is_kept_shown_nowhere_and_exported_only_when_asked(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(shell.folder) as library:
        sample, feed = library.feeds.all()[0].id, library.feeds.add("https://a.test/f", now=1)
    monkeypatch.setattr("sys.stdin", io.StringIO("leser\ngeheim\n"))
    shell("password", str(sample), status=1)
    monkeypatch.setattr("sys.stdin", io.StringIO("leser\ngeh:eim\n"))
    assert "secrets.json" in shell("password", str(feed))
    assert "geh" not in shell("feeds") + shell("feeds", "--json") + shell("opml")
    assert "kanbao opml --with-passwords" in shell.errors
    assert "://leser:geh%3Aeim@" in shell("opml", "--with-passwords")
    assert shell.errors == ""
    assert "secrets.json" in shell("doctor")
    (shell.folder / "secrets.json").unlink()
    assert "leser" not in shell("opml", "--with-passwords", status=1)
    assert "1" in shell.errors
    monkeypatch.setattr("sys.stdin", io.StringIO("\n\n"))
    shell("password", str(feed))
    shell("opml")
    assert shell.errors == ""
