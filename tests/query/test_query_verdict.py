"""What rules make of an arriving entry: a pure decision."""

from dataclasses import replace

import pytest

from tui.model.smart import Rule, is_action
from tui.query.predicate import Subject
from tui.query.verdict import judge, ready

NOW = 1_795_000_000
ENTRY = Subject(title="央行宣布降息", text="國務院", feed=3, feed_title="甲报", tags=("财经",), when=NOW - 60)


def verdict_of(*rules: Rule) -> tuple[set[str], tuple[str, ...], int]:
    verdict = judge(ready(rules, NOW), ENTRY, "要闻/财经")
    names = ("hide", "read", "star", "save", "notify", "whole")
    return {name for name in names if getattr(verdict, name)}, verdict.tags, len(verdict.by)


def test_all_rules_that_match_act_in_their_order() -> None:
    rules = [
        Rule("降息", ("star", "tag:货币", "tag:要看")),
        Rule("楼市", ("hide",)),
        Rule("tag:货币 收藏", ("notify", "tag:要看")),
        Rule("-tag:货币", ("read",)),
        Rule("国务院 date:今天", ("whole", "save")),
    ]
    assert verdict_of(*rules) == ({"star", "notify", "whole", "save"}, ("货币", "要看"), 3)
    assert verdict_of(*reversed(rules))[0] == {"star", "whole", "save", "read"}


@pytest.mark.parametrize(
    ("rule", "meant"),
    [
        (Rule("", ("hide",)), True),
        (Rule("", ("hide",), feed=3), True),
        (Rule("", ("hide",), feed=4), False),
        (Rule("", ("hide",), folder="要闻"), True),
        (Rule("", ("hide",), folder="要闻/财经"), True),
        (Rule("", ("hide",), folder="要"), False),
        (Rule("", ("hide",), folder="要闻/财经/焦点"), False),
        (Rule("", ("hide",), enabled=False), False),
        (Rule("", ("hide",), address="https://gone.test"), False),
        (Rule("(", ("hide",)), False),
    ],
)
def test_a_rule_has_its_place(rule: Rule, meant: bool) -> None:
    assert bool(verdict_of(rule)[0]) == meant
    assert verdict_of(replace(rule, query="title:没有这样的标题"))[0] == set()


def test_what_a_rule_can_do() -> None:
    assert [is_action(text) for text in ("hide", "tag:财经", "tag:", "delete", "")] == [True, True, False, False, False]
