"""Where the other pages of an article are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.extract.sample import page, prose, read
from tui.extract.paging import MOST, number_of


def pages_of(pager: str, url: str = "https://news.example/a/1001.html") -> tuple[str, ...]:
    return read(page(prose() + f"<div class=pager>{pager}</div>"), url).next_pages


def links(*addresses: str) -> str:
    return "".join(f"<a href={address}>{at}</a> " for at, address in enumerate(addresses, 1))


@pytest.mark.parametrize(("pager", "url", "found"), [
    (links("1001.html", "1001_2.html", "1001_3.html") + "<a href=1001_2.html>下一页</a>", "https://news.example/a/1001.html",
     ["1001_2.html", "1001_3.html"]),
    (links("1001.html", "1001-2.html"), "https://news.example/a/1001.html", ["1001-2.html"]),
    ("<a href=?page=2>余下全文</a>", "https://news.example/a/1001.html", ["1001.html?page=2"]),
    (links("?id=7&page=1", "?id=7&page=2"), "https://news.example/a/show.php?id=7", ["show.php?id=7&page=2"]),
    (links("1001.html", "1001_2.html", "1001_3.html"), "https://news.example/a/1001_2.html", ["1001_3.html"]),
    (links("1001.html", "1001_2.html", "1001_3.html"), "https://news.example/a/1001_3.html", []),
    ("<a href=1001.html>1</a> <a href=1001_2.html>2</a> <b>3</b>", "https://news.example/a/1001_3.html", []),
    ("<a href=1001_2.html>餘下全文</a>", "https://news.example/a/1001.html", ["1001_2.html"]),
    ("<a href=1001_3.html>下一页</a>", "https://news.example/a/1001_2.html", ["1001_3.html"]),
    (links("12.html", "12_2.html", "12_3.html"), "https://news.example/a/12.html", ["12_2.html", "12_3.html"]),
])  # fmt: skip
def test_pages_that_follow(pager: str, url: str, found: list[str]) -> None:
    assert pages_of(pager, url) == tuple(f"https://news.example/a/{name}" for name in found)


@pytest.mark.parametrize("pager", [
    "<a href=1002.html>下一篇</a>",
    "<a href=1001_2.html>下一篇：另一条新闻</a>",
    "<a href=https://other.example/a/1001_2.html>下一页</a>",
    "<a href=1002.html>2</a>",
    "<a href=1001_2.html>第2張</a>",
    "<a href=1001_2.html>上一页</a>",
    "<a href=?id=8>2</a>",
    "<a href=javascript:next()>下一页</a>",
])  # fmt: skip
def test_what_is_no_further_page(pager: str) -> None:
    assert pages_of(pager) == ()


def test_there_are_at_most_twenty_pages() -> None:
    assert len(pages_of(links(*(f"1001_{at}.html" for at in range(1, 60))))) == MOST - 1


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_address_has_a_number_or_none(address: str, here: str) -> None:
    assert number_of(f"https://a.example/{address}", f"https://a.example/{here}") in (None, *range(1000))
