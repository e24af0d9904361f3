"""Damaged feeds: bytes cut, doubled, swapped or overwritten never bring down the reader."""

import os
import random
from pathlib import Path

from tui.feeds.parse import parse
from tui.feeds.plain import pack, unpack
from tui.feeds.prepare import prepare
from tui.model.errors import ParseError

FIXTURES = sorted(path for path in (Path(__file__).parent / "fixtures").iterdir() if ".expected" not in path.name)
ROUNDS = 400 if os.environ.get("KANBAO_FULL") == "1" else 20
SIGNS = [
    b"<",
    b">",
    b"&",
    b'"',
    b"\x00",
    b"\xff",
    b"<![CDATA[",
    b"-->",
    b"</item>",
    b"<item>",
    b"&#27;",
    b"\x1b[2J",
    b"{",
    b"]",
]


def damaged(body: bytes, dice: random.Random) -> bytes:
    for _ in range(dice.randint(1, 6)):
        at, length = dice.randrange(len(body) + 1), dice.randint(0, 40)
        match dice.randrange(4):
            case 0:
                body = body[:at] + body[at + length :]
            case 1:
                body = body[:at] + body[at : at + length] * 2 + body[at + length :]
            case 2:
                body = body[:at] + dice.choice(SIGNS) + body[at:]
            case _:
                body = body[:at] + dice.randbytes(length) + body[at + length :]
    return body


def test_damage_is_read_or_refused_and_stays_plain_data() -> None:
    dice = random.Random(20_240_506)
    for path in FIXTURES:
        body = path.read_bytes()
        for _ in range(ROUNDS):
            try:
                feed = prepare(parse(damaged(body, dice), "https://e.example/", now=1_715_000_000), pieces=True)
            except ParseError as error:
                assert error.about.get("reason") != "markup", "repair gave what is not well-formed"
                continue
            answer = pack(feed)
            assert unpack(answer | {"entries": [listed(entry) for entry in answer["entries"]]}) == feed


def listed(entry: dict[str, object]) -> dict[str, object]:
    """Tuples as the lists that they become on their way."""
    return {key: list(value) if isinstance(value, tuple) else value for key, value in entry.items()}
