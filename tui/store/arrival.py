"""Carrying out what rules make of an entry that has just been stored."""

import json

from tui.model.feed import ParsedEntry
from tui.model.smart import Rule
from tui.query.predicate import Subject
from tui.query.verdict import NOTHING, Ready, Verdict, judge, ready
from tui.store.connection import Connection
from tui.store.decide import Arrived
from tui.store.feed_rows import SHOWN_TITLE
from tui.store.identity import sane_time
from tui.store.origin import OWN
from tui.store.state import set_flag, set_hidden, set_tags
from tui.store.tags import tag_id


class Rules:
    """The rules for one document of a feed."""

    def __init__(self, db: Connection, feed: int, rules: tuple[Ready, ...], now: int) -> None:
        self._db = db
        self._rules = rules
        self._now = now
        self._feed = feed
        self.hidden: list[int] = []
        self.notify: list[int] = []
        row = rules and db.one(
            f"SELECT {SHOWN_TITLE}, coalesce(folder.name, ''), (SELECT pinyin FROM spelling WHERE name = {SHOWN_TITLE})"
            " FROM feed LEFT JOIN folder ON folder.id = feed.folder WHERE feed.id = ?",
            (feed,),
        )
        self._title, self._folder, self._pinyin = row or ("", "", "")

    def take(self, id_: int, item: Arrived, tags: list[int]) -> Verdict:
        """Judge a new entry and do what was decided."""
        if not self._rules:
            return NOTHING
        names = self._db.rows("SELECT name FROM tag WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(tags),))
        verdict = judge(self._rules, self._subject(item.entry, tuple(name for (name,) in names)), self._folder)
        if verdict.by:
            self._carry_out(id_, verdict)
        return verdict

    def _subject(self, entry: ParsedEntry, tags: tuple[str, ...]) -> Subject:
        """An arrived entry as a search sees it; how its title sounds is worked out only later."""
        return Subject(
            title=entry.title,
            text=entry.text or entry.summary,
            feed=self._feed,
            feed_title=self._title,
            feed_pinyin=self._pinyin or "",
            source=entry.source,
            authors=entry.authors,
            tags=tags,
            when=min(sane_time(entry.published) or self._now, self._now),
            has_image=bool(entry.images),
            has_audio=any(enclosure.type.startswith("audio/") for enclosure in entry.enclosures),
        )

    def _carry_out(self, id_: int, verdict: Verdict) -> None:
        db, now = self._db, self._now
        for field, wanted in (("read", verdict.read), ("starred", verdict.star), ("saved", verdict.save)):
            if wanted:
                set_flag(db, field, True, [(id_, now)])
        if verdict.hide:
            set_hidden(db, True, [id_])
            self.hidden.append(id_)
        for tag in filter(None, (tag_id(db, name) for name in verdict.tags)):
            origin = db.value("SELECT origin FROM entry_tag WHERE entry = ? AND tag = ?", (id_, tag)) or 0
            set_tags(db, [(id_, tag, origin | OWN)])
        if verdict.whole:
            db.run("INSERT OR IGNORE INTO whole_wish (entry, at) VALUES (?, ?)", (id_, now))
        if verdict.notify and not verdict.hide:
            self.notify.append(id_)


def active(db: Connection, configured: tuple[Rule, ...], now: int) -> tuple[Ready, ...]:
    """What arriving entries meet: rules of the configuration, rules of the library, smart feeds that are to be told."""
    stored = StoredRules(db).all()
    told = [
        Rule(query, ("notify",)) for (query,) in db.rows("SELECT query FROM smart WHERE notify = 1 ORDER BY position")
    ]
    return ready([*configured, *stored, *told], now)


class StoredRules:
    """The rules that the reader made in the program, in their order."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def all(self) -> list[Rule]:
        """Every rule."""
        rows = self._db.rows("SELECT query, actions, name, feed, folder, enabled, id FROM rule ORDER BY position, id")
        return [
            Rule(query, tuple(json.loads(actions)), name, feed, folder, bool(enabled), id_)
            for query, actions, name, feed, folder, enabled, id_ in rows
        ]

    def put(self, rule: Rule) -> int:
        """Keep a new rule as the last, or (``id`` not 0) change one; its id."""
        values = (
            rule.query,
            json.dumps(rule.actions, ensure_ascii=False),
            rule.name,
            rule.feed,
            rule.folder,
            rule.enabled,
        )
        with self._db.write():
            if rule.id:
                self._db.run(
                    "UPDATE rule SET query = ?, actions = ?, name = ?, feed = ?, folder = ?, enabled = ? WHERE id = ?",
                    (*values, rule.id),
                )
                return rule.id
            return self._db.added(
                "INSERT INTO rule (query, actions, name, feed, folder, enabled, position)"
                " VALUES (?, ?, ?, ?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM rule))",
                values,
            )

    def remove(self, id_: int) -> bool:
        """Forget a rule; what it did stays. False where there is none."""
        with self._db.write():
            return bool(self._db.run("DELETE FROM rule WHERE id = ?", (id_,)))

    def order(self, ids: list[int]) -> None:
        """Put the rules in this order."""
        with self._db.write():
            self._db.run_many("UPDATE rule SET position = ? WHERE id = ?", list(enumerate(ids, 1)))
