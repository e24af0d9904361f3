"""Accounts in the program: added in a dialog, synced by key, what waits in the head line and in its panel."""

import socket
from pathlib import Path

import pytest
from textual.widgets import Input

from tests.screens.conftest import opened
from tests.support.greader import PASSWORD, FakeReader
from tests.support.server import Server
from tests.sync.device import Device
from tui.i18n import t
from tui.model.events import RefreshStarted, SavingEnded, SyncEnded
from tui.screens.dialogs.account import AccountDialog
from tui.screens.main import syncing
from tui.store.library import Library


async def test_an_account_from_the_dialog_to_the_outbox(tmp_path: Path) -> None:
    with Server() as server:
        fake = FakeReader(server)
        fake.add_items(fake.add_feed("https://a.test/rss", "甲报", "要闻"), 5)
        Library.open(tmp_path).close()
        async with opened(tmp_path) as driver:
            await driver.press("K")
            assert "添加账户…" in driver.text()
            await driver.press("enter")
            # Kind, address, user, password, private address: then the row that tries it.
            await driver.press("enter")
            for row, typed in ((1, server.url("/api/greader.php")), (1, "u"), (1, "wrong")):
                await driver.press(*["j"] * row, "enter")
                driver.app.screen.query_one(Input).value = typed
                await driver.press("enter")
            assert "wrong" not in driver.text() and "*****" in driver.text()
            # Only on the way to another machine can a password be read.
            assert t("cli.plain_http") not in driver.text()
            dialog = driver.app.screen
            assert isinstance(dialog, AccountDialog)
            here = dialog.typed("url")
            dialog.take("url", "http://news.example/api")
            dialog.renew()
            await driver.settle()
            assert t("cli.plain_http")[:12] in driver.text()
            dialog.take("url", here)
            dialog.renew()
            await driver.press("j", "enter")
            await driver.type("家")
            await driver.press("enter", "j", "enter", "G", "enter")
            await driver.until(lambda: "不接受" in driver.text(), "the reason of the refusal")
            await driver.press("k", "k", "k", "k", "enter")
            driver.app.screen.query_one(Input).value = PASSWORD
            await driver.press("enter", "G", "enter")
            await driver.until(lambda: "甲报" in driver.text() and "第5篇" in driver.text(), "the first entries")
            await driver.until(lambda: "家：新文章 5 篇" in driver.text(), "what came of it")
            assert "刚刚同步" in driver.lines()[0]

            # An act waits, is told, and goes out by key.
            fake.faults.add("500")
            await driver.press("s")
            assert "待送" in driver.lines()[0]
            await driver.press("ctrl+y")
            await driver.until(lambda: "HTTP 500" in driver.text(), "why it does not go through")
            assert "同步失败" in driver.lines()[0]
            await driver.press("J")
            assert "加星  第5篇" in driver.text() and "家 · 待送" in driver.text()
            await driver.press("escape")
            fake.faults.clear()
            await driver.press("ctrl+y")
            await driver.until(lambda: any(item.starred for item in fake.items.values()), "the star")
            await driver.until(lambda: "刚刚同步" in driver.lines()[0], "all is well again")

            # A row that the server refuses is put aside, looked at and forgotten.
            fake.poison |= set(fake.items)
            await driver.press("m", "ctrl+y")
            await driver.until(lambda: "搁置 1" in driver.lines()[0], "the row put aside")
            await driver.press("J")
            assert "服务器不接受（HTTP 400）" in driver.text()
            await driver.press("d")
            await driver.until(lambda: "待送的改动 ·" not in driver.text(), "the panel closes with its last row")

            # Unsubscribing reaches the server, and so does taking that back.
            fake.poison.clear()
            await driver.press("1", "G", "k", "d", "ctrl+y")
            await driver.until(lambda: not fake.feeds, "the subscription to go")
            await driver.until(lambda: "刚刚同步" in driver.lines()[0], "all is well")
            await driver.press("K", "enter", *"jjjjj", "enter", "j", "enter")
            await driver.until(lambda: "已去掉家" in driver.text(), "the account to go")


async def test_leaving_sends_what_waits_or_says_what_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with Server() as server, socket.create_server(("127.0.0.1", 0), backlog=4) as silent:
        fake = FakeReader(server)
        fake.add_items(fake.add_feed("https://a.test/rss", "甲报", "要闻"), 2)
        device = Device(tmp_path, server.url("/api/greader.php"))
        await device.sync()
        device.close()
        # With all the time there is, however busy the machine.
        monkeypatch.setattr(syncing, "LAST_SECONDS", 60)
        async with opened(tmp_path) as driver:
            await driver.press("s")
            assert not any(item.starred for item in fake.items.values())
            await driver.pilot.press("q")
            await driver.until(lambda: driver.app._exit, "the end")
        assert [item.starred for item in fake.items.values()].count(True) == 1
        assert t("sync.left", n=1) not in capsys.readouterr().err
        # A server that says nothing is waited for a moment only, and what is left is told on the terminal.
        monkeypatch.setattr(syncing, "LAST_SECONDS", 0.3)
        with Library.open(tmp_path) as library:
            library._db.run("UPDATE account SET url = ?", (f"http://127.0.0.1:{silent.getsockname()[1]}",))
        async with opened(tmp_path) as driver:
            await driver.press("j", "s", "m")
            await driver.pilot.press("q")
            await driver.until(lambda: driver.app._exit, "the end")
        assert t("sync.left", n=2) in capsys.readouterr().err
        # One that was silent the last time is not asked; the next sync does that.
        with Library.open(tmp_path) as library:
            library._db.run("UPDATE account SET state = 'failing'")
            assert library.outbox.unsent() == 2
        async with opened(tmp_path) as driver:
            await driver.pilot.press("q")
            await driver.until(lambda: driver.app._exit, "the end")
            main = driver.main
            assert main.newsroom._background._process is None
        # What ends while the program is leaving has nowhere to be shown.
        for event in (RefreshStarted(1), SyncEnded(1, "甲", "ok", 1), SavingEnded(1, 0)):
            main.heard(event)
