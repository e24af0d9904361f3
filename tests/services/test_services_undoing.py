"""One journal for everything: rules and their comments, and what cannot be done to feeds of accounts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.config.load import load
from tui.i18n import error_text
from tui.model.account import NewAccount
from tui.model.errors import ConfigError, SyncError
from tui.model.remote import RemoteFeed
from tui.services.feed_settings import change_settings, read_settings
from tui.services.rule_book import RuleBook
from tui.services.tending import Tending
from tui.services.undoing import Undoing, told
from tui.services.writing import Writer
from tui.store.library import Library
from tui.sync.decide import decide_feeds

NOW = 1_795_000_000
RULES = """\
# mine
[reading]
measure = 70

# no shops
[rules.ads]  # all of them
when = "标题:广告"   # what they call it
do = "hide"

[rules.news]
when = "降息"
do = "star"
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library") as opened:
        yield opened


@pytest.fixture
def writer(library: Library) -> Iterator[Writer]:
    writer = Writer(library.folder)
    yield writer
    writer.close()


async def test_rules_come_back_with_their_comments(library: Library, writer: Writer, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(RULES, "utf-8")
    undoing = Undoing(writer, config, lambda: NOW)

    def note(before: list[str], after: list[str], label: str) -> None:
        library.acts.note_rules(before, after, NOW, label)

    book = RuleBook(library, config, load(config)[0], lambda _: None, note)
    book.put(book.rules[1:])
    assert "no shops" not in config.read_text("utf-8")
    book.put([])
    # Something else is set meanwhile, and stays.
    config.write_text(config.read_text("utf-8").replace("70", "60"), "utf-8")
    for names, label in ((["news"], "news"), (["ads", "news"], "ads")):
        travelled = await undoing.travel("undo", ("rules",))
        assert travelled is not None
        assert [rule.name for rule in travelled.rules or ()] == names
        assert told("undo", travelled.act) == f"已撤销：规则“{label}”"
    assert config.read_text("utf-8").split() == RULES.replace("70", "60").split()
    assert await undoing.travel("undo") is None
    again = await undoing.travel("redo")
    assert again is not None
    assert [rule.name for rule in load(config)[0].rules] == ["news"]
    # What cannot be written has not been taken back.
    good = config.read_text("utf-8")
    config.write_text(good + "[[", "utf-8")
    with pytest.raises(ConfigError):
        await undoing.travel("undo")
    config.write_text(good, "utf-8")
    assert (await undoing.travel("undo")) is not None
    assert [rule.name for rule in load(config)[0].rules] == ["ads", "news"]


async def test_what_a_server_keeps_is_told_and_what_it_decides_refused(library: Library, writer: Writer) -> None:
    account = library.accounts.add(NewAccount("miniflux", "家里", "https://mini.test"), secret="", now=NOW)
    library.accounts.can(account, frozenset({"subscribe", "rename", "folders"}))
    remote = [RemoteFeed("feed/1", "https://a.test/", "甲", "科技")]
    library.remote_feeds(account).settle(lambda known: decide_feeds(known, remote), NOW)
    theirs = library.feeds.all()[0].id
    ours = library.feeds.add("https://b.test/", "乙", "财经", now=NOW)
    tending = Tending(library, writer, lambda: NOW)
    assert tending.folders_for("feed", str(theirs)) == ["家里", "家里/科技"]
    assert tending.folders_for("feed", str(ours)) == ["财经"]
    assert tending.folders_for("folder", "家里/科技") == ["家里"]
    assert (tending.on_server("folder", "家里/科技"), tending.on_server("folder", "财经")) == ("家里", "")

    def waiting() -> dict[str, str]:
        return {row.field: row.value for row in library.outbox.list() if row.field != "subscribed"}

    assert waiting() == {}
    await tending.to_folder("feed", str(theirs), "世界")
    await tending.rename("feed", str(theirs), "甲报")
    assert library.feeds.get(theirs).folder == "家里/世界"
    assert waiting() == {"folder": "世界", "title": "甲报"}
    library.acts.undo()
    library.acts.undo()
    assert (library.feeds.get(theirs).folder, waiting()) == ("家里/科技", {})
    refused = [
        ("place", tending.to_folder("feed", str(ours), "家里/科技")),
        ("place", tending.to_folder("folder", "财经", "家里")),
        ("own-folder", tending.to_folder("folder", "家里", "")),
        ("own-folder", tending.remove_folder("家里")),
        ("by-server", tending.pause(theirs)),
        ("by-server", tending.new_address(theirs, "https://c.test/")),
    ]
    for reason, act in refused:
        with pytest.raises(SyncError) as caught:
            await act
        assert caught.value.about["reason"] == reason
        assert "家里" in error_text(caught.value)
    for name, value in (("interval", 5), ("encoding", "big5"), ("url", "https://c.test/"), ("paused", True)):
        with pytest.raises(SyncError):
            change_settings(library, theirs, name, value, NOW)  # type: ignore[arg-type]
    assert read_settings(library, theirs).server == "家里"
    library.accounts.can(account, frozenset({"subscribe"}))
    with pytest.raises(SyncError):
        await tending.rename("feed", str(theirs), "x")
    with pytest.raises(SyncError):
        await tending.rename("folder", "家里/科技", "x")
    await tending.rename("folder", "家里", "自家")
    assert library.accounts.all()[0].name == "自家"
    assert library.acts.undo() is not None
    assert library.accounts.all()[0].name == "家里"
    assert library.feeds.get(theirs).folder == "家里/科技"


async def test_a_folder_taken_away_leaves_its_feeds(library: Library, writer: Writer) -> None:
    tending = Tending(library, writer, lambda: NOW)
    ids = [library.feeds.add(f"https://{n}.test/", f"报{n}", path, now=NOW) for n, path in enumerate(("甲", "甲/子"))]
    await tending.remove_folder("甲")
    assert [library.feeds.get(id_).folder for id_ in ids] == ["", "子"]
    assert tending.folders() == ["子"]
    undone = library.acts.undo()
    assert undone is not None
    assert told("undo", undone) == "已撤销：拆掉文件夹“甲”"
    assert [library.feeds.get(id_).folder for id_ in ids] == ["甲", "甲/子"]
    assert tending.folders() == ["甲", "甲/子"]
