"""Completions, jump, rules tried beforehand, and counts of smart feeds that follow every act."""

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.made import NOW, TAGS, fill, item, random_library, spell_all
from tui.model.errors import QueryError
from tui.model.smart import Rule
from tui.query.complete import Asked, asked
from tui.services.completing import complete
from tui.services.jumping import named, places
from tui.services.rules import install, keep_rule, rules, try_rule
from tui.services.smart import SmartCounts, counted_view, smart_view
from tui.store.library import Library
from tui.store.view import TagFilter, View


@pytest.fixture
def library(tmp_path: Path) -> Library:
    made = Library.open(tmp_path)
    one = made.feeds.add("https://a.test", "人民日报", "要闻/财经", now=NOW)
    two = made.feeds.add("https://b.test", "People's Daily", now=NOW)
    fill(
        made, one,
        item("1", title="千里援疆业", tags=("财经",), source="新华社", published=NOW - 100),
        item("2", title="央行降息", tags=("财经", "A (b)"), source="财新网", published=NOW - 200),
    )  # fmt: skip
    fill(made, two, item("3", title="Markets rally", tags=("Economy",), published=NOW - 300))
    made.acts.tag([1], ["我的"], [], NOW)
    spell_all(made)
    return made


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("ti", ["title"]),
        ("标", ["标题", "标签"]),
        ("bq", ["标签"]),
        ("-ta", ["tag"]),
        ("tag:c", ["财经", "Economy"]),
        ("tag:", ["财经", "A (b)", "Economy", "我的"]),
        ("标签：cai", ["财经"]),
        ("降息 (source:x", ["新华社"]),
        ("feed:rm", ["人民日报"]),
        ("订阅:peo", ["People's Daily"]),
        ('feed:"people', ["People's Daily"]),
        ("is:s", ["saved", "starred"]),
        ("has:n", ["note"]),
        ("date:本", ["本周", "本月"]),
        ('"ti', []),
        ("~ti", []),
        ("nosuch:x", []),
        ("", []),
        ("降息", []),
    ],
)
def test_completions(library: Library, text: str, labels: list[str]) -> None:
    found = complete(library, text, len(text))
    assert [each.label for each in found] == labels


def test_a_completion_takes_the_place_of_what_was_typed(library: Library) -> None:
    text = "降息 tag:a 未读"
    (one,) = complete(library, text, 8)
    assert text[: one.start] + one.text + text[one.end :] == '降息 tag:"A (b)" 未读'
    assert asked(text, 8) == Asked("value", "tag", "a", 7, 8)


@given(st.text(alphabet='tag:标签：" 　(）-~x', max_size=12), st.integers(-2, 14))
def test_any_place_can_be_asked_about(text: str, cursor: int) -> None:
    found = asked(text, cursor)
    if found is not None:
        assert 0 <= found.start <= found.end <= len(text)
        assert text[found.start : found.end].endswith(found.prefix)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("rmrb", ("feed", "人民日报")),
        ("人民", ("feed", "人民日报")),
        ("daily", ("feed", "People's Daily")),
        ("pdly", ("feed", "People's Daily")),
        ("caijing", ("tag", "财经")),
        ("要闻/", ("folder", "要闻/财经")),
        ("weidu", ("smart", "未读")),
        ("qlyj", ("entry", "千里援疆业")),
        ("援疆", ("entry", "千里援疆业")),
        ("rally", ("entry", "Markets rally")),
    ],
)
def test_jump_finds_by_han_pinyin_initials_and_english(library: Library, text: str, first: tuple[str, str]) -> None:
    names = {"today": "今日", "unread": "未读", "starred": "收藏", "saved": "已存", "image": "有图"}
    found = places(library, text, names.__getitem__)
    assert (found[0].kind, found[0].label) == first
    assert all(0 <= start < end <= len(place.label) for place in found for start, end in place.spans)
    assert not places(library, "没有这样的东西", names.__getitem__)


def test_a_name_with_what_should_be_in_none_is_found_all_the_same(library: Library) -> None:
    library._db.run("UPDATE feed SET title = ? WHERE id = 1", ("甲\0报",))
    assert places(library, "甲 报", str)[0].key == "1"


def test_with_nothing_typed_one_could_jump_to_what_has_most_unread(library: Library) -> None:
    names = {"today": "今日", "unread": "未读", "starred": "收藏", "saved": "已存", "image": "有图"}.__getitem__
    unread = {(one.kind, one.key): one.weight for one in named(library, names)}
    assert {kind for kind, _ in unread} == {"smart", "feed", "folder", "tag"}
    for limit in (7, len(unread)):
        found = places(library, " ", names, limit)
        assert [unread[place.kind, place.key] for place in found] == sorted(unread.values(), reverse=True)[:limit]


def test_a_rule_is_tried_before_it_is_kept(library: Library) -> None:
    library.acts.act([1, 2], "read", True, NOW)
    trial = try_rule(library, Rule("tag:财经 未读 -tag:我的", ("hide",)), NOW)
    assert (trial.looked_at, trial.matched) == (3, 2)
    assert try_rule(library, Rule("", ("hide",), folder="要闻"), NOW).matched == 2
    assert try_rule(library, Rule("", ("hide",), feed=2), NOW, last=2).matched == 0
    with pytest.raises(QueryError):
        keep_rule(library, Rule("(", ("hide",)), NOW)
    keep_rule(library, Rule("降息", ("star",), "一"), NOW)
    assert install(library, [Rule("楼市", ("read",), "二", address="https://a.test")]) == []
    assert [(rule.name, rule.feed) for rule in rules(library)] == [("二", 1), ("一", None)]


def assert_counted(library: Library) -> None:
    """Every counter is what a walk over the lists finds."""

    def recount(view: View) -> int:
        return len(library.entries.ids(view, limit=10**6))

    for feed in library.feeds.all():
        assert feed.unread == recount(View(feed=feed.id, state="unread"))
        assert feed.entries == recount(View(feed=feed.id))
    for folder in library.feeds.folders():
        assert folder.unread == recount(View(folder=folder.name, state="unread"))
    for tag in library.tags.all():
        assert tag.unread == recount(View(tags=TagFilter(all=(tag.name,)), state="unread"))
        assert tag.entries == recount(View(tags=TagFilter(all=(tag.name,))))
    total = library.counts()
    assert [total.entries, total.unread, total.starred, total.saved] == [
        recount(View(state=state)) for state in ("all", "unread", "starred", "saved")
    ]


QUERIES = ("降息", "tag:早报", "has:image -tag:足球", "is:starred", "is:saved", "(", "来源:财新", "is:unread")


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 10**9))
def test_all_counts_follow_every_act(seed: int) -> None:
    rng = Random(seed)
    with TemporaryDirectory() as folder, Library.open(Path(folder)) as library:
        random_library(library, rng)
        for query in QUERIES:
            library.smart.add(query, query)
        feeds, counts = library.smart.all(), SmartCounts()
        counts.count(library, feeds, NOW)
        for step in range(8):
            some = rng.sample(range(1, 60), rng.randrange(1, 6))
            following = counts.before(library, feeds, some, NOW)
            match rng.randrange(3):
                case 0:
                    library.acts.act(some, rng.choice(["read", "starred", "saved"]), rng.random() < 0.6, NOW + step)
                case 1:
                    library.acts.tag(some, rng.sample(TAGS, 1), rng.sample(TAGS, 1), NOW + step)
                case _:
                    library.acts.hide(some, True, NOW + step)
            following.after()
            for feed in feeds:
                view = counted_view(feed, NOW)
                recounted = 0 if view is None else library.entries.count(view)
                assert counts.known(feeds)[feed.id] == recounted, (feed, step)
            assert_counted(library)
        assert smart_view(feeds[5], NOW) is not None


def test_a_count_that_cannot_be_is_counted_anew(library: Library) -> None:
    feeds, counts = library.smart.all(), SmartCounts()
    unread = next(feed for feed in feeds if feed.query == "is:unread")
    there = counts.count(library, feeds, NOW)[unread.id]
    counts.add(unread, -there)
    assert counts.known(feeds)[unread.id] == 0
    counts.add(unread, -1)
    assert unread.id not in counts.known(feeds)
    assert counts.count(library, feeds, NOW)[unread.id] == there
