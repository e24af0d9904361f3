"""The lines above and below: what does not matter gives way, what must be read is read whole."""

import pytest
from textual.app import App, ComposeResult

from tui.services.sources import Source
from tui.text.width import cells
from tui.theme.load import list_themes, load_theme
from tui.widgets.bars import FootBar, HeadBar, HeadFacts
from tui.widgets.ink import PRETTY, QUIET, Ink
from tui.widgets.sources import SourceList

KEYS = [("Space", "往下读"), ("/", "搜索"), ("t", "标签"), ("?", "帮助")]


class Bars(App[None]):
    def __init__(self) -> None:
        super().__init__()
        ink = Ink(load_theme("mo"))
        self.head, self.foot = HeadBar(ink, PRETTY), FootBar(ink, KEYS)

    def compose(self) -> ComposeResult:
        yield self.head
        yield self.foot


def said(bar: HeadBar | FootBar, y: int = 0) -> str:
    return "".join(segment.text for segment in bar.render_line(y))


@pytest.mark.parametrize("width", [80, 40, 24, 12])
async def test_help_stands_at_the_right_edge_at_every_width(width: int) -> None:
    async with Bars().run_test(size=(width, 6)) as pilot:
        assert isinstance(pilot.app, Bars)
        line = said(pilot.app.foot)
        assert cells(line) == width
        assert line.endswith("? 帮助 ")


async def test_a_long_message_is_read_whole_and_then_the_line_is_one_again() -> None:
    async with Bars().run_test(size=(40, 10)) as pilot:
        assert isinstance(pilot.app, Bars)
        foot = pilot.app.foot
        foot.tell("配置 /etc/kanbao/config.toml 第 3 行：没有 reading.theme 这一项，你是指 nord 吗？", severe=True)
        await pilot.pause()
        assert foot.size.height == 3
        told = "".join(said(foot, y) for y in range(3)).replace(" ", "")
        assert told.endswith("你是指nord吗？")
        foot.tell("")
        await pilot.pause()
        assert foot.size.height == 1
        assert "搜索" in said(foot)


async def test_what_there_is_none_of_is_not_told() -> None:
    async with Bars().run_test(size=(80, 6)) as pilot:
        assert isinstance(pilot.app, Bars)
        head = pilot.app.head
        head.tell(HeadFacts(entries=1284, unread=0, starred=3, clock="14:02"))
        line = said(head)
        assert "1,284" in line
        assert "未读 0" in line
        assert "收藏 3" in line
        assert "已存" not in line
        head.tell(HeadFacts(clock="14:02"))
        assert said(head).split() == ["看报", "14:02"]


@pytest.mark.parametrize("name", list_themes())
@pytest.mark.parametrize("plain", [True, False])
def test_quiet_roles_are_dim_only_where_there_is_no_colour_for_them(name: str, plain: bool) -> None:
    ink = Ink(load_theme(name), plain=plain)
    few = plain or name == "terminal"
    assert ink.few == few
    for role in QUIET:
        assert bool(ink.style(role, "paper").dim) == few
        # In a line that is turned over, dimness would be lost on some terminals and unreadable on others.
        assert not ink.style(role, "selection").dim
    assert bool(ink.style("ink", "selection").reverse) == few
    over, under = ink.style("ink", "hit", "bold reverse"), ink.style("ink", "hit")
    if not few:
        assert (over.color, over.bgcolor, over.reverse) == (under.bgcolor, under.color, None)
    else:
        assert ink.style("tag", "selection").color == ink.style("ink", "selection").color


def test_sources_with_nothing_new_step_back() -> None:
    ink = Ink(load_theme("mo"))
    pane = SourceList(ink, PRETTY)
    failing = Source("feed", "3", "丙", 0, problem="x")
    pane.sources = [Source("feed", "1", "甲", 3), Source("feed", "2", "乙", 0), failing]
    colours = []
    for row in range(3):
        line = pane.row_strips(row, 20, selected=False)[0]
        name = next(segment for segment in line if segment.text.strip() in ("甲", "乙", "丙"))
        assert name.style is not None
        colours.append(name.style.color)
    assert colours == [ink.style(role).color for role in ("ink", "read", "error")]
