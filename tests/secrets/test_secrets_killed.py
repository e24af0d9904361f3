"""Killed at any point, of what was kept nothing is lost, and of what was let go nothing comes back."""

import json
import select
import signal
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from tests.support.ring import ROOT, FileRing, use_ring
from tui.secrets.keep import Secrets

PROGRAM = """
import json, sys
from pathlib import Path
from tui.secrets.keep import Secrets, keep_login, let_go
folder = Path(sys.argv[1])
secrets, mine = Secrets(folder), []
for number in range(1000):
    mine.append(keep_login(folder, "https://a.test/f", f"u:{number}"))
    print(json.dumps(["kept", mine[-1], f"u:{number}"]), flush=True)
    if number % 3 == 1:
        gone = mine.pop(0)
        print(json.dumps(["going", gone, ""]), flush=True)
        let_go(folder, [gone])
        print(json.dumps(["gone", gone, ""]), flush=True)
    if number % 4 == 3:
        secrets.settle()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills as POSIX does")
def test_killed_while_keeping_moving_and_forgetting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    use_ring(monkeypatch, tmp_path, FileRing)
    folder = tmp_path / "library"
    folder.mkdir()
    kept: dict[str, str] = {}
    gone: set[str] = set()
    for seed in range(3):
        dice = Random(seed)
        process = subprocess.Popen([sys.executable, "-c", PROGRAM, folder], cwd=ROOT, stdout=subprocess.PIPE)
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(dice.randrange(4, 20))]
        select.select([], [], [], dice.random() * 0.1)
        process.send_signal(signal.SIGKILL)
        said += process.stdout.read().splitlines()
        process.stdout.close()
        process.wait()
        for word, reference, login in map(json.loads, said):
            if word == "kept":
                kept[reference] = login
            else:
                kept.pop(reference, None)
                gone |= {reference} if word == "gone" else set()
        found = {reference: login for reference, (_, login) in Secrets(folder).logins(kept).items()}
        assert found == kept
    secrets = Secrets(folder)
    secrets.settle()
    assert secrets.logins(gone) == {}
    assert {login for _, login in secrets.logins(kept).values()} == set(kept.values())
