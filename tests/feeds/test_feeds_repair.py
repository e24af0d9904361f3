"""Repairing markup: always well-formed, nothing whole is changed in meaning, every trap costs linear time."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.feeds.repair import DEPTH, repair
from tui.feeds.tree import grow, inner, name, text_of

PIECES = [
    "<rss>", "</rss>", "<item>", "</item>", "<title>", "</title>", "<br>", "<p class='x'>", "</p>",
    "<a href=\"", "'", '"', "&", "&amp;", "&nbsp;", "&#0;", "&#x41;", "&bogus;", "<!--", "-->", "<![CDATA[", "]]>",
    "<?php ", "?>", "<", ">", "看报", " a < b ", "<dc:creator>", "</dc:creator>", "<x:y xmlns:x='u'>",
    " a=1 a=2", "<!DOCTYPE x>", "/>", "=", "xmlns:q=''",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40))
@settings(max_examples=400)
def test_whatever_comes_the_result_is_well_formed(pieces: list[str]) -> None:
    ET.fromstring(repair("<rss>" + "".join(pieces)).text)


@given(st.text(st.sampled_from("<>&;:/!?-[]='\" \nax#0²字")))
@settings(max_examples=300)
def test_no_mixture_of_signs_defeats_it(text: str) -> None:
    ET.fromstring(repair("<rss><a>" + text).text)


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Z"]), max_size=60))
def test_text_survives_character_for_character(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert ET.fromstring(repair(f"<t>{escaped}</t>").text).text == (text or None)


def fields(text: str) -> list[tuple[str, str]]:
    return [(name(element), text_of(element)) for element in grow(text, 0).root.iter() if not len(element)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<rss><title>a & b</title></rss>", [("title", "a & b")]),
        ("<rss><title>a&nbsp;&copy;&bogus; &#7;</title></rss>", [("title", "a\xa0©&bogus;")]),
        ("<rss><title>a < b</title></rss>", [("title", "a < b")]),
        ("<rss><title>one<link>u</link></rss>", [("title", "one"), ("link", "u")]),
        ("<rss><item><title>1<item><title>2</rss>", [("title", "1"), ("title", "2")]),
        ("<rss><dc:creator>x</dc:creator></rss>", [("dc:creator", "x")]),
        ("<rss><Title>x</title></rss>", [("title", "x")]),
        ("<rss><title>x</title></wrong></rss>junk<b>", [("title", "x")]),
        ("<rss><title><![CDATA[<b> & ]]></title><x></rss>", [("title", "<b> &"), ("x", "")]),
        ("<rss><!-- never closed <title>x</title></rss>", [("title", "x")]),
    ],
)
def test_damage_seen_in_the_field(text: str, expected: list[tuple[str, str]]) -> None:
    assert fields(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        '<rss xmlns="a}b"><item/></rss>',
        '<rss xmlns:a="&#0;"><a:b/></rss>',
        "<rss <item/></rss>",
        "<rss version='2.0'",
        "<item><title>1</title><item><title>2</title>",
        '<rss xmlns="x xmlns:dc="u"><dc:creator>y</dc:creator></rss>',
        "<rss xmlns:xml='u' xmlns:xmlns='u'><xmlns:a/>]]<!-- x -->></rss>",
    ],
)
def test_damage_seen_in_mutated_feeds(text: str) -> None:
    ET.fromstring(repair(text).text)


def test_truncation_is_told_and_whether_it_was_inside_an_item() -> None:
    whole, cut, inside = repair("<rss><item/></rss>"), repair("<rss><item></item>"), repair("<rss><item><title>x")
    assert (whole.truncated, whole.item_cut) == (False, False)
    assert (cut.truncated, cut.item_cut) == (True, False)
    assert (inside.truncated, inside.item_cut) == (True, True)


def test_attribute_values_keep_their_meaning() -> None:
    root = grow("<rss a=\"1&2 &lt; '\" b='\"' c=plain d xmlns:x=''><i></rss>", 0).root
    assert root.attrib == {"a": "1&2 < '", "b": '"', "c": "plain", "d": "d"}


def test_nesting_is_bounded() -> None:
    root = grow("<rss>" + "<a>" * 100_000, 0).root
    depth, element = 1, root
    while len(element):
        depth, element = depth + 1, element[0]
    assert depth == DEPTH


@pytest.mark.parametrize(
    "unit",
    [
        "<!--",
        "<![CDATA[",
        "<a ",
        "<a b='",
        '<a "',
        "&",
        "&#",
        "<",
        "</a>",
        "<?",
        "<!",
        "<a><b>",
        "</",
        "' \"",
        "]]",
        "<a\n",
    ],
)
def test_traps_cost_no_more_than_their_size(unit: str) -> None:
    # A quadratic step would take minutes for these sizes, not the blink that the whole set takes.
    ET.fromstring(repair("<rss>" + unit * 100_000 + "</rss>&").text)


def test_inner_markup_is_written_out_without_recursion() -> None:
    deep = "<r>" + "<b>" * 20_000 + "x" + "</b>" * 20_000 + "</r>"
    assert inner(ET.fromstring(deep)) == "<b>" * 20_000 + "x" + "</b>" * 20_000
    assert inner(ET.fromstring('<r>a &lt; <i t="&quot;">b</i> c<br/>d</r>')) == 'a &lt; <i t="&quot;">b</i> c<br>d'
