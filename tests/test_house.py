"""The rules of the house that a machine can check: who imports whom, what a start drags in, sizes and names."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import tui

PACKAGE = Path(tui.__file__).parent
ROOT = PACKAGE.parent
FILES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 400
SAYING_NOTHING = {"util", "utils", "helper", "helpers", "common", "misc"}

HEAVY = ("textual", "httpx", "feedparser", "apsw", "platformdirs", "pypinyin", "opencc", "PIL")
ROOMS_WITHOUT = [
    (module, HEAVY)
    for module in (
        "tui",
        "tui.model.errors",
        "tui.paths",
        "tui.commands",
        "tui.config.load",
        "tui.i18n",
        "tui.query.parse",
    )
] + [
    ("tui.text.clean", HEAVY),
    ("tui.text.decode", HEAVY),
    ("tui.text.wrap", ("textual", "httpx", "feedparser", "pypinyin")),
    ("tui.document.html", ("textual", "httpx", "feedparser", "apsw", "pypinyin")),
    ("tui.typeset.page", ("textual", "httpx", "feedparser", "pypinyin")),
    ("tui.store.library", ("textual", "httpx", "feedparser", "pypinyin")),
    ("tui.worker.pool", ("textual", "httpx", "feedparser", "apsw", "pypinyin")),
    ("tui.feeds.reader", ("textual", "httpx", "feedparser", "apsw", "pypinyin")),
    ("tui.transfer.opml", HEAVY),
    ("tui.theme.load", HEAVY),
    ("tui.services.subscriptions", ("textual", "httpx", "feedparser", "pypinyin")),
    ("tui.services.newsroom", ("textual", "feedparser", "pypinyin", "opencc", "PIL")),
    ("tui.services.desk", ("textual", "PIL", "feedparser", "pypinyin")),
    ("tui.services.tools", ("textual", "PIL", "feedparser", "pypinyin", "rich", "click", "selectolax")),
    ("tui.services.accounts", ("textual", "feedparser", "pypinyin", "opencc")),
    ("tui.services.finder", ("textual", "httpx", "feedparser", "pypinyin", "opencc")),
    ("tui.cli.call", ("textual", "httpx", "feedparser", "pypinyin", "argparse")),
    ("tui.lines.picture", ("textual", "rich", "httpx", "feedparser", "pypinyin", "asyncio", "socket")),
]


def loaded_by(module: str) -> set[str]:
    """The top-level packages in ``sys.modules`` after importing it in a process of its own."""
    program = f"import sys, {module}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("module", "without"), ROOMS_WITHOUT, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_room_does_not_drag_in(module: str, without: tuple[str, ...]) -> None:
    assert loaded_by(module).isdisjoint(without)


# Each of these takes a millisecond or more; what it is for can be asked for when it is wanted.
HEAVY_AT_FIRST = (
    "argparse", "asyncio", "dataclasses", "datetime", "difflib", "heapq", "importlib.resources", "inspect", "json",
    "locale", "logging",
    "shutil", "socket", "ssl", "subprocess", "threading", "tomllib", "zlib",
    "tui.config.own", "tui.config.rules", "tui.fetch", "tui.query", "tui.store.acts", "tui.typeset",
)  # fmt: skip
MOST_AT_FIRST = 95
"""Modules of ours; each takes a tenth of a millisecond to be found."""
FIRST_PICTURE = """
import sys
from pathlib import Path
folder = Path(sys.argv[1])
if len(sys.argv) > 2:
    from tui.services.sample.load import load_sample
    from tui.store.library import Library
    with Library.open(folder) as library:
        load_sample(library, 1_795_000_000)
    sys.exit()
import tui.cli.call
import tui.cli.open as opening
from tui.cli.context import Context
from tui.lines.ansi import AnsiInk
from tui.lines.picture import Picture
from tui.theme.palette import ROLES
context = Context(folder, folder / "config.toml")
ink = AnsiInk(dict.fromkeys(ROLES, "#102030"), many=True)
assert Picture(context.library, ink, 120, 36).of(opening.view(context.settings.reading), 1_795_000_000)
print(*sys.modules)
"""


def test_the_first_picture_needs_little(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[reading]\nlanguage = "zh-CN"\n', "utf-8")
    for more in (["library"], []):
        command = [sys.executable, "-c", FIRST_PICTURE, str(tmp_path), *more]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = set(done.stdout.split())
    assert loaded.isdisjoint(HEAVY_AT_FIRST)
    assert len([name for name in loaded if name.startswith("tui")]) <= MOST_AT_FIRST


def test_the_program_does_without_what_its_start_does_not_need() -> None:
    program = "import sys; from tui.later import postpone; postpone(); import tui.app, tui.services.newsroom"
    unwanted = ("tomllib", "importlib.resources", "shutil", "tempfile", "httpx", "textual.widgets._select", "lzma")
    program += f"; print(*[name for name in {unwanted!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.split() == []


@pytest.mark.parametrize(
    "words", [["list"], ["search", "新闻"], ["feeds", "--json"], ["opml"], ["typeset", os.devnull], ["--help"]]
)
def test_a_command_without_network_loads_no_network(tmp_path: Path, words: list[str]) -> None:
    program = "\n".join(
        [
            "import atexit, sys",
            "heavy = ('textual', 'httpx', 'feedparser', 'pypinyin', 'opencc')",
            "loaded = lambda: [name for name in heavy if name in sys.modules]",
            "atexit.register(lambda: print('LOADED', *loaded(), file=sys.stderr))",
            "from tui.cli.main import main",
            f"sys.exit(main({['--data-dir', str(tmp_path / 'library'), *words]!r}))",
        ]
    )
    environment = {**os.environ, "KANBAO_CONFIG": str(tmp_path / "none.toml"), "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=ROOT, env=environment
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.strip().splitlines()[-1] == "LOADED"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_is_short_and_its_name_says_something(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST
    assert path.stem not in SAYING_NOTHING


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_broad_except_no_shell_nothing_unfinished(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ExceptHandler):
            caught = ast.unparse(node.type) if node.type else ""
            raises_again = isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None
            assert raises_again or caught not in ("", "Exception", "BaseException"), f"line {node.lineno}"
        elif isinstance(node, ast.Call):
            assert not any(word.arg == "shell" for word in node.keywords), f"line {node.lineno}"
            assert ast.unparse(node.func) not in ("os.system", "os.popen", "eval", "exec"), f"line {node.lineno}"
    assert not {"TODO", "FIXME", "NotImplementedError"} & set(source.replace(":", " ").replace("(", " ").split())


def test_imports_only_go_down() -> None:
    program = shutil.which("lint-imports", path=str(Path(sys.executable).parent)) or shutil.which("lint-imports")
    if program is None:
        pytest.skip("import-linter is not installed")
    done = subprocess.run(
        [program, "--no-cache"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "NO_COLOR": "1"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
