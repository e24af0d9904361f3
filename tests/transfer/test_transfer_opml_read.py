"""OPML in: what people's programs write, what breaks on the way, and what strangers put into it."""

import contextlib
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.model.errors import TransferError
from tui.transfer.opml import read_opml
from tui.transfer.subscriptions import DEEPEST, MOST, Skipped, Subscription

FIXTURES = Path(__file__).parent / "data"
SHARED = Path(__file__).parents[3] / "shared"
LISTS = [path for path in sorted(SHARED.glob("corpus/opml/**/*")) if path.is_file()]
FIRST_FEEDS = 100


def opml(body: str, declaration: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    return f'{declaration}<opml version="2.0"><head><title>T</title></head><body>{body}</body></opml>'.encode()


def only(body: str) -> Subscription:
    found = read_opml(opml(body))
    assert len(found.items) == 1, found
    return found.items[0]


def test_a_list_with_folders_tags_and_odd_spellings() -> None:
    found = read_opml((FIXTURES / "mixed.opml").read_bytes(), "mixed.opml")
    assert found.title == "我的订阅 & more"
    assert found.items == (
        Subscription("https://news.example/rss", "要闻", "https://news.example/", "新闻", ("国内", "Weather")),
        Subscription("http://tech.example/feed?a=1&copy=2", 'Tech "weekly"', "", "新闻/科技"),
        Subscription("https://wordpress.example/feed", "Only a title", "", "新闻/科技"),
        Subscription("https://live.example/data/rss", "xmlURL", "", "TCP／IP"),
        Subscription("https://top.example/atom.xml", "", "", ""),
    )
    assert found.skipped == (Skipped("A list elsewhere", "any"), Skipped("Only a page", "empty"))


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "big5"])
def test_charsets(codec: str) -> None:
    declared = "utf-8" if codec == "utf-8-sig" else codec
    text = f'<?xml version="1.0" encoding="{declared}"?><opml><body><outline text="中文新聞訂閱的電子報" xmlUrl="https://e.test/f"/></body></opml>'
    assert read_opml(text.encode(codec)).items[0].title == "中文新聞訂閱的電子報"


@pytest.mark.parametrize(
    ("body", "titles"),
    [
        ('<outline text="a" xmlUrl="https://e.test/a"/></body>', ["a"]),
        ('<outline text="a" xmlUrl="https://e.test/a"></bogus:end>', ["a"]),
        ('</outline></outline><outline text="a" xmlUrl="https://e.test/a"/>', ["a"]),
        ('<outline text="R&D" xmlUrl="https://e.test/a"/>', ["R&D"]),
        ('<outline text="caf&eacute; &nope;" xmlUrl="https://e.test/a"/>', ["café &nope;"]),
        ('<outline text="a" description="<b>bold</b> > x" xmlUrl="https://e.test/a"/>', ["a"]),
        ("<outline text='a \"b\"' xmlUrl='https://e.test/a'/>", ['a "b"']),
        (
            '<!-- <outline text="no" xmlUrl="https://e.test/no"/> --><outline text="a" xmlUrl="https://e.test/a"/>',
            ["a"],
        ),
        ('<OUTLINE TEXT="a" XMLURL="https://e.test/a"/>', ["a"]),
        ('<outline\n\ttext = "a"\n\txmlUrl\n=\n"https://e.test/a"\n/>', ["a"]),
    ],
)
def test_markup_in_every_state(body: str, titles: list[str]) -> None:
    assert [item.title for item in read_opml(opml(body)).items] == titles


def test_a_file_cut_off_gives_what_is_whole() -> None:
    whole = opml('<outline text="a" xmlUrl="https://e.test/a"/><outline text="b" xmlUrl="https://e.test/b"/>')
    found = read_opml(whole[: whole.index(b"test/b")])
    assert [item.title for item in found.items] == ["a"]
    assert found.skipped == (Skipped("b", "invalid"),)


def test_a_missing_quote_costs_one_feed() -> None:
    found = read_opml(opml('<outline text="a xmlUrl="https://e.test/a/><outline text="b" xmlUrl="https://e.test/b"/>'))
    assert [item.title for item in found.items] == ["b"]
    assert [skipped.reason for skipped in found.skipped] == ["invalid"]


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("|touch x", "command"),
        ("exec:touch x", "command"),
        ("EXEC:touch x", "command"),
        ("filter:touch x:https://e.test/", "command"),
        ("file:///etc/passwd", "scheme"),
        ("/etc/passwd", "scheme"),
        ("javascript:1", "scheme"),
        ("ftp://e.test/", "scheme"),
        ("mailto:a@e.test", "scheme"),
        ("feed:file:///etc/passwd", "scheme"),
        ("--profile=/x", "scheme"),
        ("https://", "invalid"),
        ("https://" + "a" * 10_000, "invalid"),
    ],
)
def test_what_is_not_imported(url: str, reason: str) -> None:
    found = read_opml(opml(f'<outline text="t" xmlUrl="{url}"/>'))
    assert (found.items, found.skipped) == ((), (Skipped("t", reason),))


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        ("feed://e.test/f", "http://e.test/f"),
        ("feed:https://e.test/f", "https://e.test/f"),
        ("feed://https://e.test/f", "https://e.test/f"),
        ("HTTPS://e.test/f", "https://e.test/f"),
        (" https://e.test/a b ", "https://e.test/a%20b"),
        ("https://例子.test/", "https://xn--fsqu00a.test/"),
    ],
)
def test_addresses_as_they_are_meant(url: str, meant: str) -> None:
    assert only(f'<outline text="t" xmlUrl="{url}"/>').url == meant


def test_commands_beside_an_address_are_ignored() -> None:
    found = only('<outline text="c" xmlUrl="https://e.test/f" filtercmd="touch x" command="|touch y"/>')
    assert found == Subscription("https://e.test/f", "c")


def test_a_feed_that_comes_twice_is_merged() -> None:
    found = only(
        '<outline text="one"><outline text="" xmlUrl="http://e.test/f" category="a"/></outline>'
        '<outline text="two"><outline text="t" xmlUrl="https://E.test/f/" htmlUrl="https://e.test" category="b,a"/>'
    )
    assert found == Subscription("http://e.test/f", "t", "https://e.test", "one", ("a", "b", "two"))


def test_outlines_inside_a_feed_are_in_its_folder() -> None:
    body = '<outline text="F"><outline text="a" xmlUrl="https://e.test/a"><outline text="b" xmlUrl="https://e.test/b"/>'
    assert [(item.title, item.folder) for item in read_opml(opml(body)).items] == [("a", "F"), ("b", "F")]


def test_texts_come_out_clean() -> None:
    text = "&#x1b;]0;x&#7;&#x9b;31m[/]&#x202e; a\u200bb &#xd800;&#99999999;"
    found = read_opml(
        opml(f'<outline text="{text}"><outline text="{text}" xmlUrl="https://e.test/f" category="{text}"/>')
    )
    item = found.items[0]
    for shown in (item.title, item.folder, *item.tags):
        assert shown
        assert all(char.isprintable() for char in shown)
    assert item.title.startswith("]0;x")


def test_declared_entities_mean_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("s3cr3t")
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<!DOCTYPE opml [<!ENTITY a0 "lol>">{laughs}<!ENTITY f SYSTEM "{secret.as_uri()}">\n] >'
    found = read_opml(opml('<outline text="&a11;&f;" xmlUrl="https://e.test/f"/>', doctype))
    assert found.items == (Subscription("https://e.test/f", "&a11;&f;"),)


def test_outlines_in_a_document_type_are_none() -> None:
    doctype = '<!DOCTYPE opml [<!ENTITY x \'<outline text="x" xmlUrl="https://e.test/x"/>\'> ]>'
    assert read_opml(opml("&x;", doctype)).items == ()


def test_passwords_are_kept_in_the_address_alone() -> None:
    url = "https://user:s3cr3t@e.test/f"
    found = read_opml(
        opml(
            f'<outline text="{url}" xmlUrl="{url}"/><outline text="see {url}" xmlUrl="https://e.test/g"/>'
            f'<outline text="" xmlUrl="ftp://user:s3cr3t@e.test/"/><outline text="{url}" xmlUrl="exec:x"/>'
        )
    )
    first, second = found.items
    assert (first.url, first.secret, second.secret) == (url, True, False)
    assert "s3cr3t" not in repr([first.title, second, found.skipped])


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", 1),
        (b"\x00\xff\x00", 1),
        (b"hello", 1),
        (b"<html>\n<head>\n<title>x</title></head></html>", 3),
        (b'{"opml": 1}', 1),
    ],
)
def test_what_is_no_list(data: bytes, line: int) -> None:
    with pytest.raises(TransferError) as caught:
        read_opml(data, "x.opml")
    assert caught.value.about == {"file": "x.opml", "reason": "not-a-list", "line": line}


def test_an_empty_list_is_a_list() -> None:
    assert read_opml(opml("")).items == ()


def test_too_many_feeds_are_refused() -> None:
    body = "".join(f'<outline xmlUrl="https://e.test/{n}"/>' for n in range(MOST + 1))
    with pytest.raises(TransferError) as caught:
        read_opml(opml(body), "big.opml")
    assert (caught.value.about["reason"], caught.value.about["limit"]) == ("too-large", MOST)


def test_deep_folders_end_in_the_innermost_that_is_kept() -> None:
    deep = "".join(f'<outline text="{n}">' for n in range(5_000))
    found = only(deep + '<outline text="a" xmlUrl="https://e.test/a"/>')
    assert found.folder.split("/") == [str(n) for n in range(DEEPEST)]


def test_folders_are_closed_however_deep() -> None:
    deep = '<outline text="d">' * 5_000 + "</outline>" * 5_000
    assert only(deep + '<outline text="a" xmlUrl="https://e.test/a"/>').folder == ""


HOSTILE = (
    "<",
    "<outline",
    '<outline text="',
    "<outline '",
    "x",
    " ",
    "a=",
    'a="',
    "'a=\"'",
    "<!--",
    "<!DOCTYPE [",
    "&#x41;",
    "<title>",
)


@pytest.mark.parametrize("unit", HOSTILE)
@pytest.mark.parametrize("frame", ["{}", "<opml><outline {}>", '<opml><outline text="{}" xmlUrl="https://e.test/">'])
def test_time_grows_with_the_size_and_no_faster(unit: str, frame: str) -> None:
    def seconds(size: int) -> float:
        data = frame.format(unit * (size // len(unit))).encode()
        started = time.process_time()
        with contextlib.suppress(TransferError):
            read_opml(data)
        return time.process_time() - started

    small = min(seconds(10_000) for _ in range(2))
    # Ten times the size in at most thirty times the time; what grows with the square takes a hundred times as long.
    assert seconds(100_000) < 30 * small + 0.5


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<outline ",
                "</outline>",
                ">",
                "/>",
                '"',
                "'",
                "text=",
                'xmlUrl="https://e.test/',
                "<!--",
                "-->",
                "]]>",
                "<![CDATA[",
                "<!DOCTYPE [",
                "]>",
                "&amp;",
                "&#0;",
                "中",
                "\x00",
                "<opml>",
                "|x",
            ]
        ),
        max_size=60,
    )
)
def test_any_heap_of_markup_ends_in_a_list_or_a_refusal(pieces: list[str]) -> None:
    try:
        found = read_opml("".join(pieces).encode())
    except TransferError as error:
        assert error.about["reason"]
        return
    assert all(item.url.startswith("https://") for item in found.items)


@pytest.mark.skipif(not LISTS, reason="no corpus")
def test_every_list_of_the_corpus_ends_in_a_result_or_a_refusal() -> None:
    feeds = 0
    for path in LISTS:
        try:
            found = read_opml(path.read_bytes(), path.name)
        except TransferError as error:
            assert path.suffix != ".opml", path
            assert error.about["reason"] == "not-a-list"
            continue
        assert all(item.url.startswith(("http://", "https://")) for item in found.items)
        feeds += len(found.items)
        if path.suffix == ".opml":
            assert found.items, path
            assert not found.skipped, path
    assert feeds > FIRST_FEEDS


@pytest.mark.skipif(not (SHARED / "attacks").is_dir(), reason="no attacks")
@pytest.mark.parametrize(
    ("name", "urls", "reasons"),
    [
        ("opml_exec.opml", ["https://e.test/f"], ["command", "command"]),
        ("opml_schemes.opml", ["http://127.0.0.1:8099/canary", "http://e.test/ok"], ["scheme"] * 4),
        ("opml_bomb.opml", [], []),
        ("opml_esc.opml", ["https://e.test/f"], []),
        ("opml_xxe.opml", ["https://e.test/f"], []),
        ("opml_creds.opml", ["https://user:s3cr3tDEV@e.test/f"], []),
        ("opml_huge.opml", [f"https://e.test/{n}" for n in range(20_000)], []),
    ],
)
def test_attacks(name: str, urls: list[str], reasons: list[str]) -> None:
    found = read_opml((SHARED / "attacks" / name).read_bytes(), name)
    assert [item.url for item in found.items] == urls
    assert [skipped.reason for skipped in found.skipped] == reasons
    assert all(char.isprintable() for item in found.items for char in item.title)
    assert "root:" not in repr(found)
