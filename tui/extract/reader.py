"""Reads pages in a worker, so that no page can hang, crash or fill the program."""

from typing import Any

from tui.extract.plain import BadAnswer, unpack
from tui.model.errors import WorkerStopped
from tui.model.page import PageArticle
from tui.worker.pool import Workers

SECONDS = 5.0


class PageReader:
    """Turns the bytes of an answer into an article by way of the workers."""

    def __init__(self, workers: Workers, rules: tuple[list[Any], ...] = ()) -> None:
        self._workers = workers
        self._rules = rules
        workers.warm("tui.extract.job")

    async def read(
        self, body: bytes, url: str = "", *, charset: str = "", override: str = "", now: int = 0
    ) -> PageArticle:
        """As ``extract``; raises ``WorkerStopped`` where reading took too long, took too much, or went wrong."""
        args = {"url": url, "charset": charset, "override": override, "now": now, "rules": self._rules}
        try:
            return unpack(await self._workers.run("tui.extract.job:article", body, args, SECONDS))
        except BadAnswer:
            raise WorkerStopped(url=url, reason="crash") from None
        except WorkerStopped as stopped:
            raise WorkerStopped(**{**stopped.about, "url": url}) from None
