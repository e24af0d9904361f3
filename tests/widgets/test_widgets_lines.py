"""Lines of lists and bars: as wide as they are asked to be, titles set by the rules."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip

from tui.lines.entry import GUTTER, RIGHT
from tui.model.entry import Entry
from tui.text.kinsoku import NO_END, NO_START
from tui.text.width import cells
from tui.theme.load import load_theme
from tui.widgets.article_hints import ALPHABET, labels
from tui.widgets.article_lines import Paint, body_strip
from tui.widgets.entries import EntryList
from tui.widgets.ink import PRETTY, Ink
from tui.widgets.strips import Kept
from tui.widgets.words import Words

INK = Ink(load_theme("mo"))
ENTRY = Entry(
    1, 1, "一份名字很长的报纸 The Harrow Ferry Courier", "", "", (), "",
    1_795_000_000, 1_795_000_000, False, False, True, ("财经", "援疆"), "",
)  # fmt: skip
TITLES = (
    "《深化产业援疆》：融入服务全国统一大市场，河南省管企业怎么干？",
    "“蓝皮，讲海，老头”：小镇图书馆的检索系统（一）",
    "The Reading Room That Never Closes",
    "GDP同比增长5.2%，GPT-4o：《红楼梦》《西游记》《水浒传》之外……",
)


def drawn(title: str, width: int) -> list[str]:
    strips = EntryList(INK, PRETTY, clock=lambda: 1_795_000_000)._draw(replace(ENTRY, title=title), width, False, False)
    assert [strip.cell_length for strip in strips] == [width] * len(strips)
    return [strip.text for strip in strips]


@pytest.mark.parametrize("width", range(24, 61))
@pytest.mark.parametrize("title", TITLES)
def test_titles_are_set_over_two_lines_at_every_width(title: str, width: int) -> None:
    *titles, facts = drawn(title, width)
    assert 1 <= len(titles) <= 2
    shown = [line[GUTTER:].strip() for line in titles]
    assert all(line[0] not in NO_START and line.rstrip("…》")[-1] not in NO_END for line in shown)
    if len(titles) == 2 or cells(title) > width - GUTTER - RIGHT:
        assert cells(shown[0]) >= width - GUTTER - RIGHT - 8
    together = "".join(shown).replace(" ", "")
    assert "…" in shown[-1] or together == title.replace(" ", "")
    assert shown[-1].count("《") == shown[-1].count("》") or "》" in shown[0] + shown[-1]
    assert "刚刚" in facts


@given(st.integers(0, 2_000))
def test_hint_labels_are_few_letters_and_none_begins_another(count: int) -> None:
    made = labels(count)
    assert len(made) == count == len(set(made))
    assert all(set(label) <= set(ALPHABET) for label in made)
    ordered = sorted(made)
    assert not any(later.startswith(label) for label, later in pairwise(ordered))
    longest = max(map(len, made), default=0)
    assert len(ALPHABET) ** (longest - 1) < count or longest <= 1


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from(["hit", "current", "selection"]))))
def test_paint_changes_how_a_line_looks_and_not_what_it_says(where: list[tuple[int, int, str]]) -> None:
    from tui.typeset.line import Line, Run

    line = Line((Run("新闻abc，"), Run("看报👍🏽", offset=7)), 2, 0, 9)
    paints = [Paint(min(one, two), max(one, two), kind) for one, two, kind in where]
    strip = body_strip(line, paints, pad=1, width=24, ink=INK)
    assert strip.text == body_strip(line, (), pad=1, width=24, ink=INK).text
    assert strip.cell_length == 24


def test_what_is_kept_is_drawn_once_a_scene() -> None:
    kept: Kept[Strip] = Kept(3)
    made: list[str] = []

    def ask(scene: str, key: int) -> None:
        kept.get((scene,), (key,), lambda: made.append(f"{scene}{key}") or Strip([Segment(str(key))]))  # type: ignore[func-returns-value]

    for scene, key in (("a", 1), ("a", 1), ("a", 2), ("b", 1), ("b", 1), ("a", 1), ("a", 2), ("a", 3), ("a", 4)):
        ask(scene, key)
    assert made == ["a1", "a2", "b1", "a1", "a2", "a3", "a4"]
    assert len(kept) == 1
    kept.forget(lambda key: key[0] == 4)
    assert len(kept) == 0


@pytest.mark.parametrize("width", [2, 9, 20, 43])
def test_words_are_as_high_as_they_have_lines(width: int) -> None:
    text = "空格 选中／排除   a 且  o 或   c 清除   Enter 完成，（见“帮助”）。"
    words = Words(text)
    lines = words._lines(width)
    assert words.get_content_height(Size(width, 5), Size(width, 5), width) == len(lines)
    assert all(cells(line) <= width and line[:1] not in NO_START for line in lines) or width < 9


def test_a_key_stays_with_what_it_does() -> None:
    words = Words("As it stands\nEnter change   ← → another   Backspace default   Esc close")
    for width in range(18, 70):
        lines = words._lines(width)
        assert "   ".join(lines[1:]).split("   ") == ["Enter change", "← → another", "Backspace default", "Esc close"]
