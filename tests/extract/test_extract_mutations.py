"""Damaged pages: whatever is cut, doubled or thrown in, an article comes out that is plain and clean."""

import json
from pathlib import Path

from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from tests.extract.sample import NOW, URL
from tui.extract.extract import extract
from tui.extract.plain import pack, unpack

PAGES = [path.read_bytes() for path in sorted((Path(__file__).parent / "fixtures").glob("*.html"))]
THROWN_IN = [
    b"<", b">", b"</div>", b"</table>", b"<table>", b"<!--", b"<script>", b"<a href=", b"\x00", b"\x1b[31m",
    b"\xff\xfe", b"&#x202e;", b"&#27;", b"<noscript>", b"<svg>", b"<p hidden>",
    "来源：".encode(), "\u202e作者：\x07".encode(),
    b'<meta name=author content="&#x1b;]0;x">', b'<time datetime="99999999999999999999">',
    b'<script type="application/ld+json">{"@type":"NewsArticle","author":[[[{"name":{}}]]],"headline":7}</script>',
]  # fmt: skip

Damage = list[tuple[int, int, bytes]]


def damaged(page: bytes, damage: Damage) -> bytes:
    for at, length, thrown_in in damage:
        place = at % len(page)
        page = page[:place] + thrown_in + page[place + length :] or b"<p>"
    return page


@examples(max_examples=120)
@given(
    st.sampled_from(PAGES),
    st.lists(st.tuples(st.integers(0, 20_000), st.integers(0, 400), st.sampled_from(THROWN_IN)), max_size=8),
)
def test_a_damaged_page_gives_a_clean_article(page: bytes, damage: Damage) -> None:
    article = extract(damaged(page, damage), URL, now=NOW)
    assert unpack(json.loads(json.dumps(pack(article)))) == article


@examples(max_examples=60)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_clean_article(data: bytes) -> None:
    article = extract(data, URL, now=NOW)
    assert unpack(json.loads(json.dumps(pack(article)))) == article
