"""Row 1: whatever feeds, pages and lists hold, a terminal is sent nothing but what the program itself would send."""

import contextlib
import io
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.terminal.conftest import PATIENT, Session, start
from tests.trust.grammar import Heard, assert_allowed
from tests.trust.hostile import library_of, spoil
from tests.trust.proof import Proof, Size
from tests.trust.strings import many
from tui.cli.main import main
from tui.cli.output import complain, print_json
from tui.model.errors import ERRORS
from tui.services.look import Look, keep_look
from tui.store.library import Library
from tui.theme.load import load_theme
from tui.theme.palette import ROLES

ESCAPE_MS = 20
PROGRAM_TITLES = ("看报", "")
# Screens and dialogs, each opened and left; words typed into those that take words.
SCREENS = (
    b"?", b"\x1b", b":", b"a", b"\x1b", b"t", b"\x1b", b",", b"\x1b", b"T", b"\x1b", b"\x0b", b"a", b"\x1b",
    b"\x0f", b"\x1b", b"\x0c", b"\x1b", b"\x14", b"\x1b", b"W", b"\x1b", b"\x07", b"\x1b", b"+", b"\x1b", b"i",
    b"i", b"1", b"jjjjj", b"E", b"\x1b", b"2", b"/", b"new", b"\r", b"\x1b", b"\x1b", b"a", b"\x1b", b"I", b"\x1b",
    b"p", b"\x1b", b"d", b"\x1b", b"2", b"\r", b"L", b"\x1b", b"O", b"\x1b", b"H", b"\x1b", b"C", b"f", b"e", b"\r",
    b"\x1b", b"V", b"jj", b"y", b"y", b"v", b"z", b"z", b"c", b"[", b"]", b"s", b"u", b"\x12", b"m", b"U", b"U",
)  # fmt: skip
SOME_SCREENS = (
    b"?", b"\x1b", b":", b"a", b"\x1b", b"t", b"\x1b", b"\x0b", b"a", b"\x1b", b"\x07", b"\x1b", b"/", b"new",
    b"\r", b"\x1b", b"\x1b", b"2", b"\r", b"L", b"\x1b", b"i", b"i", b"\x1b",
)  # fmt: skip


@contextlib.contextmanager
def captured() -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    """What is printed meanwhile, byte for byte: standard output and standard error."""
    out, err = io.BytesIO(), io.BytesIO()
    writers = [io.TextIOWrapper(part, "utf-8", write_through=True, newline="") for part in (out, err)]
    with contextlib.redirect_stdout(writers[0]), contextlib.redirect_stderr(writers[1]):
        yield out, err
    for writer in writers:
        writer.detach()


def read_everything(folder: Path, config: Path, size: Size) -> Heard:
    """The reader in a pty on this library: lists paged through, many articles opened, every screen once."""
    env = {"KANBAO_CONFIG": str(config), "HOME": str(folder.parent), "BROWSER": "true", "ESCDELAY": str(ESCAPE_MS)}
    session = start("-m", "tui", "--data-dir", str(folder), "--lang", "zh", env=env, size=(60, 200))
    try:
        session.read_until("订阅".encode())
        session.settle()
        for key in SCREENS if size.full else SOME_SCREENS:
            press(session, key)
        for _ in range(size.of(2, 8)):
            press(session, b"\x06")
        press(session, b"g")
        press(session, b"\r")
        for _ in range(size.of(8, 400)):
            press(session, b" ", 3.0)  # an article is always drawn
        return leave(session)
    finally:
        session.close()


def press(session: Session, key: bytes, patience: float = 0.12) -> None:
    """One key, and what is drawn for it; the program is still there afterwards."""
    session.type(key)
    if key == b"\x1b":
        # It is told from the beginning of a sequence by the silence behind it.
        session.listen(ESCAPE_MS / 1000 + 0.03)
    session.settle(0.015, patience)
    assert session.process.poll() is None, (key, session.written[-3000:])


def leave(session: Session) -> Heard:
    """End the program, whatever dialog is open; all that it wrote."""
    session.type(b"\x03")
    assert session.finish(PATIENT * 6) == 0, session.written[-2000:]
    return assert_allowed(session.written)


def first_picture(folder: Path, config: Path) -> Heard:
    """What a second start shows before there is any Textual to guard it."""
    palette = load_theme("mo")
    environment = {"KANBAO_CONFIG": str(config), "COLORTERM": "truecolor", "TERM_PROGRAM": "", "COLORFGBG": ""}
    keep_look(folder, Look({role: getattr(palette, role) for role in ROLES}, True, 1, "xterm-256color|truecolor|||"))
    session = start("-m", "tui", "--data-dir", str(folder), "--lang", "zh", env=environment, size=(60, 200))
    try:
        session.read_until(b"\x1b[H\x1b[2J")
        session.read_until(b"\x1b[?1004h")
        session.settle()
        return leave(session)
    finally:
        session.close()


def shell_outputs(folder: Path, config: Path, ids: Sequence[int]) -> Heard:
    """All that the shell commands print of this library."""
    shared = ["--data-dir", str(folder), "--config", str(config), "--lang", "en"]
    commands = [
        ["list", "--limit", "100000"],
        ["list", "--limit", "100000", "--json"],
        ["search", "new"],
        ["search", "--json", "新闻"],
        ["feeds"],
        ["feeds", "--json"],
        ["doctor"],
        ["doctor", "--json"],
        ["opml"],
        ["paper", "--since", "3650d"],
        ["paper", "--since", "3650d", "--json"],
        *(["show", str(id_), *also] for id_ in ids for also in (["--width", "60"], ["--json"])),
    ]
    with captured() as (out, err):
        for command in commands:
            main([*shared, *command])
    assert_allowed(err.getvalue())
    return assert_allowed(out.getvalue())


def wrong_words(folder: Path, strings: Sequence[str]) -> Heard:
    """What is printed where arguments, file names and configuration hold such strings."""
    with captured() as (out, err):
        for text in strings:
            # What a shell hands over: no NUL in it, and bytes that are no UTF-8 as lone surrogates.
            word = os.fsdecode(text.replace("\0", "").encode("utf-8", "replace")) + "\udcff" * (len(text) % 5 == 0)
            for words in (
                ["show", word], ["list", word], ["search", f"title:{word}"], ["refresh", word],
                ["tag", "1", f"+{word}"],
                ["import", f"/nowhere/{word}"], ["add", f"http://127.0.0.1/{word}"], ["add", word], [f"x{word}"],
                ["mark", "1", f"--{word}"], ["export", "1", "-o", f"{folder}/{word}/x.md"],
                ["extract", f"/nowhere/{word}"],
            ):  # fmt: skip
                with contextlib.suppress(SystemExit):
                    main(["--data-dir", str(folder), "--lang", "en", *words])
        config = folder.parent / "hostile.toml"
        for text in strings:
            config.write_bytes(f"[reading]\nmeasure = 1\n{text} = 1\n".encode("utf-8", "replace"))
            main(["--data-dir", str(folder), "--config", str(config), "--lang", "en", "list", "--limit", "1"])
    assert_allowed(err.getvalue())
    return assert_allowed(out.getvalue())


def error_texts(strings: Sequence[str]) -> int:
    """Every error there is about such strings, told in both languages' way of printing; how many texts."""
    facts = (
        "url",
        "host",
        "reason",
        "file",
        "line",
        "key",
        "name",
        "kind",
        "text",
        "phrase",
        "title",
        "address",
        "kept",
        "proxy",
    )
    with captured() as (out, err):
        for number, text in enumerate(strings):
            for code, kind in ERRORS.items():
                error = kind(**dict.fromkeys(facts, text), limit=number, status=number % 600)
                complain(error)
                complain(error.stored())
                print_json({"code": code, **error.about})
    assert_allowed(out.getvalue())
    assert_allowed(err.getvalue())
    return len(strings) * len(ERRORS)


def run(size: Size) -> str:
    """The proof, from strings to bytes; the figure."""
    number = size.of(2_000, 100_000)
    sent = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "library"
        config = Path(name) / "config.toml"
        config.write_text('[browser]\ncommand = ["true", "%u"]\n', "utf-8")
        entries = library_of(folder, many(1, number))
        for spoilt in (False, True) if size.full else (True,):
            if spoilt:
                spoil(folder)
            with Library.open(folder) as library:
                ids = [id_ for _, id_ in library.entries.ids(limit=100_000)]
            heard = read_everything(folder, config, size)
            assert all(title.startswith(PROGRAM_TITLES) for title in heard.titles)
            assert heard.links == 0
            sent += heard.length + first_picture(folder, config).length
            sent += shell_outputs(folder, config, ids[: size.of(20, 5_000)]).length
        sent += wrong_words(folder, many(3, size.of(3, 400))).length
        texts = error_texts(many(4, size.of(20, 1_000)))
    return f"{number:,} strings, {entries:,} articles, {texts:,} error texts; {sent:,} bytes parsed, 0 forbidden"


PROOF = Proof(
    1,
    "no feed controls the terminal",
    "strings through every field, screen and shell output, also put into the database past every cleaning; "
    "the bytes of a pty by an allowlist grammar",
    run,
)

if __name__ == "__main__":
    print(run(Size(full="--full" in sys.argv)))
