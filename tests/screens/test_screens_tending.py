"""Feeds in the tree: added after a look, moved, renamed, and treated where they fail."""

from base64 import b64encode
from pathlib import Path

from tests.screens.conftest import opened
from tests.support.feeds import rss
from tests.support.server import Reply, Server
from tui.i18n import t


async def test_a_feed_from_first_look_to_last_remedy(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    with Server() as server:
        config.write_text(f'[fetch]\nallow_hosts = ["{server.host}"]\n', "utf-8")
        server.route("/feed", Reply(rss(["甲一", "甲二"], title="甲报")), Reply(rss(["甲一", "甲二"], title="甲报")),
                     Reply(b"", status=401))  # fmt: skip
        server.route("/b", Reply(rss(["乙一"], title="乙报")))
        async with opened(tmp_path / "library", (120, 30), config=config) as driver:
            main, tending = driver.main, driver.main.newsroom.tending
            for path, title in (("/feed", "甲报"), ("/b", "乙报")):
                await driver.press("a")
                await driver.type(server.url(path))
                await driver.press("enter")
                assert f"{title} · " in driver.text()
                assert title[0] + "一" in driver.text()
                assert title not in [feed.title for feed in main.newsroom.library.feeds.all()]
                await driver.press("enter")
                assert title in [feed.title for feed in main.newsroom.library.feeds.all()]
            # Subscribing is an act like any other.
            await driver.press("u")
            assert f"已撤销：添加订阅“{title}”" in driver.text()
            assert len(main.newsroom.library.feeds.all()) == 1
            await driver.press("ctrl+r")
            assert len(main.newsroom.library.feeds.all()) == 2
            await driver.press("1", "G")
            for _ in range(9):
                if main.source is not None and main.source.label == "乙报":
                    break
                await driver.press("k")
            await driver.press("shift+up")
            assert [feed.title for feed in main.newsroom.library.feeds.all()] == ["乙报", "甲报"]
            await driver.press("f2")
            await driver.press(*["backspace"] * 2)
            await driver.type("乙周刊")
            await driver.press("enter", "f6", "enter")
            await driver.type("周刊")
            await driver.press("enter")
            feed = main.newsroom.library.feeds.all()[-1]
            assert (feed.title, feed.folder) == ("乙周刊", "周刊")
            assert main.source is not None
            assert main.source.label == "乙周刊"
            # Back and forth, by the name that it had.
            await driver.press("u", "u")
            assert (main.newsroom.feed(feed.id).title, main.newsroom.feed(feed.id).folder) == ("乙报", "")
            assert driver.lines()[-1].strip().startswith("已撤销：订阅改名“乙报”")
            await driver.press("u", "ctrl+r", "ctrl+r", "ctrl+r")
            assert (main.newsroom.feed(feed.id).title, main.newsroom.feed(feed.id).folder) == ("乙周刊", "周刊")
            # A folder that is taken away leaves its feeds, and comes back with them.
            await driver.press("g")
            while main.source is not None and main.source.kind != "folder":
                await driver.press("j")
            await driver.press("enter", "1", "d")
            assert main.newsroom.feed(feed.id).folder == ""
            assert t("notice.folder_removed", name="周刊") in driver.text()
            await driver.press("u")
            assert main.newsroom.feed(feed.id).folder == "周刊"
            # What fails is said in a word in the tree, in a sentence at the foot and by the doctor, who helps.
            await driver.press("exclamation_mark")
            assert t("notice.feeds_fine") in driver.text()
            await driver.press("R")
            await driver.until(lambda: any("!失败" in line for line in driver.lines()), "the failing feed")
            await driver.press("exclamation_mark")
            assert "HTTP 401" in driver.text()
            await driver.press("enter")
            assert t("remedy.login") in driver.text()
            # The server says what it wants: that is asked for, the password unseen, and sent from then on.
            await driver.press("enter")
            await driver.type("leser")
            await driver.press("enter")
            await driver.type("geheim")
            assert "geheim" not in driver.text()
            await driver.press("enter")
            sent = f"Basic {b64encode(b'leser:geheim').decode()}"
            await driver.until(lambda: server.requests[-1].headers.get("authorization") == sent, "the login is sent")
            await driver.press("exclamation_mark", "enter")
            assert t("remedy.retry") in driver.text()
            await driver.press("j", "j", "j", "j", "enter")
            assert [health.kind for health in tending.troubled()] == ["paused"]
            failed = next(n for n, source in enumerate(main.sources.sources) if source.label == "甲报")
            main.sources.move_to(failed)
            await driver.settle()
            assert t("health.paused") in driver.lines()[-1]
            await driver.press("1", "E")
            assert t("health.paused") in driver.text()
            # What the doctor would do stands above the settings, and all of it is taken back by the same key.
            assert t("feed.remedies") in driver.text()
            assert t("remedy_what.login") in driver.text()
            await driver.press("j", "j", "enter")
            await driver.until(lambda: not any(each.kind == "paused" for each in tending.troubled()), "resumed")
            await driver.settle()
            await driver.press("u")
            assert [health.kind for health in tending.troubled()] == ["paused"]
            await driver.press("E", *["j"] * 4)
            await driver.press("enter")
            await driver.press(*["backspace"] * 2)
            await driver.type("新报")
            await driver.press("enter")
            assert main.newsroom.library.feeds.all()[0].title == "新报"
            await driver.press("u")
            assert main.newsroom.library.feeds.all()[0].title == "甲报"
            assert "已撤销：订阅改名“甲报”" in driver.text()
