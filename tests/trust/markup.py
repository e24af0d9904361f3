"""Row 2: text is never taken for markup: no ``str`` from data reaches a widget that would read it so."""

import ast
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyte

from tests.store.made import NOW, document, fill, item
from tests.terminal.conftest import Session, start
from tests.trust.proof import Proof, Size
from tests.trust.terminal_bytes import ESCAPE_MS, SCREENS, SOME_SCREENS, leave, press
from tui import __file__ as package
from tui.model.feed import ParsedEntry
from tui.store.library import Library
from tui.store.record import FetchRecord

ROOMS = ("screens", "widgets", "lines", "theme", "keymap", "app.py")
# Of Textual's ready-made widgets these alone; ``Static`` reads a ``str`` as markup and gets ``plain(...)``.
READY_MADE = {"Input", "Static", "TextArea"}
READS_MARKUP = {"from_markup", "render_markup", "visualize", "to_content"}
TITLED = {"border_title", "border_subtitle", "tooltip", "sub_title"}
MEANT = "plain"

TITLES = (
    "[/]", "[@click=app.quit]x[/]", "[/r/linux] post", "[bold]b[/bold]", "[link=file:///etc/passwd]l[/link]",
    "[[x]]", "a[1] and b[2]",
    "[red on blue]", "$primary [$accent]", "[@click=app.bell()]y", "\\[z]", "[不是标记]新闻[/]",
)  # fmt: skip


def faults_in(source: str) -> Iterator[str]:
    """Places where text could be read as markup."""
    tree = ast.parse(source)
    statics = _names_of_statics(tree)
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(module=str() as module) if module.startswith("textual.widgets"):
                for alias in node.names:
                    if module == "textual.widgets" and alias.name not in READY_MADE:
                        yield f"{node.lineno}: {alias.name} is not one of {READY_MADE}"
            case ast.ClassDef(bases=bases) if any(ast.unparse(base) in ("Static", "Label") for base in bases):
                yield f"{node.lineno}: {node.name} is a Static, and its update would read markup"
            case ast.Call(func=ast.Name(id="Static")) if node.args and not _meant(node.args[0]):
                yield f"{node.lineno}: Static({ast.unparse(node.args[0])})"
            case ast.Call(func=ast.Attribute(attr="update", value=value)) if ast.unparse(value) in statics:
                if not (node.args and _meant(node.args[0])):
                    yield f"{node.lineno}: {ast.unparse(node)}"
            case ast.Call(func=ast.Attribute(attr="notify")):
                yield f"{node.lineno}: notify()"
            case ast.Attribute(attr=name) | ast.Name(id=name) if name in READS_MARKUP:
                yield f"{node.lineno}: {name}"
            case ast.Assign(targets=targets) if any(isinstance(t, ast.Attribute) and t.attr in TITLED for t in targets):
                yield f"{node.lineno}: {ast.unparse(node)}"
            case ast.keyword(arg="markup", value=ast.Constant(value=True)):
                yield f"{node.value.lineno}: markup=True"


def _names_of_statics(tree: ast.AST) -> set[str]:
    """What is made a Static: ``self._label``, ``label``."""
    found = set()
    for node in ast.walk(tree):
        value = getattr(node, "value", None)
        if (
            isinstance(node, ast.Assign | ast.AnnAssign)
            and isinstance(value, ast.Call)
            and ast.unparse(value.func) == "Static"
        ):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {ast.unparse(target) for target in targets}
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation) == "Static":
            found.add(ast.unparse(node.target))
    return found


def _meant(value: ast.expr) -> bool:
    return (isinstance(value, ast.Constant) and value.value == "") or (
        isinstance(value, ast.Call) and ast.unparse(value.func) == MEANT
    )


def files() -> list[Path]:
    """Everything that draws."""
    top = Path(package).parent
    return [
        path
        for room in ROOMS
        for path in ([top / room] if room.endswith(".py") else sorted((top / room).rglob("*.py")))
    ]


def entry(name: str, title: str) -> ParsedEntry:
    """An entry that has a title in every field."""
    return item(name, title=title, text=title, html=f"<p>{title}</p>", authors=(title,), tags=(title,), source=title)


def on_screens(size: Size) -> int:
    """Such titles in list, article, sources and every dialog, clicked all over; how many were seen as they are."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with Library.open(folder) as library:
            feed = library.feeds.add("https://a.invalid/f", now=NOW)
            entries = [entry(str(n), title) for n, title in enumerate(TITLES)]
            library.refresh(feed, FetchRecord(), document(*entries, title=TITLES[1]), NOW)
            fill(library, library.feeds.add("https://b.invalid/f", TITLES[2], folder=TITLES[5], now=NOW), item("x"))
        env = {"KANBAO_CONFIG": str(folder / "none.toml"), "BROWSER": "true", "ESCDELAY": str(ESCAPE_MS)}
        session = start("-m", "tui", "--data-dir", name, "--lang", "en", env=env, size=(60, 160))
        try:
            session.read_until(b"[/r/linux]")
            seen = shown(session)
            for line in range(3, 58, size.of(18, 5)):
                for column in (5, 40, 110):
                    press(session, f"\x1b[<0;{column};{line}M\x1b[<0;{column};{line}m".encode())
            for key in SCREENS if size.full else SOME_SCREENS[:12]:
                press(session, key)
            leave(session)
        finally:
            session.close()
    missing = [title for title in TITLES if title not in seen]
    assert not missing, missing
    return len(TITLES)


def shown(session: Session) -> str:
    """The screen as text."""
    session.settle(0.1)
    screen = pyte.Screen(160, 60)
    stream = pyte.ByteStream(screen)
    stream.feed(
        session.written.partition(b"\x1b[?1049h")[2]
        .replace(b"\x1b[>25u", b"")
        .replace(b"\x1b[?2026$p", b"")
        .replace(b"\x1b[?2048$p", b"")
    )
    return "\n".join(line.replace(" ", "") if "不" in line else line for line in screen.display)


def run(size: Size) -> str:
    """The proof; the figure."""
    found = [f"{path.name}:{fault}" for path in files() for fault in faults_in(path.read_text("utf-8"))]
    assert not found, found
    return (
        f"{len(files())} files, 0 places where text could be markup; {on_screens(size)} titles shown literally on "
        "every screen, clicked and left alone"
    )


PROOF = Proof(
    2,
    "a title is text, never markup",
    "an AST check of everything that draws; titles such as `[@click=app.quit]x` on every screen, clicked",
    run,
)

if __name__ == "__main__":
    print(run(Size(full="--full" in sys.argv)))
