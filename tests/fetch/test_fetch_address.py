import ipaddress
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui.fetch.address import is_private, literal, normalise, origin, redact, split_credentials
from tui.model.errors import BadAddress


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("example.com", "https://example.com/"),
        ("  example.com/feed\n", "https://example.com/feed"),
        ("//example.com/feed", "https://example.com/feed"),
        ("localhost:8000/rss", "https://localhost:8000/rss"),
        ("HTTP://Example.COM:80/Feed", "http://example.com/Feed"),
        ("https://example.com:443", "https://example.com/"),
        ("https://example.com:/", "https://example.com/"),
        ("https://example.com.:8443/", "https://example.com:8443/"),
        ("feed:https://example.com/x", "https://example.com/x"),
        ("feed://example.com/x", "http://example.com/x"),
        ("feed:example.com/x", "http://example.com/x"),
        ("http：／／example.com/x", "http://example.com/x"),
        ("http://新闻.中国/要闻?页=一", "http://xn--efvy88h.xn--fiqs8s/%E8%A6%81%E9%97%BB?%E9%A1%B5=%E4%B8%80"),
        ("http://新闻。中国/", "http://xn--efvy88h.xn--fiqs8s/"),
        ("http://example.com/a%20b?c=%E4", "http://example.com/a%20b?c=%E4"),
        ("http://example.com/100%?x=[1]", "http://example.com/100%25?x=%5B1%5D"),
        ("http://example.com/#part", "http://example.com/"),
        ("http://127.1/", "http://127.0.0.1/"),
        ("http://0x7f000001/", "http://127.0.0.1/"),
        ("http://[::1]:8080/x", "http://[::1]:8080/x"),
        ("http://[0:0::1]/", "http://[::1]/"),
        ("http://reader:p%40ss@example.com/", "http://reader:p%40ss@example.com/"),
        ("https://example.com/@user/feed", "https://example.com/@user/feed"),
        ("https://under_score.example.com/", "https://under_score.example.com/"),
    ],
)
def test_normalise_understands_what_is_typed(typed: str, meant: str) -> None:
    assert normalise(typed) == meant
    assert normalise(meant) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "mailto:a@example.com",
        "ftp://example.com/",
        "http://",
        "http:///path",
        "feed:",
        "http://exa mple.com/",
        "http://example.com/a b",
        "http://example.com/\x1b[31m",
        "http://example.com/\x00",
        "http://example.com:0/",
        "http://example.com:99999/",
        "http://example.com:port/",
        "http://[::1/",
        "http://a..b/",
        "http://[fe80::1%25eth0]/",
        "http://example.com\\.evil.example/",
        "http://" + "a" * 64 + ".com/",
        "https://example.com/" + "a" * 9000,
        "http://\ud800.com/",
    ],
)
def test_normalise_refuses_what_is_no_web_address(typed: str) -> None:
    with pytest.raises(BadAddress):
        normalise(typed)


@given(st.text(max_size=60) | st.text(alphabet=string.punctuation + "ab1中：／。", max_size=40))
@settings(max_examples=300)
def test_normalise_is_idempotent_and_raises_nothing_else(typed: str) -> None:
    try:
        once = normalise(typed)
    except BadAddress:
        return
    assert normalise(once) == once
    assert once.isascii()
    assert once.startswith(("http://", "https://"))


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.0.1", "169.254.169.254",
        "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.1",
        "203.0.113.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "fe80::1", "fe80::1%lo", "fc00::1",
        "fd12::1", "fec0::1", "ff02::1", "2001:db8::1", "2001::1", "2002:7f00:1::", "2002:c0a8:101::1",
        "64:ff9b::7f00:1", "64:ff9b::10.0.0.1", "64:ff9b:1::1", "::ffff:0:127.0.0.1", "100::1", "3fff::1", "5f00::1",
        "", "localhost", "1.2.3", "not an address",
    ],
)  # fmt: skip
def test_private_addresses(address: str) -> None:
    assert is_private(address)


@pytest.mark.parametrize(
    "address",
    [
        "1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.1", "114.114.114.114", "172.15.0.1", "172.32.0.1",
        "223.5.5.5", "192.167.1.1", "2400:3200::1", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8",
        "2002:808:808::1",
    ],
)  # fmt: skip
def test_public_addresses(address: str) -> None:
    assert not is_private(address)
    assert not is_private(ipaddress.ip_address(address))


@given(st.ip_addresses(v=4))
def test_every_way_to_carry_an_address_is_as_private_as_the_address(carried: ipaddress.IPv4Address) -> None:
    number = int(carried)
    for carrier in (0xFFFF << 32 | number, 0x64FF9B << 96 | number, 0x2002 << 112 | number << 80 | 1):
        assert is_private(ipaddress.IPv6Address(carrier)) == is_private(carried)


@given(st.ip_addresses())
def test_what_python_calls_private_is_private_here(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    if address.is_loopback or address.is_link_local or address.is_multicast or address.is_unspecified:
        assert is_private(address)


@pytest.mark.parametrize("spelling", ["127.0.0.1", "127.1", "2130706433", "0x7f.1", "0177.0.0.1", "0x7f000001"])
def test_every_spelling_of_loopback_is_seen(spelling: str) -> None:
    assert str(literal(spelling)) == "127.0.0.1"


@pytest.mark.parametrize("name", ["example.com", "deadbeef", "1a.example", "", "1.2.3.4.5", "x.1"])
def test_names_are_no_addresses(name: str) -> None:
    assert literal(name) is None


def test_credentials_are_split_off_and_decoded() -> None:
    assert split_credentials("http://a%40b:c%3Ad@example.com/x@y") == ("http://example.com/x@y", "a@b", "c:d")
    assert split_credentials("http://example.com/@me") == ("http://example.com/@me", "", "")


def test_origin_is_scheme_host_and_port() -> None:
    assert origin("https://example.com/a") == ("https", "example.com", 443)
    assert origin("http://[::1]:81/a") == ("http", "::1", 81)


@pytest.mark.parametrize(
    "written",
    [
        "http://user:secret@example.com/feed",
        "http://user:sec/secret@example.com/feed",
        "http://user:sec?secret@example.com/feed",
        "http://user:sec@secret@example.com/feed",
        "user:secret@example.com/feed",
        "feed://user:secret@example.com/feed",
        "feed:http://user:secret@example.com/feed",
        "http://secret@example.com/feed",
        "//user:secret@example.com/feed",
    ],
)
def test_no_password_is_ever_shown(written: str) -> None:
    shown = redact(written)
    assert "secret" not in shown
    assert "example.com/feed" in shown


def test_redact_keeps_the_rest_and_cleans_it() -> None:
    assert redact("https://example.com:8443/@user/feed?to=a@b.c") == "https://example.com:8443/@user/feed?to=a@b.c"
    assert redact("http://x.example/\x1b]0;x\x07") == redact("http://x.example/]0;x")
