"""The reader's side of the desk."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from tui.services.background import Background
from tui.store.library import Library


async def test_all_who_ask_at_once_share_one_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Library.open(tmp_path / "library").close()
    started: list[tuple[Any, ...]] = []
    start = asyncio.create_subprocess_exec

    async def counted(*words: Any, **named: Any) -> asyncio.subprocess.Process:
        started.append(words)
        return await start(*words, **named)

    monkeypatch.setattr(asyncio, "create_subprocess_exec", counted)
    background = Background(tmp_path / "library", tmp_path / "none.toml", lambda event: None)
    await asyncio.gather(*(background.ask("nothing") for _ in range(4)))
    await background.close()
    assert len(started) == 1
