"""What the names that pages give their parts (class, id, role) say that a part is."""

import re
from typing import Literal

Kind = Literal["", "body", "aside", "comments", "meta", "chrome"]
"""`aside`: related, recommended, promotion; `meta`: about the article; `chrome`: of the site, not of the article."""

Attributes = dict[str, str | None]

_BODY = re.compile(
    r"article[-_]?(?:body|content|text|main|con\b|detail)|(?:post|entry|story|news|text|main|detail|page|body|blog)"
    r"[-_]?(?:body|content|text|con\b|detail)|articlebody|rich[-_]?text|^content$|^article$|^artibody$|^endtext$"
    r"|zoom$|^js_content$|maintext|nr\b|zhengwen|^text$|markdown-body|rm_txt_con",
)
_SURE = re.compile(
    r"(?:^|[-_ ])(?:article|post|entry|story|news|blog)[-_]{0,2}(?:body|content|text|con|detail|"
    r"main[-_]?text)(?:$|[-_ ])|articlebody"
    r"|articlecontent|(?:^|\s)(?:artibody|endtext|zoom|fontzoom|ozoom|js_content|trs_editor|rich_media_content"
    r"|txt_?con(?:tent)?|main_?text"
    r"|content_area|rm_txt_con|art_?con(?:text|tent)?|news_?con(?:tent)?|post_?text|left_zw|text_area|"
    r"cont_box_text|contentmain)(?:$|\s)",
)
_TERMS = re.compile(r"(?:^|(?<=\s))(?:tag|category|has|format|status|type|comments)-\S+")
_COMMENTS = re.compile(
    r"comment|discuss|disqus|livefyre|pinglun|(?:^|[-_ ])(?:reply|replies|respond|guestbook|liuyan)(?:$|[-_ ])",
)
_ASIDE = re.compile(
    r"related|relevan|recommend|recirc|outbrain|taboola|read[-_]?(?:more|next)|more[-_]?(?:news|"
    r"stories|articles|on\b|from)|"
    r"also[-_]?(?:read|like)|most[-_]?(?:read|popular|viewed)|popular|trending|tuijian|xiangguan|"
    r"hot[-_]?(?:news|list|tags|words)"
    r"|rank(?:ing|list)?\b|paihang|sponsor|promo(?!ted-by)|advert|\bads?\b|[-_]ads?[-_]|^ads?[-_]|"
    r"[-_]ads?$|banner|gg_|guanggao"
    r"|newsletter|subscri|sign[-_]?up|qrcode|erweima|weixin|wechat|scan[-_]?code|appdownload|app[-_]?down|donat",
)
_CHROME = re.compile(
    r"footer|foot\b|\bnav\b|navbar|navigation|menu|breadcrumb|crumb|sidebar|side[-_]?bar|masthead|"
    r"topbar|top[-_]?nav|toolbar"
    r"|tool[-_]?box|share|social|bdshare|jiathis|pager|pagination|paging|page[-_]?nav|login|cookie|"
    r"consent|gdpr|popup|modal"
    r"|overlay|lightbox|search|copyright|friendlink|skip[-_]?(?:to|link)|font[-_]?size|print|rss|"
    r"widget|screen-reader|sr-only"
    r"|visually-hidden|player-controls|toc\b",
)
_META = re.compile(
    r"byline|author|dateline|post[-_]?(?:meta|info|date)|entry[-_]?(?:meta|footer)|article[-_]?(?:info|"
    r"meta|source)|pub(?:lish)?"
    r"[-_]?(?:time|date)|time[-_]?source|ep-source|ep-editor|\bsource\b|editor\b|zebian|\btags?\b|"
    r"keywords|tag[-_]?(?:list|s\b)"
    r"|disclaim|statement|shengming|\bmeta\b|timestamp|contrib",
)
_ROLES: dict[str, Kind] = {
    "navigation": "chrome", "banner": "chrome", "contentinfo": "chrome", "search": "chrome", "menu": "chrome",
    "menubar": "chrome", "toolbar": "chrome", "dialog": "chrome", "alertdialog": "chrome", "alert": "chrome",
    "complementary": "aside",
}  # fmt: skip
_TAGS: dict[str, Kind] = {
    "nav": "chrome", "footer": "chrome", "aside": "aside", "form": "chrome", "button": "chrome", "menu": "chrome",
}  # fmt: skip
_NAMED = frozenset({"body", "article", "main", "html"})


def kind_of_name(tag: str, attrs: Attributes) -> Kind:
    """What tag, class, id, role and itemprop of an element say."""
    if not attrs:
        return _TAGS.get(tag, "")
    if attrs.get("itemprop") in ("articleBody", "reviewBody"):
        return "body"
    role = _ROLES.get((attrs.get("role") or "").lower())
    if role:
        return role
    name = f"{attrs.get('class') or ''} {attrs.get('id') or ''}"[:300].lower()
    if name == " ":
        return _TAGS.get(tag, "")
    return _by_name(name.strip()) or _TAGS.get(tag, "")


def surely_body(attrs: Attributes) -> bool:
    """Whether the name is one that is given to nothing but the body of an article."""
    if attrs.get("itemprop") == "articleBody":
        return True
    return _SURE.search(f"{attrs.get('class') or ''} {attrs.get('id') or ''}"[:300].lower()) is not None


def _by_name(name: str) -> Kind:
    kind = _KNOWN.get(name)
    if kind is None:
        if len(_KNOWN) > 20_000:
            _KNOWN.clear()
        kind = _KNOWN[name] = _judge(name)
    return kind


_KNOWN: dict[str, Kind] = {}


def _judge(name: str) -> Kind:
    if "mathjax" in name or "katex" in name:  # formulas come with a menu of their own
        return ""
    if "hentry" in name or "type-post" in name:  # WordPress writes the tags of a post into its class
        name = _TERMS.sub("", name)
    if _COMMENTS.search(name):
        return "comments"
    body = any(map(_BODY.search, name.split()))
    if _ASIDE.search(name):
        return "aside" if not body else ""
    if _CHROME.search(name):
        return "chrome" if not body else ""
    if body:
        return "body"
    return "meta" if _META.search(name) else ""
