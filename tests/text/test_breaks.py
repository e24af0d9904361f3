import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text import kinsoku
from tui.text.breaks import breaks
from tui.text.kinsoku import Level, tailored

UNICODE = Path(__file__).resolve().parents[3] / "shared" / "layout" / "unicode17"


def parts(s: str, level: Level = "gb", language: str = "zh") -> str:
    """The text with a | at every place where a line may end."""
    at = [0, *breaks(s, level, language)]
    return "|".join(s[start:end] for start, end in pairwise(at))


@pytest.mark.parametrize(
    "wanted",
    [
        "今|天，|有|雨。",
        "甲|（乙）|丙",
        "他|说|“好”|吧",
        "用|“AI”|写",
        "“甲”|“乙”",
        "“他|说|‘不’。”",
        "don’t |go",
        '他|说|"好"|吧',
        '"甲"|"乙"',
        "他|说|'好'|吧",
        "say |it's",
        "甲|——|乙",
        "甲—|乙",
        "甲|——|——|乙",
        "甲|———|乙",
        "不……|好",
        "约|翰·|李",
        "甲•|乙",
        "10～|20|天",
        "涨|15%|了",
        "温|度|25℃|高",
        "共|12,999|元",
        "价|¥100|元",
        "约|１，２３４|人",
        "第|１．５|版",
        "ＡＢＣ|台",
        "升|５％|后",
        "C++|和|C#|语|言",
        "GPT-4o|模|型",
        "快|100km/h|了",
        "和/或",
        "和／或",
        "涨|5%/年",
        "温|度|25℃\u2060，|高",
        "看|https://|a.cn/|2024/|x?y=1-2。",
        "看|a.com.cn/|b |吧",
        "日,|AI|热",
        "甲 ：|乙",
        "甲 ·|乙",
        "한국어는 |AI는 |2024년",
        "ッ|チ|コ|ピー",
        "甲\u2060乙|丙",
        "甲\u00a0乙",
        "ab\u200b|cd",
        "甲\u200b。|乙",
        "看|@某|人",
        "🇨🇳|🇯🇵|👨\u200d👩\u200d👧|👍🏽",
        "e\u0301a|中\u0301",
    ],
)
def test_breaks_in_chinese(wanted: str) -> None:
    assert parts(wanted.replace("|", "")) == wanted


@pytest.mark.parametrize(
    ("level", "language", "wanted"),
    [
        ("basic", "zh", "好|……|和/|或|／|吗|——|嗯"),
        ("gb", "zh", "好……|和/或／吗|——|嗯"),
        ("strict", "zh", "好……|和/或／吗——|嗯"),
        ("gb", "ja", "好|……|和/或／吗|——|嗯"),
        ("uax14", "zh", "好……|和/|或|／|吗|——|嗯"),
    ],
)
def test_levels_differ_in_slash_dots_and_dash(level: Level, language: str, wanted: str) -> None:
    assert parts(wanted.replace("|", ""), level, language) == wanted


@pytest.mark.parametrize("s", ["——文字", "（——文字", "甲——文字，——文", "———文——"])
def test_the_break_after_two_dashes_is_not_overlooked(s: str) -> None:
    found = breaks(s, "uax14")
    assert all(match.end() in found for match in re.finditer("—+", s))


@pytest.mark.parametrize("wanted", ["'新报|纸|的", '"新报|纸', "a'新报|b", "——|新|报", "甲|——|，"])
def test_other_breaks_are_not_overlooked_either(wanted: str) -> None:
    wanted = wanted.replace("新报", "新|报").replace("|，", "，")
    assert parts(wanted.replace("|", ""), "uax14") == wanted


@pytest.mark.parametrize("mark", "，。、！？）」』】》〉〕,.:;!?)]}")
@pytest.mark.parametrize("level", ["uax14", "basic", "gb", "strict"])
def test_three_marks_in_a_row_are_not_parted(mark: str, level: Level) -> None:
    for first in "。）」，":
        for second in "：；々ー":
            assert 4 not in breaks(f"好吧{first}{second}{mark}", level)


def test_a_text_without_characters_has_no_breaks() -> None:
    assert breaks("") == []


def test_tailoring_keeps_the_length_and_the_untailored_text() -> None:
    s = "说“AI”——１２３％，去 https://a.cn/b?c=d，한국 don’t '好' \"x\" C++ ～…… \u200b。"
    for level in ("basic", "gb", "strict"):
        assert len(tailored(s, level)) == len(s)
    assert tailored(s, "uax14") is s


def test_a_very_long_word_with_a_slash_is_looked_at_in_reasonable_time() -> None:
    assert breaks("a" * 90_000 + "/" + "b-" * 30_000 + ".cn")[-1] == 150_004


@pytest.mark.skipif(not UNICODE.exists(), reason="the Unicode test files are not there")
def test_untailored_breaks_pass_the_test_of_unicode() -> None:
    count = 0
    for line in (UNICODE / "LineBreakTest.txt").read_text("utf-8").splitlines():
        rule = line.partition("#")[0]
        if rule.strip():
            pieces = ["".join(chr(int(code, 16)) for code in re.findall("[0-9A-F]+", part)) for part in rule.split("÷")]
            s = "".join(pieces)
            assert parts(s, "uax14") == "|".join(piece for piece in pieces if piece), ascii(s)
            count += 1
    assert count > 19_000


@given(st.characters(codec="utf-8") | st.sampled_from(sorted("·～％０９ＡＺａｚᄀᇿㄱㆎꥠꥼ가힣")))
def test_what_is_rare_is_seen_at_the_beginning_and_later(ch: str) -> None:
    rare = re.fullmatch("[·•∙⋅~～％－０-９Ａ-Ｚａ-ｚ\u1100-\u11ff\u3131-\u318e\ua960-\ua97f\uac00-\ud7ff]", ch)
    has_rare = kinsoku._Finder()
    assert has_rare("中" + ch) is has_rare("中" * kinsoku.SINGLY + ch) is has_rare(ch) is (rare is not None)


@given(st.text("“（中文a々，。”)\U00020000\u3400", max_size=6))
def test_a_lone_han_has_nothing_but_marks_beside_it(s: str) -> None:
    opening, closing = (re.escape("".join(sorted(marks))) for marks in (kinsoku.NO_END, kinsoku.NO_START))
    alone = re.fullmatch(f"[{opening}]*[{kinsoku.HAN}][{closing}]*", s)
    assert kinsoku.is_lone_han(s) is (alone is not None)
