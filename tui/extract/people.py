"""Who wrote it: names in bylines, datelines and credits."""

import re

_NAME = r"[\u4e00-\u9fff·]{2,5}"
_ENGLISH = r"[A-Z][\w.'’-]+(?: (?:[A-Z][\w.'’-]*|de|van|von|la|al)){1,3}"
_LEAD = re.compile(
    r"^\W{0,3}[【\[（(](?P<outlet>[^】\]）)\s]{2,14}?)[\s·:：]*(?:首席|高级|见习|实习|特约)?(?:记者|作者|通讯员|评论员|编辑)[\s:：]+(?P<names>[^】\]）)]{2,40})[】\]）)]"
)
_DATELINE = re.compile(
    r"^\W{0,3}(?P<outlet>[\u4e00-\u9fffA-Za-z]{2,12}?(?:社|网|报|台|新闻|财经|时报|日报|晚报|在线|频道))?(?:北京|上海|[\u4e00-\u9fff]{2,4})?(?:\d{1,2}月\d{1,2}日)?(?:电|讯)[\s　]*[（(]?(?:本报|见习)?(?:记者|特派记者|通讯员)[\s:：]*(?P<names>[^）)，。：:]{2,30})[）)]?"
)
_OWN = re.compile(rf"^\W{{0,3}}(?P<outlet>本报|本网|本台|本刊)?(?:讯)?[\s　]*[（(]?(?:首席|见习|实习|特约)?(?:记者|通讯员)[\s:：　]*(?P<names>(?:{_NAME})(?:[、，,\s　]+{_NAME}){{0,5}})(?=\W|$|报道|摄影|文)")
_BYLINE = re.compile(
    r"(?:^|[\s|｜·\[(（　>])(?:作\s*者|撰\s*文|撰\s*稿|执\s*笔人?|文字?|记者|文章作者|发布者|发布人|发表人|楼主|作者署名)\s*[:：/／|｜]\s*"
    r"(?P<names>[^\s:：|｜,，。；;、()（）\[\]【】<>/=]{2,14}(?:(?:[、，,/]|[\s　]+)(?=[\u4e00-\u9fff]{2,4}(?:[\s、，,/）)]|$))[\u4e00-\u9fff·]{2,4}){0,6})"
)
_REPORTERS = re.compile(
    rf"^(?P<lead>[^。！？，]{{0,20}}?)(?:首席|见习|特约)?(?:记者|实习生|通讯员|特派员)[\s　:：]*(?P<names>{_NAME}(?:[、\s　/]+{_NAME}){{0,5}})\s*(?:[/／]?\s*(?:文|摄|图|摄影|报道|综合报道|撰文)\S{{0,8}})?\W*$"
)
_POSTED = re.compile(
    r"^\W{0,3}(?P<names>[^\s:：,，。]{2,16})\s*(?:发表于|发布于|发表在|张贴于)|(?:本[贴帖文]|^)由\s*(?P<by>[^\s:：,，。]{2,12}?)\s*(?:于|张贴|发表|发布|上传)"
)
_BY = re.compile(rf"(?:^|\b)(?:by|written by|author:)\s+(?P<names>{_ENGLISH}(?:(?:, | and | & ){_ENGLISH}){{0,4}})", re.IGNORECASE)
_SPLIT = re.compile(r"[、，,/;；&|｜\s　]+|\band\b")
_NOT_A_NAME = re.compile(
    r"本文|文章|调查|来源|编辑|发布|时间|日期|阅读|浏览|点击|评论|字号|责任|记者|作者|本报|本网|未知|佚名|网络|互联网|转载|综合|admin|unknown|\bsize\b|team\b|discuz|\bcms\b|^\w?_?\d+$|[=<>{}]|https?:|www\.|staff|editor|^报道$|^摄影$|^图$|^文$|新闻|日报|晚报|网$",
    re.IGNORECASE,
)


def names_in(text: str) -> tuple[str, ...]:
    """The names in a list of them, each once."""
    parts = [text.strip()] if text.isascii() else _SPLIT.split(text)
    if text.isascii():
        parts = re.split(r",|;|&|\band\b|\bby\b", text, flags=re.IGNORECASE)
    kept = [name for part in parts if 2 <= len(name := part.strip(" \u3000.·:：()（）[]【】\"'")) <= 40]
    return tuple(dict.fromkeys(name for name in kept if not _NOT_A_NAME.search(name)))[:12]


def lead(text: str) -> tuple[str, tuple[str, ...]]:
    """Outlet and reporters that the first paragraph begins with, as in 【大河财立方 记者 吴春波】."""
    for pattern in (_LEAD, _DATELINE, _OWN):
        if match := pattern.match(text[:120]):
            outlet = match["outlet"] or ""
            return ("" if outlet in ("本报", "本网", "本台", "本刊") else outlet), names_in(match["names"])
    return "", ()


def byline(text: str) -> tuple[str, ...]:
    """The names that a short line gives as the author's."""
    for pattern in (_BYLINE, _BY, _REPORTERS, _POSTED):
        for match in pattern.finditer(text[:300]):
            found = match.groupdict()
            if names := names_in(found.get("names") or found.get("by") or ""):
                return names
    return ()


def alone(text: str) -> str:
    """A line that is nothing but a Chinese name, spaces in it left out, or ""."""
    bare = re.sub(r"[\s　]+", "", text)
    return bare if 2 <= len(bare) <= 3 and bare[0] in _SURNAMES and not _NOT_A_NAME.search(bare) else ""


# The commonest surnames, which together cover nineteen people out of twenty.
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙黎史陶贺毛段郝顾龚邵覃武钱戴严莫孔向常汤康易乔赖文"
)
_SIGNED = re.compile(
    rf"[（(]\s*(?:[\u4e00-\u9fff]{{0,6}}(?:记者|作者|撰文|通讯员))?[\s:：/]*(?P<names>{_NAME}(?:[、\s　]+{_NAME}){{0,4}})\s*(?:[\u4e00-\u9fff]{{2,4}}报道)?\s*[）)]\W*[\u4e00-\u9fff]{{0,3}}\W*$"
)


def signed(text: str) -> tuple[str, ...]:
    """The names that an article is signed with in brackets at its end."""
    last = text.rstrip().rpartition("\n")[2]
    match = _SIGNED.search(last[-60:])
    names = names_in(match["names"]) if match else ()
    reporter = match is not None and re.search("记者|作者|撰文|通讯员|报道", match[0])
    return names if reporter or all(name[0] in _SURNAMES and len(name) <= 3 for name in names) else ()
