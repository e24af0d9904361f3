"""Row 8: two readers, and a reader with ``kanbao refresh`` from cron: nothing is lost and nobody is told of a lock."""

import json
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from random import Random

from tests.support.server import Server
from tests.terminal.conftest import ROOT
from tests.trust.death import Memory, judge, serve
from tests.trust.proof import Proof, Size
from tui.model.smart import Rule
from tui.store.library import Library

Reader = subprocess.Popen[bytes]


def reader(folder: Path, out: Path, seed: int) -> Reader:
    """A reader that acts until it is killed."""
    out.mkdir(exist_ok=True)
    return subprocess.Popen(
        [sys.executable, "-m", "tests.trust.mortal", str(folder), str(out), str(seed), "0.02"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def listen(process: Reader, memory: Memory) -> threading.Thread:
    """Take down what a reader tells."""

    def take() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            memory.take(json.loads(line))

    thread = threading.Thread(target=take)
    thread.start()
    return thread


def refreshed(folder: Path, dice: Random) -> int:
    """One run of cron: the words it prints, which must not be of a lock, except that a refresh is under way already."""
    words = dice.choice(
        (["refresh"], ["refresh", "1", "2"], ["list", "--limit", "5"], ["save", "--query", "is:starred 1-1"])
    )
    done = subprocess.run(
        [sys.executable, "-m", "tui", "--data-dir", str(folder), "--config", str(folder / "none.toml"), "--lang",
        "en", *words],
        cwd=ROOT, capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    assert b"Traceback" not in done.stderr, done.stderr[-2000:]
    for line in done.stderr.decode().splitlines():
        assert "already" in line or "lock" not in line.lower(), line
    return 1


def together(seconds: float, readers: int) -> tuple[int, int, int]:
    """So many readers and cron on one library for so long: acts, arrivals, runs of cron."""
    memories = [Memory() for _ in range(readers)]
    dice = Random(readers)
    runs = 0
    with tempfile.TemporaryDirectory() as name, Server() as server:
        folder, out = Path(name) / "library", Path(name) / "out"
        with Library.open(folder) as library:
            for url in serve(server):
                library.feeds.add(url, allow_private=True, now=1)
            library.rules.put(Rule("title:星", ("star", "tag:规则"), "rule"))
        processes = [reader(folder, out, seed + 1) for seed in range(readers)]
        threads = [listen(process, memory) for process, memory in zip(processes, memories, strict=True)]
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            runs += refreshed(folder, dice)
            assert all(process.poll() is None for process in processes), [end(each) for each in processes]
        for process, thread in zip(processes, threads, strict=True):
            process.send_signal(signal.SIGKILL)
            process.wait()
            thread.join()
            end(process)
        # Each reader knows of its own acts alone; where two acted on one entry the last word is not known.
        shared = {key for key in memories[0].flags if any(key in other.flags for other in memories[1:])}
        for memory in memories:
            for key in shared:
                memory.flags.pop(key, None)
            for act in memory.begun.values():
                for id_ in act.get("ids", ()):
                    for other in memories:
                        for flag in [flag for flag in other.flags if flag[1] == id_]:
                            other.flags.pop(flag)
            memory.begun.clear()
        for memory in memories:
            judge(folder, out, memory)
    return sum(m.acts for m in memories), sum(sum(m.arrived.values()) for m in memories), runs


def end(process: Reader) -> str:
    """What a reader that ended wrote to standard error."""
    text = process.stderr.read().decode() if process.stderr and process.poll() is not None else ""
    for stream in (process.stdout, process.stderr):
        if stream is not None:
            stream.close()
    return text[-2000:]


def run(size: Size) -> str:
    """The proof; the figure."""
    seconds = size.of(3, 600)
    told = []
    for readers in (2, 1) if size.full else (2,):
        acts, arrivals, runs = together(seconds, readers)
        told.append(
            f"{readers} reader{'s' * (readers > 1)} and cron for {seconds} s: {acts:,} acts, {arrivals:,} "
            f"arrivals, {runs} shell commands"
        )
    return "; ".join(told) + "; 0 lost, no lock told"


PROOF = Proof(
    8,
    "two instances share a library",
    "two readers, and one beside `kanbao refresh`, acting at random on one library; logs kept "
    "outside compared with what is there",
    run,
)

if __name__ == "__main__":
    print(run(Size(full="--full" in sys.argv)))
