"""OPML out: valid, and the same list when it is read again."""

import string
import xml.etree.ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from tui.model.feed import Feed
from tui.transfer.opml import read_opml, write_opml
from tui.transfer.subscriptions import Subscription

NOW = 1_700_000_000


def feed(url: str, title: str = "t", site: str = "", folder: str = "", tags: tuple[str, ...] = ()) -> Feed:
    return Feed(1, url, title, site, folder, tags)


def outlines(text: str) -> ET.Element:
    body = ET.fromstring(text.encode()).find("body")
    assert body is not None
    return body


def test_head_says_what_and_when() -> None:
    root = ET.fromstring(write_opml([], "A & B", NOW).encode())
    assert root.attrib == {"version": "2.0"}
    assert root.findtext("head/title") == "A & B"
    assert root.findtext("head/dateCreated") == "Tue, 14 Nov 2023 22:13:20 GMT"


def test_folders_are_nested_and_each_written_once() -> None:
    text = write_opml(
        [
            feed("https://e.test/1", "1", folder="a/b"),
            feed("https://e.test/2", "2"),
            feed("https://e.test/3", "3", folder="a"),
            feed("https://e.test/4", "4", folder="a/b"),
            feed("https://e.test/5", "5", folder="c/d"),
        ]
    )

    def shape(element: ET.Element) -> list[object]:
        return [child.get("text") if child.get("xmlUrl") else [child.get("text"), *shape(child)] for child in element]

    assert shape(outlines(text)) == ["2", ["a", "3", ["b", "1", "4"]], ["c", ["d", "5"]]]


def test_passwords_stay_here() -> None:
    text = write_opml([feed("https://user:s3cr3t@e.test/f?a=1&b=@", "", "https://u:s3cr3t@e.test/")])
    outline = outlines(text)[0]
    assert outline.get("xmlUrl") == "https://e.test/f?a=1&b=@"
    assert outline.get("htmlUrl") == "https://e.test/"
    assert "s3cr3t" not in text


def test_what_xml_cannot_hold_is_left_out() -> None:
    text = write_opml([feed("https://e.test/f", "a\x1b\x00\ud800<&\"'", folder='x"<\x07')])
    folder = outlines(text)[0]
    assert folder.get("text") == 'x"<'
    assert str(folder[0].get("text")).endswith("<&\"'")


def test_a_very_deep_folder_is_written() -> None:
    text = write_opml([feed("https://e.test/f", folder="/".join(["d"] * 3000))])
    assert text.count("<outline text=") == 3000
    assert text.count("</outline>") == 3000


WORDS = st.text(st.sampled_from(string.ascii_letters + "新闻科技'\"<>& ;#"), min_size=1, max_size=8).map(
    lambda word: " ".join(word.split()) or "x"
)
FEEDS = st.lists(
    st.builds(
        lambda number, title, depth, tags: feed(
            f"https://e.test/{number}?a=1&b={number}",
            title,
            "https://e.test/",
            "/".join(depth),
            tuple(dict.fromkeys(tags)),
        ),
        st.integers(0, 10_000),
        WORDS,
        st.lists(WORDS, max_size=4),
        st.lists(WORDS, max_size=3),
    ),
    max_size=8,
    unique_by=lambda one: one.url,
)


@settings(max_examples=80, deadline=None)
@given(FEEDS)
def test_a_list_read_again_is_the_same(feeds: list[Feed]) -> None:
    text = write_opml(feeds, now=NOW)
    ET.fromstring(text.encode())
    found = read_opml(text.encode())
    assert not found.skipped
    expected = {Subscription(each.url, each.title, each.site, each.folder, each.tags) for each in feeds}
    assert set(found.items) == expected
