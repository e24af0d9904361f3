"""What the lines of a page tell of its article: when, where from, how often read, where it stands, what it is about."""

import re
from collections.abc import Sequence

from tui.extract.phrases import CREDIT, DATE

_SOURCE = re.compile(
    r"(?:来\s*源|稿源|出处|转自|摘自|来自|文章来源|信息来源|本文来源)\s*[:：]\s*(?:[《【\[]\s*)?(?P<name>[^\s|｜，。;；、()（）\[\]【】《》<>:：]{2,24})"
)
_VIEWS = re.compile(
    r"(?:浏览|阅读|点击|人气|访问|查看|围观|热度|views?)(?:次数|量|数|率)?\s*[:：(（]?\s*(?P<count>\d[\d,]{0,11}(?:\.\d+)?)\s*(?P<wan>万)?"
    r"|(?P<first>\d[\d,]{0,11}(?:\.\d+)?)\s*(?P<first_wan>万)?\s*(?:次(?:浏览|阅读|点击)|人(?:阅读|看过)|views?\b)",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"(?P<count>\d[\d,]{0,8})\s*(?:条|个|位|篇)?(?:相关|网友)?(?:评论|跟帖|跟贴|留言)|(?:评论|跟帖|跟贴|留言)(?:数|次数)?\s*[:：(（]\s*(?P<after>\d[\d,]{0,8})|(?P<english>\d[\d,]{0,8})\s+comments?\b",
    re.IGNORECASE,
)
_PATH_LEAD = re.compile(r"^\W{0,3}(?:(?:您|你)?(?:现在|当前|目前)?(?:的)?(?:所在)?(?:的)?(?:位置|页面)(?:是|在)?|当前位置)\s*[:：]?\s*")
_PATH_SPLIT = re.compile(r"\s*(?:[>＞»›→]|-{1,2}>|&gt;|(?<=\S)\s+/\s+)+\s*")
_PATH_END = re.compile(r"^(?:正文|内容|阅读|详情|文章(?:正文|内容|阅读)?|查看|浏览|>+|)$")
_TAG_LEAD = re.compile(r"^\W{0,3}(?:标签|关键词|关键字|tags?|keywords?|filed under|topics?)\s*[:：]\s*", re.IGNORECASE)
_TAG_SPLIT = re.compile(r"[,，、;；|｜/\s\u3000#]+")
_LABEL = re.compile(r"^\W{0,3}(?:免责声明|免责条款|特别声明|郑重声明|版权声明|版权说明|转载声明|声明|风险提示|特别提示)\W{0,3}")


def source_in(lines: Sequence[str]) -> str:
    """The name after 来源."""
    for line in lines:
        if match := _SOURCE.search(line):
            name = DATE.sub("", match["name"]).strip(" -·.")
            if len(name) >= 2 and not re.search(r"作者|编辑|时间|未知|^本站$|^原创$|^互联网$|^网络$", name):
                return name
    return ""


def views_in(lines: Sequence[str]) -> int | None:
    """How often the page says it was read."""
    for line in lines:
        if match := _VIEWS.search(line):
            return _number(match["count"] or match["first"], bool(match["wan"] or match["first_wan"]))
    return None


def comments_in(lines: Sequence[str]) -> int | None:
    """How many comments the page says there are."""
    for line in lines:
        if match := _COMMENTS.search(line):
            return _number(match["count"] or match["after"] or match["english"], False)
    return None


def _number(digits: str, ten_thousands: bool) -> int:
    value = float(digits.replace(",", ""))
    return int(value * 10_000 if ten_thousands else value)


def path_in(line: str, title: str) -> tuple[str, ...]:
    """The sections that a line such as 当前位置:首页 > 资讯 > 财经 names, the outermost first."""
    parts = [part.strip(" :：·") for part in _PATH_SPLIT.split(_PATH_LEAD.sub("", line))]
    if parts and (_PATH_END.match(parts[-1]) or (len(parts[-1]) > 6 and parts[-1][:12] in title)):
        parts.pop()
    kept = tuple(part for part in parts if part and len(part) <= 20)
    return kept if len(kept) >= 2 or (kept and len(parts) == len(kept) and _PATH_LEAD.match(line)) else ()


def tags_in(line: str) -> tuple[str, ...]:
    """The tags of a line that begins with 标签."""
    found = [tag for tag in _TAG_SPLIT.split(_TAG_LEAD.sub("", line)) if 1 < len(tag) <= 30]
    return tuple(dict.fromkeys(found))[:20]


def keywords(claims: Sequence[str]) -> tuple[str, ...]:
    """Tags from meta elements, which list them by commas."""
    parts = [part.strip() for claim in claims for part in re.split(r"[,，;；、|]", claim)]
    if len(parts) == 1 and " " in parts[0] and not parts[0].isascii():
        parts = parts[0].split()
    return tuple(dict.fromkeys(part for part in parts if 1 < len(part) <= 30))[:20]


def credits_in(lines: Sequence[str]) -> dict[str, str]:
    """Who did what, by role."""
    found: dict[str, str] = {}
    for line in lines:
        for match in CREDIT.finditer(line):
            name = " ".join(match["name"].split())
            if name:
                found.setdefault(match["role"], name)
    return found


def disclaimer_of(lines: Sequence[str]) -> str:
    """The disclaimer without its label."""
    return "\n".join(bare for line in lines if (bare := _LABEL.sub("", line).strip()))
