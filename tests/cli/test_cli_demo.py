"""The demo leaves nothing of the reader's changed."""

from pathlib import Path

from tui.cli.context import Context


def test_the_demo_lives_by_the_readers_settings_and_changes_a_copy(tmp_path: Path) -> None:
    config, apart = tmp_path / "config.toml", tmp_path / "demo"
    config.write_text('[reading]\ntheme = "mine"\n', "utf-8")
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "mine.toml").write_text("x", "utf-8")
    apart.mkdir()
    context = Context(tmp_path, config, "zh")
    context.keep_apart(apart)
    assert context.settings.reading.theme == "mine"
    assert context.config == apart / "config.toml"
    assert context.config.read_text("utf-8") == config.read_text("utf-8")
    assert (apart / "themes" / "mine.toml").exists()


def test_without_settings_there_is_nothing_to_copy(tmp_path: Path) -> None:
    context = Context(tmp_path, tmp_path / "none.toml", "zh")
    (apart := tmp_path / "demo").mkdir()
    context.keep_apart(apart)
    assert list(apart.iterdir()) == []
