"""The morning paper as a page: nothing wider than it is, every story once, the same from the same news."""

import pytest

from tests.store.made import NOW
from tui.export.paper import News, make_paper, stories
from tui.i18n import choose_language
from tui.model.entry import Entry
from tui.text.width import cells
from tui.typeset.options import TypesetOptions
from tui.widgets.ink import ASCII, PRETTY
from tui.widgets.paper_lines import TWO_COLUMNS, PaperLines, Setter

OPTIONS = TypesetOptions(width=80)
LEAD = "央行今日宣布，自十二月一日起下调存款准备金率0.5个百分点，释放长期资金约一万亿元。市场人士认为影响有限。"


def news(number: int, folder: str) -> News:
    title = f"第{number}条：深化产业援疆、融入服务全国统一大市场，河南省管企业怎么干？" if number % 3 else "短"
    entry = Entry(number, number % 4, "大河财立方" * (1 + number % 5), title, "", (), "", NOW - number * 60, NOW,
                  False, False, False, (), LEAD if number % 2 else "")  # fmt: skip
    return News(entry, folder, 900 - number)


PAPER = make_paper([news(n, ("财经", "科技", "")[n % 3]) for n in range(1, 60)], "早报", NOW)


def page(width: int, **given: object) -> PaperLines:
    choose_language("zh")
    return Setter(PAPER, width, OPTIONS, given.get("chrome", PRETTY), ("近 24 小时",)).page()  # type: ignore[arg-type]


@pytest.mark.parametrize("width", [10, 16, 40, 46, 76, 87, 88, 96, 116, 200])
def test_nothing_is_wider_than_the_page_and_nothing_overlaps(width: int) -> None:
    for chrome in (PRETTY, ASCII):
        made = page(width, chrome=chrome)
        assert made.width <= max(10, width)
        for line in made.lines:
            used = 0
            for part in line:
                assert part.left >= used, line
                used = part.left + cells(part.text)
            assert used <= made.width, line


@pytest.mark.parametrize("width", [46, 116])
def test_every_story_has_its_place_in_reading_order(width: int) -> None:
    made, told = page(width), stories(PAPER)
    assert len(made.places) == len(told) == 36
    for number, (story, place) in enumerate(zip(told, made.places, strict=True)):
        text = "".join(part.text for line in made.lines[place.top : place.end] for part in line if part.story == number)
        assert text.startswith(story.entry.title[:3])
        assert "小时前" in text or "分钟前" in text
    assert [place.top for place in made.places] == sorted(place.top for place in made.places)
    assert {place.column for place in made.places} == ({-1, 0, 1} if width >= TWO_COLUMNS else {-1})


def test_the_same_news_make_the_same_page() -> None:
    assert page(116) == page(116)
    head = ["".join(part.text for part in line) for line in page(116).lines[:3]]
    assert head[1] == "早　报"
    assert "近 24 小时 · 59 条 · 3 栏" in head[2]


def test_a_lead_that_is_cut_says_so_and_an_empty_paper_what_to_do() -> None:
    text = "\n".join("".join(part.text for part in line) for line in page(40).lines)
    assert "…" in text
    empty = Setter(make_paper([], "早报", NOW), 60, OPTIONS, PRETTY, ("近 24 小时",)).page()
    assert empty.places == ()
    assert "没有新消息" in "".join(part.text for line in empty.lines for part in line)
