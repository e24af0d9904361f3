"""Who wrote it: names in bylines, datelines and credits."""

import re

_NAME = r"[\u4e00-\u9fff·]{2,5}"
_ENGLISH = r"[A-Z][\w.'’-]+(?: (?:[A-Z][\w.'’-]*|de|van|von|la|al)){1,3}"
_LEAD = re.compile(
    rf"^\W{{0,3}}[【\[（(](?P<outlet>[^】\]）)\s]{{2,14}}?)[\s·:：]*(?:首席|高级|见习|实习|特约)?(?:记者|作者|通讯员|评论员|编辑)[\s:：]+(?P<names>[^】\]）)]{{2,40}})[】\]）)]"
)
_DATELINE = re.compile(
    rf"^\W{{0,3}}(?P<outlet>[\u4e00-\u9fffA-Za-z]{{2,12}}?(?:社|网|报|台|新闻|财经|时报|日报|晚报|在线|频道))?(?:北京|上海|[\u4e00-\u9fff]{{2,4}})?(?:\d{{1,2}}月\d{{1,2}}日)?(?:电|讯)[\s　]*[（(]?(?:本报|见习)?(?:记者|特派记者|通讯员)[\s:：]*(?P<names>[^）)，。：:]{{2,30}})[）)]?"
)
_OWN = re.compile(rf"^\W{{0,3}}(?P<outlet>本报|本网|本台|本刊)?(?:讯)?[\s　]*[（(]?(?:首席|见习|实习|特约)?(?:记者|通讯员)[\s:：　]*(?P<names>(?:{_NAME})(?:[、，,\s　]+{_NAME}){{0,5}})(?=\W|$|报道|摄影|文)")
_BYLINE = re.compile(
    rf"(?:^|[\s|｜·\[(（　>])(?:作\s*者|撰\s*文|撰稿|文\s*[/／|｜]|记者|文章作者|发布者|发表人|楼主|作者署名)\s*[:：/／|｜]?\s*(?P<names>(?:[^\s:：|｜,，。；;、()（）\[\]【】<>/]{{2,14}})(?:(?:[、，,/]|\s(?=[\u4e00-\u9fff]{{2,4}}(?:\s|$))\s*)[\u4e00-\u9fff·]{{2,5}}){{0,6}})"
)
_BY = re.compile(rf"(?:^|\b)(?:by|written by|author:)\s+(?P<names>{_ENGLISH}(?:(?:, | and | & ){_ENGLISH}){{0,4}})", re.IGNORECASE)
_SPLIT = re.compile(r"[、，,/;；&|｜\s　]+|\band\b")
_NOT_A_NAME = re.compile(
    r"来源|编辑|发布|时间|日期|阅读|浏览|点击|评论|字号|责任|记者|作者|本报|本网|未知|佚名|网络|互联网|转载|综合|admin|unknown|^\d+$|https?:|www\.|staff|editor|^报道$|^摄影$|^图$|^文$|新闻|日报|晚报|网$",
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
    """The names that a line of facts gives as the author's."""
    for pattern in (_BYLINE, _BY):
        for match in pattern.finditer(text[:300]):
            if names := names_in(match["names"]):
                return names
    return ()


_SIGNED = re.compile(rf"[（(]\s*(?:本报|本网|新华社)?(?:记者|作者|撰文|文)[\s:：/]*(?P<names>{_NAME}(?:[、\s]+{_NAME}){{0,4}})\s*[）)]\s*$")


def signed(text: str, lines: list[str]) -> tuple[str, ...]:
    """The names that an article is signed with at its end."""
    last = text.rstrip().rpartition("\n")[2]
    for line in [last, *lines]:
        if match := _SIGNED.search(line[-60:]):
            return names_in(match["names"])
        if found := byline(line[:60]) if line in lines else ():
            return found
    return ()
