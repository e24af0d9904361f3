"""The fast filler against the plain one, and both against what the rules forbid."""

import os
import random
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.text.chinese_corpus import CORPUS, chinese_paragraphs
from tests.text.reference_wrap import FORBIDDEN_END, reference_wrap, wide
from tui.text.breaks import breaks
from tui.text.width import cells, set_ambiguous
from tui.text.wrap import WrapOptions, WrappedLine, wrap

NEVER_FIRST = "，。、；：？！）」』】》〉〕”％·～／…;:!?)]}%"
OPTIONS = (
    WrapOptions(),
    WrapOptions(level="basic", hanging=True),
    WrapOptions(level="strict", widow=False),
    WrapOptions(level="uax14"),
    WrapOptions(language="ja", indent=2, hanging=True),
)
PIECES = (
    *"中文新闻报社，。、；：？！（）《》【】“”‘’—…·～／％%￥$,.;:!?()[]\"'/-+&#@~ \u3000\u00a0\u2060\u200b\t\n",
    *(
        "——",
        "……",
        "2026",
        "12,999",
        "3.5",
        "１２３",
        "AI",
        "GPT-4o",
        "C++",
        "http://a.cn/b/c?d",
        "don’t",
        "km/h",
        "25℃",
    ),
    *("👍🏽", "👨\u200d👩\u200d👧", "❤\ufe0f", "🇨🇳", "e\u0301", "\u200d", "\ufe0f", "𠮷"),
    *("한국", "ッー", "กำ", "ि", "кот", "سلام"),
)
MIXED = st.lists(st.sampled_from(PIECES), min_size=5, max_size=80).map("".join)

HAN = re.compile("[\u4e00-\u9fff]")
FULL = bool(os.environ.get("KANBAO_FULL_CORPUS"))


def as_tuples(lines: list[WrappedLine]) -> list[tuple[int, int, str, int]]:
    return [(line.start, line.end, line.text, line.indent) for line in lines]


def check(s: str, width: int, options: WrapOptions, lines: list[WrappedLine]) -> None:
    """Nothing too wide, nothing lost or added, and no break where the rules have none, unless a piece is too wide."""
    allowed = {0, *breaks(s, options.level, options.language)}
    gutter = 2 if options.hanging else 0
    indent = max(line.indent for line in lines)
    shown_to = 0
    for line in lines:
        assert line.start >= shown_to and not s[shown_to : line.start].strip("\u200b \t\r\n\u3000")
        assert cells(line.text) + line.indent <= width + gutter or len(line.text) < 8
        shown_to = line.end
        if line.start in allowed or "\n" in s[line.start - 1 : line.start]:
            continue
        before = max(at for at in allowed if at < line.start)
        after = min(at for at in allowed if at > line.start)
        if s[before : line.start].strip("\u200b \t\n\u3000"):
            assert wide(s[before:after].strip("\u200b \t\n\u3000")) > width - indent
    assert not s[shown_to:].strip("\u200b \t\n\u3000")


def check_marks(s: str, lines: list[WrappedLine]) -> None:
    """At every allowed break of Chinese text: marks, words, numbers, dashes and dots stand as they should."""
    allowed = set(breaks(s))
    for above, below in pairwise(lines):
        if below.start not in allowed:
            continue
        around = (s, above.text[-8:], below.text[:8])
        assert s[below.start] not in NEVER_FIRST, around
        assert s[above.end - 1] not in FORBIDDEN_END, around
        if above.end == below.start:
            joint = s[below.start - 1 : below.start + 1]
            assert not re.fullmatch("[0-9A-Za-z]{2}|……", joint), around
            assert not re.fullmatch("[0-9][.,][0-9]", s[below.start - 2 : below.start + 1]), around
            run = re.search("—*$", s[: below.start])
            assert not (joint == "——" and run and len(run[0]) % 2), around


@settings(max_examples=300, deadline=None)
@given(MIXED, st.integers(1, 40), st.sampled_from(OPTIONS), st.sampled_from((1, 2)))
def test_mixed_scripts_are_set_as_the_plain_filler_sets_them(
    s: str, width: int, options: WrapOptions, ambiguous: int
) -> None:
    set_ambiguous(ambiguous)
    assert as_tuples(wrap(s, width, options)) == reference_wrap(s, width, options)


@settings(max_examples=200, deadline=None)
@given(MIXED, st.integers(8, 40), st.sampled_from(OPTIONS))
def test_mixed_scripts_lose_nothing_and_break_only_where_allowed(s: str, width: int, options: WrapOptions) -> None:
    check(s, width, options, wrap(s, width, options))


@settings(max_examples=60, deadline=None)
@given(st.text("中文“”，。（）—…AI12,. %·/", max_size=400), st.integers(1, 90))
def test_long_paragraphs_are_set_as_the_plain_filler_sets_them(s: str, width: int) -> None:
    assert as_tuples(wrap(s, width)) == reference_wrap(s, width, WrapOptions())


CHINESE = (
    "【本报讯】记者3月5日从省里获悉，“稳增长”政策（第2批）已经印发——涉及12,999家企业，补贴上调15%……",
    "约翰·李说：“我读过《红楼梦》。”他用C++写了GPT-4o的客户端，见https://example.org/a/b，时速100km/h。",
    '他说:"好的",然后走了;气温25℃,售价¥100~¥200,共１２３件。',
)


@pytest.mark.parametrize("s", CHINESE)
@pytest.mark.parametrize("width", range(1, 61))
def test_chinese_keeps_its_rules_at_every_width(s: str, width: int) -> None:
    lines = wrap(s, width)
    assert as_tuples(lines) == reference_wrap(s, width, WrapOptions())
    check_marks(s, lines)


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not there")
def test_every_sampled_paragraph_of_the_corpus_keeps_the_rules() -> None:
    """KANBAO_FULL_CORPUS=1 takes every paragraph at every width from 1 to 120."""
    chance = random.Random(20)
    paragraphs = chinese_paragraphs() if FULL else chance.sample(chinese_paragraphs(every=9), 300)
    for s in paragraphs:
        for width in range(1, 121) if FULL else (chance.randint(1, 24), chance.randint(25, 120)):
            lines = wrap(s, width)
            check(s, width, WrapOptions(), lines)
            check_marks(s, lines)
            if len(s) < (400 if FULL else 120):
                assert as_tuples(lines) == reference_wrap(s, width, WrapOptions())


def article_paragraphs() -> list[str]:
    """Paragraphs of the articles in the corpus that somebody has cut out of their pages by hand or by rule."""
    found: dict[str, None] = {}
    for folder in ("zh-immortal/cleaned", "zh-gne/selector-gold", "zh-cx-extractor-163/selector-gold"):
        for path in sorted((CORPUS / "articles" / folder).rglob("*.txt")):
            lines = (line.strip() for line in path.read_text("utf-8", "replace").splitlines())
            found.update(dict.fromkeys(line for line in lines if 2 * len(HAN.findall(line)) > len(line) >= 12))
    return list(found)


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not there")
def test_hardly_a_line_of_an_article_is_ragged() -> None:
    """At most one soft break in 200 leaves six cells or more, at widths of 10 to 120."""
    chance = random.Random(7)
    breaks_seen = ragged = 0
    paragraphs = article_paragraphs()
    for s in paragraphs if FULL else chance.sample(paragraphs, 600):
        for width in range(10, 121) if FULL else chance.sample(range(10, 121), 4):
            for line in wrap(s, width)[:-1]:
                breaks_seen += 1
                ragged += width - line.indent - cells(line.text) >= 6
    assert breaks_seen > 1000
    assert ragged <= breaks_seen * 0.005


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not there")
def test_lines_of_chinese_pages_are_even_and_keep_the_rules() -> None:
    """At most one soft break in two hundred leaves a hole; KANBAO_FULL_CORPUS=1 sets every paragraph at every width."""
    paragraphs = chinese_paragraphs(pages=True)
    breaks_taken = ragged = 0
    for number, s in enumerate(paragraphs):
        for width in range(10, 121) if FULL else (10 + number * 37 % 111,):
            lines = wrap(s, width)
            breaks_taken += len(lines) - 1
            ragged += sum(width - line.indent - cells(line.text) >= 6 for line in lines[:-1])
            if FULL or number % 16 == 0:
                check(s, width, WrapOptions(), lines)
                check_marks(s, lines)
    assert breaks_taken > 15_000
    assert ragged <= 0.005 * breaks_taken
