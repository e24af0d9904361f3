"""The pool: answers, errors, limits, and what becomes of a child that misbehaves."""

import asyncio
import os
import select
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tui.model.errors import NotAFeed, ParseError, WorkerStopped
from tui.worker.pool import Workers

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
posix = pytest.mark.skipif(sys.platform == "win32", reason="limits and signals of POSIX")


@pytest.fixture
async def workers(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Workers]:
    monkeypatch.setenv("PYTHONPATH", str(HERE))
    async with Workers(size=1) as pool:
        pool.warm("worker_jobs")
        yield pool


async def stopped(workers: Workers, job: str, seconds: float = 20, **args: Any) -> Any:
    """The reason why the job was stopped, after which the pool still works."""
    with pytest.raises(WorkerStopped) as caught:
        await workers.run(f"worker_jobs:{job}", b"", args, seconds)
    assert await workers.run("worker_jobs:echo", b"after") == {"length": 5, "start": "after", "args": {}}
    return caught.value.about["reason"]


async def test_payload_goes_there_and_plain_data_comes_back(workers: Workers) -> None:
    payload = bytes(range(8)) + os.urandom(3_000_000)
    answer = await workers.run("worker_jobs:echo", payload, {"名": ["看报", 1, None]})
    assert answer == {"length": 3_000_008, "start": "\0\1\2\3\4\5\6\7", "args": {"名": ["看报", 1, None]}}


async def test_one_child_serves_many_jobs_and_has_its_imports_done(workers: Workers) -> None:
    pids = [await workers.run("worker_jobs:pid") for _ in range(3)]
    assert len(set(pids)) == 1
    assert await workers.run("worker_jobs:loaded", b"", {"names": ["worker_jobs", "feedparser"]}) == ["worker_jobs"]


async def test_known_error_is_raised_again_with_its_facts_and_keeps_the_child(workers: Workers) -> None:
    before = await workers.run("worker_jobs:pid")
    with pytest.raises(NotAFeed) as caught:
        await workers.run("worker_jobs:refuse", b"", {"url": "https://例子.测试/"})
    assert caught.value.about == {"url": "https://例子.测试/", "found": "html"}
    assert await workers.run("worker_jobs:pid") == before


async def test_endless_job_is_stopped_at_its_deadline(workers: Workers) -> None:
    await workers.start()
    assert await stopped(workers, "spin", seconds=0.2) == "time"


@posix
async def test_too_much_memory_is_told_and_the_child_replaced(workers: Workers) -> None:
    assert await stopped(workers, "hoard") == "memory"


async def test_too_large_answer_is_refused(workers: Workers) -> None:
    assert await stopped(workers, "huge") == "memory"


async def test_endless_recursion_is_a_parse_error(workers: Workers) -> None:
    with pytest.raises(ParseError) as caught:
        await workers.run("worker_jobs:deep")
    assert caught.value.about == {"reason": "depth"}


@pytest.mark.parametrize("job", ["crash", "mistake"])
async def test_crash_is_told_and_the_child_replaced(workers: Workers, job: str) -> None:
    assert await stopped(workers, job, name="x") == "crash"


@posix
async def test_child_ended_by_the_system_counts_as_out_of_memory(workers: Workers) -> None:
    assert await stopped(workers, "killed") == "memory"


@pytest.mark.parametrize("raw", ["ffffffff", "00000002" + b"[]".hex(), "00000001ff", "00000005" + b'{"a":'.hex()])
async def test_nonsense_from_a_child_never_gets_through(workers: Workers, raw: str) -> None:
    assert await stopped(workers, "lie", raw=raw) in {"crash", "memory"}


async def test_prints_and_lone_surrogates_do_no_harm(workers: Workers) -> None:
    assert await workers.run("worker_jobs:chatter") == "fine"
    assert await workers.run("worker_jobs:surrogate") == "a?b"


@posix
@pytest.mark.parametrize("what", ["program", "socket", "file"])
async def test_child_can_start_nothing_reach_nothing_write_nothing(workers: Workers, what: str, tmp_path: Path) -> None:
    target = tmp_path / "out"
    answer = await workers.run("worker_jobs:forbidden", b"", {"what": what, "path": str(target)})
    assert answer == "PermissionError"
    assert not target.exists()


async def test_slow_job_does_not_hold_up_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(HERE))
    async with Workers(size=2) as workers:
        slow = asyncio.create_task(workers.run("worker_jobs:spin", seconds=120))
        answers = await asyncio.gather(*(workers.run("worker_jobs:echo", b"%d" % n) for n in range(10)))
        assert [answer["start"] for answer in answers] == [str(n) for n in range(10)]
        assert not slow.done()
        slow.cancel()
        with pytest.raises(asyncio.CancelledError):
            await slow


async def test_cancelled_job_ends_its_child_and_frees_its_place(workers: Workers) -> None:
    before = await workers.run("worker_jobs:pid")
    task = asyncio.create_task(workers.run("worker_jobs:spin", seconds=120))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await workers.run("worker_jobs:pid") != before


async def test_child_is_replaced_after_its_share_of_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(HERE))
    async with Workers(size=1, jobs_per_child=2) as workers:
        pids = [await workers.run("worker_jobs:pid") for _ in range(4)]
    assert pids[0] == pids[1] != pids[2] == pids[3]


@posix
async def test_interrupt_from_the_terminal_leaves_the_child_alone(workers: Workers) -> None:
    pid = await workers.run("worker_jobs:pid")
    os.kill(pid, signal.SIGINT)
    assert await workers.run("worker_jobs:pid") == pid


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="needs pidfd")
def test_child_ends_with_its_parent() -> None:
    script = (
        "import asyncio\nfrom tui.worker.pool import Workers\n"
        "async def main():\n"
        "    async with Workers(size=1) as workers:\n"
        "        print(await workers.run('worker_jobs:pid'), flush=True)\n"
        "        await asyncio.sleep(600)\n"
        "asyncio.run(main())\n"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(HERE)])}
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, env=env) as parent:
        assert parent.stdout is not None
        child = os.pidfd_open(int(parent.stdout.readline()))
        parent.kill()
    try:
        assert select.select([child], [], [], 20)[0]
    finally:
        os.close(child)


async def test_child_is_given_no_secrets_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(HERE))
    monkeypatch.setenv("KANBAO_SYNC_PASSWORD", "secret")
    async with Workers(size=1) as workers:
        names = await workers.run("worker_jobs:environment")
    assert "PYTHONPATH" in names
    assert not [name for name in names if "KANBAO" in name]
