"""Plain data between the processes: the same feed comes out, and nothing else gets through."""

import json
from typing import Any

import pytest

from tui.feeds.plain import BadAnswer, pack, unpack
from tui.model.feed import Enclosure, Keys, ParsedEntry, ParsedFeed, Pieces, Prepared

FEED = ParsedFeed(
    title="看报",
    ttl=30,
    entries=(
        ParsedEntry(
            guid="1", title="题", authors=("甲",), published=-5, html="<p>a</p>\n", text="a\n\nb", tags=("x", "y"),
            enclosures=(Enclosure("https://e.example/a", "audio/mpeg", 3, "t"),), images=("https://e.example/i",),
            comments=2,
        ),
        ParsedEntry(),
    ),
    dropped=4,
    truncated=True,
    prepared=(
        Prepared(Keys(-(2**63), None, 1, None, 2**63 - 1), Pieces("题", "题", "a")),
        Prepared(Keys(None, 5, 0, -5, 0)),
    ),
)  # fmt: skip


def data() -> Any:
    return json.loads(json.dumps(pack(FEED)))


def test_a_feed_survives_the_journey() -> None:
    assert unpack(data()) == FEED


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", 5),
        ("title", None),
        ("title", "x" * 5000),
        ("title", "\x1b[31m"),
        ("title", "a\ud800b"),
        ("title", "a\nb"),
        ("ttl", "30"),
        ("ttl", True),
        ("ttl", -1),
        ("dropped", None),
        ("truncated", 1),
        ("entries", {}),
        ("entries", [None]),
        ("entries", [{}]),
        ("entries", [[]] * 30_000),
    ],
)
def test_wrong_feed_fields_are_refused(field: str, value: Any) -> None:
    with pytest.raises(BadAnswer):
        unpack({**data(), field: value})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("published", 2**62),
        ("published", 1.5),
        ("authors", "甲"),
        ("authors", ["a"] * 100),
        ("tags", [1]),
        ("html", "x\x00"),
        ("text", "\x9b31m"),
        ("enclosures", [{"url": "x"}]),
        ("images", [None]),
        ("comments", "3"),
        ("keys", None),
        ("keys", [1, 2, 3, 4]),
        ("keys", [1, 2, None, 4, 5]),
        ("keys", [2**63, 2, 3, 4, 5]),
        ("keys", [1.0, 2, 3, 4, 5]),
        ("keys", [True, 2, 3, 4, 5]),
        ("pieces", "ab"),
        ("pieces", ["a", "b"]),
        ("pieces", ["a", 1, "c"]),
        ("pieces", ["a", "\ud800", "c"]),
        ("pieces", ["a", "x" * 8_000_001, "c"]),
    ],
)
def test_wrong_entry_fields_are_refused(field: str, value: Any) -> None:
    answer = data()
    answer["entries"][0][field] = value
    with pytest.raises(BadAnswer):
        unpack(answer)


@pytest.mark.parametrize("answer", [None, [], "x", 3, {}, {"title": "x"}])
def test_other_data_is_refused(answer: Any) -> None:
    with pytest.raises(BadAnswer):
        unpack(answer)


def test_unknown_and_missing_fields_are_refused() -> None:
    with pytest.raises(BadAnswer):
        unpack({**data(), "more": 1})
    short = data()
    del short["site"]
    with pytest.raises(BadAnswer):
        unpack(short)
