"""``accounts``, ``sync``, ``outbox`` from the command line, against a server."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.test_cli_commands import Shell
from tests.support.greader import PASSWORD, FakeReader
from tests.support.server import Server

REPORT = {
    "account", "status", "pushed", "confirmed", "resent", "overruled", "pending", "parked", "new_items",
    "state_changes", "gone", "requests", "seconds", "next_try_at", "error",
}  # fmt: skip


@pytest.fixture
def fake() -> Iterator[FakeReader]:
    with Server() as server:
        made = FakeReader(server)
        made.add_items(made.add_feed("https://a.test/rss", "甲报", "要闻"), 3)
        yield made


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path / "library", capsys)


def test_an_account_from_adding_to_removing(shell: Shell, fake: FakeReader, monkeypatch: pytest.MonkeyPatch) -> None:
    url = fake.server.url("/api/greader.php")

    def add(secret: str, *words: str, status: int = 0) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO(secret + "\n"))
        return shell("accounts", "add", "greader", url, "--name", "家", "--user", "u", *words, status=status)

    assert "没有账户" in shell("accounts", "list")
    shell("sync", status=1)
    add(PASSWORD, status=1)
    assert "内网" in shell.errors
    add("wrong", "--allow-private", status=77)
    assert "不接受" in shell.errors and "wrong" not in shell.errors
    assert "已添加家" in add(PASSWORD, "--allow-private")
    add(PASSWORD, "--allow-private", status=1)
    assert "已有账户家" in shell.errors
    assert "1 个订阅" in shell("accounts", "test", "家")

    (report,) = shell.json("sync")
    assert set(report) == REPORT
    assert (report["status"], report["new_items"], report["error"]) == ("ok", 3, None)
    (feed,) = shell.json("feeds")
    assert (feed["title"], feed["folder"]) == ("甲报", "家/要闻")
    ids = [str(row["id"]) for row in shell.json("list")]
    shell("mark", ids[0], "--read", "--star")
    rows = shell.json("outbox", "list")
    assert [(row["field"], row["value"], row["state"]) for row in rows] == [
        ("read", "1", "pending"),
        ("starred", "1", "pending"),
    ]
    assert "标为已读" in shell("outbox", "list")
    shell("accounts", "remove", "家", status=1)
    assert "2 项改动" in shell.errors
    assert shell.json("sync", "--push-only")[0]["pushed"] == 2
    assert sum(item.read and item.starred for item in fake.items.values()) == 1
    assert shell.json("sync", "--account", "家")[0]["confirmed"] == 2
    assert "没有待送" in shell("outbox", "list")

    shell("add", "https://broken.test/rss", "--account", "家")
    fake.broken_urls.add("https://broken.test/rss")
    shell("sync", status=1)
    (row,) = shell.json("outbox", "list")
    assert (row["state"], row["field"]) == ("parked", "subscribed")
    assert "服务器不接受 1 项改动" in shell("doctor")
    assert "1 项" in shell("outbox", "retry")
    assert "1 项" in shell("outbox", "drop", str(row["id"]))

    fake.faults.add("429")
    (report,) = [*shell_json(shell, 75, "sync")]
    assert report["status"] == "failed" and report["next_try_at"]
    fake.faults.clear()
    (account,) = shell.json("accounts", "list")
    assert (account["name"], account["state"]) == ("家", "failing")
    assert "家 (1): " in shell("doctor", status=1)
    shell("accounts", "remove", "家", "--keep")
    assert shell.json("accounts", "list") == []
    assert {feed["url"] for feed in shell.json("feeds")} == {"https://a.test/rss", "https://broken.test/rss"}


def shell_json(shell: Shell, status: int, *words: str) -> list[dict[str, object]]:
    import json

    return [json.loads(line) for line in shell(*words, "--json", status=status).splitlines()]
