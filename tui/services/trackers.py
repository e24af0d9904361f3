"""Addresses as one gives them to others: without what tells where the reader came from."""

import re
from urllib.parse import parse_qs, urlsplit, urlunsplit

from tui.text.pattern import pattern

_TRACKER = pattern(
    r"(?:utm_\w+|spm(?:_id_from)?|scm|fbclid|[gdy]clid|gbraid|wbraid|msclkid|twclid|igshid|mc_[ce]id|_hs(?:enc|mi)|mkt_tok"
    r"|ref_src|ref_url|vd_source|share_(?:source|medium|plat|session_id|tag|times|from|token)|isappinstalled|weibo_id"
    r"|wxshare_count|from_source|from_spmid)",
    re.IGNORECASE,
)


# Pages whose only work is to send on, and the parameter that says where to.
_SENDERS = {
    "link.zhihu.com": "target", "link.juejin.cn": "target", "link.csdn.net": "target", "link.jianshu.com": "t",
    "weibo.cn": "u", "passport.weibo.com": "url", "c.pc.qq.com": "pfurl", "gate.baidu.com": "src",
    "www.google.com": "url q", "l.facebook.com": "u", "out.reddit.com": "url", "slack-redir.net": "url",
    "www.oschina.net": "url", "sspai.com": "target", "steamcommunity.com": "url u", "t.umblr.com": "z",
}  # fmt: skip
_AMP_CACHE = pattern(
    r"https?://(?:[\w.-]+\.cdn\.ampproject\.org/[cv]/|www\.google\.[a-z.]+/amp/)(s/)?(?P<rest>[\w-]+\..+)"
)
_FROM = pattern(
    r"from=(?:timeline|singlemessage|groupmessage|groupchat|feed|rss|weibo|wechat|wx|qq|app|share|search)"
)
_MOST_HOPS = 4


def target_of(url: str) -> str:
    """The address that an address of a redirector or an AMP cache holds, as far as it can be read off it."""
    for _ in range(_MOST_HOPS):
        if amp := _AMP_CACHE.fullmatch(url):
            url = f"http{'s' if amp[1] else ''}://{amp['rest']}"
            continue
        try:
            parts = urlsplit(url)
            given = parse_qs(parts.query)
        except ValueError:
            return url
        names = _SENDERS.get(parts.hostname or "", "").split()
        inner = next((given[name][0] for name in names if name in given), "")
        if not inner.startswith(("http://", "https://")):
            return url
        url = inner
    return url


def without_trackers(url: str) -> str:
    """The address that is meant, without parameters that only trace readers; everything else stays as it is."""
    url = target_of(url)
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    pairs = [pair for pair in parts.query.split("&") if not _FROM.fullmatch(pair.lower())]
    kept = [pair for pair in pairs if not _TRACKER.fullmatch(pair.partition("=")[0])]
    query = "&".join(kept)
    return url if query == parts.query else urlunsplit(parts._replace(query=query))
