"""``kanbao typeset``: a pipe for anybody's text."""

import subprocess
import sys
from pathlib import Path

import pytest

from tui.text.kinsoku import NO_END, NO_START
from tui.text.width import cells

TEXT = (
    "【大河财立方 记者 吴春波】2月13日,省政府国资委与对口支援新疆工作前方指挥部共同召开推进会。\n"
    "\n"
    "第二段：“好”，他说。\n"
)


def typeset(*words: str, given: bytes) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "tui", "--lang", "zh", "typeset", *words]
    return subprocess.run(command, input=given, capture_output=True, check=False)


def test_it_breaks_by_the_rules_and_keeps_the_text() -> None:
    done = typeset("--width", "20", given=TEXT.encode())
    lines = done.stdout.decode().splitlines()
    assert done.returncode == 0
    assert all(cells(line) <= 20 for line in lines)
    assert not any(line[:1] in NO_START or line[-1:] in NO_END for line in lines if line)
    assert "".join(lines).replace(" ", "") == TEXT.replace("\n", "").replace(" ", "")
    assert "" in lines


def test_indent_is_two_han() -> None:
    lines = typeset("--width", "30", "--indent", given=TEXT.encode()).stdout.decode().splitlines()
    assert lines[0].startswith("    【")
    assert lines[-1].startswith("    第")


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "gb18030", "big5", "utf-16"])
def test_any_charset(charset: str) -> None:
    simplified, traditional = "这是一段文字，用来测试编码是不是读得对。", "這是一段文字，用來測試編碼是不是讀得對。"
    text = traditional if charset == "big5" else simplified
    done = typeset("--width", "80", given=(text + "\n").encode(charset))
    assert done.stdout.decode() == text + "\n"


def test_nothing_but_text_comes_out() -> None:
    done = typeset("--width", "40", given="红\x1b[31m字\x1b]52;c;eA==\x07\u202e\n".encode())
    assert done.stdout.decode() == "红字]52;c;eA==\n"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = typeset(str(tmp_path / "没有.txt"), given=b"")
    assert done.returncode == 1
    assert "没有.txt" in done.stderr.decode()
    assert typeset(str(tmp_path), given=b"").returncode == 1


def test_ambiguous_characters_may_take_two_cells() -> None:
    lines = typeset("--width", "8", "--ambiguous", "2", given="“新闻”→①②③".encode()).stdout.decode().splitlines()
    assert lines[0] == "“新闻”"


def test_a_closed_pipe_is_no_error() -> None:
    command = [sys.executable, "-m", "tui", "typeset", "--width", "10"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdout.close()
        try:
            process.stdin.write("新闻编组站\n".encode() * 20_000)
            process.stdin.close()
        except BrokenPipeError:
            pass
        assert process.stderr.read() == b""
        assert process.wait() == 0
