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
        ("https://[broken/?utm_source=x", "https://[broken/?utm_source=x"),
        ("", ""),
    ],
)
def test_only_what_traces_is_taken_away(given: str, kept: str) -> None:
    assert without_trackers(given) == kept
