"""Pictures that were seen: kept whole, within bounds, and never a reason to fail."""

import os
from pathlib import Path

from tui.store.picture_cache import FOLDER, PictureCache

A, B, C = (f"https://a.test/{name}.png" for name in "abc")


def test_what_was_seen_is_there_again(tmp_path: Path) -> None:
    cache = PictureCache(tmp_path)
    assert cache.get(A) is None
    cache.put(A, b"one")
    cache.put(A, b"another")
    assert cache.get(A) == b"another"
    (file,) = (tmp_path / FOLDER).iterdir()
    assert "a.test" not in file.name
    if os.name == "posix":
        assert (file.stat().st_mode & 0o077, file.parent.stat().st_mode & 0o077) == (0, 0)


def test_the_longest_unseen_goes_first_and_what_is_too_large_is_never_kept(tmp_path: Path) -> None:
    cache = PictureCache(tmp_path, most=100)
    for age, url in ((30, A), (20, B)):
        cache.put(url, b"x" * 40)
        path = cache._path(url)
        os.utime(path, (path.stat().st_mtime - age, path.stat().st_mtime - age))
    assert cache.get(A) is not None  # seen now
    cache.put(C, b"x" * 40)
    assert [cache.get(url) is not None for url in (A, B, C)] == [True, False, True]
    cache.put(B, b"x" * 101)
    assert cache.get(B) is None


def test_a_folder_that_cannot_be_made_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_bytes(b"")
    cache = PictureCache(tmp_path)
    cache.put(A, b"one")
    assert cache.get(A) is None
