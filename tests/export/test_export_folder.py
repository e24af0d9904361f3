"""Writing into the reader's folder: whole files, over nothing, nowhere else."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

import pytest

from tui.export.folder import TEMPORARY, Folder
from tui.model.errors import CannotWrite

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="links and signals of POSIX")


def says(text: str):  # type: ignore[no-untyped-def]
    return lambda out: out.write(text.encode())


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("the reader's own")
    folder = Folder(tmp_path)
    names = [folder.write("a.md", says(str(number))).name for number in range(3)]
    assert names == ["a (2).md", "a (3).md", "a (4).md"]
    assert (tmp_path / "a.md").read_text() == "the reader's own"
    assert [(tmp_path / name).read_text() for name in names] == ["0", "1", "2"]


@POSIX
def test_a_link_is_neither_followed_nor_replaced(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "x").write_text("far")
    chosen = tmp_path / "chosen"
    chosen.mkdir()
    (chosen / "a.md").symlink_to(outside / "x")
    (chosen / "dangling.md").symlink_to(outside / "nowhere")
    (chosen / "images").symlink_to(outside)
    folder = Folder(chosen)
    assert folder.write("a.md", says("near")).name == "a (2).md"
    assert folder.write("dangling.md", says("near")).name == "dangling (2).md"
    inside = folder.inside("images")
    assert inside.path == chosen / "images (2)"
    inside.write("p.png", says("picture"))
    assert sorted(path.name for path in outside.iterdir()) == ["x"]
    assert (outside / "x").read_text() == "far"
    folder.replace("a.md", b"ours")
    assert (outside / "x").read_text() == "far"


@pytest.mark.parametrize("name", ["../x", "..", ".", "", "a/b", "/etc/x", "a\x00b"])
def test_a_name_that_is_a_path_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(CannotWrite):
        Folder(tmp_path / "chosen").write(name, says("x"))
    assert [path.name for path in tmp_path.rglob("*")] == ["chosen"]


def test_a_failure_half_way_leaves_nothing(tmp_path: Path) -> None:
    def breaks(out: BinaryIO) -> None:
        out.write(b"half")
        raise OSError(28, "No space left on device")

    with pytest.raises(CannotWrite) as told:
        Folder(tmp_path).write("a.md", breaks)
    assert told.value.about["reason"] == "No space left on device"
    assert list(tmp_path.iterdir()) == []


@POSIX
def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(CannotWrite):
        Folder(tmp_path / "file" / "below")


@POSIX
def test_killed_in_the_middle_it_leaves_no_half_file(tmp_path: Path) -> None:
    program = (
        "import sys, pathlib; from tui.export.folder import Folder\n"
        "def fill(out):\n"
        "    out.write(b'half'); out.flush(); print('half', flush=True); sys.stdin.read()\n"
        "folder = Folder(pathlib.Path(sys.argv[1])); folder.write('whole.md', lambda out: out.write(b'whole'))\n"
        "folder.write('a.md', fill)\n"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert running.stdout is not None
    assert running.stdout.readline() == b"half\n"
    os.kill(running.pid, signal.SIGKILL)
    running.communicate()
    left = [path.name for path in tmp_path.iterdir() if not path.name.startswith(TEMPORARY)]
    assert left == ["whole.md"]
    folder = Folder(tmp_path)
    assert folder.sweep() == 1
    assert folder.sweep() == 0
    assert [path.name for path in tmp_path.iterdir()] == ["whole.md"]


def test_a_picture_is_kept_once(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(b"picture" * 100_000)
    folder = Folder(tmp_path / "out")
    for _ in range(2):
        folder.keep("p.png", source)
    assert [path.name for path in folder.path.iterdir()] == ["p.png"]
    assert (folder.path / "p.png").read_bytes() == source.read_bytes()
