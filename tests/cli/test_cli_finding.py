"""Rules, facets and smart feeds from the shell."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.store.made import NOW, fill, item
from tui.cli.main import main
from tui.config.load import load
from tui.store.library import Library


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "config.toml").write_text("# mine\n[reading]\n", encoding="utf-8")
    with Library.open(tmp_path) as library:
        feed = library.feeds.add("https://a.test", "甲报", "财经", now=NOW)
        news = item("1", title="央行降息", tags=("要闻",))
        fill(library, feed, news, item("2", title="降息之后"), item("3", title="楼市"))
    return tmp_path


def run(folder: Path, *words: str) -> int:
    return main(["--data-dir", str(folder), "--config", str(folder / "config.toml"), "--lang", "zh", *words])


def told(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_rules_are_tried_added_moved_and_removed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "rules", "test", "降息", "--folder", "财经", "--json") == 0
    assert told(capsys) == [{"matched": 2, "looked_at": 3, "titles": ["央行降息", "降息之后"]}]
    assert run(folder, "rules", "add", "降息", "star", "tag:财经", "--name", "要闻") == 0
    assert run(folder, "rules", "add", "楼市 OR 房价", "hide", "--feed", "1") == 0
    assert run(folder, "rules", "move", "楼市 OR 房价", "1") == 0
    capsys.readouterr()
    assert run(folder, "rules", "list", "--json") == 0
    first, second = told(capsys)
    assert (first["name"], first["do"], first["feed"]) == ("楼市 OR 房价", ["hide"], "https://a.test")
    assert second == {
        "name": "要闻", "when": "降息", "do": ["star", "tag:财经"], "feed": None, "folder": None, "enabled": True,
    }  # fmt: skip
    assert run(folder, "rules", "remove", "要闻") == 0
    assert [rule.query for rule in load(folder / "config.toml")[0].rules] == ["楼市 OR 房价"]
    assert (folder / "config.toml").read_text(encoding="utf-8").startswith("# mine\n[reading]\n")
    assert run(folder, "rules", "remove", "要闻") == 1
    assert run(folder, "rules", "add", "~(", "star") == 2
    assert run(folder, "rules", "add", "降息", "stra") == 2
    assert run(folder, "rules", "list") == 0
    assert "楼市 OR 房价 → hide" in capsys.readouterr().out


def test_facets_and_smart_feeds(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "facets", "降息", "--json") == 0
    (found,) = told(capsys)
    assert (found["total"], found["unread"]) == (2, 2)
    assert found["feeds"] == [{"key": "1", "label": "甲报", "count": 2, "unread": 2}]
    assert found["tags"] == [{"key": "要闻", "label": "要闻", "count": 1, "unread": 1}]
    assert run(folder, "facets", "降息") == 0
    assert "甲报" in capsys.readouterr().out
    assert run(folder, "facets", '"降息') == 2
    assert run(folder, "smart", "add", "降息的", "降息", "--sort", "best", "--notify") == 0
    assert run(folder, "smart", "list", "--json") == 0
    made = told(capsys)[-1]
    facts = ("title", "query", "sort", "notify", "entries", "unread", "given")
    assert [made[name] for name in facts] == ["降息的", "降息", "best", True, 2, 2, None]
    assert run(folder, "smart", "remove", "今日") == 0
    assert run(folder, "smart", "remove", "今日") == 1
    assert run(folder, "smart", "list") == 0
    assert "今日" not in capsys.readouterr().out
    with Library.open(folder) as library:
        library.acts.undo()
        assert library.smart.all()[0].given == "today"
