"""Background work for search: spellings of titles and names by a worker, and an index of an old version made anew."""

import asyncio
import json

from tui.model.errors import WorkerStopped
from tui.store.library import Library
from tui.worker.pool import Workers

AT_ONCE = 200
SECONDS = 20.0
STEP, PAUSE = 40, 0.05
"""Entries indexed anew in one transaction, and seconds for which others may then write: a star waits for no more."""
_JOB = "tui.text.pinyin:job"


class Speller:
    """Works out how titles and names sound, some at a time; may be cancelled at any moment."""

    def __init__(self, library: Library, workers: Workers) -> None:
        self._library = library
        self._workers = workers

    async def fill(self, limit: int = 1_000_000) -> int:
        """Spell what has no spelling yet, at most about ``limit`` titles; how many were spelled."""
        self._library.indexing.forget_old_spellings()
        done = 0
        while names := self._library.spellings.names_wanted(AT_ONCE):
            spelled = await self._spell(names)
            self._library.spellings.put_names(zip(names, spelled, strict=True))
        while done < limit and (titles := self._library.spellings.titles_wanted(AT_ONCE)):
            spelled = await self._spell([title for _, title in titles])
            self._library.spellings.put_titles(
                (id_, title, spelling) for (id_, title), spelling in zip(titles, spelled, strict=True)
            )
            done += len(titles)
            await asyncio.sleep(0)
        return done

    async def spell(self, text: str) -> str:
        """The spelling of one text; raises WorkerStopped."""
        return (await self._spell([text]))[0]

    async def renew(self) -> None:
        """Index anew what an earlier version of the program indexed."""
        waiting = self._library.indexing.remaining()
        while waiting:
            waiting = self._library.indexing.step(STEP)
            await asyncio.sleep(PAUSE if waiting else 0)

    async def _spell(self, texts: list[str]) -> list[str]:
        """One spelling for each text; raises WorkerStopped."""
        answer = await self._workers.run(_JOB, json.dumps(texts).encode(), seconds=SECONDS)
        if not isinstance(answer, list) or len(answer) != len(texts) or not all(isinstance(s, str) for s in answer):
            raise WorkerStopped(reason="crash")
        return answer
