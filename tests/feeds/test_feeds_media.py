"""What is said of a picture or film is its caption, and the entry's text only where there is no other."""

import pytest

from tui.feeds.parse import parse
from tui.model.feed import ParsedEntry

NOW = 1_795_000_000
POST = "<description>&lt;p&gt;今天爬山，累坏了！&lt;/p&gt;</description>"
ALT = "<media:description>照片：山顶的云海，近处是一块写着海拔的石碑。</media:description>"
PHOTO = f'<media:content medium="image" url="https://m.example/a.png"><media:title>user</media:title>{ALT}</media:content>'


def read(item: str) -> ParsedEntry:
    feed = f'<rss xmlns:media="http://search.yahoo.com/mrss/"><channel><item><guid>1</guid>{item}</item></channel></rss>'
    (entry,) = parse(feed.encode(), "https://m.example/feed", now=NOW).entries
    return entry


@pytest.mark.parametrize("item", [POST + PHOTO, PHOTO + POST, POST + ALT, f"{POST}<media:group>{PHOTO}</media:group>"])
def test_a_longer_caption_is_not_the_post(item: str) -> None:
    entry = read(item)
    assert (entry.title, entry.text, entry.summary) == ("今天爬山，累坏了！",) * 3
    assert entry.images == (("https://m.example/a.png",) if PHOTO in item else ())


def test_a_shorter_caption_is_not_the_summary() -> None:
    entry = read("<title>题</title>" + POST + "<media:description>短</media:description>")
    assert entry.summary == "今天爬山，累坏了！"


@pytest.mark.parametrize("item", [PHOTO, f"<description/>{PHOTO}", f"<media:group>{ALT}</media:group>"])
def test_it_is_the_text_where_there_is_no_other(item: str) -> None:
    assert read("<title>题</title>" + item).text.startswith("照片：山顶")


def test_a_title_of_a_picture_names_an_entry_that_has_nothing_else() -> None:
    assert read("<media:content><media:title>图题</media:title></media:content>").title == "图题"
    assert read("<media:title>片名</media:title>" + POST).title == "片名"
