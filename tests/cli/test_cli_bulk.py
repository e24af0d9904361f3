"""Commands that work on whatever a search finds, with one undo; and rules of the configuration in the doctor."""

import json
from pathlib import Path

import pytest

from tests.store.made import NOW, fill, item
from tui.cli.main import main
from tui.query.parse import parse_query
from tui.store.library import Library
from tui.store.view import View


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Library.open(tmp_path) as library:
        feed = library.feeds.add("https://a.test", "甲报", now=NOW)
        fill(
            library, feed,
            item("1", title="央行降息"), item("2", title="降息之后"), item("3", title="楼市"),
        )  # fmt: skip
    return tmp_path


def run(folder: Path, *words: str, config: str = "") -> int:
    file = folder / "config.toml"
    file.write_text(config, encoding="utf-8")
    return main(["--data-dir", str(folder), "--config", str(file), "--lang", "zh", *words])


def found(folder: Path, text: str) -> int:
    with Library.open(folder) as library:
        return library.entries.count(View(query=parse_query(text, NOW)))


def test_a_search_is_marked_and_undone_as_one(folder: Path) -> None:
    assert run(folder, "mark", "--query", "降息", "--read") == 0
    assert (found(folder, "已读"), found(folder, "未读")) == (2, 1)
    assert run(folder, "mark", "--query", "楼市", "--star", "3") == 0
    assert found(folder, "收藏") == 2
    with Library.open(folder) as library:
        library.acts.undo()
        library.acts.undo()
    assert (found(folder, "已读"), found(folder, "收藏")) == (0, 0)


@pytest.mark.parametrize(
    "words",
    [
        ["--query", "降息", "+货币", "-没有"],
        ["--query=降息", "+货币"],
        ["+货币", "--query", "降息"],
        ["1", "2", "3", "+货币", "--query", "降息"],
    ],
)
def test_a_search_is_tagged(folder: Path, words: list[str]) -> None:
    assert run(folder, "tag", *words) == 0
    assert found(folder, "标签:货币") == (3 if words[0] == "1" else 2)


def test_a_search_is_saved_and_not_saved(folder: Path) -> None:
    assert run(folder, "save", "--later", "--query", "降息") == 0
    assert found(folder, "已存") == 2
    assert run(folder, "unsave", "--query", "央行") == 0
    assert found(folder, "已存") == 1


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["mark", "--query", '"降息', "--read"], "第 1 个字"),
        (["mark", "--read"], "--query"),
        (["tag", "+x"], "--query"),
        (["tag", "--query", "("], "kanbao tag"),
        (["save"], "--query"),
        (["unsave", "--query", "nosuch:x"], "nosuch"),
    ],
)
def test_a_wrong_call_changes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], complaint: str
) -> None:
    assert run(folder, *words) == 2
    assert complaint in capsys.readouterr().err
    with Library.open(folder) as library:
        assert library.acts.undo() is None


def test_the_doctor_tells_of_rules_that_cannot_work(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rules = """
[rules.good]
when = "广告"
do = ["hide", "tag:垃圾"]
[rules.unknown]
when = "nosuch:x"
do = ["read"]
[rules.elsewhere]
feed = "https://gone.test"
do = "star"
[rules.wrong]
do = ["explode"]
"""
    assert run(folder, "doctor", "--json", config=rules) == 1
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    keys = {check["about"].get("key") for check in told if check["area"] == "config" and check["level"] == "bad"}
    assert keys == {"rules.unknown.when", "rules.elsewhere.feed", "rules.wrong.do"}
