"""When it was published and changed: dates of the page's data, of its text and of its address."""

import re

from tui.dataclass import dataclass
from tui.text.dates import parse_date
from tui.text.fold import in_simplified

_DATE = re.compile(
    "(?<!\\d)(?:19|20)\\d\\d\\s?(?:[-/.]|年)\\s?\\d{1,2}\\s?(?:[-/.]|月)\\s?\\d{1,2}(?!\\d)\\s?日?|"
    "(?<!\\d)(?:19|20)\\d\\d年\\s?\\d{1,2}月(?!\\s?\\d)"
    "|[〇零一二三四五六七八九○]{4}年[一二三四五六七八九十]{1,3}月(?:[一二三四五六七八九十廿]{1,4}日)?"
    "|\\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\\.?\\s+\\d{1,2}(?:st|nd|"
    "rd|th)?,?\\s+\\d{4}|\\b\\d{1,2}(?:st|nd|rd|th)?\\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|"
    "Oct|Nov|Dec)[a-z]{0,6}\\.?,?\\s+\\d{4}"
    "|(?<!\\d)\\d{1,2}[/.]\\d{1,2}[/.]\\d{4}(?!\\d)|(?<![\\d:/.-])\\d{1,2}月\\s?\\d{1,2}日(?=\\s*\\d{1,2}:\\d"
    "\\d)|(?<![\\d:/.-])(?:\\d{2}-)?\\d{1,2}-\\d{1,2}(?=\\s+\\d{1,2}:\\d\\d)"
    "|\\d{1,2}\\s?(?:分钟|小时|天)前|昨天\\s?\\d{1,2}:\\d\\d|今天\\s?\\d{1,2}:\\d\\d|刚刚",
    re.IGNORECASE,
)
_AGO = re.compile("前$|刚刚$")
_BEFORE_AGO = re.compile("(?:^|[\\s|｜·•/／—:：(（-]|发布于?|发表于?|更新于?)$")
_AFTER_AGO = re.compile("^(?:$|[\\s|｜·•/／—)）-]|发布|发表|更新|来源|来自|阅读|评论|浏览)")
_SAYS = re.compile("[，。！？；“”]")
_TIME = re.compile(
    "^[日号号\\s,，/|星期周一二三四五六日天()（）]{0,10}(?:T|at\\s|于)?\\s?(?:上午|下午|[ap]m)?\\s*\\d{1,2}(?"
    ":[:：]\\d{2}|\\s?[时点]\\s?\\d{0,2})",
    re.IGNORECASE,
)
_TODAY = re.compile("今天是|今日是|现在时间|星期[一二三四五六日天].{0,6}(?:农历|天气)|农历")
_PUBLISHED = re.compile(
    "本[贴帖]由|发布|發佈|发表|刊发|张贴|写于|时间|日期|published|posted|上传|创建|提交|出版", re.IGNORECASE
)
_POSTED = re.compile("发表|发布|加入|张贴|刊登")
_UPDATED = re.compile("更新|修改|编辑于|updated|modified", re.IGNORECASE)
_IN_ADDRESS = re.compile(
    "(?<!\\d)(?P<y>(?:19|20)\\d\\d)(?:[-/_]?)(?P<m>0[1-9]|1[0-2]|(?<=[-/_])[1-9](?=[-/_]))(?:[-/_]?)(?P<d>0[1"
    "-9]|[12]\\d|3[01])(?!\\d{1,3}(?:\\D|$))"
)
_HAS_TIME = re.compile("\\d{1,2}[:：]\\d{2}|\\d{1,2}\\s?[时点]")


@dataclass(frozen=True, slots=True)
class Moment:
    """A time, whether it tells the time of day, and where it was."""

    time: int
    fine: bool
    where: str
    day: str = ""


def read(text: str, now: int, where: str, *, chinese: bool) -> Moment | None:
    """The time that a value of the page's data tells."""
    time = parse_date(text, now, chinese)
    if time is None or time > now + 2 * 86400:
        return None
    fine = _HAS_TIME.search(text) is not None and not re.search("T00:00(?::00)?(?:\\.0+)?(?:Z|[+-]00)?", text)
    return Moment(time, fine or text.isdecimal(), where)


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a row of text; `label` is published, updated or empty, `ago` whether it was counted back from now."""

    moment: Moment
    label: str
    at: int
    ago: bool = False


def in_row(text: str, now: int, *, chinese: bool) -> list[Found]:
    """The dates in a row, with what is said before them."""
    found: list[Found] = []
    if len(text) > 400 or _TODAY.search(text):
        return found
    text = in_simplified(text)
    end = 0
    for match in list(_DATE.finditer(text))[:4]:
        rest = text[match.end() :]
        ago = _AGO.search(match[0]) is not None
        if ago and not _stands_apart(text, match):
            continue
        clock = _TIME.match(rest)
        written = match[0] + (rest[: clock.end() + 12] if clock else "")
        time = parse_date(written.replace("：", ":"), now, chinese)
        before = text[end : match.start()]
        end = match.end() + (clock.end() if clock else 0)
        if time is None or time > now + 2 * 86400:
            continue
        after = text[end : end + 24]
        label = "updated" if _UPDATED.search(before[-14:]) else "published" if _PUBLISHED.search(before[-14:]) else ""
        if not label and not before.strip():
            label = "published" if _UPDATED.match(after.strip()) else ""
        if not label and _POSTED.search(after):
            label = "published"
        found.append(Found(Moment(time, clock is not None or ago, "text"), label, match.start(), ago))
    return found


def _stands_apart(text: str, match: re.Match[str]) -> bool:
    """Whether a time counted back from now is a fact about the article, and not a word of its title or text."""
    before, after = text[: match.start()], text[match.end() :]
    return bool(
        _BEFORE_AGO.search(before)
        and _AFTER_AGO.search(after)
        and not _SAYS.search(text)
        and len(before) + len(after) <= _MOST_BESIDE
    )


_MOST_BESIDE = 40


def in_address(url: str, now: int, *, chinese: bool) -> Moment | None:
    """The date in an address: /2005-03-21/, /20050311/, /2022/02/14/."""
    match = _IN_ADDRESS.search(url.partition("://")[2])
    if match is None:
        return None
    time = parse_date(f"{match['y']}-{match['m']}-{match['d']}", now, chinese)
    return Moment(time, False, "address") if time is not None and time <= now + 2 * 86400 else None


def best(candidates: list[Moment]) -> Moment | None:
    """The first, or one of the same day (give or take a zone) that knows the time as well."""
    if not candidates:
        return None
    first = candidates[0]
    if first.fine:
        return first
    return next((one for one in candidates if one.fine and -57_600 <= one.time - first.time < 144_000), first)
