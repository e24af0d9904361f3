"""The first minute: the welcome, feeds by topic, a list with a look at it first; and what is set for a feed."""

from pathlib import Path

import pytest

from tests.screens.conftest import opened
from tests.screens.test_screens_settings import answer, stand_on
from tui.i18n import choose_language, t
from tui.screens.welcome import WAYS
from tui.services.starter import starter_feeds
from tui.text.width import cells

OPML = """<opml version="2.0"><body><outline text="新闻">
<outline type="rss" text="甲" xmlUrl="https://a.example/feed"/>
<outline type="rss" text="乙 [/]" xmlUrl="https://b.example/feed"/></outline>
<outline type="rss" text="文件" xmlUrl="file:///etc/passwd"/></body></opml>"""


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (50, 20), (40, 12), (20, 5)])
@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_welcome_fits_every_size(tmp_path: Path, size: tuple[int, int], language: str) -> None:
    choose_language(language)
    async with opened(tmp_path / "library", size) as driver:
        assert [cells(line) for line in driver.lines()] == [size[0]] * size[1]
        if size[1] >= 12:
            assert all(t(f"command.{way}") in driver.text() for way in WAYS)


async def test_several_feeds_are_chosen_by_topic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    async def refresh(feeds: list[int] | None = None, *, due: bool = False) -> bool:
        asked.append(feeds)
        return True

    async with opened(tmp_path / "library", (100, 30)) as driver:
        # No test asks the network: what would be fetched is noted instead.
        monkeypatch.setattr(driver.main.newsroom, "refresh", refresh)
        await driver.press("p")
        topic = starter_feeds()[0].topic
        await driver.press("space", "j", "space")
        of_topic = [feed for feed in starter_feeds() if feed.topic == topic]
        assert f"{len(of_topic) - 1}/{len(of_topic)}" in driver.text()
        assert t("dialog.starter_hint", n=len(of_topic) - 1) in driver.text()
        await driver.press("enter")
        found = driver.main.newsroom.library.feeds.all()
        assert {feed.url for feed in found} == {feed.url for feed in of_topic[1:]}
        assert {feed.folder for feed in found} == {topic}
        assert asked == [[feed.id for feed in found]]
        await driver.press("p")
        assert t("dialog.starter_there") in driver.text()


def test_the_starter_list_is_addresses_by_topic_and_nothing_else() -> None:
    feeds = starter_feeds()
    assert len(feeds) >= 15
    assert len({feed.url for feed in feeds}) == len(feeds)
    assert all(feed.url.startswith("https://") and feed.title and feed.topic for feed in feeds)


async def test_a_list_is_shown_before_it_is_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "feeds.opml"
    path.write_text(OPML, encoding="utf-8")

    async def refresh(feeds: list[int] | None = None, *, due: bool = False) -> bool:
        return True

    async with opened(tmp_path / "library") as driver:
        monkeypatch.setattr(driver.main.newsroom, "refresh", refresh)
        for last in ("escape", "enter"):
            await driver.press("I")
            driver.app.screen.query_one("LineInput").value = str(path)  # type: ignore[attr-defined]
            await driver.press("enter")
            text = driver.text()
            assert t("dialog.preview_title", n=2, known=0, skipped=1) in text
            assert "乙 [/]" in text
            assert t("skip.scheme") in text
            assert driver.main.newsroom.library.feeds.all() == []
            await driver.press(last)
        assert [feed.title for feed in driver.main.newsroom.library.feeds.all()] == ["甲", "乙 [/]"]


async def test_a_list_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    async with opened(tmp_path / "library") as driver:
        await driver.press("I")
        driver.app.screen.query_one("LineInput").value = str(tmp_path / "none")  # type: ignore[attr-defined]
        await driver.press("enter")
        assert "打不开" in driver.text()


async def test_a_click_on_a_way_to_begin_takes_it(tmp_path: Path) -> None:
    async with opened(tmp_path / "library") as driver:
        await driver.main.newsroom.finder.count_smart()
        row = next(y for y, line in enumerate(driver.lines()) if t("command.sample") in line)
        await driver.pilot.click("Welcome", offset=(40, row - 1))
        await driver.settle()
        assert driver.main.newsroom.has_feeds()
        assert not driver.main.welcome.display
        await driver.main.newsroom.finder.count_smart()
        finder = driver.main.newsroom.finder
        unread = next(feed.id for feed in finder.smart() if feed.query == "is:unread")
        assert finder.smart_counts()[unread] == driver.main.newsroom.counts().unread > 0


async def test_everything_of_a_feed_can_be_set(sample_folder: Path) -> None:
    async with opened(sample_folder) as driver:
        main = driver.main
        await driver.press("1", *"jjjjjjj", "E")
        feed = main.newsroom.library.feeds.all()[0].id
        for key, text in (("title", "头 [b]"), ("folder", "新闻/本地"), ("tags", "甲，乙"), ("interval", "45")):
            await stand_on(driver, key)
            await answer(driver, text)
        for key in ("full_text", "images", "encoding", "paused"):
            await stand_on(driver, key)
            await driver.press("l")
        await stand_on(driver, "script")
        await driver.press("h")
        held = main.newsroom.feed_settings(feed)
        assert (held.title, held.folder, held.tags, held.interval) == ("头 [b]", "新闻/本地", ("甲", "乙"), 45)
        assert (held.full_text, held.images, held.encoding, held.paused) == ("when short", "never", "utf-8", False)
        assert held.script == "hant"
        await stand_on(driver, "interval")
        await answer(driver, "0")
        assert "1–43200" in driver.text()
        for key in ("tags", "interval", "full_text", "images", "encoding"):
            await stand_on(driver, key)
            await driver.press("backspace")
        held = main.newsroom.feed_settings(feed)
        assert (held.tags, held.interval, held.full_text, held.images, held.encoding) == ((), None, "never", "", "")
        await driver.press("escape")
        assert "头 [b]" in driver.text()
        assert "方向鍵" in driver.text()


async def test_the_settings_of_no_feed_are_not_asked_for(sample_folder: Path) -> None:
    async with opened(sample_folder) as driver:
        await driver.press("1", "G", "E")
        assert t("notice.choose_feed") in driver.text()
