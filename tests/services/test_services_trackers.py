"""Addresses without what traces readers."""

import pytest

from tui.services.trackers import without_trackers


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://a.example/b?utm_source=x&id=7&utm_medium=rss#part", "https://a.example/b?id=7#part"),
        ("https://a.example/b?spm=1.2&fbclid=3", "https://a.example/b"),
        ("https://a.example/b?q=utm_source=x&from=2", "https://a.example/b?q=utm_source=x&from=2"),
        ("https://a.example/%E6%96%B0?a=%20b&&c", "https://a.example/%E6%96%B0?a=%20b&&c"),
        ("https://a.example/b?from=timeline&id=7", "https://a.example/b?id=7"),
        ("https://link.zhihu.com/?target=https%3A//b.example/c%3Fd%3D1%26utm_source%3Dz", "https://b.example/c?d=1"),
        ("https://www.google.com/url?q=https%3A%2F%2Fb.example%2F&sa=D", "https://b.example/"),
        ("https://www.google.com/amp/s/b.example/c.html", "https://b.example/c.html"),
        ("https://b-example.cdn.ampproject.org/c/s/b.example/c", "https://b.example/c"),
        ("https://link.zhihu.com/?target=javascript:alert(1)", "https://link.zhihu.com/?target=javascript:alert(1)"),
        ("https://[broken/?utm_source=x", "https://[broken/?utm_source=x"),
        ("", ""),
    ],
)
def test_only_what_traces_is_taken_away(given: str, kept: str) -> None:
    assert without_trackers(given) == kept
