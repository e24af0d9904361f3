"""Every fixture beside what must be read from it; only the fields that the expectation names are compared."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from tui.feeds.parse import parse

FIXTURES = sorted(path for path in (Path(__file__).parent / "fixtures").iterdir() if ".expected" not in path.name)
URL = "https://feeds.example/rss"
NOW = 1_715_000_000
"""2024-05-06 12:53 UTC, 20:53 in Beijing."""


def named(expected: Any, actual: Any) -> Any:
    """The part of ``actual`` that ``expected`` speaks of."""
    if isinstance(expected, dict):
        return {key: named(value, actual[key]) for key, value in expected.items()}
    if isinstance(expected, list):
        parts = [named(want, have) for want, have in zip(expected, actual, strict=False)]
        return [*parts, *actual[len(expected) :]]
    return actual


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_fixture_is_read_as_expected(path: Path) -> None:
    expected = json.loads(path.with_suffix(".expected.json").read_text("utf-8"))
    feed = asdict(parse(path.read_bytes(), URL, now=NOW))
    assert named(expected, feed) == expected
