"""How dates are written: the patterns by which `dates` reads them."""

import re
import unicodedata

from tui.text.daytime import DAY, HOUR, MINUTE

LONGEST = 100
_NAMES = "jan feb mar apr may jun jul aug sep oct nov dec"
MONTHS = {name: number for number, name in enumerate(_NAMES.split(), 1)}
_MONTH = f"(?P<month>{'|'.join(MONTHS)})[a-z]{{0,7}}\\.?"
_NUMERALS = {"〇": 0, "零": 0, "○": 0, **{ch: value for value, ch in enumerate("一二三四五六七八九", 1)}}
_ASCII = re.IGNORECASE | re.ASCII

_HAN_NUMBER = re.compile("[〇零○一二三四五六七八九十廿卅]{1,4}(?=\\s?(?:[年月日号號时時点點分秒天周]|个|小时))")
_DASHES = re.compile("[‐-―−]")

_CLOCK = r"(?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d):(?P<second>[0-5]\d)"
_ZONE = r"(?P<sign>[+-])(?P<hours>0\d|1[0-3])"
RFC_822 = re.compile(
    rf"(?:[A-Z][a-z]{{2}},? )?(?P<day>\d{{1,2}}) (?P<month>{'|'.join(MONTHS)}) (?P<year>\d{{4}}) {_CLOCK}"
    rf" (?:GMT|UTC|{_ZONE}(?P<minutes>[0-5]\d))",
    _ASCII,
)
RFC_3339 = re.compile(
    rf"(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d)T{_CLOCK}(?:\.\d{{1,9}})?(?:Z|{_ZONE}:?(?P<minutes>[0-5]\d))",
    _ASCII,
)
EPOCH = re.compile(r"\d{9,10}(?:\.\d{1,9})?|\d{12,13}", _ASCII)
COMPACT = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?:T?(?P<clock>\d{4}(?:\d\d)?)(?P<zone>\D.*)?)?", _ASCII
)
_SEP = r"\s?[-/.年]\s?"
YEAR_FIRST = re.compile(
    rf"(?<!\d)(?P<year>\d{{4}}){_SEP}(?P<month>\d{{1,2}})\s?[-/.月]\s?(?P<day>\d{{1,2}})(?!\d)\s?[日号號]?", _ASCII
)
YEAR_MONTH = re.compile(r"(?P<year>\d{4})(?:[-年](?P<month>\d{1,2})月?)?年?", _ASCII)
DAY_MONTH = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s,./-]{{1,3}}{_MONTH}[\s,./-]{{1,3}}(?P<year>\d{{4}}|\d{{2}})(?![\d:])",
    _ASCII,
)
MONTH_DAY = re.compile(rf"(?<![a-z]){_MONTH}\s{{1,3}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])", _ASCII)
HAN_MONTH = re.compile(
    r"(?:(?P<first>\d{1,2})\s)?(?P<month>\d{1,2})\s?月[\s,]{1,2}(?:(?P<day>\d{1,2}),\s?)?(?P<year>\d{4})(?!\d)", _ASCII
)
YEAR = re.compile(r"(?<![\d+:-])(?P<year>\d{4})(?![\d:])", _ASCII)
YEAR_LAST = re.compile(r"(?<!\d)(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<year>\d{4})(?!\d)", _ASCII)
SHORT_YEAR = re.compile(r"(?<!\d)(?P<a>\d{2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<c>\d{2})(?!\d)", _ASCII)
NO_YEAR = re.compile(
    r"(?<![\d.])(?P<month>\d{1,2})\s?(?:月\s?(?P<day>\d{1,2})(?!\d)\s?[日号號]?|[-/](?P<day2>\d{1,2})(?![\d:/-]))",
    _ASCII,
)
AGO = re.compile(
    r"(?<![\d.])(?P<n>\d{1,5}|半|an?(?=\s)|几)\s?个?\s?"
    r"(?P<unit>秒|分|小时|小時|钟头|天|日|周|星期|月|年|sec|min|hour|hr|day|week|month|year)(?:钟|鐘|utes?|onds?|s)*\s?(?:[以之]?前|ago)",
    _ASCII,
)
JUST_NOW = re.compile("刚刚|刚才|剛剛|剛才|^刚$|just now|moments? ago", re.IGNORECASE)
NEAR_DAY = re.compile(
    "(?P<name>大前天|前天|前日|昨天|昨日|昨晚|昨|今天|今日|今晨|今早|今晚|yesterday|today)", re.IGNORECASE
)
WEEKDAY = re.compile("(?P<last>上)?(?:周|星期|礼拜|禮拜|週)(?P<day>[一二三四五六日天末])")
TIME_ONLY = re.compile(r"(?:[上下]午|[早晚]上|中午|凌晨)?\s?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AP]M)?", _ASCII)
UNITS = {
    **dict.fromkeys(("秒", "sec"), 1),
    **dict.fromkeys(("分", "min"), MINUTE),
    **dict.fromkeys(("小时", "小時", "钟头", "hour", "hr"), HOUR),
    **dict.fromkeys(("天", "日", "day"), DAY),
    **dict.fromkeys(("周", "星期", "week"), 7 * DAY),
    **dict.fromkeys(("月", "month"), 30 * DAY),
    **dict.fromkeys(("年", "year"), 365 * DAY),
}
DAYS_AGO = {"大前天": 3, "前": 2, "昨": 1, "y": 1, "今": 0, "t": 0}


def normal(text: str) -> str:
    """The beginning of `text` with plain digits, dashes and single spaces, its Han numbers in digits."""
    text = unicodedata.normalize("NFKC", text[: LONGEST * 4].strip()[:LONGEST])
    text = _DASHES.sub("-", " ".join(text.split()))[: LONGEST * 2]
    return _HAN_NUMBER.sub(_arabic, text)


def _arabic(match: re.Match[str]) -> str:
    """一 as 1, 十一 as 11, 廿三 as 23, 二〇二六 as 2026."""
    text = match[0].replace("廿", "二十").replace("卅", "三十")
    if "十" in text:
        tens, _, ones = text.partition("十")
        return str(_NUMERALS.get(tens[-1:], 1) * 10 + _NUMERALS.get(ones[:1], 0))
    return "".join(str(_NUMERALS[ch]) for ch in text)
