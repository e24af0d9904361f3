"""What is made of figures: verdicts, the table, the comparison with an earlier run."""

import json
from pathlib import Path

import pytest

from tests.bench import report
from tests.bench.__main__ import chosen, parsed
from tests.bench.measure import Line, percentile
from tests.bench.registry import BY_NAME, ROWS


@pytest.mark.parametrize(("percent", "value"), [(0, 1), (50, 3), (95, 5), (100, 5)])
def test_a_percentile_is_one_of_the_values(percent: float, value: float) -> None:
    assert percentile([5, 1, 4, 2, 3], percent) == value


@pytest.mark.parametrize(
    ("line", "verdict", "target"),
    [
        (Line("start", 50, "ms", "newsboat", 100, ratio_most=0.6), "met", "≤ 0.6 ×"),
        (Line("start", 70, "ms", "newsboat", 100, ratio_most=0.6), "not met", "≤ 0.6 ×"),
        (Line("start", 50, "ms", "newsboat", 100, ratio_most=0.6, most=40), "not met", "≤ 0.6 ×, ≤ 40 ms"),
        # Without the peer the ratio stays open, what can be judged is.
        (Line("start", 50, "ms", "newsboat", None, ratio_most=0.6), "-", "≤ 0.6 ×"),
        (Line("start", 50, "ms", "newsboat", None, ratio_most=0.6, most=40), "not met", "≤ 0.6 ×, ≤ 40 ms"),
        (Line("memory", 50, "MB", "newsboat", None, most=70), "met", "≤ 70 MB"),
        (Line("lost", 0, "", most=0), "met", "≤ 0"),
        (Line("start", 50, "ms", "newsboat", 100), "-", ""),
    ],
)
def test_a_verdict_follows_from_all_targets(line: Line, verdict: str, target: str) -> None:
    assert (line.verdict, line.target) == (verdict, target)


def test_the_table_says_where_a_peer_is_missing_and_is_aligned() -> None:
    lines = [
        Line("一行", 1234, "ms", "newsboat", None, ratio_most=0.6),
        Line("a line", 2.5, "ms", "Textual", 5, ratio_most=0.6),
    ]
    head, name, missing, there = report.table([("start", lines)])
    assert name == "[start]"
    assert "newsboat not here" in missing
    assert there.split() == ["a", "line", "2.50", "ms", "Textual", "5.00", "ms", "0.50", "≤", "0.6", "×", "met"]
    # The wide characters take two cells each.
    assert missing.index("newsboat") == there.index("Textual") - 2 == head.index("peer") - 2


def test_only_a_ratio_that_is_much_worse_is_told(tmp_path: Path) -> None:
    before = [
        Line("first", 10, "ms", "peer", 10),
        Line("first", 10, "ms", "another", 5),
        Line("no peer", 10, "ms"),
        Line("missing then", 10, "ms", "peer", None),
    ]
    now = [
        Line("first", 28, "ms", "peer", 20),
        Line("first", 25, "ms", "another", 10),
        Line("no peer", 100, "ms"),
        Line("missing then", 10, "ms", "peer", 1),
        Line("new", 10, "ms", "peer", 1),
    ]
    file = tmp_path / "last.json"
    report.write(file, [("row", before)], quick=True)
    (sentence,) = report.worse(json.loads(file.read_text("utf-8")), [("row", now)])
    assert sentence == "row: first: the ratio to peer is 1.40, 1.40 times what it was"


def test_rows_are_chosen_by_name_or_by_cost() -> None:
    assert len(BY_NAME) == len(ROWS)
    assert all(row.about for row in ROWS)
    assert not [row for row in ROWS if row.quick and row.long]
    options = parsed(["wrap", "memory-refreshes"])
    assert [row.name for row in chosen(options.row, quick=False, long=False)] == ["wrap", "memory-refreshes"]
    assert {row.name for row in chosen([], quick=True, long=False)} == {row.name for row in ROWS if row.quick}
    assert chosen([], quick=False, long=True) == list(ROWS)
    with pytest.raises(SystemExit):
        parsed(["nothing"])


def test_the_figures_of_the_last_release_are_those_of_quick_rows() -> None:
    kept = json.loads((Path(__file__).parent / "last.json").read_text("utf-8"))
    assert kept["quick"]
    assert {line["row"] for line in kept["lines"]} == {row.name for row in ROWS if row.quick}
    assert any(line["ratio"] for line in kept["lines"])
