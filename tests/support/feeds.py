"""Small feeds made to order."""

from collections.abc import Iterable
from xml.sax.saxutils import escape


def rss(titles: Iterable[str], *, title: str = "报", link: str = "https://example.org", text: str = "正文。") -> bytes:
    """An RSS 2.0 feed with an item for each title; guid and link come from the title's place counted from the end."""
    names = list(titles)
    items = "".join(
        f"<item><title>{escape(name)}</title><link>{link}/{len(names) - place}</link>"
        f"<guid>{link}/{len(names) - place}</guid><pubDate>Mon, 02 Nov 2026 08:{place % 60:02}:00 +0800</pubDate>"
        f"<description>{escape(f'<p>{name}：{text}</p>')}</description></item>"
        for place, name in enumerate(names)
    )
    head = f"<title>{escape(title)}</title><link>{link}</link><language>zh-cn</language>"
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()
