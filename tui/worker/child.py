"""The child's side: take a job, run it, answer, wait for the next; the end of standard input ends the child."""

import gc
import importlib
import os
import signal
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

from tui.model.errors import KanbaoError
from tui.worker import limits
from tui.worker.frames import ANSWER_LIMIT, pack_answer, read_request
from tui.worker.priority import give_way, leave_terminal

Job = Callable[[bytes, dict[str, Any]], Any]

SWEPT_AFTER, EACH = 1_000_000, 25_000
"""Bytes read since the last collection of garbage that call for another, and what a job counts for beside its own.

A collection takes a tenth of the time that a usual feed takes.
"""


def main() -> None:
    """Import the modules named on the command line, give up what is not needed, say so, and serve."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    requests, answers = _take_pipes()
    # What a feed makes it do for seconds must not be felt by a key, nor keep what is read from being stored.
    give_way()
    leave_terminal()
    for module in sys.argv[1:]:
        importlib.import_module(module)
    # A module imported late must not leave half a file behind where none can be written.
    sys.dont_write_bytecode = True
    limits.lay_down()
    sys.addaudithook(limits.guard)
    _keep_imported()
    _send(answers, pack_answer({"ready": True}))
    serve(requests, answers)


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until the parent closes its end or the child should be replaced."""
    unswept = 0
    while (request := read_request(requests)) is not None:
        header, payload = request
        limits.allow_seconds(header["seconds"])
        answer = run(find(header["job"]), payload, header["args"])
        heavy = "stopped" in answer or limits.heavy()
        _send(answers, pack_answer({**answer, "leaves": heavy}))
        if heavy:
            return
        unswept += len(payload) + EACH
        del request, payload, answer
        if unswept > SWEPT_AFTER:
            gc.collect()
            unswept = 0


def find(job: str) -> Job:
    """The function that ``module:function`` names."""
    module, _, name = job.partition(":")
    known = module in sys.modules
    function: Job = getattr(importlib.import_module(module), name)
    if not known:
        _keep_imported()
    return function


def _keep_imported() -> None:
    """What is imported lives as long as the child: no collection need look at it again."""
    gc.collect()
    gc.freeze()


def run(function: Job, payload: bytes, args: dict[str, Any]) -> dict[str, Any]:
    """What the job gave or why it did not: ``value``, ``error`` with its facts, or ``stopped``."""
    try:
        value = function(payload, args)
    except MemoryError:
        return {"stopped": "memory"}
    except RecursionError:
        return {"error": "parse", "about": {"reason": "depth"}}
    except KanbaoError as error:
        return {"error": error.code, "about": error.about}
    return {"value": value}


def _send(stream: BinaryIO, frame: bytes) -> None:
    if len(frame) > ANSWER_LIMIT:
        frame = pack_answer({"stopped": "memory", "leaves": True})
    stream.write(frame)
    stream.flush()


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Keep the two pipes to the parent for frames alone: a stray ``print`` goes to standard error instead."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return requests, answers


if __name__ == "__main__":
    main()
