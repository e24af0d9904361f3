"""The outbox: its rows come with the act, and what happens to one is what the table of states says."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.made import NOW, item
from tui.model.account import NewAccount
from tui.model.pending import Pending, accepted, refused, seen, sending, wished
from tui.model.remote import RemoteEntry, RemoteFeed, Told
from tui.store.library import Library
from tui.sync.decide import decide_feeds, decide_items

EVENTS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["wish"]), st.booleans()),
        st.tuples(st.sampled_from(["pull"]), st.booleans()),
        st.tuples(st.sampled_from(["sending", "accepted", "accepted late", "refused", "retry", "gone"]), st.none()),
    ),
    max_size=30,
)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, int]]:
    """A library with an account, and how many entries it has had: each example takes a new one."""
    with Library.open(tmp_path_factory.mktemp("outbox")) as library:
        yield library, with_account(library)


def with_account(library: Library) -> int:
    account = library.accounts.add(NewAccount("greader", "家", "https://s.test"), secret="file", now=NOW)
    feeds = [RemoteFeed("feed/1", "https://a.test", "甲报", "要闻")]
    library.remote_feeds(account).settle(lambda known: decide_feeds(known, feeds), NOW)
    return account


def arrive(library: Library, account: int, name: str) -> int:
    (new,), _ = library.remote_items(account).keep([RemoteEntry(name, "feed/1", item(name))], NOW)
    return new


def hear(library: Library, account: int, word: Told) -> None:
    library.remote_items(account).settle(lambda known: decide_items(known, word))


@settings(max_examples=80, deadline=None)
@given(EVENTS)
def test_a_row_goes_as_the_table_of_states_says(shelf: tuple[Library, int], events: list[tuple[str, Any]]) -> None:
    library, account = shelf
    name = f"r{library.entries.last_id()}"
    entry = arrive(library, account, name)
    row: Pending | None = None
    local, there, rev = "0", "0", 0
    for event, value in events:
        text = str(int(value or 0))
        stored = library._db.one("SELECT id, rev FROM outbox WHERE target_id = ?", (entry,))
        sent = [(stored[0], row.rev)] if stored and row else []
        match event:
            case "wish":
                if text != local:
                    row, local = wished(row, text, there), text
                    library.acts.act([entry], "read", value, NOW)
            case "sending" if row is not None and row.state == "pending":
                row, rev = sending(row), row.rev
                library.outbox.sending([sent[0][0]])
            case "accepted" if row is not None and row.tried:
                row = accepted(row, row.rev)
                library.outbox.accepted(sent)
            case "accepted late" if row is not None and row.tried:
                row = accepted(row, rev)
                library.outbox.accepted([(sent[0][0], rev)])
            case "refused" if row is not None:
                row = refused(row, row.rev)
                library.outbox.park(sent[0], "")
            case "retry" if row is not None and row.state == "parked":
                row = Pending(row.value, row.rev, "pending", row.tried)
                library.outbox.retry([sent[0][0]])
            case "pull":
                row, local = seen(row, local, text)
                there = text
                ids = frozenset([name])
                hear(library, account, Told(ids, frozenset() if value else ids, frozenset(), complete=False))
            case _:
                continue
        found = library._db.one(
            "SELECT value, rev, state, tried > 0, resent FROM outbox WHERE target_id = ? AND field = 'read'", (entry,)
        )
        kept = None if found is None else Pending(found[0], found[1], found[2], bool(found[3]), bool(found[4]))
        assert kept == row, (event, value)
        assert library._db.value("SELECT read FROM entry WHERE id = ?", (entry,)) == int(local)


def test_row_and_act_are_there_together_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.open(tmp_path) as library:
        entry = arrive(library, with_account(library), "r")

        def fails(*_: object) -> None:
            raise RuntimeError

        monkeypatch.setattr(library.acts._journal, "note", fails)
        with pytest.raises(RuntimeError):
            library.acts.act([entry], "starred", True, NOW)
        assert library.outbox.list() == []
        assert not library.entries.rows([entry])[0].starred


def test_local_feeds_make_no_rows_and_rules_and_undo_do(tmp_path: Path) -> None:
    from tests.store.made import fill
    from tui.model.smart import Rule

    with Library.open(tmp_path) as library:
        account = with_account(library)
        local = library.feeds.add("https://local.test", now=NOW)
        fill(library, local, item("here"))
        library.acts.act([1], "read", True, NOW)
        assert library.outbox.list() == []
        library.rules.put(Rule("title:特价", ("read",)))
        hit = RemoteEntry("r1", "feed/1", item("特价"))
        (new,), _ = library.remote_items(account).keep([hit], NOW)
        assert [(row.target_id, row.field, row.value) for row in library.outbox.list()] == [(new, "read", "1")]
        library.acts.act([new], "starred", True, NOW)
        library.acts.undo()
        assert [row.field for row in library.outbox.list()] == ["read"]


def test_what_waits_for_a_server_does_not_expire(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        account = with_account(library)
        old, other = arrive(library, account, "old"), arrive(library, account, "other")
        library.acts.act([old], "read", True, NOW)
        hear(library, account, Told(frozenset(["other"]), frozenset(), frozenset(), complete=False))
        assert library.expire(1, 0, NOW + 10 * 86_400) == 1
        assert [row.id for row in library.entries.rows([old, other])] == [old]
        # The server still has it: it is known, and not fetched again unless it is unread or starred there.
        items = library.remote_items(account)
        assert (items.unknown(["other"]), items.without_body(["other"])) == (set(), {"other"})


def test_an_account_added_again_meets_what_was_kept(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        account = with_account(library)
        entry = arrive(library, account, "r")
        library.acts.act([entry], "starred", True, NOW)
        library.accounts.remove(account, NOW, keep=False)
        assert [feed.url for feed in library.feeds.all()] == []
        again = with_account(library)
        new, _ = library.remote_items(again).keep([RemoteEntry("r", "feed/1", item("r"))], NOW)
        assert new == []
        assert [row.starred for row in library.entries.rows([entry])] == [True]
