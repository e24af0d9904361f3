"""``kanbao extract``: files, addresses and standard input, one object each."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.extract.pages import PARAGRAPHS, page, prose
from tests.support.server import Reply, Server
from tui.cli.main import main

FIXTURES = Path(__file__).parents[1] / "extract" / "fixtures"
MODEL = FIXTURES / "model-tables.html"
FIELDS = {
    "input", "error", "title", "text", "html", "authors", "outlet", "source", "published", "updated", "path", "tags",
    "credits", "views", "comments", "disclaimer", "related", "images", "next_pages", "charset", "is_article",
}  # fmt: skip


class Shell:
    """Runs ``kanbao extract`` and keeps what it printed."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._options = ["--data-dir", str(folder / "library"), "--config", str(folder / "none.toml"), "--lang", "zh"]
        self._capsys = capsys
        self.errors = ""

    def __call__(self, *words: str, status: int = 0) -> str:
        self._capsys.readouterr()
        assert main([*self._options, "extract", *words]) == status
        out, self.errors = self._capsys.readouterr()
        return out

    def json(self, *words: str, status: int = 0) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self("--json", *words, status=status).splitlines()]


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path, capsys)


def test_every_field_is_there(shell: Shell) -> None:
    (found,) = shell.json(str(MODEL), "--url", "https://news.example/zx/1.html")
    assert found.keys() == FIELDS
    assert found["input"] == str(MODEL)
    assert found["error"] is None
    assert found["published"] == "2025-02-15T00:00:00+08:00"
    assert found["credits"]["责任编辑"] == "王治强 HF013"
    assert found["path"] == ["首页", "资讯", "财经", "焦点"]
    assert found["related"][0].keys() == {"title", "url"}
    assert found["is_article"] is True


def test_several_inputs_come_in_their_order_and_one_failure_is_told(shell: Shell, tmp_path: Path) -> None:
    names = []
    for number in range(7):
        path = tmp_path / f"{number}.html"
        path.write_text(page(prose(), title=f"第{number}篇文章的标题"), "utf-8")
        names.append(str(path))
    names.insert(3, str(tmp_path / "missing.html"))
    found = shell.json(*names, status=1)
    assert [one["input"] for one in found] == names
    assert [bool(one["error"]) for one in found] == [at == 3 for at in range(8)]
    assert found[3].keys() == FIELDS
    assert found[-1]["title"] == "第6篇文章的标题"
    assert shell.errors.count("\n") == 1
    assert "missing.html" in shell.errors


def test_for_people_it_is_typeset(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(page(prose()), "utf-8")
    text = shell(str(path), str(path))
    assert text.count("某市地铁工程进展顺利") == 2
    assert PARAGRAPHS[0][:10] in text


def test_rules_beside_the_configuration_are_used_and_faults_in_them_told(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(page(prose(), around="<div id=own><p>只要这一段，别的都不要。</p></div>"), "utf-8")
    (tmp_path / "sites").mkdir()
    (tmp_path / "sites" / "a.toml").write_text('hosts = ["news.example"]\nbody = "#own"\n', "utf-8")
    (tmp_path / "sites" / "b.toml").write_text('hosts = ["b.example"]\nbdoy = "#own"\n', "utf-8")
    (found,) = shell.json(str(path), "--url", "https://news.example/1")
    assert found["text"] == "只要这一段，别的都不要。"
    assert "bdoy" in shell.errors


def test_a_page_without_an_article_is_told(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "empty.html"
    path.write_text("<html><body><a href=/>首页</a></body></html>", "utf-8")
    assert shell(str(path), status=1) == ""
    assert "empty.html" in shell.errors
    (found,) = shell.json(str(path))
    assert (found["error"], found["is_article"]) == (None, False)


def test_standard_input_needs_no_file(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tui", "--data-dir", str(tmp_path), "--lang", "en", "extract", "--json", "-"]
    done = subprocess.run(command, input=page(prose()).encode(), capture_output=True, check=True, timeout=60)
    assert json.loads(done.stdout)["text"].split("\n\n") == PARAGRAPHS


def test_an_address_is_fetched_with_the_pages_that_follow(shell: Shell) -> None:
    pager = "<div class=pager><a href=1.html>1</a> <a href=1_2.html>2</a> <a href=1_2.html>下一页</a></div>"
    half = "".join(f"<p>{text}</p>" for text in PARAGRAPHS[:3])
    rest = "".join(f"<p>{text}</p>" for text in PARAGRAPHS[3:])
    with Server() as server:
        server.route("/a/1.html", Reply(page(half + pager).encode(), {"Content-Type": "text/html"}))
        server.route("/a/1_2.html", Reply(page(rest + pager).encode(), {"Content-Type": "text/html"}))
        server.route("/gone", Reply(status=404))
        (refused,) = shell.json(server.url("/a/1.html"), status=1)
        assert "内网" in refused["error"]
        found, gone = shell.json(server.url("/a/1.html"), server.url("/gone"), "--allow-private", status=1)
        assert found["text"].split("\n\n") == PARAGRAPHS
        assert found["next_pages"] == []
        assert "404" in gone["error"]
        assert server.paths.count("/a/1.html") == 1
    (other,) = shell.json("ftp://news.example/1", status=1)
    assert other["error"]


def test_a_file_needs_no_network_and_no_library(tmp_path: Path) -> None:
    code = (
        "import sys; from tui.cli.main import main; "
        f"main(['--data-dir', {str(tmp_path / 'library')!r}, 'extract', '--json', {str(MODEL)!r}]); "
        "print(*sorted({name.split('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"textual", "httpx", "feedparser"} & set(done.stderr.split())
    assert not (tmp_path / "library").exists()
