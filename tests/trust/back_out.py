"""Row 11: export, wipe, import: the same library, and the same archive made of it."""

import sys
import tempfile
from pathlib import Path
from random import Random

from tests.transfer.test_transfer_archive import busy, everything, packed
from tests.trust.hostile import library_of
from tests.trust.proof import Proof, Size
from tests.trust.strings import many
from tui.store.library import Library
from tui.transfer.archive import read_archive


def out_and_back(folder: Path, seed: int) -> int:
    """One random library, every fourth with strings of strangers in all fields; how many rows."""
    before, after = folder / "before", folder / "after"
    if seed % 4 == 0:
        library_of(before, many(seed, 1000))
    with Library.open(before) as library:
        busy(library, Random(seed))
        archive = packed(library, folder / "out.zip")
        there = everything(library)
    with Library.open(after) as library:
        rows = read_archive(library, archive)
        back = everything(library)
        assert back == there, [name for name in there if there[name] != back[name]]
        bad = [finding for finding in library.check() if finding.level == "bad"]
        assert not bad, bad
        again = packed(library, folder / "again.zip")
    assert again.read_bytes() == archive.read_bytes(), "the same library makes the same bytes"
    return rows


def run(size: Size) -> str:
    """The proof; the figure."""
    rounds = size.of(3, 1000)
    rows = 0
    for seed in range(rounds):
        with tempfile.TemporaryDirectory() as name:
            rows += out_and_back(Path(name), seed)
    return f"{rounds:,} random libraries of {rows:,} rows in all, {rounds:,} identical"


PROOF = Proof(
    11,
    "what you put in can be got out",
    "export, wipe, import of random libraries; all tables and the bytes of a second export compared",
    run,
)

if __name__ == "__main__":
    print(run(Size(full="--full" in sys.argv)))
