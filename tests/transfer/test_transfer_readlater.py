"""Lists of Pocket and Instapaper, as they are handed out and as nobody should."""

import pytest

from tui.model.errors import TransferError
from tui.transfer.readlater import Wanted, is_list, read_list

POCKET_CSV = """title,url,time_added,tags,status
一篇好文,https://a.test/1,1700000000,财经|早报,unread
"有逗号, 的标题",https://a.test/2,1700000001,,archive
https://a.test/3,https://a.test/3,,,unread
"""
POCKET_HTML = """<!DOCTYPE html><html><head><title>Pocket Export</title></head><body><h1>Unread</h1><ul>
<li><a href="https://a.test/1?a=1&amp;b=2" time_added="1700000000" tags="财经,早报">一篇 &amp; 好文</a></li></ul>
<h1>Read Archive</h1><ul><li><a href="https://a.test/2" time_added="1700000001" tags="">读过的</a></li></ul></body>"""
INSTAPAPER_CSV = """URL,Title,Selection,Folder,Timestamp,Tags
https://a.test/1,一篇好文,"划线的
一段",Unread,1700000000,"[""财经"", ""早报""]"
https://a.test/2,读过的,,Archive,1700000001,[]
https://a.test/3,加星的,,Starred,1700000002,[]
https://a.test/4,夹子里的,,我的夹子,1700000003,[]
"""
INSTAPAPER_HTML = """<html><head><title>Instapaper: Export</title></head><body><h1>Unread</h1>
<ol><li><a href="https://a.test/1">一篇好文</a></ol><h1>我的夹子</h1><ol><li><a href='https://a.test/2'>夹子里的</a></ol>"""


def test_pocket() -> None:
    assert read_list(POCKET_CSV) == [
        Wanted("https://a.test/1", "一篇好文", 1_700_000_000, ("财经", "早报")),
        Wanted("https://a.test/2", "有逗号, 的标题", 1_700_000_001, read=True),
        Wanted("https://a.test/3"),
    ]
    assert read_list(POCKET_HTML) == [
        Wanted("https://a.test/1?a=1&b=2", "一篇 & 好文", 1_700_000_000, ("财经", "早报")),
        Wanted("https://a.test/2", "读过的", 1_700_000_001, read=True),
    ]


def test_instapaper() -> None:
    assert read_list("\ufeff" + INSTAPAPER_CSV) == [
        Wanted("https://a.test/1", "一篇好文", 1_700_000_000, ("财经", "早报"), selection="划线的\n一段"),
        Wanted("https://a.test/2", "读过的", 1_700_000_001, read=True),
        Wanted("https://a.test/3", "加星的", 1_700_000_002, starred=True),
        Wanted("https://a.test/4", "夹子里的", 1_700_000_003, ("我的夹子",)),
    ]
    assert read_list(INSTAPAPER_HTML) == [
        Wanted("https://a.test/1", "一篇好文"),
        Wanted("https://a.test/2", "夹子里的", tags=("我的夹子",)),
    ]


@pytest.mark.parametrize("text", [POCKET_CSV, POCKET_HTML, INSTAPAPER_CSV, INSTAPAPER_HTML])
def test_they_are_known_by_their_beginning(text: str) -> None:
    assert is_list(text[:1000])


@pytest.mark.parametrize(
    "text", ["<opml>", "https://a.test/feed 科技", "<html><title>x</title><a href=x>", "", "a,b\n"]
)
def test_other_files_are_not(text: str) -> None:
    assert not is_list(text)


def test_what_is_dangerous_or_senseless_is_left_out_or_cleaned() -> None:
    found = read_list(
        "title,url,time_added,tags,status\n"
        "x,javascript:alert(1),1,,\nx,file:///etc/passwd,1,,\n"
        "\x1b]52;c;x\x07题\u202e,https://a b.test/\x1b,-5,\x1b[31m红,\n"
        "又一次,https://a.test/b,99999999999999999999999,,\n又一次,https://a.test/b,,,\nhalf\n"
    )
    assert [(wanted.url, wanted.added) for wanted in found] == [("https://a.test/b", None)]
    (cleaned,) = read_list("title,url,time_added,tags,status\n\x1b]52;c;x\x07题\u202e,https://a.test,1,\x1b[31m红,\n")
    assert "\x1b" not in cleaned.title + "".join(cleaned.tags)
    assert cleaned.title.endswith("题")


def test_hostile_lists_take_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    read_list("<title>Pocket Export</title>" + "<a " * 300_000)
    read_list("<title>Pocket Export</title>" + ("<a " + "x" * 9_000 + ">") * 300)
    with pytest.raises(TransferError):
        read_list('title,url\n"' + "x" * 200_000)
    monkeypatch.setattr("tui.transfer.readlater.MOST", 3)
    with pytest.raises(TransferError):
        read_list("title,url\n" + "".join(f"x,https://a.test/{n}\n" for n in range(5)))
