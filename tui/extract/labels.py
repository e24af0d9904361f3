"""Labelled facts in a page's text: 来源:…, 浏览:677, 标签: …, 责编:史健 | 审校:…, 当前位置:首页 > 资讯."""

import re

from tui.extract.phrases import CREDIT, PATH_HEAD, are_names
from tui.text.clean import cut

_SOURCE = re.compile(
    "(?:(?:文章|稿件|内容|信息|消息|新闻)?(?:来\\s?源|來源|出处|稿源|转自|摘自|转载自|来自)|原载)\\s?(?:于|"
    "[:：])\\s*[\\[［【(（《“]?\\s*(?P<name>[^\\s\u3000|｜\\]］】)）》”（(【:：]{2,40})"
)
_SOURCE_EN = re.compile(r"(?:^|\s)[Ss]ource\s*:\s*(?P<name>[A-Z][\w .&'-]{1,40})")
_SOURCE_END = re.compile(
    "(?:作者|编辑|责编|记者|发布|时间|日期|点击|浏览|阅读|评论|字号|\\d{4}[-/年.]|我要|分享|参与|"
    "网友|打印|收藏|字[体體]|\\d{1,2}:\\d{2}).*$"
)
_VIEWS = re.compile(
    "(?:浏览|阅读|点击|人气|查看|访问|点播|播放)\\s?(?:量|数|次数|率)?\\s?[:：(（]?\\s*(?P<n>\\d[\\d,]{0,12}("
    "?:\\.\\d{1,2})?)\\s?(?P<unit>[万亿w]?)(?!\\d|[-/年:])|(?<![\\d:：/.-])(?<!\\d,)(?P<n2>\\d[\\d,]{0,12}(?:\\.\\d{1,2})?)\\s?(?P<uni"
    "t2>[万亿w]?)\\+?\\s?(?:次|人)?(?:浏览|阅读|点击|围观|播放)(?!\\d)|(?<![\\d:：/.-])(?<!\\d,)(?P<n3>\\d[\\d,]{0,12})\\s+views\\b"
)
_COMMENTS = re.compile(
    "(?:评论|跟[帖贴]|回复|留言|回[帖贴])\\s?(?:数|量)?\\s?[:：(（\\[]?\\s*(?P<n>\\d[\\d,]{0,9})(?!\\d|"
    "[-/年:])|(?<![\\d:：/.-])(?<!\\d,)(?P<n2>\\d[\\d,]{0,9})\\s?(?:条|个|人)?\\s?(?:相关|网友|精彩)?(?:评论|跟[帖贴]|"
    "留言|回复|参与)(?!\\d)|(?<![\\d:：/.-])(?<!\\d,)(?P<n3>\\d[\\d,]{0,9})\\s+comments?\\b",
    re.IGNORECASE,
)
_TAGS = re.compile(
    "^[\\s【\\[#■]*(?:本文)?(?:标签|关键[词字]|關鍵[詞字]|TAGS?|Tagged|Filed under|Keywords)\\s*[:：】\\]]\\s"
    "*(?P<tags>.{0,300})$",
    re.IGNORECASE,
)
_TAG_PARTS = re.compile("[\\s\u3000,，、;；|｜#/]+")
_TAG_COMMAS = re.compile("[,，、;；|｜#]+\\s*")
_ARROWS = re.compile("\\s*(?:[>＞»›→]+|-\\s?>|&gt;|::)\\s*")
_PATH_LABEL = re.compile(
    "^.{0,12}?(?:位置|所在|栏目|导航)[^>＞»›:：]{0,4}[:：]\\s*|^(?:您|你)?(?:现在|当前)?(?:的)?位置\\s*[:：是]?\\s*"
)
_PATH_END = re.compile("^(?:正文|内容|文章|浏览文章|文章内容|查看|详细|全文|详情|阅读|新闻内容|新闻正文)$")
_DISCLAIMED = re.compile("^[【\\[（(*※\\s]*(?:免责|版权|特别|郑重|重要)?声明\\s*[】\\])）:：]+\\s*")


def source_of(text: str) -> str:
    """The source that a row names, or ""."""
    match = _SOURCE.search(text[:400]) or _SOURCE_EN.search(text[:200])
    if match is None:
        return ""
    name = _SOURCE_END.sub("", match["name"]).strip(" 　-—|:：·,，。、；;《》“”[]")
    return "" if re.fullmatch("[\\d\\W]*|未知|网络|原创|不详|互联网", name) else name


def views_of(text: str) -> int | None:
    """How often it was read, as a row tells."""
    match = _VIEWS.search(text[:400])
    if match is None:
        return None
    number = match["n"] or match["n2"] or match["n3"]
    return _count(number, match["unit"] or match["unit2"] or "")


def comments_of(text: str) -> int | None:
    """How many comments there are, as a row tells."""
    match = _COMMENTS.search(text[:400])
    return _count(match["n"] or match["n2"] or match["n3"], "") if match else None


def _count(number: str, unit: str) -> int | None:
    try:
        value = float(number.replace(",", "")) * {"万": 1e4, "w": 1e4, "亿": 1e8}.get(unit, 1)
    except ValueError:
        return None
    return int(value) if value < 1 << 50 else None


def tags_of(text: str) -> list[str]:
    """The tags that a row lists after its label."""
    match = _TAGS.match(text[:400])
    return split_tags(match["tags"]) if match else []


def split_tags(text: str) -> list[str]:
    """Words parted by commas, else by spaces where they are Han."""
    pattern = _TAG_COMMAS if _TAG_COMMAS.search(text.strip(",，、;；|｜# ")) else _TAG_PARTS
    if pattern is _TAG_PARTS and not re.search("[\u4e00-\u9fff]", text):
        pattern = _TAG_COMMAS
    return [
        cut(tag, 40)
        for part in pattern.split(text)
        if (tag := part.strip(" 　#:：[]【】\"'")) and len(tag) <= 40 and not set("<>=") & set(tag)
    ]


def credits_of(text: str) -> list[tuple[str, str]]:
    """The roles and names of a row of credits: 责编:史健 | 审校:李金雨."""
    found = []
    for match in CREDIT.finditer(text[:500]):
        role, name = match["role"], match["name"].strip(" 　|｜,，;；、()（）[]【】")
        if name and role not in ("来源", "作者") and are_names(name):
            found.append((role, name))
    return found


def path_of(text: str, title: str) -> list[str]:
    """The path of sections that a row tells, from the outermost, or []."""
    text = text[:300]
    labelled = PATH_HEAD.search(text) is not None
    names = [name.strip(" 　|·:：[]【】") for name in _ARROWS.split(_PATH_LABEL.sub("", text))]
    names = [name for name in names if name]
    if len(names) < (1 if labelled else 2) or any(len(name) > 60 for name in names[:-1]):
        return []
    if not labelled and not re.search("首页|频道|新闻|网|home", names[0], re.IGNORECASE):
        return []
    while names and (
        _PATH_END.match(names[-1]) or (title and (names[-1] in title or title in names[-1])) or len(names[-1]) > 30
    ):
        names.pop()
    return names[:10]


def disclaimer_text(text: str) -> str:
    """A disclaimer without its label."""
    return _DISCLAIMED.sub("", text).strip()
