"""Rules written into the reader's file: comments, order of the rest and what did not change stay as they were."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.config.load import load
from tui.config.rule_edit import save_rules, set_rules
from tui.config.rules import rule
from tui.model.errors import ConfigError
from tui.model.smart import Rule

FILE = """\
# my settings
[reading]
theme = "mo"

# no advertising
[rules.ads]  # of the shops
when = '标题:广告'   # what they call it
do = [
  "hide",  # away with it
]

[rules."要闻"]
when = "降息"
do = "star"
enabled = false

# how to fetch
[fetch]
timeout = 10
"""
ADS = Rule("标题:广告", ("hide",), "ads")
NEWS = Rule("降息", ("star",), "要闻", enabled=False)
NEW = Rule('"全国"', ("tag:财经", "notify"), "新 规则", folder="财经", address="https://a.test/feed")


def rules_of(text: str) -> list[Rule]:
    return [rule(name, facts) for name, facts in tomllib.loads(text).get("rules", {}).items()]


def test_the_same_rules_are_the_same_text() -> None:
    assert set_rules(FILE, [("ads", ADS), ("要闻", NEWS)]) == FILE


def test_order_change_addition_and_removal() -> None:
    text = set_rules(FILE, [("要闻", replace(NEWS, enabled=True)), ("ads", replace(ADS, query="广告")), ("", NEW)])
    assert [each.name for each in rules_of(text)] == ["要闻", "ads", "新 规则"]
    assert 'when = "广告"   # what they call it' in text
    assert text.index("# no advertising\n[rules.ads]  # of the shops") > text.index("要闻")
    assert "enabled" not in text
    assert "\n\n# how to fetch\n[fetch]" in text
    without = set_rules(text, [("新 规则", replace(NEW, name="other"))])
    assert [each.name for each in rules_of(without)] == ["other"]
    assert "advertising" not in without
    assert set_rules(without, []) == '# my settings\n[reading]\ntheme = "mo"\n\n# how to fetch\n[fetch]\ntimeout = 10\n'
    assert rules_of(set_rules("", [("", NEW)])) == [NEW]


names = st.text(alphabet='ab"\\ 规则[]#=.\n', min_size=1, max_size=6)
made = st.builds(
    Rule,
    st.text(alphabet="降息 \"'\\#[]\n", max_size=8),
    st.sampled_from([("hide",), ("read", "tag:a b"), ("tag:“x”", "save")]),
    names,
    folder=st.sampled_from(["", "财经/焦点"]),
    enabled=st.booleans(),
    address=st.sampled_from(["", "https://a.test/?a=b#c"]),
)


@given(st.lists(st.lists(made, max_size=4, unique_by=lambda each: each.name), min_size=1, max_size=4))
def test_any_rules_come_back_as_they_were_written(rounds: list[list[Rule]]) -> None:
    text = FILE
    for rules in rounds:
        known = {each.name for each in rules_of(text)}
        text = set_rules(text, [(each.name if each.name in known else "", each) for each in rules])
        assert rules_of(text) == rules
        assert tomllib.loads(text)["fetch"] == {"timeout": 10}


def test_a_rule_that_cannot_be_used_stays_for_the_reader_to_mend() -> None:
    text = set_rules(FILE.replace('"star"', '"stra"'), [("ads", ADS), ("", NEW)])
    assert 'do = "stra"' in text
    assert set(tomllib.loads(text)["rules"]) == {"ads", "要闻", "新 规则"}


def test_rules_in_one_line_are_left_to_the_reader(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('rules = { a = { when = "x", do = "hide" } }\n', encoding="utf-8")
    with pytest.raises(ConfigError):
        save_rules(path, [("", NEW)])
    path.write_text(FILE, encoding="utf-8")
    save_rules(path, [("ads", ADS), ("", NEW)])
    assert load(path)[0].rules == (ADS, NEW)
