"""Where a child stands: beside its parent in one session, behind it for the processor, away from its terminal."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pty", reason="terminals of POSIX")

from tests.terminal.conftest import start
from tui.worker.priority import GIVING_WAY

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
AUTOGROUP = Path("/proc/self/autogroup")

PROGRAM = """
import asyncio, json, os
from tui.worker.pool import Workers
async def main():
    os.close(os.open("/dev/tty", os.O_RDONLY))
    async with Workers(size=1) as workers:
        found = await workers.run("worker_jobs:place")
    os.close(os.open("/dev/tty", os.O_RDONLY))
    print(json.dumps(found), "end")
asyncio.run(main())
"""


def test_a_child_gives_way_within_its_parents_session_and_has_no_terminal() -> None:
    session = start("-c", PROGRAM, env={"PYTHONPATH": os.pathsep.join([str(ROOT), str(HERE)])})
    try:
        told = session.read_until(b" end").decode().partition(" end")[0]
    finally:
        session.close()
    expected = {"terminal": False, "nicer": GIVING_WAY, "own group": True, "parent's session": True}
    assert json.loads(told) == expected


def session_of_a_program_that_gives_way(*, apart: bool) -> list[str]:
    """What the system says of it, "/autogroup-12 nice 5" in words; nothing where it keeps no such account."""
    program = f"from tui.worker.priority import give_way; give_way(); print(open({str(AUTOGROUP)!r}).read())"
    done = subprocess.run(
        [sys.executable, "-c", program],
        start_new_session=apart,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return done.stdout.split()


@pytest.mark.skipif(not AUTOGROUP.exists(), reason="this system does not share the processor by sessions")
def test_who_leads_a_session_makes_all_of_it_give_way() -> None:
    # In some containers the file is there and empty: nothing to be nicer than, and giving way must not fail over it.
    if not session_of_a_program_that_gives_way(apart=True):
        pytest.skip("this system does not share the processor by sessions: its account of them is empty")
    mine = AUTOGROUP.read_text().split()
    assert session_of_a_program_that_gives_way(apart=False) == mine, "the session of others is left alone"
    # Refused where some session was changed within the last tenth of a second, by another test for one.
    assert any(session_of_a_program_that_gives_way(apart=True)[-1] == str(GIVING_WAY) for _ in range(20))
