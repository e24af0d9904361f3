"""Whatever is printed for people or programs holds nothing that a terminal would obey."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.made import NOW, fill, item
from tests.trust.grammar import assert_allowed
from tui.cli.main import main
from tui.cli.output import complain, entry_line, print_json
from tui.model.entry import Entry
from tui.model.errors import Duplicate, HttpFailed
from tui.services.sample.load import load_sample
from tui.store.library import Library
from tui.text.width import cells

HOSTILE = "a\x1b[31m\x07\x7f\x85\x9b\u061c\u202e\u2028\u2066\ufeff\ufff9\ufffe\U000e0001\ud800b"


def test_json_escapes_and_loses_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"title": HOSTILE, HOSTILE: ["看报"]})
    line = capsys.readouterr().out
    assert json.loads(line) == {"title": HOSTILE, HOSTILE: ["看报"]}
    assert "看报" in line
    assert_allowed(line.encode())


def test_errors_and_calls_that_they_quote_are_clean(capsys: pytest.CaptureFixture[str]) -> None:
    complain(HttpFailed(url=f"http://a/{HOSTILE}", status=500, phrase=HOSTILE))
    word = HOSTILE.replace("\ud800", "\udcff")  # what a shell hands over as no UTF-8
    for words in ([word], ["list", f"--{word}"], ["import", f"/nowhere/{word}"]):
        try:
            assert main(words) == 1
        except SystemExit as left:
            assert left.code == 2
    captured = capsys.readouterr()
    assert captured.err.count("kanbao") >= 4
    assert_allowed((captured.out + captured.err).encode("utf-8", "surrogatepass"))


def test_no_error_holds_a_login(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for user in ("me:secret", "me:se@cret", "secret"):
        error = Duplicate(kind="feed", name=f"schon da: https://{user}@a.test/f?x=y@z")
        assert "cret" not in f"{error} {error.stored()} {error.about}"
        assert "https://a.test/f?x=y@z" in str(error)
    shared = ["--data-dir", str(tmp_path), "--lang", "en"]
    with Library.open(tmp_path) as library:
        library.feeds.add("http://me:secret@127.0.0.1:1/f", now=1)
    for words in (
        ["refresh", "http://me:secret@b.test/"],
        ["remove", "http://me:secret@b.test/"],
        ["refresh", "--json"],
        ["feeds"],
    ):
        main([*shared, *words])
    printed = capsys.readouterr()
    assert "127.0.0.1:1" in printed.out
    assert "secret" not in printed.out + printed.err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("command", [["list"], ["list", "--json"], ["feeds"], ["doctor"]])
def test_a_full_disk_under_our_output_is_told_of(tmp_path: Path, command: list[str]) -> None:
    with Library.open(tmp_path) as library:
        load_sample(library, 1_795_000_000)
    with Path("/dev/full").open("w") as full:
        program = [sys.executable, "-m", "tui", "--data-dir", str(tmp_path), "--lang", "en", *command]
        done = subprocess.run(program, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    told = "<stdout> cannot be written: No space left on device; check disk space and permissions"
    assert done.stderr == f"kanbao: {told}\n"


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX")
def test_a_terminal_that_lacks_characters_or_is_closed_gets_what_it_can_have(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        feed = library.feeds.add("https://a.test/f", "报", now=NOW)
        fill(library, feed, item("🎉书市", published=NOW), item("", guid="g", text="", published=NOW))
    program = [sys.executable, "-m", "tui", "--data-dir", str(tmp_path), "--lang", "zh", "list"]
    gbk = {**os.environ, "PYTHONIOENCODING": "gbk"}
    shown = subprocess.run(program, stdout=subprocess.PIPE, env=gbk, check=True)
    assert "?书市" in shown.stdout.decode("gbk")
    assert "（无题）" in shown.stdout.decode("gbk")
    told = subprocess.run([*program, "--json"], stdout=subprocess.PIPE, env=gbk, check=True)
    assert "🎉书市" in [json.loads(line)["title"] for line in told.stdout.splitlines()]
    closed = subprocess.run(["sh", "-c", '"$@" >&-', "sh", *program], stderr=subprocess.PIPE, check=False)
    assert (closed.returncode, closed.stderr) == (0, b"")


def test_on_a_narrow_line_the_name_is_cut_and_the_time_is_whole() -> None:
    title = "“汉芯一号”调查：一块芯片的来历和去处，以及为什么没有人早一点说出来"
    minutes = NOW - 19 * 60
    entry = Entry(1890, 1, "21世纪经济报道的深度调查频道", title, "", (), "", minutes, NOW, False, False, False, (), "")
    for columns in (60, 80, 200):
        line = entry_line(entry, NOW, columns)
        assert line.endswith(" · 19 分钟前")
        assert cells(line) <= columns
    assert "21世纪经济报道" in entry_line(entry, NOW, 200)

