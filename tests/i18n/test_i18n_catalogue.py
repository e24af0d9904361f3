"""Both languages say everything, with the same facts."""

import re
import string
from pathlib import Path

import pytest

from tui.commands import COMMANDS
from tui.i18n import choose_language, error_text, t
from tui.i18n.catalogue import LANGUAGES, catalogue
from tui.i18n.times import exact, when
from tui.model.errors import ERRORS, BadAddress, HttpFailed, TimedOut

PACKAGE = Path(__file__).parents[2] / "tui"


def facts(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_both_languages_have_the_same_keys() -> None:
    first, second = (catalogue(language) for language in LANGUAGES)
    assert set(first) == set(second)


# A language may leave out a fact that its sentence does not need, such as a month's name in Chinese.
OPTIONAL = {"name", "year", "month"}


def test_sentences_use_the_same_facts() -> None:
    first, second = (catalogue(language) for language in LANGUAGES)
    assert [key for key in first if (facts(first[key]) ^ facts(second[key])) - OPTIONAL] == []


def test_every_key_in_the_code_is_in_the_catalogue() -> None:
    known = catalogue("en")
    used = {
        (path.name, key)
        for path in PACKAGE.rglob("*.py")
        for key in re.findall(r"""\bt\(\s*["']([a-z_]+(?:\.[a-z_0-9-]+)+)["']""", path.read_text(encoding="utf-8"))
    }
    assert used
    assert [place for place in used if place[1] not in known] == []


def test_every_command_and_error_has_words() -> None:
    known = catalogue("zh-CN")
    assert [command.id for command in COMMANDS if f"command.{command.id}" not in known] == []
    assert [code for code in ERRORS if f"error.{code}.any" not in known and code != "store"] == []


@pytest.mark.parametrize(
    ("locale", "language"),
    [("zh_CN.UTF-8", "zh-CN"), ("zh_TW.UTF-8", "zh-CN"), ("C.UTF-8", "zh-CN"), ("de_DE.UTF-8", "en")],
)
def test_the_locale_chooses(monkeypatch: pytest.MonkeyPatch, locale: str, language: str) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    assert choose_language("auto") == language


def test_errors_are_sentences_also_when_stored() -> None:
    choose_language("zh")
    error = TimedOut(url="https://example.org/feed", seconds=30)
    assert error_text(error) == error_text(error.stored()) == "https://example.org/feed 在 30 秒内没有传完，下次再试"
    choose_language("en")
    assert "HTTP 404" in error_text(HttpFailed(url="x", status=404))
    gone = error_text(HttpFailed(url="https://x.example/", status=410, reason="gone"))
    assert "410" in gone
    assert "以后再试" not in gone
    away = error_text(BadAddress(url="https://x.example/", reason="redirect", target="file:///etc/passwd"))
    assert "https://x.example/" in away
    assert "file:///etc/passwd" in away
    assert "http://" not in away
    assert error_text("") == ""
    assert "x" in error_text("x")


def test_missing_facts_do_not_break_a_sentence() -> None:
    choose_language("en")
    assert "without end" in error_text('{"code": "too-many-redirects"}')


def test_times_in_peoples_form() -> None:
    from datetime import UTC, datetime

    choose_language("zh")
    now = int(datetime(2026, 11, 23, 12, 0, tzinfo=UTC).timestamp())

    def said(moment: str) -> str:
        return when(int(datetime.fromisoformat(f"{moment}+00:00").timestamp()), now, UTC)

    assert said("2026-11-23T11:59:30") == "刚刚"
    assert said("2026-11-23T11:30") == "30 分钟前"
    assert said("2026-11-23T02:00") == "10 小时前"
    assert said("2026-11-22T09:05") == "昨天 09:05"
    assert said("2026-02-15T00:00") == "2月15日"
    assert said("2024-02-15T00:00") == "2024年2月15日"
    assert exact(now, UTC) == "2026年11月23日 12:00"
    choose_language("en")
    assert said("2024-02-15T00:00") == "Feb 15, 2024"
    assert t("head.unread") == "unread"


def test_impossible_times_are_shown_as_something() -> None:
    assert when(-(10**15), 10**9)
    assert exact(10**18)


@pytest.mark.parametrize(
    ("n", "sentence"),
    [(0, "Refreshed: 0 new articles"), (1, "Refreshed: 1 new article"), (1284, "Refreshed: 1,284 new articles")],
)
def test_a_counted_word_goes_with_its_number(monkeypatch: pytest.MonkeyPatch, n: int, sentence: str) -> None:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    choose_language("auto")
    assert t("notice.refreshed", new=n) == t("notice.refreshed", new=f"{n:,}") == sentence


def test_no_sentence_counts_one_articles() -> None:
    counted = re.compile(r"\{\w+\} (?:new |unread |known )?(?:articles|feeds|entries|stories|pictures|characters)\b")
    assert [key for key, sentence in catalogue("en").items() if counted.search(sentence)] == []
