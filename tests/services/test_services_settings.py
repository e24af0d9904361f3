"""Settings of the program and of a feed, the starter list, and a look at a list: as services."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.config.edit import Value
from tui.config.load import load
from tui.config.options import Option
from tui.config.settings import Settings, options
from tui.config.value import Unfit
from tui.model.errors import ConfigError, NotFound, TransferError
from tui.model.feed import ParsedEntry, ParsedFeed
from tui.services.feed_settings import change_settings, read_settings
from tui.services.settings import change_setting, from_text, option_of, setting
from tui.services.starter import starter_feeds, subscribe_to
from tui.services.subscriptions import import_file, preview_file
from tui.store.library import Library
from tui.store.record import FetchRecord
from tui.store.view import TagFilter, View

NOW = 1_795_000_000


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


def other(option: Option) -> Value:
    """A value that an option can hold beside its default."""
    if option.choices:
        return option.choices[-1]
    if option.starts:
        return option.starts[0] + "x"
    held: Value = option.default
    match held:
        case bool():
            return not held
        case str():
            return "other"
        case tuple():
            return ("a", "b c")
        case _:
            return held + 1


@pytest.mark.parametrize("option", list(options()), ids=lambda option: option.key)
def test_every_setting_is_written_and_read_back(tmp_path: Path, option: Option) -> None:
    config = tmp_path / "config.toml"
    value = other(option)
    changed = change_setting(config, Settings(), option.section, option.name, value)
    read, faults = load(config)
    assert faults == []
    assert setting(changed, option) == setting(read, option) == value


def test_what_does_not_fit_is_refused_and_nothing_written(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    for section, name, value in (
        ("reading", "measure", 5), ("reading", "level", "x"), ("fetch", "proxy", "x"), ("fetch", "interval_min", 9_999)
    ):  # fmt: skip
        with pytest.raises(ConfigError) as caught:
            change_setting(config, Settings(), section, name, value)
        assert caught.value.about["key"] == f"{section}.{name}"
        assert caught.value.about["expected"]
    assert not config.exists()


def test_keys_and_a_reader_without_a_file() -> None:
    changed = change_setting(None, Settings(), "keys", "star", ("m", "x"))
    assert changed.keys == {"star": ("m", "x")}
    assert change_setting(None, changed, "keep", "days", 3).keys == changed.keys


def test_values_as_they_are_typed() -> None:
    assert from_text(option_of("reading", "measure"), " 50 ") == 50
    assert from_text(option_of("fetch", "deadline"), "2.5") == 2.5
    assert from_text(option_of("browser", "command"), "firefox  %u") == ("firefox", "%u")
    assert from_text(option_of("fetch", "proxy"), "") == ""
    for section, name in (("reading", "measure"), ("fetch", "deadline"), ("reading", "indent")):
        with pytest.raises(Unfit):
            from_text(option_of(section, name), "viele")


def test_what_is_set_for_a_feed(library: Library) -> None:
    feed = library.feeds.add("https://a.example/feed", "甲", now=1)
    change_settings(library, feed, "interval", 30, NOW)
    change_settings(library, feed, "tags", ("报", "早"), NOW)
    change_settings(library, feed, "paused", True, NOW)
    held = read_settings(library, feed)
    assert (held.interval, held.tags, held.paused) == (30, ("报", "早"), True)
    assert library.feeds.states([feed])[0].interval_override == 1800
    assert library.feeds.due(10**10) == []
    change_settings(library, feed, "tags", ("早",), NOW)
    change_settings(library, feed, "interval", None, NOW)
    change_settings(library, feed, "paused", False, NOW)
    held = read_settings(library, feed)
    assert (held.interval, held.tags, held.paused) == (None, ("早",), False)
    change_settings(library, feed, "url", "http://B.example/x", NOW)
    assert read_settings(library, feed).url == "http://b.example/x"
    for _ in range(7):
        assert library.acts.undo() is not None
    assert library.acts.undo() is None
    held = read_settings(library, feed)
    assert (held.interval, held.tags, held.paused, held.url) == (None, (), False, "https://a.example/feed")
    with pytest.raises(NotFound):
        change_settings(library, 99, "tags", ("x",), NOW)


def test_entries_that_come_later_have_the_feeds_tags(library: Library) -> None:
    feed = library.feeds.add("https://a.example/feed", "甲", now=1)
    change_settings(library, feed, "tags", ("早",), NOW)
    library.refresh(feed, FetchRecord(), ParsedFeed(entries=(ParsedEntry(guid="1", title="一"),)), 1)
    assert library.entries.count(View(tags=TagFilter(all=("早",)))) == 1


def test_the_starter_list_is_subscribed_to_once(library: Library) -> None:
    chosen = list(starter_feeds())
    assert len(subscribe_to(library, chosen, 1)) == len(chosen)
    assert subscribe_to(library, chosen, 2) == []
    assert {folder.name for folder in library.feeds.folders()} == {feed.topic for feed in chosen}


def test_a_look_at_a_list_is_what_its_import_does(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "urls"
    path.write_text("https://a.example/feed\nhttps://b.example/feed 早\nexec:rm -rf\n", encoding="utf-8")
    library.feeds.add("https://a.example/feed", "甲", now=1)
    preview = preview_file(library, path)
    assert len(library.feeds.all()) == 1
    done = import_file(library, path, 1)
    assert len(preview.items) - preview.known == len(done.added) == 1
    assert (preview.known, preview.skipped) == (done.known, done.skipped)
    with pytest.raises(TransferError):
        preview_file(library, tmp_path / "none")
