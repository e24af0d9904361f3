"""Jobs for the tests of the pool, good and bad; children find this module through PYTHONPATH."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

from tui.model.errors import NotAFeed


def echo(payload: bytes, args: dict[str, Any]) -> Any:
    return {"length": len(payload), "start": payload[:8].decode("latin-1"), "args": args}


def pid(payload: bytes, args: dict[str, Any]) -> int:
    return os.getpid()


def loaded(payload: bytes, args: dict[str, Any]) -> list[str]:
    return sorted(name for name in sys.modules if name in args["names"])


def spin(payload: bytes, args: dict[str, Any]) -> None:
    while True:
        pass


def hoard(payload: bytes, args: dict[str, Any]) -> int:
    return len([bytearray(50_000_000) for _ in range(100)])


def deep(payload: bytes, args: dict[str, Any]) -> Any:
    return deep(payload, args)


def crash(payload: bytes, args: dict[str, Any]) -> None:
    os._exit(3)


def mistake(payload: bytes, args: dict[str, Any]) -> None:
    raise KeyError(args["name"])


def killed(payload: bytes, args: dict[str, Any]) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def refuse(payload: bytes, args: dict[str, Any]) -> None:
    raise NotAFeed(url=args["url"], found="html")


def chatter(payload: bytes, args: dict[str, Any]) -> str:
    print("this must not break a frame")
    sys.stdout.flush()
    os.write(1, b"nor this")
    return "fine"


def huge(payload: bytes, args: dict[str, Any]) -> str:
    return "x" * 60_000_000


def surrogate(payload: bytes, args: dict[str, Any]) -> str:
    return "a\ud800b"


def lie(payload: bytes, args: dict[str, Any]) -> None:
    """Write to the parent what a child that was taken over might: bytes that are no answer at all."""
    for number in range(3, 10):
        try:
            os.write(number, bytes.fromhex(args["raw"]))
        except OSError:
            continue
    os._exit(0)


def forbidden(payload: bytes, args: dict[str, Any]) -> str:
    try:
        if args["what"] == "program":
            subprocess.run(["true"], check=True)
        elif args["what"] == "socket":
            socket.create_connection(("127.0.0.1", 9))
        else:
            Path(args["path"]).write_text("x")
    except (PermissionError, OSError) as error:
        return type(error).__name__
    return "done"


def environment(payload: bytes, args: dict[str, Any]) -> list[str]:
    return sorted(os.environ)


def place(payload: bytes, args: dict[str, Any]) -> dict[str, Any]:
    try:
        os.close(os.open("/dev/tty", os.O_RDONLY))
        terminal = True
    except OSError:
        terminal = False
    groups = {"own group": os.getpgid(0) == os.getpid(), "parent's session": os.getsid(0) == os.getsid(os.getppid())}
    nicer = os.getpriority(os.PRIO_PROCESS, 0) - os.getpriority(os.PRIO_PROCESS, os.getppid())
    return {"terminal": terminal, "nicer": nicer, **groups}
