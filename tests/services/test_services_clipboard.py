"""The clipboard by a tool of the system."""

import sys
from pathlib import Path

import pytest

from tui.config.options import declared
from tui.config.settings import Reading
from tui.model.errors import OwnCommandFailed
from tui.services.clipboard import TOOLS, copy_by


def test_every_tool_that_can_be_set_is_known() -> None:
    choices = next(option.choices for option in declared("reading", Reading) if option.name == "copy")
    assert choices == ("terminal", *TOOLS)


@pytest.mark.skipif(sys.platform == "win32", reason="a script of a POSIX shell")
def test_the_text_is_its_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/bin:/usr/bin")
    told = tmp_path / "told"
    # As xclip does: what serves the clipboard stays behind.
    (tmp_path / "xclip").write_text(f'#!/bin/sh\n(sleep 60 &)\ncat > "{told}"; echo "$@" >> "{told}"\n')
    (tmp_path / "wl-copy").write_text("#!/bin/sh\nexit 3\n")
    for name in ("xclip", "wl-copy"):
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    copy_by("xclip", "甲 `乙`")
    assert told.read_text("utf-8") == "甲 `乙`-selection clipboard\n"
    for tool, reason in (("wl-copy", "status"), ("pbcopy", "missing")):
        with pytest.raises(OwnCommandFailed) as failed:
            copy_by(tool, "甲")
        assert failed.value.about["reason"] == reason
