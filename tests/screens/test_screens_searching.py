"""Search as a reader does it: completion, history, facets, smart feeds, jump, and acts on everything found."""

from collections import Counter
from pathlib import Path

from rich.segment import Segment

from tests.screens.conftest import NOW, opened
from tests.store.made import fill, item, spell_all
from tui.config.load import load
from tui.model.smart import Rule
from tui.screens.dialogs.choose import Choose
from tui.screens.dialogs.jump import Jump
from tui.screens.dialogs.rules import RuleForm
from tui.screens.dialogs.smart import SmartForm
from tui.screens.dialogs.tag_filter import TagFilterDialog, TagRows
from tui.store.library import Library


async def test_jump_goes_where_some_of_a_name_leads(sample_folder: Path) -> None:
    with Library.open(sample_folder) as library:
        spell_all(library)
        feed = library.feeds.all()[0]
        entry = library.entries.rows([id_ for _, id_ in library.entries.ids(limit=1)])[0]
    async with opened(sample_folder) as driver:
        await driver.press("ctrl+k")
        assert isinstance(driver.app.screen, Jump)
        await driver.type(feed.title[-2:])
        await driver.press("enter")
        assert driver.main.view.feed == feed.id
        await driver.press("ctrl+k")
        await driver.type(entry.title[:6])
        await driver.press("enter")
        assert driver.main.shown is not None
        assert driver.main.shown.entry.id == entry.id
        await driver.press("ctrl+k", "escape")
        assert driver.main.is_current


async def test_find_takes_over_what_one_searched_for(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library") as library:
        feed = library.feeds.add("https://a.test/feed", "甲报", now=NOW)
        body = "<p>河南與新疆攜手，援疆幹部說：產業援疆，重在產業。</p><p>國務院也這樣說。</p>"
        texts = ("河南與新疆攜手，援疆幹部說：產業援疆，重在產業。國務院也這樣說。", "無關。")
        fill(library, feed, item("援疆幹部", html=body, text=texts[0]), item("別的", text=texts[1]))
        spell_all(library)
    async with opened(tmp_path / "library") as driver:
        article = driver.main.article
        for query, found, first in (("产业 国务院", 3, "產業"), ("yuanjiang", 3, "援疆"), ("title:援疆", 3, "援疆")):
            await driver.press("slash")
            driver.main.prompt.write(query)
            await driver.press("enter", "enter", "f")
            assert f"1/{found}" in driver.lines()[-1], driver.text()
            await driver.press("enter")
            marked = [article.sheet.text(hit.start, hit.end) for hit in article.hits]
            assert (len(marked), marked[0]) == (found, first)
            await driver.press("n")
            assert f"2/{found}" in driver.lines()[-1]
            await driver.press("N", "N")
            assert f"{found}/{found}" in driver.lines()[-1]
            await driver.press("escape", "f")
            driver.main.prompt.write("干部")
            await driver.settle()
            assert "1/2" in driver.lines()[-1]
            await driver.press("escape", "escape", "escape")


async def test_tab_completes_and_the_arrows_recall(sample_folder: Path) -> None:
    async with opened(sample_folder) as driver:
        await driver.press("slash")
        await driver.type("is:sta")
        assert "starred" in driver.lines()[-1]
        await driver.press("tab")
        assert driver.main.prompt.text == "is:starred"
        await driver.press("enter", "slash")
        driver.main.prompt.write("has:image")
        await driver.press("enter")
        assert driver.main.newsroom.finder.history() == ["has:image", "is:starred"]
        await driver.press("slash", "up")
        assert driver.main.prompt.text in ("has:image", "is:starred")
        await driver.press("up", "down", "down")
        assert driver.main.prompt.text == ""
        await driver.press("escape", "ctrl+o")
        assert isinstance(driver.app.screen, Choose)


async def test_a_word_typed_behind_a_field_is_a_word_of_its_own(sample_folder: Path) -> None:
    async with opened(sample_folder, (140, 40)) as driver:
        driver.main.show_search("is:unread")
        await driver.press("slash")
        await driver.type("书店")
        assert driver.main.search_text == "is:unread 书店"
        await driver.press("enter", "slash")
        assert driver.main.prompt.text == "is:unread 书店"


async def test_the_article_beside_a_list_is_one_of_its_own(sample_folder: Path) -> None:
    async with opened(sample_folder, (140, 40)) as driver:
        await driver.until(lambda: driver.main.shown is not None, "an article beside the list")
        first = driver.main.shown
        driver.main.show_search("铅字 -欢迎")
        await driver.until(lambda: driver.main.shown is not first, "another article")
        current, shown = driver.main.entries.current, driver.main.shown
        assert current is not None
        assert shown is not None
        assert shown.entry.id == current.id


async def test_facets_narrow_and_a_search_becomes_a_smart_feed(sample_folder: Path) -> None:
    async with opened(sample_folder, (140, 40)) as driver:
        main = driver.main
        await driver.press("slash")
        await driver.type("的")
        await driver.press("enter")
        everything = main.newsroom.library.entries.count(main.view)
        await driver.until(lambda: any(f"{everything} 篇 · 搜索 的" in line for line in driver.lines()), "the count")
        await driver.press("ctrl+g")
        assert isinstance(driver.app.screen, Choose)
        await driver.press("enter")
        assert main.search_text.startswith("的 feed:")
        narrowed = main.newsroom.library.entries.count(main.view)
        assert 0 < narrowed <= everything
        await driver.press("equals_sign")
        assert main.entries.window is not None
        assert len(main.entries.window) == narrowed
        await driver.press("equals_sign", "ctrl+s")
        await driver.press("ctrl+u")
        await driver.type("常看")
        await driver.press("enter")
        await driver.until(lambda: main.sources.place_of("smart", str(main.newsroom.finder.smart()[-1].id)) is not None)
        smart = main.newsroom.finder.smart()[-1]
        assert (smart.title, smart.query) == ("常看", main.search_text)
        row = next(source for source in main.newsroom.sources(()) if source.label == "常看")
        await driver.until(lambda: main.newsroom.finder.smart_counts().get(smart.id) is not None, "counted")
        assert main.newsroom.finder.smart_counts()[smart.id] == narrowed
        assert row.kind == "smart"
        await driver.press("1", "g")
        main.sources.move_to(main.sources.place_of("smart", str(smart.id)) or 0)
        await driver.press("enter")
        assert main.search_text == smart.query


async def test_everything_found_is_starred_with_one_undo(sample_folder: Path) -> None:
    async with opened(sample_folder) as driver:
        main = driver.main
        await driver.press("slash")
        await driver.type("的")
        await driver.press("enter")
        found = main.newsroom.library.entries.count(main.view)
        before = main.newsroom.counts().starred
        await driver.press("W")
        await driver.press("down", "down", "enter")
        assert main.newsroom.counts().starred >= found > before
        await driver.press("u")
        assert main.newsroom.counts().starred == before


async def test_what_is_chosen_is_acted_on_at_once_and_taken_back_at_once(sample_folder: Path) -> None:
    async with opened(sample_folder) as driver:
        main = driver.main
        counts = main.newsroom.counts
        before = counts()
        await driver.press("ctrl+n", "ctrl+n")
        assert "已选 2 篇" in driver.text()
        assert sum("✓" in line for line in driver.lines()) == 3
        await driver.press("j", "ctrl+v")
        assert main.chosen_count() == 4
        several = main.chosen_count()
        await driver.press("s")
        assert counts().starred == before.starred + several
        assert not main.selection
        await driver.press("u")
        assert counts() == before
        await driver.press("ctrl+a", "percent_sign")
        assert main.chosen_count() == 0
        await driver.press("percent_sign", "g", "ctrl+n", "W", "enter")
        assert counts().unread == 1
        await driver.press("u", "ctrl+a", "plus")
        await driver.type("全部的")
        await driver.press("enter")
        assert next(tag.entries for tag in main.newsroom.tags() if tag.name == "全部的") == before.entries
        await driver.press("u", "ctrl+a", "escape")
        assert not main.selection
        assert main.pane == "entries"


async def test_tags_are_given_and_managed_by_pinyin(sample_folder: Path) -> None:
    with Library.open(sample_folder) as library:
        library.acts.tag([2], ["援疆"], [], 1)
        spell_all(library)
    async with opened(sample_folder) as driver:
        main = driver.main
        entry = main.entries.current
        assert entry is not None
        await driver.press("plus")
        await driver.type("新的 yj")
        assert "援疆" in driver.text()
        await driver.press("tab", "enter")
        (row,) = main.newsroom.library.entries.rows([entry.id])
        assert {"新的", "援疆"} <= set(row.tags)
        await driver.press("ctrl+t")
        await driver.type("yuanj")
        dialog = driver.app.screen
        assert isinstance(dialog, Choose)
        assert [dialog.rows.all[n][0] for n in dialog.rows.shown] == ["援疆"]
        await driver.press("enter", "down", "down", "enter", "down", "enter")
        assert main.newsroom.library.tags.colours() == {"援疆": "red"}


async def test_smart_feeds_are_named_ordered_sorted_and_taken_back(sample_folder: Path) -> None:
    async with opened(sample_folder) as driver:
        main = driver.main

        def names() -> list[str]:
            return [source.label for source in main.newsroom.sources(()) if source.kind in ("state", "smart")]

        before = main.newsroom.finder.smart()
        await driver.press("at", "j", "J", "enter")
        form = driver.app.screen
        assert isinstance(form, SmartForm)
        assert form.feed.given == "unread"
        form.take("title", "没读的")
        assert form.take("query", "is:nothing") != ""
        form.step("notify", 1)
        form.step("sort", 1)
        await driver.press("escape")
        assert names() == ["sources.all", "今日", "sources.starred", "没读的", "sources.saved", "有图"]
        feed = main.newsroom.finder.smart()[2]
        assert (feed.query, feed.sort, feed.notify) == ("is:unread", "oldest", True)
        assert next(row.count for row in main.newsroom.sources(()) if row.label == "没读的") > 0
        await driver.press("g", "d", "d", "r")
        assert [feed.given for feed in main.newsroom.finder.smart()] == ["unread", "saved", "image", "today", "starred"]
        await driver.press("u", "u", "u", "u", "u", "u", "escape")
        assert main.newsroom.finder.smart() == before
        await driver.press("1", "g", "j", "d")
        assert "今日" not in names()
        await driver.press("u")
        assert main.newsroom.finder.smart() == before


async def test_rules_are_tried_kept_ordered_switched_and_taken_back(sample_folder: Path, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text("# mine\n[reading]\n", encoding="utf-8")
    async with opened(sample_folder, config=config) as driver:
        main = driver.main

        def names() -> list[str]:
            return [rule.name for rule in load(config)[0].rules]

        await driver.press("slash")
        await driver.type("的")
        await driver.press("enter", "ctrl+l", "a")
        form = driver.app.screen
        assert isinstance(form, RuleForm)
        found = main.newsroom.library.entries.count(main.view)
        last = min(1000, main.newsroom.counts().entries)
        await driver.until(lambda: f"会命中 {found} / {last} 篇" in driver.text(), "tried")
        await driver.press("G", "enter")
        assert "请选一种处理" in driver.text()
        form.step("star", 1)
        form.take("tags", "x")
        assert form.take("when", "nosuch:x") != ""
        await driver.press("G", "enter")
        assert (form.rule.query, form.rule.actions) == ("的", ("star", "tag:x"))
        assert load(config)[0].rules == (Rule("的", ("star", "tag:x"), "的"),)
        await driver.press("a")
        assert isinstance(driver.app.screen, RuleForm)
        driver.app.screen.take("when", "状态:未读")
        driver.app.screen.step("hide", 1)
        await driver.press("G", "enter")
        assert names() == ["的", "状态:未读"]
        await driver.press("K", "space")
        assert names() == ["状态:未读", "的"]
        assert [rule.enabled for rule in load(config)[0].rules] == [False, True]
        await driver.press("d")
        assert names() == ["的"]
        await driver.press("u", "u", "u", "escape")
        assert names() == ["的", "状态:未读"]
        assert config.read_text(encoding="utf-8").startswith("# mine\n[reading]\n")
        main.newsroom.library.acts.hide([1], True, 1)
        await driver.press("ctrl+l", "v")
        assert len(main.entries.window or ()) == 1


async def test_what_a_person_types_is_answered(sample_folder: Path) -> None:
    async with opened(sample_folder) as driver:
        for text in (
            "ＡＩ",
            '"全国统一大市场" -楼市 after:2025-02-01',
            "标签:财经 未读",
            '"全国',
            "x" * 3000,
            "~(a+)+",
        ):
            await driver.press("slash")
            driver.main.prompt.write(text)
            await driver.settle()
            assert driver.app.is_running
            await driver.press("escape")
        assert driver.main.view.query is None


async def test_tags_are_counted_in_what_the_list_shows(sample_folder: Path) -> None:
    async with opened(sample_folder) as driver:
        main = driver.main
        await driver.press("slash")
        await driver.type("书店")
        await driver.press("enter", "t")
        dialog = driver.app.screen
        assert isinstance(dialog, TagFilterDialog)
        rows = main.newsroom.library.entries.rows([id_ for _, id_ in main.newsroom.library.entries.ids(main.view)])
        counted = Counter(tag for row in rows for tag in row.tags)
        assert {tag.name: tag.entries for tag in dialog.rows.tags} == counted
        await driver.press("space", "enter")
        assert len(main.view.tags.all) == 1
        await driver.press("t")
        again = driver.app.screen
        assert isinstance(again, TagFilterDialog)
        assert main.view.tags.all[0] in {tag.name for tag in again.rows.tags}


async def test_a_slip_finds_what_sounds_the_same(sample_folder: Path) -> None:
    with Library.open(sample_folder) as library:
        feed = library.feeds.add("https://slip.test/feed", now=1_795_000_000)
        fill(library, feed, item("1", title="千里援疆人"))
        spell_all(library)
    async with opened(sample_folder) as driver:
        await driver.press("slash")
        driver.main.prompt.write("援彊")
        await driver.press("enter")
        await driver.until(lambda: driver.main.search_text == "title:yuanjiang", "the same sound")
        assert driver.main.entries.current is not None
        assert driver.main.entries.current.title == "千里援疆人"


async def test_tags_are_found_by_pinyin_and_drawn_in_their_colours(sample_folder: Path) -> None:
    with Library.open(sample_folder) as library:
        library.tag_acts.colour("排版", "green", NOW)
        spell_all(library)
    async with opened(sample_folder) as driver:
        green = driver.app.ink.style("success", "paper").color

        def drawn(text: str) -> list[Segment]:
            return [s for line in driver.app.screen._compositor.render_strips() for s in line if s.text == text]

        assert drawn("排版")
        tagged = next(n for n, (_, id_) in enumerate(driver.main.newsroom.library.entries.ids())
                      if "排版" in driver.main.newsroom.library.entries.article(id_).entry.tags)  # fmt: skip
        driver.main.entries.move_to(tagged)
        await driver.press("enter")
        # In the list, and in the head of the article.
        for segments in (drawn("排版"), drawn("#排版")):
            assert segments
            assert all(segment.style is not None and segment.style.color == green for segment in segments)
        await driver.press("escape")
        await driver.press("t", "slash")
        await driver.type("pb")
        assert [tag.name for tag in driver.app.screen.query_one(TagRows).tags] == ["排版"]
        await driver.press("enter", "space", "enter")
        assert driver.main.view.tags.all == ("排版",)
