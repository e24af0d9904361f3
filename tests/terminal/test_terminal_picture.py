"""The second start shows the list before Textual takes the terminal."""

from pathlib import Path

import pytest

from tests.terminal.conftest import Session, start
from tests.terminal.test_terminal_answers import answered
from tests.terminal.test_terminal_reader import PATIENTLY, quit_and_close
from tui.services.look import FILE, Look, keep_look
from tui.services.sample.load import load_sample
from tui.store.library import Library
from tui.theme.load import load_theme
from tui.theme.palette import ROLES

ENVIRONMENT = {
    "KANBAO_CONFIG": "none.toml", "TERM": "xterm-256color", "COLORTERM": "truecolor", "TERM_PROGRAM": "",
    "COLORFGBG": "", "LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.UTF-8",
}  # fmt: skip
ENTER, LEAVE, TEXTUAL = b"\x1b[?1049h", b"\x1b[?1049l", b"\x1b[?1004h"
# Fails between the picture and Textual.
BROKEN = "import sys; sys.modules['tui.app'] = None\nfrom tui.cli.main import main\nsys.exit(main(sys.argv[1:]))"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Library.open(tmp_path) as library:
        load_sample(library, 1_795_000_000)
    theme = load_theme("mo")
    colours = {role: getattr(theme, role) for role in ROLES}
    keep_look(tmp_path, Look(colours, True, 1, "xterm-256color|truecolor|||"))
    return tmp_path


def begun(folder: Path, program: str = PATIENTLY) -> Session:
    session = start("-c", program, "--data-dir", str(folder), env=ENVIRONMENT)
    session.read_until("全部文章".encode())
    return session


def test_rows_are_there_before_textual_and_keys_typed_meanwhile_reach_it(folder: Path) -> None:
    session = begun(folder)
    assert TEXTUAL not in session.written
    session.type(b"j" + answered() + b"q")
    assert session.finish() == 0
    # The other screen is entered once, so that the picture stands until it is drawn over.
    assert session.written.count(ENTER) == 1
    assert session.written.rindex(LEAVE) > session.written.index(TEXTUAL)
    assert session.now() == session.settings
    session.close()


def test_the_cursor_moves_before_textual_is_there_and_stays_where_it_went(folder: Path) -> None:
    with Library.open(folder) as library:
        first, second = (library.entries.article(id_) for _, id_ in library.entries.ids(limit=2))
    title, text, other = (words[:6].encode() for words in (second.entry.title, second.text.strip(), first.text.strip()))
    session = begun(folder)
    drawn = session.written.count(title)
    session.type(b"j")
    session.until(lambda: session.written.count(title) > drawn)
    assert TEXTUAL not in session.written
    session.type(answered())
    # Its article is shown beside the list, and never that of the row above.
    session.read_until(text)
    assert other not in session.written
    quit_and_close(session)


def test_the_terminal_is_left_as_found_where_the_program_cannot_begin(folder: Path) -> None:
    session = begun(folder, BROKEN)
    assert session.finish() == 1
    assert session.written.rindex(LEAVE) > session.written.index(ENTER)
    assert b"\x1b[?25h" in session.written
    assert session.now() == session.settings
    session.close()


@pytest.mark.parametrize(
    "look", ["", "{", 'many = true\nambiguous = 1\nterminal = ""\n[colours]\nink = "\\u001b[2J"', "[" * 9999]
)
def test_a_look_that_makes_no_sense_is_passed_over(folder: Path, look: str) -> None:
    (folder / FILE).write_text(look, "utf-8")
    session = start("-c", PATIENTLY, "--data-dir", str(folder), env=ENVIRONMENT)
    session.read_until(b"\x1b[c")
    session.type(answered())
    session.read_until("全部文章".encode())
    written = quit_and_close(session)
    assert written.index(ENTER) < written.index(TEXTUAL) < written.index("全部文章".encode())
