"""Row 7: damaged libraries are told, kept aside, restored; full disks and read-only homes can be read."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import apsw

from tests.store.made import NOW, fill, item, random_library
from tests.store.releases import LOGINS, PASSWORD, RELEASED, Rows, compare, contents, release
from tests.terminal.conftest import ROOT, start
from tests.trust.proof import Proof, Size
from tui.i18n import error_text
from tui.model.errors import CannotWrite, KanbaoError, LibraryDamaged, NotFound, StoreError
from tui.secrets.keep import Secrets
from tui.services.logins import settle
from tui.store import migrate
from tui.store.library import Library

DAY = 86_400
AFTER = "来自备份之后"

Damage = Callable[[Path, Random], None]


def flip(file: Path, dice: Random) -> None:
    """Some bits anywhere."""
    data = bytearray(file.read_bytes())
    for _ in range(dice.choice([1, 8, 200])):
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    file.write_bytes(data)


def cut(file: Path, dice: Random) -> None:
    """The end is missing."""
    os.truncate(file, dice.randrange(file.stat().st_size))


def zero(file: Path, dice: Random) -> None:
    """Pages of nothing."""
    size = file.stat().st_size
    with file.open("r+b") as opened:
        opened.seek(dice.randrange(size // 4096) * 4096)
        opened.write(bytes(4096 * dice.randrange(1, 20)))


def foreign(file: Path, dice: Random) -> None:
    """Another file under its name."""
    if dice.random() < 0.5:
        file.write_bytes(dice.randbytes(dice.randrange(1, 100_000)))
        return
    file.unlink()
    other = sqlite3.connect(file)
    other.execute("CREATE TABLE theirs (x)")
    other.commit()
    other.close()


def emptied(file: Path, dice: Random) -> None:
    """No byte left."""
    file.write_bytes(b"")


def lost_log(file: Path, dice: Random) -> None:
    """The log that was not yet played in is gone, or is another's."""
    log = file.with_name(file.name + "-wal")
    log.write_bytes(dice.randbytes(dice.randrange(10_000)))


def scribbled(file: Path, dice: Random) -> None:
    """Random bytes in the middle."""
    with file.open("r+b") as opened:
        opened.seek(dice.randrange(file.stat().st_size))
        opened.write(dice.randbytes(dice.randrange(1, 20_000)))


DAMAGES: tuple[Damage, ...] = (flip, cut, zero, foreign, emptied, lost_log, scribbled)


def whole(folder: Path) -> int:
    """A library with yesterday's backup, and one entry that came after it; how many entries the backup has."""
    with Library.open(folder) as library:
        random_library(library, Random(7))
        library.backup_if_due(NOW - DAY)
        count = int(library._db.value("SELECT count(*) FROM entry"))
        fill(library, library.feeds.add("https://z.test/f", now=NOW), item(AFTER))
    return count


def damaged(pattern: Path, at_least: int, number: int) -> str:
    """One damage and the starts after it; what became of it: restored, read on (nothing was lost), or noticed later."""
    dice = Random(number)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "library"
        shutil.copytree(pattern, folder)
        file = folder / "library.db"
        damage = DAMAGES[number % len(DAMAGES)]
        damage(file, dice)
        before = file.read_bytes() if file.exists() else b""
        became = "read on"
        for _ in range(3):
            # The first start may meet the damage only while reading; the next one then looks at every page.
            try:
                with Library.open(folder) as library:
                    if library.recovered is not None:
                        told(library.recovered, before if became == "read on" else None)
                        became = "restored"
                    use(library)
                    break
            except StoreError as error:
                assert error_text(error)
                became = "noticed later"
        else:
            raise AssertionError(f"damage {number} ({damage.__name__}) is met again at every start")
        if became == "noticed later":
            raise AssertionError(f"damage {number}: not restored")
        with Library.open(folder) as library:
            assert library.recovered is None
            there = library._db.value("SELECT count(*) FROM entry")
            assert there >= at_least, (there, at_least)
        return became


def told(error: LibraryDamaged, before: bytes | None) -> None:
    """The message names the file kept aside and the day that is back."""
    assert error.about["restored"] == "2026-11-17", error.about
    kept = Path(str(error.about["kept"]))
    assert before is None or kept.read_bytes() == before
    text = error_text(error)
    assert kept.name in text, text
    assert "2026-11-17" in text, text


def use(library: Library) -> None:
    """Read and write all over the place, as a day's use would."""
    try:
        for id_ in [id_ for _, id_ in library.entries.ids(limit=1000)]:
            library.entries.article(id_)
    except NotFound:
        # A list names what is not there: the next backup, within a day, finds out why.
        library.backup_if_due(NOW + DAY)
        raise
    library.acts.act(range(1, 40), "read", True, NOW)
    library.counts()
    fill(library, library.feeds.all()[0].id, item("后来", text="正文" * 50))
    for finding in library.check():
        if finding.kind == "integrity" and finding.level == "bad":
            raise LibraryDamaged(file="", kept="", restored=None, reason="found by the doctor")


def migrations_killed(rounds: int) -> int:
    """Libraries of every version, the program killed while it brings them to the newest; how often on the way."""
    killed = 0
    with tempfile.TemporaryDirectory() as name:
        patterns = {version: Path(name) / f"from{version}" for version in RELEASED[-rounds:]}
        for version, pattern in patterns.items():
            pattern.mkdir()
            release(version, pattern / "library.db")
            swell(pattern / "library.db")
        takes: dict[int, float] = {}
        for number in range(rounds):
            version = list(patterns)[number % len(patterns)]
            folder = Path(name) / str(number)
            shutil.copytree(patterns[version], folder)
            before = contents(folder / "library.db")
            # As long as it takes undisturbed, and then some point on the way.
            longest = takes[version] = takes.get(version) or opened(Path(name) / f"whole{version}", patterns[version])
            process, _ = opening(folder)
            try:
                process.wait(Random(number).random() * longest)
            except subprocess.TimeoutExpired:
                killed += 1
                process.send_signal(signal.SIGKILL)
                process.wait()
            migrated(folder, version, before)
            shutil.rmtree(folder)
    return killed


def opening(folder: Path) -> tuple[subprocess.Popen[bytes], float]:
    """A program that has begun to open a library, and since when."""
    program = (
        "import sys\nfrom pathlib import Path\nfrom tui.store.library import Library\n"
        "print('begin', flush=True)\nLibrary.open(Path(sys.argv[1])).close()\n"
    )
    process = subprocess.Popen([sys.executable, "-c", program, folder], cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout is not None
    with process.stdout as said:
        said.readline()
    return process, time.monotonic()


def opened(folder: Path, pattern: Path) -> float:
    """How many seconds it takes to bring this library to the newest schema."""
    shutil.copytree(pattern, folder)
    process, begun = opening(folder)
    assert process.wait() == 0
    return time.monotonic() - begun


def migrated(folder: Path, version: int, before: Rows) -> None:
    """After the kill the library is as it was or of the newest schema; the next start has all of it, logins too."""
    raw = apsw.Connection(str(folder / "library.db"), flags=apsw.SQLITE_OPEN_READONLY)
    found = raw.execute("PRAGMA user_version").get
    raw.close()
    assert found in (version, migrate.KNOWN), "all of it or none"
    with Library.open(folder) as library:
        assert library.recovered is None
        assert library._db.value("PRAGMA user_version") == migrate.KNOWN
        bad = [finding for finding in library.check() if finding.level == "bad"]
        assert not bad, bad
        logins = Secrets(folder).logins(library.feeds.logins())
        assert {" ".join(login) for login in logins.values()} >= LOGINS
    compare(before, contents(folder / "library.db"))
    settle(folder)
    for path in folder.glob("library.db*"):
        assert PASSWORD.encode() not in path.read_bytes(), path


def swell(file: Path) -> None:
    """Many old tags, so that migrating takes a while."""
    raw = apsw.Connection(str(file))
    with raw:
        numbers = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)"
        raw.execute(f"{numbers} INSERT OR IGNORE INTO tag (name, folded) SELECT 't' || i, 't' || i FROM n")
    raw.close()


def disk_full(rounds: int) -> int:
    """A library on a small disk that fills up at random points; what is there can be read. -1: no disk to be had."""
    with tempfile.TemporaryDirectory() as name:
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", name], capture_output=True, check=False
        )
        if done.returncode != 0:
            return -1
        try:
            for number in range(rounds):
                _filled(Path(name) / f"library{number}", Random(number))
        finally:
            subprocess.run(["umount", "-l", name], check=True)
    return rounds


def _filled(folder: Path, dice: Random) -> None:
    refused = 0
    with Library.open(folder) as library:
        feed = library.feeds.add("https://a.test/f", now=NOW)
        stored = 0
        ballast = folder.parent / "ballast"
        while not refused:
            try:
                fill(library, feed, *(item(f"{stored}-{n}", html="文" * dice.randrange(3000)) for n in range(10)))
                stored += 10
                library.acts.act(range(1, stored), "read", True, NOW + stored)
            except CannotWrite as error:
                refused += 1
                assert error.about["reason"] in ("full", "io", "cannot-open"), error.about
                assert error_text(error)
            if stored > 50 and not ballast.exists():
                _stuff(ballast)
        assert library.counts().entries >= stored
        library.entries.article(library.entries.last_id())
        try:
            library.backup_if_due(NOW)
        except KanbaoError as error:
            assert error_text(error)
        assert not list((folder / "backups").glob("library-*.db"))
    # A start on the full disk: reads, and says what it cannot do.
    with Library.open(folder) as library:
        assert library.recovered is None
        assert library.counts().entries >= stored
        library.entries.article(1)
    ballast.unlink(missing_ok=True)
    with Library.open(folder) as library:
        assert not [finding for finding in library.check() if finding.level == "bad"]
        assert library.acts.act([1], "starred", True, NOW).changed == 1
    shutil.rmtree(folder)


def _stuff(ballast: Path) -> None:
    try:
        with ballast.open("wb", buffering=0) as opened:
            while opened.write(bytes(4096)):
                pass
    except OSError:
        return


def read_only_home() -> str:
    """The reader itself where nothing may be written: lists, opens, says so, quits."""
    if os.geteuid() != 0:
        return "read-only home not tried (needs root)"
    with tempfile.TemporaryDirectory() as name:
        home = Path(name) / "home"
        home.mkdir()
        with Library.open(home / "library") as library:
            fill(library, library.feeds.add("https://a.test/f", now=NOW), item("readable"))
        subprocess.run(["mount", "--bind", home, home], check=True)
        try:
            subprocess.run(["mount", "-o", "remount,ro,bind", home], check=True)
            session = start("-m", "tui", "--data-dir", str(home / "library"), "--lang", "en", env={"HOME": str(home)})
            try:
                session.read_until(b"readable")
                for key in (b"\r", b"s", b"m", b"/", b"read", b"\r"):
                    session.type(key)
                    session.settle(0.05, 0.5)
                session.type(b"\x03")
                assert session.finish() == 0, session.written[-2000:]
                assert not list(home.rglob("*.lock")), "nothing was written"
            finally:
                session.close()
        finally:
            subprocess.run(["umount", home], check=True)
    return "a read-only home read and left"


def run(size: Size) -> str:
    """The proof; the figure."""
    rounds = size.of(14, 200)
    with tempfile.TemporaryDirectory() as name:
        pattern = Path(name) / "library"
        count = whole(pattern)
        became = Counter(damaged(pattern, count, number) for number in range(rounds))
    killed = migrations_killed(size.of(2, 50))
    told_versions = f"{RELEASED[-min(size.of(2, 50), len(RELEASED))]} to {RELEASED[-1]}"
    full = disk_full(size.of(1, 20))
    home = read_only_home()
    full_told = f"{full} full disks read on" if full >= 0 else "full disk not tried (no mount)"
    return (
        f"{rounds} damages: {became['restored']} restored from the last day and told, "
        f"{became['read on']} without effect; "
        f"{size.of(2, 50)} migrations from versions {told_versions} killed ({killed} on the way), all whole; "
        f"{full_told}; {home}"
    )


PROOF = Proof(
    7,
    "a damaged library is told, kept aside, and the last good day restored",
    "bits flipped, cut, zeroed, foreign files, lost logs; migrations killed; a small tmpfs filled; a read-only home",
    run,
)

if __name__ == "__main__":
    print(run(Size(full="--full" in sys.argv)))
