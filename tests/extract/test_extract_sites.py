"""Rules for sites: shipped and own ones, faults in them, and what they do to a page."""

from pathlib import Path

import pytest

from tests.extract.pages import PARAGRAPHS, page, prose, read
from tui.extract.sites import SHIPPED, Rule, read_rules, rule_for


def test_shipped_rules_are_sound_and_each_host_has_one() -> None:
    rules, errors = read_rules(SHIPPED)
    assert errors == []
    hosts = [host for rule in rules for host in rule.hosts]
    assert len(hosts) == len(set(hosts)) > 0


def test_a_rule_is_for_a_host_and_those_below_it(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('hosts = ["news.example"]\nbody = "#x"\n', "utf-8")
    for url in ("https://news.example/1", "http://www.news.example/", "https://m.news.example:8080/x"):
        assert rule_for(url, tmp_path) == Rule(("news.example",), ("#x",))
    for url in ("https://badnews.example/", "https://example/", "", "http://[", "not an address"):
        assert rule_for(url, tmp_path) is None


def test_own_rules_go_before_shipped_ones(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('hosts = ["163.com"]\nbody = "#own"\n', "utf-8")
    own = rule_for("https://news.163.com/a", tmp_path)
    shipped = rule_for("https://news.163.com/a")
    assert own is not None
    assert shipped is not None
    assert own.body == ("#own",) != shipped.body


@pytest.mark.parametrize(("text", "reason"), [
    ("hosts = [", "syntax"),
    ("body = '#x'", "type"),
    ("hosts = ['a.example']\nbody = 5", "type"),
    ("hosts = ['a.example']\nbdoy = '#x'", "unknown"),
])  # fmt: skip
def test_a_rule_at_fault_is_told_and_passed_over(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "bad.toml").write_text(text, "utf-8")
    (tmp_path / "good.toml").write_text('hosts = ["b.example"]', "utf-8")
    rules, errors = read_rules(tmp_path)
    assert [rule.hosts for rule in rules] == [("b.example",)]
    assert [error.about["reason"] for error in errors] == [reason]


def test_no_folder_means_no_rules(tmp_path: Path) -> None:
    assert read_rules(tmp_path / "missing") == ((), [])


def test_body_title_noise_and_pager_of_a_rule() -> None:
    short = "<div id=right><p>短短的一段正文，没有多少字。</p><p class=ad>广告文字，请勿理会，谢谢合作。</p></div>"
    html = page(prose(), around=f"{short}<b class=t>真正的标题在这里</b><div class=more><a href=/other/9>九</a></div>")
    rule = Rule(("news.example",), body=("#missing", "#right"), title=(".t",), noise=(".ad",), pager=(".more",))
    article = read(html, rule=rule)
    assert article.text == "短短的一段正文，没有多少字。"
    assert article.title == "真正的标题在这里"
    assert article.whence["title"] == "rule"
    assert article.next_pages == ("https://news.example/other/9",)


def test_a_selector_that_is_none_finds_nothing() -> None:
    rule = Rule(("news.example",), body=("p[[", ""), noise=(":::",), title=("",), pager=("((",))
    assert read(page(prose()), rule=rule).text.split("\n\n") == PARAGRAPHS


def test_a_page_cannot_pose_as_a_rule() -> None:
    html = page(prose(), around="<div data-rule-body>这一段文字不是正文，只是假装。</div>")
    assert read(html).text.split("\n\n") == PARAGRAPHS
