"""Being told to end: by the system, by another program, or because the terminal is gone."""

import asyncio
import signal
from collections.abc import Callable

_ENDINGS = ("SIGTERM", "SIGHUP", "SIGINT")


def on_ending(leave: Callable[[int], None]) -> None:
    """Have ``leave`` called, with the exit status, when this process is told to end; told twice, it ends at once.

    Works for the running event loop of the main thread; Windows, which has no such loop, keeps its own ways.
    """
    loop = asyncio.get_running_loop()
    numbers = [getattr(signal, name) for name in _ENDINGS if hasattr(signal, name)]

    def told(number: int) -> None:
        for each in numbers:
            loop.remove_signal_handler(each)
        leave(128 + number)

    for number in numbers:
        try:
            loop.add_signal_handler(number, told, number)
        except (NotImplementedError, RuntimeError):
            return
