"""The reader with a watch in its event loop: ``python -m tests.bench.lagging FILE [ARGUMENT…]``.

Every few milliseconds the loop is asked to call; how late it does is written to the file at the end, as pairs of the
monotonic clock and seconds.
"""

import asyncio
import atexit
import json
import sys
import time
from pathlib import Path

TICK = 0.005


class Watch:
    """Asks to be called back again and again."""

    def __init__(self) -> None:
        self.seen: list[tuple[float, float]] = []

    def begin(self, loop: asyncio.AbstractEventLoop) -> None:
        """Watch this loop from its first turn on."""
        loop.call_later(TICK, self._called, loop, loop.time() + TICK)

    def _called(self, loop: asyncio.AbstractEventLoop, due: float) -> None:
        self.seen.append((time.perf_counter(), max(0.0, loop.time() - due)))
        loop.call_later(TICK, self._called, loop, loop.time() + TICK)


def main() -> int:
    """Run the reader with every loop watched."""
    file, *arguments = sys.argv[1:]
    watch = Watch()
    made = asyncio.events.new_event_loop

    def watched() -> asyncio.AbstractEventLoop:
        loop = made()
        watch.begin(loop)
        return loop

    asyncio.events.new_event_loop = watched
    atexit.register(lambda: Path(file).write_text(json.dumps(watch.seen)))
    from tui.cli.main import main as kanbao

    return kanbao(arguments)


if __name__ == "__main__":
    sys.exit(main())
