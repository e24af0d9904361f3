"""Small pages for the tests of extraction."""

from typing import Any

from tui.extract.extract import extract
from tui.model.page import PageArticle

NOW = 1_795_400_000
URL = "https://news.example/a/2026/1001.html"
SENTENCE = "记者从现场了解到，{n}号线工程已经完成主体结构施工，预计明年年底前投入试运行，沿线居民出行将更加便利。"
PARAGRAPHS = [SENTENCE.format(n=number) * 2 for number in range(1, 7)]


def read(html: str, url: str = URL, **source: Any) -> PageArticle:
    """The article in `html`."""
    return extract(html.encode(), url, now=NOW, **source)


def page(body: str, *, head: str = "", title: str = "某市地铁工程进展顺利", around: str = "") -> str:
    """A page of a small site with `body` as its article."""
    links = "".join(f'<li><a href="/c/{number}/">栏目{number}</a></li>' for number in range(8))
    return (
        f"<!doctype html><html lang=zh><head><meta charset=utf-8><title>{title}_某某网</title>{head}</head><body>"
        f"<ul class=nav>{links}</ul><h1>{title}</h1><div class=article-content>{body}</div>{around}"
        "<div class=footer>版权所有 某某网 京ICP备1号</div></body></html>"
    )


def prose(*between: str) -> str:
    """Six paragraphs with `between` after the second."""
    paragraphs = [f"<p>{text}</p>" for text in PARAGRAPHS]
    return "".join([*paragraphs[:2], *between, *paragraphs[2:]])
