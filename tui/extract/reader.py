"""Reads pages in a worker, so that no page can hang, crash or fill the program."""

from tui.extract.article import Extracted
from tui.extract.plain import BadAnswer, unpack
from tui.model.errors import WorkerStopped
from tui.worker.pool import Workers

SECONDS = 3.0
"""How long a page may take: a large article takes a tenth of a second."""


class PageReader:
    """Turns the bytes of a page into its article by way of the workers; `rules` is the folder of the reader's own."""

    def __init__(self, workers: Workers, rules: str = "") -> None:
        self._workers = workers
        self._rules = rules
        workers.warm("tui.extract.job")

    async def read(
        self, body: bytes, url: str = "", *, charset: str = "", override: str = "", now: int = 0
    ) -> Extracted:
        """As `extract`; raises `WorkerStopped` too, where reading took too long, took too much, or went wrong."""
        args = {"url": url, "charset": charset, "override": override, "now": now, "rules": self._rules}
        try:
            return unpack(await self._workers.run("tui.extract.job:extract", body, args, SECONDS))
        except BadAnswer:
            raise WorkerStopped(url=url, reason="crash") from None
        except WorkerStopped as stopped:
            raise WorkerStopped(**{**stopped.about, "url": url}) from None
