"""Nothing that a reader cannot see gets through, and what a reader can see does."""

import re
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tui.text import characters
from tui.text.characters import allowed
from tui.text.clean import clean_block, clean_text, clean_url, cut
from tui.text.width import graphemes

FAMILY = "👨\u200d👩\u200d👧\u200d👦"
FLAG = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
ODD = [
    *"ab 中\u3000\n\t\r\u00a0\u2003\u2028\x85",
    "\x1b[31m",
    "\x1b]8;;",
    "\x9b",
    "\x00",
    "\x7f",
    "\u202e",
    "\u2066",
    "\ufeff",
]
ODD += [
    "\u0301",
    "\u0335" * 9,
    "\u20e3",
    "\ufe0f",
    "\ufe0e",
    "\u200b",
    "\u200c",
    "\u200d",
    "\u2060",
    "\u00ad",
    "\u034f",
]
ODD += [
    *"👍🏽❤🔥1#",
    FAMILY,
    FLAG,
    "\U0001f3f4",
    "\U000e0067",
    "\U000e007f",
    "\ud83d",
    "\ude00",
    "\ufdd0",
    "\U0010ffff",
]
ODD += [
    "\u1100",
    "\u1161",
    "\u11a8",
    "가",
    "क",
    "\u094d",
    "\u093c",
    "می",
    "خ",
    "\u0bc6",
    "\u0bbe",
    "\u0344",
    "\u212b",
    "\u2adc",
]
anything = st.lists(st.one_of(st.sampled_from(ODD), st.characters()), max_size=24).map("".join)

_FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ud800-\udfff\ufe00-\ufe0e\ufeff\uffa0\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff]"
)
_TAGS = re.compile("[\U000e0000-\U000e0fff]")
_FLAGS = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,6}\U000e007f")


def assert_fit(s: str) -> None:
    assert _FORBIDDEN.search(s) is None
    assert _TAGS.search(_FLAGS.sub("", s)) is None
    s.encode()
    for at, ch in enumerate(s):
        if ch in "\u200c\u200d":
            before, after = s[at - 1 : at], s[at + 1 : at + 2]
            assert before and after
            assert not before.isspace()
            assert not after.isspace()
            assert not (before + after).isascii()
    marks = 0
    for ch in s:
        marks = marks + 1 if unicodedata.category(ch) in ("Mn", "Mc", "Me") else 0
        assert marks <= characters.MARKS


@settings(max_examples=200, deadline=None)
@given(anything)
@example("́ ́a")
@example("\u1100\u200d\u1161")
@example("a\u200b\u0301" + "\u0301" * 8)
def test_what_comes_out_is_fit_to_be_shown_and_stays_as_it_is(s: str) -> None:
    line, block = clean_text(s), clean_block(s)
    assert_fit(line)
    assert_fit(block)
    assert "\n" not in line
    assert line == line.strip(" \u3000")
    assert clean_text(line) == line
    assert clean_block(block) == block


@settings(max_examples=200)
@given(st.text(st.sampled_from("新闻报道，。“”…——·《》（）１２ＡＢabc XYZ019.,:;!?ñéüßЖжあア한글€℃①★●→├█")))
def test_readable_text_is_kept(s: str) -> None:
    assert clean_block(s) == s
    assert clean_text(s) == re.sub(" +", " ", s).strip(" ")


def test_no_code_point_gets_through_that_should_not() -> None:
    every = "".join(map(chr, [*range(0x20, 0x20000), *range(0xE0000, 0xE1000), *range(0x10FF00, 0x110000)]))
    left = clean_text(every)
    assert {unicodedata.category(ch) for ch in left}.isdisjoint({"Cc", "Cf", "Cs", "Zl", "Zp"})
    assert _FORBIDDEN.search(left) is None
    capitals = {ch for ch in every if unicodedata.category(ch) == "Lu"}
    assert {unicodedata.normalize("NFC", ch) for ch in capitals} <= set(left)


def test_the_fast_path_leaves_out_nothing_that_the_slow_path_would_change() -> None:
    plain = [ch for ch in map(chr, range(0x20, 0x30000)) if not characters.UNUSUAL.search(ch)]
    assert len(plain) > 60_000
    assert allowed("a".join(plain)) == "a".join(plain)
    assert allowed("".join(plain)) == "".join(plain)


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("", ""),
        ("  新闻 \n\t 快讯　", "新闻 快讯"),
        ("标题　　副题", "标题　副题"),
        ("\x1b[31m红\x1b[0m字", "红字"),
        ("\x1b]52;c;YWJj\x07后", "]52;c;YWJj后"),
        ("\x9b31m红", "红"),
        ("支\u202e付\u2066宝\u200f", "支付宝"),
        ("pay\u200bpal\u200c.com\ufeff \U000e0041", "paypal.com"),
        (f"{FAMILY}{FAMILY}", f"{FAMILY}{FAMILY}"),
        ("❤\ufe0f\u200d🔥 1\ufe0f\u20e3 👍🏽", "❤\ufe0f\u200d🔥 1\ufe0f\u20e3 👍🏽"),
        (f"{FLAG} 🇨🇳", f"{FLAG} 🇨🇳"),
        ("क्\u200dष می\u200cخواهم", "क्\u200dष می\u200cخواهم"),
        ("Z" + "\u0335" * 60 + "!", "Z" + "\u0335" * 4 + "!"),
        ("\u0335开头", "开头"),
        ("cafe\u0301", "café"),
        ("\ud83d\ude00 \ud83d", "😀 \ufffd"),
        ("一\u2028二\x85三", "一 二 三"),
        ("中\ufe0f文\ufe0e字\u3164", "中文字"),
        ("[@click=app.quit]x[/]", "[@click=app.quit]x[/]"),
    ],
)
def test_lines(dirty: str, clean: str) -> None:
    assert clean_text(dirty) == clean


def test_blocks_keep_their_lines_and_indents() -> None:
    assert clean_block("　　一\r\n\t二\r三\u2029四 ") == "　　一\n    二\n三\n四 "
    assert clean_block("一\n\u0301二") == "一\n二"


@pytest.mark.parametrize(
    ("found", "clean"),
    [
        ("http://a.cn/路 径?x=[1]%zz", "http://a.cn/%E8%B7%AF%20%E5%BE%84?x=%5B1%5D%25zz"),
        (" HTTPS://A.cn/a%20b\n ", "https://A.cn/a%20b"),
        ("http://a.cn/\x1b]8;;x\x07", "http://a.cn/%1B%5D8;;x%07"),
        ("http://新华网.cn/", "http://xn--xkrr14bows.cn/"),
        ("http://user:pass@a.cn:81/", "http://user:pass@a.cn:81/"),
        ("http://[::1]/", "http://[::1]/"),
        ("mailto:a@b.cn?subject=x y", "mailto:a@b.cn?subject=x%20y"),
        *(
            (bad, "")
            for bad in ("javascript:alert(1)", "java\nscript:x", "data:text/html,x", "file:///etc/passwd", "//a.cn")
        ),
        *(
            (bad, "")
            for bad in ("http://", "http:///x", "http://a.cn\\@b.cn/", "http://a b/", "http://\x08é/", "-x", "mailto:")
        ),
        ("http://a.cn/" + "x" * 9000, ""),
    ],
)
def test_addresses(found: str, clean: str) -> None:
    assert clean_url(found) == clean


@settings(max_examples=300)
@given(st.sampled_from(["", "http://", "https://a.cn/", "http://a@", "mailto:"]), anything)
def test_addresses_are_plain_and_stay_as_they_are(start: str, rest: str) -> None:
    url = clean_url(start + rest)
    assert url == "" or re.fullmatch(r"(?:https?://[^/]|mailto:)[!-~]*", url)
    assert not re.search(r"[\"<>\\^`{|}\s]", url)
    assert clean_url(url) == url


@settings(max_examples=200)
@given(anything, st.integers(0, 40))
def test_cuts(s: str, limit: int) -> None:
    s = clean_text(s)
    short = cut(s, limit)
    assert len(short) <= limit
    assert short == s if len(s) <= limit else short in ("", "…") or s.startswith(short[:-1])


@settings(max_examples=200)
@given(
    st.lists(st.sampled_from("新，文a e\u0301👍🏽\u200d가각\u1100\u1161🇨🇳1\ufe0f\u20e3の"), max_size=24).map("".join),
    st.integers(1, 24),
)
def test_a_cut_keeps_as_many_clusters_as_fit(s: str, limit: int) -> None:
    kept = ""
    for cluster in graphemes(s):
        if len(kept) + len(cluster) >= limit:
            break
        kept += cluster
    assert cut(s, limit) == (s if len(s) <= limit else kept.rstrip() + "…")


@settings(max_examples=200)
@given(
    st.lists(
        st.sampled_from(["http://", "https://", "a.cn", ":80", "/", "%", "%E4", "?a=b", "#x", "é", " ", ";", "@"])
    ).map("".join)
)
def test_a_clean_address_is_told_sooner_and_no_otherwise(url: str) -> None:
    # With a space in front it has to be cleaned first.
    assert clean_url(url) == clean_url(" " + url)


def test_no_cluster_is_cut_in_two() -> None:
    assert cut(f"新闻{FAMILY}快讯", 8) == "新闻…"


@pytest.mark.parametrize(
    "piece", ["\x1b[", "\x1b]", "Z" + "\u0335" * 9, "👍\u200d", " \u200b", "\ud83d", "\u0600\u200d", "𠀀\u2003"]
)
def test_floods_take_no_longer_than_their_length(piece: str) -> None:
    assert_fit(clean_text(piece * (100_000 // len(piece)))[:2000])
