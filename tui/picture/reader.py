"""Decodes pictures in a worker, so that none can hang, crash or fill the program."""

from tui.model.errors import NoPicture, WorkerStopped
from tui.picture.raster import BadRaster, Raster, from_plain
from tui.worker.pool import Workers

SECONDS = 5.0


class PictureReader:
    """Turns the bytes of an answer into pixels by way of the workers."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers

    async def read(self, body: bytes, url: str, columns: int, rows: int, cell: tuple[int, int] | None = None) -> Raster:
        """The picture within so many cells; NoPicture with the reason, WorkerStopped where it took too much.

        With the width and height of a ``cell`` in pixels, also as fine as these show it.
        """
        args = {"columns": columns, "rows": rows, "cell": cell}
        try:
            return from_plain(await self._workers.run("tui.picture.job:decode", body, args, SECONDS))
        except (BadRaster, AttributeError):
            raise WorkerStopped(url=url, reason="crash") from None
        except (WorkerStopped, NoPicture) as error:
            raise type(error)(**{**error.about, "url": url}) from None
