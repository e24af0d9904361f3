"""Addresses as one gives them to others: without what tells where the reader came from."""

import re
from urllib.parse import urlsplit, urlunsplit

_TRACKER = re.compile(
    r"(?:utm_\w+|spm(?:_id_from)?|scm|fbclid|[gdy]clid|gbraid|wbraid|msclkid|twclid|igshid|mc_[ce]id|_hs(?:enc|mi)|mkt_tok"
    r"|ref_src|ref_url|vd_source|share_(?:source|medium|plat|session_id|tag|times|from|token)|isappinstalled|weibo_id"
    r"|wxshare_count|from_source|from_spmid)",
    re.IGNORECASE,
)


def without_trackers(url: str) -> str:
    """The address without parameters that only trace readers; everything else in it stays as it is."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    kept = [pair for pair in parts.query.split("&") if not _TRACKER.fullmatch(pair.partition("=")[0])]
    query = "&".join(kept)
    return url if query == parts.query else urlunsplit(parts._replace(query=query))
