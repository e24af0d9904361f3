import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text.clip import clip, clip_lines, pad
from tui.text.width import cells, set_ambiguous
from tui.text.wrap import WrapOptions

TEXT = st.text("中文新闻，。“”《》〈（ab 1\u3000👍🏽e\u0301❤\ufe0f", max_size=30)


@pytest.mark.parametrize(
    ("n", "wanted"),
    [
        (0, ""),
        (1, "…"),
        (4, "我…"),
        (5, "我读…"),
        (8, "我读过…"),
        (9, "我读过…"),
        (11, "我读过《诗…"),
        (13, "我读过《诗…》"),
        (17, "我读过《诗经》两…"),
        (18, "我读过《诗经》两遍"),
    ],
)
def test_clip_leaves_no_hole_and_closes_a_title(n: int, wanted: str) -> None:
    assert clip("我读过《诗经》两遍", n) == wanted


def test_clip_cuts_no_cluster_and_takes_any_ellipsis() -> None:
    assert clip("👨\u200d👩\u200d👧家里", 3) == "👨\u200d👩\u200d👧…"
    assert clip("word word", 6) == "word…"
    assert clip("新闻早报", 6, "...") == "新..."
    assert clip("新闻早报", 2, "...") == "新"
    assert clip("新闻早报", 6, "") == "新闻早"


def test_clip_counts_a_wide_ellipsis() -> None:
    set_ambiguous(2)
    assert clip("新闻早报", 7) == "新闻…"


@given(TEXT, st.integers(-1, 40), st.sampled_from((1, 2)))
def test_clip_keeps_to_the_cells_and_whole_texts_as_they_are(s: str, n: int, width: int) -> None:
    set_ambiguous(width)
    shown = clip(s, n)
    assert cells(shown) <= max(n, 0)
    assert shown == s or cells(s) > n
    kept, mark, _ = shown.partition("…")
    assert s.startswith(kept)
    assert not mark or not kept.endswith(tuple("《〈（“ \u3000"))


@given(TEXT, st.integers(0, 40))
def test_pad_fills_exactly(s: str, n: int) -> None:
    assert cells(pad(s, n)) == n
    assert pad(s, n).startswith(clip(s, n))


def test_clip_lines_sets_and_cuts_the_last() -> None:
    s = "省里今天召开会议，讨论明年的粮食生产。\n另外还有别的事"
    assert clip_lines(s, 16, 2) == ["省里今天召开会", "议，讨论明年的…"]
    assert clip_lines(s, 16, 9) == ["省里今天召开会", "议，讨论明年的粮", "食生产。", "另外还有别的事"]
    assert clip_lines(s, 16, 3) == ["省里今天召开会", "议，讨论明年的粮", "食生产。 另外还…"]
    assert clip_lines(s, 16, 0) == []
    assert clip_lines("", 16, 2) == [""]
    assert clip_lines("一二\u2060三四五六", 20, 1, WrapOptions(indent=4)) == ["    一二三四五六"]


@given(TEXT, st.integers(2, 30), st.integers(1, 4))
def test_clip_lines_keeps_to_its_box(s: str, width: int, lines: int) -> None:
    shown = clip_lines(s, width, lines)
    assert 1 <= len(shown) <= lines
    assert all(cells(line) <= width for line in shown)
