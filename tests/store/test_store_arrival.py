"""Rules in the transaction of a refresh, and where they are kept."""

from tests.store.made import NOW, fill, item
from tui.model.smart import Rule
from tui.query.parse import parse_query
from tui.store.library import Library
from tui.store.view import View


def titles(library: Library, text: str) -> set[str]:
    keys = library.entries.ids(View(query=parse_query(text, NOW)), limit=100)
    return {row.title for row in library.entries.rows([id_ for _, id_ in keys])}


def test_new_entries_meet_the_rules_and_old_ones_do_not(library: Library) -> None:
    feed = library.feeds.add("https://a.test", "甲报", "要闻", tags=["早报"], now=NOW)
    fill(library, feed, item("1", title="旧的广告"))
    library.rules.put(Rule("广告", ("hide", "read"), "广告"))
    library.rules.put(Rule("降息 tag:早报", ("star", "save", "tag:货币"), folder="要闻"))
    library.rules.put(Rule("feed:甲报 会议", ("whole", "notify"), feed=feed))
    library.configured_rules = (Rule("楼市", ("read",)),)
    applied = fill(
        library, feed,
        item("1", title="旧的广告"), item("2", title="新的广告"), item("3", title="央行降息", text="楼市"),
        item("4", title="全国会议"),
    )  # fmt: skip
    assert len(applied.new) == 3
    assert [row.title for row in library.entries.rows(applied.notify)] == ["全国会议"]
    assert len(applied.hidden) == 1
    assert titles(library, "") == {"旧的广告", "央行降息", "全国会议"}
    assert titles(library, "is:hidden") == {"新的广告"}
    assert titles(library, "收藏 已存 已读 tag:货币") == {"央行降息"}
    assert library.entries.article(applied.new[1]).own_tags == ("货币",)
    assert library.wholes.wanted(feed, NOW) == list(applied.notify)
    assert (library.counts().entries, library.counts().unread) == (3, 2)
    assert [finding for finding in library.check() if finding.level == "bad"] == []
    again = fill(library, feed, *(item(n, title=t) for n, t in (("2", "新的广告"), ("4", "全国会议"))))
    assert again.new == again.hidden == again.notify == ()


def test_rules_are_kept_in_order(library: Library) -> None:
    first = library.rules.put(Rule("甲", ("hide",), "一"))
    second = library.rules.put(Rule("乙", ("tag:财经", "star"), "二", enabled=False, folder="要闻"))
    assert [rule.name for rule in library.rules.all()] == ["一", "二"]
    library.rules.order([second, first])
    assert [rule.id for rule in library.rules.all()] == [second, first]
    library.rules.put(Rule("丙", ("read",), "一", id=first))
    assert library.rules.all()[1] == Rule("丙", ("read",), "一", id=first)
    assert library.rules.remove(first)
    assert not library.rules.remove(first)
    assert library.rules.all() == [Rule("乙", ("tag:财经", "star"), "二", enabled=False, folder="要闻", id=second)]


def test_what_is_hidden_can_be_shown_again(library: Library) -> None:
    feed = library.feeds.add("https://a.test", now=NOW)
    library.rules.put(Rule("", ("hide",)))
    (id_,) = fill(library, feed, item("1")).new
    assert library.counts().entries == 0
    assert library.acts.hide([id_], False, NOW).changed == 1
    assert library.counts().entries == 1
    library.acts.undo()
    assert library.counts().entries == 0
    assert library.acts.hide_view(View(query=parse_query("is:hidden", NOW)), False, NOW).entries == (id_,)
    assert library.acts.hide([id_], False, NOW).changed == 0


def test_smart_feeds_can_tell_of_what_arrives(library: Library) -> None:
    feed = library.feeds.add("https://a.test", now=NOW)
    library.smart.add("利率", "降息 OR 加息", notify=True)
    applied = fill(library, feed, item("1", title="央行加息"), item("2", title="楼市"))
    assert [row.title for row in library.entries.rows(applied.notify)] == ["央行加息"]
