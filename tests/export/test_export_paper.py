"""The morning paper: the same news make the same issue, whatever order they come in."""

import io
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tui.document.blocks import Heading
from tui.export.clipping import Issue, Setting
from tui.export.formats import MODULES, format_named
from tui.export.paper import News, Paper, clippings, document, make_paper, stories
from tui.model.entry import Entry

NOW = 1_795_000_000


def entry(id_: int, title: str, feed: int = 1, tags: tuple[str, ...] = (), summary: str = "") -> Entry:
    return Entry(
        id_, feed, f"报{feed}", title, f"https://a.test/{id_}", (), "", NOW - id_, NOW, False, False, False, tags,
        summary or f"{title}的第一句话。第二句话。",
    )  # fmt: skip


def headlines(paper: Paper) -> dict[str, list[str]]:
    return {section.name: [story.entry.title for story in section.stories] for section in paper.sections}


NEWS = [
    News(entry(1, "央行宣布降息"), "财经", 300),
    News(entry(2, "央行，宣布降息！", feed=2), "财经", 900),
    News(entry(3, "一家公司上市"), "财经/公司", 5000),
    News(entry(4, "楼市新政公布"), "财经", 2000),
    News(entry(5, "主队三比一取胜"), "体育", 100),
    News(entry(6, "没有归处的消息"), "", 800),
    News(entry(7, "标签相同的消息", tags=("天气", "独一")), "", 10),
    News(entry(8, "另一则天气消息", tags=("天气",)), "", 20),
]


def test_sections_and_stories_by_size() -> None:
    paper = make_paper(NEWS, "早报", NOW)
    assert headlines(paper) == {
        "财经": ["央行，宣布降息！", "楼市新政公布"],
        "天气": ["另一则天气消息", "标签相同的消息"],
        "体育": ["主队三比一取胜"],
        "公司": ["一家公司上市"],
        "": ["没有归处的消息"],
    }
    assert list(headlines(paper)) == ["天气", "财经", "体育", "公司", ""]
    first = next(section for section in paper.sections if section.name == "财经").stories[0]
    assert [other.id for other in first.others] == [1]
    assert first.lead == "央行，宣布降息！的第一句话。第二句话。"


@given(st.randoms(use_true_random=False))
def test_the_order_in_which_news_come_makes_no_difference(rng: Random) -> None:
    shuffled = list(NEWS)
    rng.shuffle(shuffled)
    assert make_paper(shuffled, "早报", NOW) == make_paper(NEWS, "早报", NOW)


def test_room_is_limited_and_what_is_left_out_is_counted() -> None:
    paper = make_paper([News(entry(n, f"第{n}条长新闻"), "财经", n) for n in range(1, 31)], "早报", NOW, room=5)
    (section,) = paper.sections
    assert [story.entry.id for story in section.stories] == [30, 29, 28, 27, 26]
    assert section.more == 25


def test_short_and_empty_titles_are_not_taken_for_one_story() -> None:
    paper = make_paper([News(entry(n, title)) for n, title in enumerate(["", "", "快讯", "快讯"], 1)], "早报", NOW)
    assert len(stories(paper)) == 4


def test_as_one_document_and_in_every_format() -> None:
    paper = make_paper(NEWS, "早报", NOW)
    headings = [
        block.content.text for block in document(paper).blocks if isinstance(block, Heading) and block.level == 3
    ]
    assert headings == [story.entry.title for story in stories(paper)]
    for name in MODULES:
        out = io.BytesIO()
        format_named(name).write(out, clippings(paper), Issue(paper.title, paper.date), Setting())
        again = io.BytesIO()
        format_named(name).write(again, clippings(make_paper(NEWS[::-1], "早报", NOW)), Issue("早报", NOW), Setting())
        assert out.getvalue() == again.getvalue()
        if name in ("md", "html", "txt"):
            assert all(title[:4] in out.getvalue().decode() for title in headings)


def test_nothing_new_is_an_empty_issue() -> None:
    assert make_paper([], "早报", NOW).sections == ()
