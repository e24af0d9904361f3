import subprocess
import sys
from pathlib import Path

import pytest

from tests.text.chinese_corpus import CORPUS


def run(code: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    return done.stdout.strip()


MEASURE = """
from rich.cells import cell_len
from rich.segment import Segment
from tui.text.rich_width import apply
from tui.text.width import ambiguous, cells
before = cell_len("“引”——…①")
for width in (1, 2, 1):
    print(apply(width), ambiguous(), cell_len("“引”——…①"), Segment("①②").split_cells(2)[0].text, end=";")
print(cell_len("a" * 600 + "—") - 600, cell_len("─"), before)
"""


def test_rich_measures_as_told_and_can_be_told_again() -> None:
    assert run(MEASURE, PYTHONUTF8="1") == "True 1 8 ①②;True 2 14 ①;True 1 8 ①②;1 1 8"


def test_an_older_table_asked_for_in_the_environment_is_replaced() -> None:
    code = "from tui.text.rich_width import apply; from rich.cells import cell_len; print(apply(1), cell_len('🫩'))"
    assert run(code, UNICODE_VERSION="4.1.0") == "True 2"


@pytest.mark.parametrize(
    "change",
    ["del rich.cells._SINGLE_CELL_UNICODE_RANGES", "del rich.cells.CellTable", "rich.segment.Segment.cell_length = 7"],
)
def test_a_rich_built_otherwise_is_left_as_it_is(change: str) -> None:
    code = f"""
import rich.cells, rich.segment
table = rich.cells.load_cell_table
rich.cells.cell_len("中")
{change}
from tui.text.rich_width import apply
from tui.text.width import ambiguous
print(apply(2), ambiguous(), rich.cells.cell_len("“引”"), rich.cells.load_cell_table is table)
"""
    assert run(code, PYTHONUTF8="1") == "False 1 4 True"


def test_the_module_does_not_load_rich_by_itself() -> None:
    assert run("import sys, tui.text.rich_width; print('rich' in sys.modules)") == "False"


CORPUS_MEASURED = """
from rich.cells import cell_len
from tests.text.chinese_corpus import chinese_paragraphs
from tui.text.rich_width import apply
from tui.text.width import cells
paragraphs = chinese_paragraphs(every=5)
for width in (1, 2):
    assert apply(width)
    print(len(paragraphs) > 1000, [s for s in paragraphs if cells(s) != cell_len(s)], end=";")
"""


@pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not there")
def test_every_paragraph_of_the_corpus_is_as_wide_as_rich_draws_it_in_both_kinds_of_terminal() -> None:
    root = Path(__file__).resolve().parents[2]
    assert run(CORPUS_MEASURED, PYTHONUTF8="1", PYTHONPATH=str(root)) == "True [];True [];"
