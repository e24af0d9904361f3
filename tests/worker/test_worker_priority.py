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


def niceness_of_the_session(*, apart: bool) -> str:
    """What the system says of the session of a program that gives way, in a session of its own or in this one."""
    program = f"from tui.worker.priority import give_way; give_way(); print(open({str(AUTOGROUP)!r}).read())"
    done = subprocess.run(
        [sys.executable, "-c", program],
        start_new_session=apart,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return done.stdout.split()[-1]


@pytest.mark.skipif(not AUTOGROUP.exists(), reason="this kernel does not share the processor by sessions")
def test_who_leads_a_session_makes_all_of_it_give_way() -> None:
    mine = AUTOGROUP.read_text().split()[-1]
    assert niceness_of_the_session(apart=False) == mine, "the session of others is left alone"
    # Refused where some session was changed within the last tenth of a second, by another test for one.
    assert any(niceness_of_the_session(apart=True) == str(GIVING_WAY) for _ in range(20))
