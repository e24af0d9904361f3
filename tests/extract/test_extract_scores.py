"""A sample of saved pages with gold text: the general method, without rules for sites, stays as good as it was."""

import gzip
import importlib.machinery
import importlib.util
import statistics
import warnings
from pathlib import Path
from types import ModuleType

import pytest

from tests.extract.sample import NOW
from tui.extract.extract import extract

SHARED = Path(__file__).parents[3] / "shared"
SCORE = SHARED / "tools" / "score-extract"
pytestmark = pytest.mark.skipif(not SCORE.is_file(), reason="the shared folder is not here")

FLOORS = {"zh-immortal": 0.90, "zh-cx-extractor-163": 0.88, "zh-gne": 0.93, "readability": 0.90, "scrapinghub": 0.93}
"""A little below what is measured on whole sets, since these are samples of about ten pages."""


def scorer() -> ModuleType:
    loader = importlib.machinery.SourceFileLoader("score_extract", str(SCORE))
    spec = importlib.util.spec_from_loader("score_extract", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def content(path: str) -> bytes:
    data = Path(path).read_bytes()
    return gzip.decompress(data) if path.endswith(".gz") else data


@pytest.mark.parametrize("name", FLOORS)
def test_a_sample_scores(name: str) -> None:
    score = scorer()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # the tool leaves closing its files to the interpreter
        items = [item for item in score.load(str(SHARED / "corpus")) if item[0] == name]
    if not items:
        pytest.skip("no pages of this set are here")
    step = max(1, len(items) // 10)
    sample = items[step // 2 :: step]
    marks = [score.f1(extract(content(path), now=NOW).text, gold) for _, _, path, gold in sample]
    assert statistics.mean(mark for mark in marks if mark is not None) >= FLOORS[name]


def test_lists_are_no_articles() -> None:
    lists = sorted((SHARED / "corpus" / "pages").glob("zh-g*/**/*list*/**/*.gz"))
    lists += sorted((SHARED / "corpus" / "pages").glob("zh-gne-lists/**/*.gz"))
    if not lists:
        pytest.skip("no lists are here")
    assert [path.name for path in lists if extract(content(str(path)), now=NOW).is_article] == []
