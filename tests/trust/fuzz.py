"""Row 5: whatever is damaged, every reader of strangers' bytes ends soon, with a value or an error of ours.

``python -m tests.trust.fuzz TARGET SEED COUNT`` runs one target alone and prints the case that fails.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from tests.extract.test_extract_mutations import THROWN_IN
from tests.feeds.test_feeds_mutations import SIGNS
from tests.terminal.conftest import ROOT
from tests.trust.proof import Proof, Size
from tests.trust.strings import PIECES, hostile
from tui.config.load import load
from tui.document.html import to_document
from tui.document.sanitize import sanitize
from tui.extract.extract import extract
from tui.feeds.parse import parse
from tui.model.errors import KanbaoError
from tui.query.parse import parse_query
from tui.text.clean import clean_block, clean_text, clean_url
from tui.text.dates import parse_date
from tui.text.decode import decode
from tui.transfer.newsboat import read_urls
from tui.transfer.opml import read_opml
from tui.typeset.options import TypesetOptions
from tui.typeset.page import typeset

SHARED = ROOT.parent / "shared"
FIXTURES = ROOT / "tests"
FOUND = FIXTURES / "trust" / "found"
"""Cases that failed once: they are tried first, every time."""
LONGEST = 60_000
HANGS = 10
"""Seconds of the processor after which a case counts as hanging; a worker is stopped after eight."""
NOW = 1_795_000_000
QUERY = (
    "title:",
    "标签:",
    "tag:",
    "is:unread",
    "-",
    "OR",
    "AND",
    "NOT",
    "(",
    ")",
    '"',
    "~",
    "date:",
    "2026-11-01..今天",
    "feed:",
    ":",
    "..",
    "近",
    "天",
    "*",
    "\\",
)
TOML = (
    "[reading]",
    "[fetch]",
    "[keys]",
    "[rules.a]",
    "measure = 76",
    'theme = "x"',
    "= ",
    "[[",
    "]]",
    '"""',
    "1e999",
    "0x",
    "inf",
    "2026-01-01",
    "{a=1}",
    "#",
)
DATES = (
    "2026-11-23",
    "23 Nov 2026",
    "08:00",
    "+0800",
    "GMT",
    "刚刚",
    "昨天",
    "年",
    "月",
    "日",
    "Mon,",
    "T",
    "Z",
    "99999999",
    "-1",
    "上午",
    "小时前",
    "/",
    ".",
)


def read_everything(text: str) -> None:
    """HTML the whole way: cleaned, made blocks of, set at three widths."""
    document = to_document(sanitize(text, "https://a.invalid/"))
    for width in (1, 40, 200):
        page = typeset(document, TypesetOptions(width=width))
        for number in range(min(page.finish(), 200)):
            _ = page.line(number).text


def cleaned(text: str) -> None:
    """HTML through the sanitiser, twice: what it lets through it leaves as it is."""
    once = sanitize(text, "https://a.invalid/")
    assert sanitize(once, "https://a.invalid/") == once, once[:200]


def configured(data: bytes) -> None:
    """A configuration file."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        load(Path(file.name))


def texts(data: bytes) -> None:
    """The gates for text and addresses."""
    try:
        text = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    clean_text(text)
    assert clean_block(clean_block(text)) == clean_block(text)
    clean_url(text)


def loosely(data: bytes) -> str:
    """Bytes as text, whatever they are."""
    return data.decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Target:
    """One reader of bytes: what it is given to begin with, pieces thrown in, how many cases a long run has."""

    read: Callable[[bytes], object]
    seeds: tuple[str, ...]
    pieces: tuple[bytes, ...]
    quick: int
    full: int


def _bytes(pieces: tuple[str, ...]) -> tuple[bytes, ...]:
    return tuple(piece.encode("utf-8", "surrogatepass") for piece in pieces)


ANY = _bytes(PIECES)
TARGETS: dict[str, Target] = {
    "feeds": Target(lambda data: parse(data, "https://a.invalid/f", now=NOW), ("feeds/fixtures", "corpus/feeds"),
    (*SIGNS, *ANY), 10_000, 60_000),
    "pages": Target(lambda data: extract(data, "https://a.invalid/p", now=NOW),
    ("extract/fixtures", "corpus/pages"), (*THROWN_IN, *ANY), 5_000, 8_000),
    "lists": Target(lambda data: (read_opml(data), read_urls(loosely(data))), ("transfer/data", "corpus/opml"),
    (*SIGNS, *ANY), 2_000, 60_000),
    "html": Target(lambda data: read_everything(loosely(data)), ("extract/fixtures",), (*THROWN_IN, *ANY), 1_000,
    5_000),
    "sanitiser": Target(lambda data: cleaned(loosely(data)), ("extract/fixtures",), (*THROWN_IN, *ANY), 500, 20_000),
    "config": Target(configured, (), (*_bytes(TOML), *ANY), 2_000, 150_000),
    "queries": Target(lambda data: parse_query(loosely(data), NOW), (), (*_bytes(QUERY), *ANY), 2_000, 300_000),
    "dates": Target(lambda data: (parse_date(loosely(data), NOW, True), parse_date(loosely(data), NOW, False)), (),
    (*_bytes(DATES), *ANY[:60]), 2_000, 250_000),
    "decode": Target(decode, ("feeds/fixtures",), (*SIGNS, *ANY), 1_000, 100_000),
    "texts": Target(texts, (), ANY, 2_000, 70_000),
}  # fmt: skip


def seeds(target: Target) -> list[bytes]:
    """What mutations begin with: fixtures, and the corpus where it is at hand."""
    found = []
    for place in target.seeds:
        folder = (SHARED if place.startswith("corpus") else FIXTURES) / place
        if folder.is_dir():
            files = sorted(path for path in folder.rglob("*") if path.is_file() and ".expected" not in path.name)
            found += [path.read_bytes()[:LONGEST] for path in files[:: max(1, len(files) // 60)]]
    return found or [b""]


def mutated(body: bytes, pieces: tuple[bytes, ...], dice: random.Random) -> bytes:
    """Some damage: cut, doubled, overwritten, pieces thrown in, another text made of pieces."""
    if not body:
        body = b"".join(dice.choices(pieces, k=dice.randrange(1, 12)))
    for _ in range(dice.randrange(1, 7)):
        at, length = dice.randrange(len(body) + 1), dice.randrange(60)
        match dice.randrange(7):
            case 0:
                body = body[:at] + body[at + length :]
            case 1:
                body = body[:at] + body[at : at + length] * dice.choice((2, 2, 50)) + body[at + length :]
            case 2:
                body = body[:at] + dice.choice(pieces) * dice.choice((1, 1, 1, 300)) + body[at:]
            case 3:
                body = body[:at] + dice.randbytes(length) + body[at + length :]
            case 4:
                body = body[:at] + hostile(dice).encode("utf-8", "surrogatepass") + body[at:]
            case 5:
                body = body[:at]
            case _:
                flipped = bytearray(body or b"x")
                flipped[min(at, len(flipped) - 1)] ^= 1 << dice.randrange(8)
                body = bytes(flipped)
    return body[: 2 * LONGEST]


class Hanging(BaseException):
    """A case took too long."""


def attempt(target: Target, case: bytes) -> str:
    """What is wrong with how a case was taken, empty for nothing."""
    try:
        target.read(case)
    except KanbaoError:
        return ""
    except Hanging:
        return f"hangs for more than {HANGS} s"
    except (RecursionError, MemoryError) as error:
        # Told as an error by the worker that it happens in; in the program itself it would be a fault.
        return "" if target.read in IN_WORKERS else type(error).__name__
    except Exception as error:  # noqa: BLE001  whatever it is, it is what we look for
        return f"{type(error).__name__}: {error}"[:300]
    return ""


IN_WORKERS = {TARGETS[name].read for name in ("feeds", "pages")}


def cases(name: str, seed: int, count: int) -> Iterator[bytes]:
    """The cases of a run: what failed once, then mutations."""
    target = TARGETS[name]
    yield from (path.read_bytes() for path in sorted(FOUND.glob(f"{name}-*")))
    begun = seeds(target)
    dice = random.Random(f"{name} {seed}")
    for _ in range(count):
        yield mutated(dice.choice(begun), target.pieces, dice)


def fuzz(name: str, seed: int, count: int, seconds: float) -> tuple[int, list[str]]:
    """Run cases of a target for so long at most; how many there were, and what failed (each kept as a file)."""

    def hangs(number: int, frame: FrameType | None) -> None:
        raise Hanging

    failures: list[str] = []
    until = time.monotonic() + seconds
    before = signal.signal(signal.SIGPROF, hangs)
    tried = 0
    try:
        for case in cases(name, seed, count):
            signal.setitimer(signal.ITIMER_PROF, HANGS)
            wrong = attempt(TARGETS[name], case)
            signal.setitimer(signal.ITIMER_PROF, 0)
            tried += 1
            if wrong:
                kept = Path(tempfile.gettempdir()) / f"kanbao-{name}-{seed}-{tried}"
                kept.write_bytes(case)
                failures.append(f"{kept}: {wrong}")
            if time.monotonic() > until or len(failures) > 20:
                break
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    return tried, failures


def run(size: Size) -> str:
    """The proof; the figure."""
    tried: dict[str, int] = {}
    failures: list[str] = []
    for name, target in TARGETS.items():
        if not size.full:
            tried[name], found = fuzz(name, 1, target.quick, 0.4)
            failures += found
            continue
        # A process for itself: a crash of a library in C would end it.
        done = subprocess.run(
            [sys.executable, "-X", "faulthandler", "-m", "tests.trust.fuzz", name,
            str(int(time.time()) % 1_000_000), str(target.full)],
            cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONUTF8": "1"},
        )  # fmt: skip
        last = (done.stdout.splitlines() or ["0"])[-1]
        tried[name] = int(last) if last.isdigit() else 0
        if done.returncode:
            failures.append(f"{name}: {done.stdout[-1500:]}{done.stderr[-1500:]}")
    assert not failures, "\n".join(failures)
    told = ", ".join(f"{count:,} {name}" for name, count in tried.items())
    return f"{sum(tried.values()):,} cases ({told}): 0 crashes, hangs or uncaught errors"


PROOF = Proof(
    5,
    "nothing a stranger writes crashes or hangs a reader",
    "seeded mutations of feeds, pages, lists, HTML, configuration, queries, dates, encodings and "
    "texts; coverage-guided with "
    "`tests/trust/guided.py` where atheris is installed",
    run,
)

if __name__ == "__main__":
    count, wrong = fuzz(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), 3600)
    print(*wrong, count, sep="\n")
    sys.exit(bool(wrong))
