"""Accounts in the program: added in a dialog, synced by key, what waits in the head line and in its panel."""

from pathlib import Path

from textual.widgets import Input

from tests.screens.conftest import opened
from tests.support.greader import PASSWORD, FakeReader
from tests.support.server import Server
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
