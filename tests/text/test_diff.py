"""Comparison of two texts."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text.diff import Change, _steps, changes
from tui.text.width import graphemes

TEXTS = st.text("甲乙丙ab。\n👩\u200d\u0301", max_size=40)


def told(old: str, new: str) -> str:
    """The changes with [-what was removed-] and {+what was added+}."""
    marks = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
    return "".join(change.text.join(marks[change.kind]) for change in changes(old, new))


@given(TEXTS, TEXTS)
def test_the_changes_are_both_texts(old: str, new: str) -> None:
    found = changes(old, new)
    assert "".join(change.text for change in found if change.kind != "added") == old
    assert "".join(change.text for change in found if change.kind != "removed") == new
    assert all(change.text for change in found)
    assert all(one.kind != other.kind for one, other in pairwise(found))
    assert all((one.kind, other.kind) != ("added", "removed") for one, other in pairwise(found))


@given(TEXTS)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    assert changes(text, text) == ((Change("same", text),) if text else ())


@given(st.text("甲乙丙丁", max_size=30), st.text("甲乙丙丁", max_size=30))
def test_not_more_is_changed_than_need_be(old: str, new: str) -> None:
    """As much stays as in the longest common subsequence."""
    assert sum(kind == "same" for kind, _ in _steps(old, new)) == _common(old, new)


def _common(old: str, new: str) -> int:
    row = [0] * (len(new) + 1)
    for sign in old:
        diagonal = 0
        for place, other in enumerate(new, 1):
            diagonal, row[place] = row[place], diagonal + 1 if sign == other else max(row[place], row[place - 1])
    return row[-1]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("央行今日宣布降息", "央行昨日宣布降息", "央行[-今-]{+昨+}日宣布降息"),
        ("第一段。\n\n第二段。", "第一段。\n\n新的一段。\n\n第二段。", "第一段。\n\n{+新的一段。\n\n+}第二段。"),
        ("第一段。\n\n第二段。", "第二段。", "[-第一段。\n\n-]第二段。"),
        ("增长百分之八", "增长百分之十二", "增长百分之[-八-]{+十二+}"),
        ("甲乙丙", "子乙丑", "[-甲乙丙-]{+子乙丑+}"),
        ("", "甲", "{+甲+}"),
        ("甲", "", "[-甲-]"),
        ("一家👩‍👩‍👧三口", "一家👩‍👩‍👦三口", "一家[-👩‍👩‍👧-]{+👩‍👩‍👦+}三口"),
    ],
)
def test_as_a_person_would_mark_it(old: str, new: str, expected: str) -> None:
    assert told(old, new) == expected


@given(st.lists(st.sampled_from(["甲", "👩\u200d👧", "é", "e\u0301"]), max_size=12))
def test_no_cluster_is_parted(clusters: list[str]) -> None:
    old, new = "".join(clusters), "".join(reversed(clusters))
    whole = set(clusters)
    for change in changes(old, new):
        assert set(graphemes(change.text)) <= whole


def test_unlike_texts_stand_for_one_another_whole() -> None:
    """However long they are: the search for what is common ends after a bounded number of edits."""
    one = "".join(chr(0x4E00 + n % 5000) for n in range(50_000))
    other = "".join(chr(0x4E00 + n * 7 % 5000) for n in range(50_000))
    for old, new in (("甲" * 200_000, "乙" * 200_000), (one, other), ("a\n" * 50_000, "b\n" * 50_000)):
        assert [change.kind for change in changes(old, new) if change.kind != "same"] == ["removed", "added"]
    assert len(changes(one, one[:25_000] + "改" + one[25_000:])) == 3
