"""``kanbao extract``: one object a page, in the order given, whatever the pages are."""

import json
from pathlib import Path

import pytest

from tests.extract import pages
from tests.support.server import Reply, Server
from tui.cli.main import main
from tui.i18n import choose_language

FIELDS = {
    "input", "error", "title", "text", "html", "authors", "outlet", "source", "published", "updated", "path", "tags",
    "credits", "views", "comments", "disclaimer", "related", "images", "next_pages", "charset", "is_article", "origins",
}  # fmt: skip


def test_files_in_order_with_one_that_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [tmp_path / f"{name}.html" for name in (*pages.LAYOUTS, "没有")]
    for file, page in zip(files, pages.LAYOUTS.values(), strict=False):
        file.write_bytes(page().encode("gb18030"))
    config = str(tmp_path / "config.toml")
    assert main(["--config", config, "extract", "--json", "--url", "https://a.example/", *map(str, files)]) == 1
    printed = capsys.readouterr()
    found = [json.loads(line) for line in printed.out.splitlines()]
    assert [each["input"] for each in found] == list(map(str, files))
    assert all(each.keys() == FIELDS for each in found)
    assert {each["title"] for each in found[:3]} == {pages.TITLE}
    assert {each["published"] for each in found[:3]} == {"2025-03-19T00:00:00+08:00"}
    assert found[3]["error"]
    assert "没有.html" in printed.err


def test_an_address_and_its_further_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "".join(f"<p>第{n}段,说的是钟表匠怎样修钟,修了多少年,为什么还在修。</p>" for n in range(6))
    (tmp_path / "config.toml").write_text('[fetch]\nallow_hosts = ["127.0.0.1"]\n', "utf-8")
    with Server() as server:
        server.route("/a.html", Reply(f"<h1>钟表匠</h1>{text}<a href=a_2.html>下一页</a>".encode()))
        server.route("/a_2.html", Reply(f"<h1>钟表匠</h1>{text.replace('第', '后')}".encode()))
        words = ["--config", str(tmp_path / "config.toml"), "extract", "--json"]
        assert main([*words, server.url("/a.html"), server.url("/gone.html")]) == 1
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first["text"].count("第") == first["text"].count("后") == 6
    assert second["error"]


def test_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    choose_language("zh")
    file = tmp_path / "page.html"
    file.write_bytes(pages.modern().encode())
    assert main(["--config", str(tmp_path / "none.toml"), "extract", str(file)]) == 0
    shown = capsys.readouterr().out
    assert "程望舒" in shown
    assert "站台还是那个站台" in shown
