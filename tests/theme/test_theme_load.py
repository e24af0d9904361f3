"""Reading a theme's file: found where it is, refused with file, line and key where it is wrong."""

from pathlib import Path

import pytest

from tui.i18n import choose_language, error_text
from tui.i18n.catalogue import catalogue
from tui.model.errors import ConfigError
from tui.theme.load import list_themes, load_theme, theme_title
from tui.theme.palette import ROLES

WHOLE = "\n".join(['title = "Own"', "dark = true", "[roles]", *(f'{role} = "#AbCdEf"' for role in ROLES)])


def written(folder: Path, text: str, name: str = "own") -> Path:
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def refused(folder: Path, text: str) -> dict[str, object]:
    with pytest.raises(ConfigError) as caught:
        load_theme("own", written(folder, text))
    return dict(caught.value.about)


def test_own_theme_is_listed_last_and_loaded(tmp_path: Path) -> None:
    folder = written(tmp_path, WHOLE)
    assert list_themes(folder)[-1] == "own"
    palette = load_theme("own", folder)
    assert (palette.name, palette.title, palette.dark) == ("own", "Own", True)
    assert {getattr(palette, role) for role in ROLES} == {"#abcdef"}


def test_own_theme_replaces_one_of_the_program(tmp_path: Path) -> None:
    assert load_theme("mo", written(tmp_path, WHOLE, "mo")).title == "Own"


def test_a_folder_that_is_not_there_adds_nothing(tmp_path: Path) -> None:
    assert list_themes(tmp_path / "none") == list_themes()


def test_unknown_theme_names_those_there_are() -> None:
    with pytest.raises(ConfigError) as caught:
        load_theme("moo")
    assert caught.value.about["reason"] == "choice"
    assert "mo, xuan, terminal, sepia" in str(caught.value.about["expected"])


@pytest.mark.parametrize("name", ["../own", "/own", "", "own.toml", "own\0"])
def test_a_name_is_never_a_path(tmp_path: Path, name: str) -> None:
    inner = tmp_path / "themes"
    inner.mkdir()
    written(tmp_path, WHOLE)
    with pytest.raises(ConfigError):
        load_theme(name, inner)


@pytest.mark.parametrize("role", ROLES)
def test_every_role_is_needed(tmp_path: Path, role: str) -> None:
    about = refused(tmp_path, WHOLE.replace(f'\n{role} = "#AbCdEf"', "", 1))
    assert about["key"] == f"roles.{role}"
    assert about["reason"] == "missing"
    assert about["file"] == str(tmp_path / "own.toml")


@pytest.mark.parametrize("colour", ['"#12345"', '"#1234567"', '"blau"', '"#12345g"', "3", "true", '""', '"#１23456"'])
def test_what_is_no_colour(tmp_path: Path, colour: str) -> None:
    about = refused(tmp_path, WHOLE.replace('ink = "#AbCdEf"', f"ink = {colour}", 1))
    assert (about["key"], about["reason"]) == ("roles.ink", "colour")
    assert about["line"] == WHOLE.splitlines().index('ink = "#AbCdEf"') + 1


def test_a_role_nobody_knows_names_the_nearest(tmp_path: Path) -> None:
    about = refused(tmp_path, WHOLE + '\nacent = "red"')
    assert (about["key"], about["reason"], about["nearest"]) == ("roles.acent", "unknown", "accent")


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        ("", "title", "type"),
        ('title = "x"', "dark", "type"),
        ('title = "x"\ndark = "no"', "dark", "type"),
        ('title = "x"\ndark = true\nroles = 3', "roles", "type"),
        (WHOLE.replace("dark", "drak"), "drak", "unknown"),
        ("title = ", "", "syntax"),
        ("#" * 70_000, "", "too-large"),
    ],
)
def test_a_file_that_is_wrong_as_a_whole(tmp_path: Path, text: str, key: str, reason: str) -> None:
    about = refused(tmp_path, text)
    assert (about["key"], about["reason"]) == (key, reason)


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "own.toml").mkdir()
    with pytest.raises(ConfigError) as caught:
        load_theme("own", tmp_path)
    assert caught.value.about["reason"] == "unreadable"


@pytest.mark.parametrize(
    ("colour", "nearest"), [("#abc", "#aabbcc"), ("bright-red", "bright_red"), ("defualt", "default")]
)
def test_a_colour_written_wrong_is_answered_with_one_that_holds(tmp_path: Path, colour: str, nearest: str) -> None:
    about = refused(tmp_path, WHOLE.replace('ink = "#AbCdEf"', f'ink = "{colour}"', 1))
    assert (about["reason"], about["nearest"]) == ("colour", nearest)


def test_a_base_gives_the_roles_that_are_not_named(tmp_path: Path) -> None:
    text = 'title = "Own"\ndark = true\nbase = "nord"\n[roles]\nlink = "#ffffff"'
    palette, nord = load_theme("own", written(tmp_path, text)), load_theme("nord")
    assert palette.link == "#ffffff"
    assert {getattr(palette, role) for role in ROLES if role != "link"} <= {getattr(nord, role) for role in ROLES}


@pytest.mark.parametrize(("base", "reason"), [('"nrod"', "unknown"), ('"own"', "unknown"), ("3", "type")])
def test_a_base_is_one_of_the_programs_themes(tmp_path: Path, base: str, reason: str) -> None:
    about = refused(tmp_path, f'title = "Own"\ndark = true\nbase = {base}\n[roles]')
    assert (about["key"], about["line"], about["reason"]) == ("base", 3, reason)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_faults_are_told_with_file_line_key_and_what_would_do(tmp_path: Path, language: str) -> None:
    choose_language(language)
    for text, said in (
        (WHOLE.replace('ink = "#AbCdEf"', 'ink = "#abc"', 1), ("roles.ink", "#aabbcc", "6")),
        (WHOLE.replace("\ntag", "\ntagg", 1), ("roles.tagg", "tag")),
        (WHOLE.replace('\ntag = "#AbCdEf"', "", 1), ("roles.tag", "#rrggbb", "3")),
    ):
        with pytest.raises(ConfigError) as caught:
            load_theme("own", written(tmp_path, text))
        told = error_text(caught.value)
        assert all(word in told for word in ("own.toml", *said)), told


def test_our_themes_are_named_in_both_languages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for locale, language in (("zh_CN.UTF-8", "zh-CN"), ("en_US.UTF-8", "en")):
        monkeypatch.setenv("LC_ALL", locale)
        choose_language("auto")
        titles = {name: theme_title(load_theme(name)) for name in list_themes()}
        assert titles == {name: catalogue(language)[f"theme.{name}"] for name in list_themes()}
    folder = written(tmp_path, WHOLE, "xuan")
    assert theme_title(load_theme("xuan", folder)) == "Own"
