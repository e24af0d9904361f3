"""Users and passwords in addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.secrets.login import joined, parted, reach, without_password

PLAIN = st.text("abcdefghijklmnopqrstuvwxyz0123456789.-_~%/?#=&:@[]", max_size=30)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.test/f", ("https://a.test/f", "", "")),
        ("https://u:p@a.test/f?x=@", ("https://a.test/f?x=@", "u:p", "u")),
        ("http://u%40x:p%2F@a.test:8000", ("http://a.test:8000", "u%40x:p%2F", "u@x")),
        ("https://key@a.test/f", ("https://a.test/f", "key", "")),
        ("https://u:@a.test/f", ("https://a.test/f", "u:", "")),
        ("https://a:b@c@d.test/f", ("https://d.test/f", "a:b@c", "a")),
        ("https://a.test/@user/feed", ("https://a.test/@user/feed", "", "")),
        ("https://a.test?u@b", ("https://a.test?u@b", "", "")),
        ("rsshub://a/b@c", ("rsshub://a/b@c", "", "")),
        ("kanbao:saved", ("kanbao:saved", "", "")),
        ("", ("", "", "")),
    ],
)
def test_an_address_and_what_it_says_of_who_asks(url: str, expected: tuple[str, str, str]) -> None:
    assert parted(url) == expected


@given(PLAIN)
def test_parting_and_joining_lose_nothing(rest: str) -> None:
    url = f"https://{rest}"
    bare, login, _ = parted(url)
    assert joined(bare, login) == url or not login
    assert parted(bare)[1] == "" or login == ""
    assert "://" in bare


@given(st.text(max_size=40))
def test_any_text_can_be_asked(text: str) -> None:
    for url in (text, f"http://{text}"):
        parted(url)
        without_password(url)
        reach(url)


def test_what_an_address_is_known_by() -> None:
    assert without_password("https://u:one@a.test/f") == without_password("https://u:two@a.test/f")
    assert without_password("https://u:p@a.test/f") != without_password("https://v:p@a.test/f")
    assert without_password("https://key@a.test/f") == "https://a.test/f", "a key alone is no name"


def test_the_reach_of_a_password_is_an_origin() -> None:
    assert reach("https://A.test/f") == reach("https://a.test:443/g") != reach("http://a.test/f")
    assert reach("https://a.test:444/") != reach("https://a.test/")
    assert reach("https://a.test:99999/") == reach("kanbao:saved") == ""
