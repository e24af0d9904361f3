-- The library, version 1. Times are seconds since 1970 (UTC); flags are 0 or 1.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE folder (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    position INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE feed (
    id INTEGER PRIMARY KEY,
    unread INTEGER NOT NULL DEFAULT 0,
    entries INTEGER NOT NULL DEFAULT 0,
    newest INTEGER NOT NULL DEFAULT 0,
    folder INTEGER REFERENCES folder (id),
    position INTEGER NOT NULL DEFAULT 0,
    added INTEGER NOT NULL,
    removed INTEGER,
    url TEXT NOT NULL,
    identity INTEGER NOT NULL,              -- hash of the address without scheme and trailing slash
    title TEXT NOT NULL DEFAULT '',         -- the reader's own; shown before the feed's
    title_feed TEXT NOT NULL DEFAULT '',
    site TEXT NOT NULL DEFAULT '',
    description TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT 'ok',
    error TEXT NOT NULL DEFAULT '',
    http_status INTEGER,
    etag TEXT NOT NULL DEFAULT '',
    modified TEXT NOT NULL DEFAULT '',
    body_hash TEXT NOT NULL DEFAULT '',
    failures INTEGER NOT NULL DEFAULT 0,
    moved_to TEXT NOT NULL DEFAULT '',
    moved_seen INTEGER NOT NULL DEFAULT 0,
    interval INTEGER,
    interval_override INTEGER,
    last_fetched INTEGER,
    next_fetch INTEGER,
    encoding TEXT NOT NULL DEFAULT '',
    encoding_why TEXT NOT NULL DEFAULT '',
    encoding_override TEXT NOT NULL DEFAULT '',
    full_text TEXT NOT NULL DEFAULT 'never',
    allow_private INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX feed_identity ON feed (identity);
CREATE INDEX feed_folder ON feed (folder);
-- The next position is one more than the last: without this, adding many feeds would look at all for each.
CREATE INDEX feed_position ON feed (position);

-- Which entries (or, negative, remembered expired ones) the feed's newest document held: those must not expire.
CREATE TABLE document (
    feed INTEGER PRIMARY KEY REFERENCES feed (id),
    entries TEXT NOT NULL
);

CREATE TABLE entry (
    id INTEGER PRIMARY KEY,
    feed INTEGER NOT NULL REFERENCES feed (id),
    sort INTEGER NOT NULL,                  -- min(published, fetched): never in the future
    read INTEGER NOT NULL DEFAULT 0,
    starred INTEGER NOT NULL DEFAULT 0,
    saved INTEGER NOT NULL DEFAULT 0,
    hidden INTEGER NOT NULL DEFAULT 0,      -- 0 shown, 1 by a rule, 2 its feed was removed
    read_at INTEGER,
    starred_at INTEGER,
    saved_at INTEGER,
    published INTEGER,
    fetched INTEGER NOT NULL,               -- first seen
    updated INTEGER,
    guid_hash INTEGER,
    link_hash INTEGER,
    title_hash INTEGER NOT NULL,
    content_hash INTEGER NOT NULL,
    has_image INTEGER NOT NULL DEFAULT 0,
    has_audio INTEGER NOT NULL DEFAULT 0,
    words INTEGER NOT NULL DEFAULT 0,       -- characters of the text, for the time it takes to read
    url TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    authors TEXT NOT NULL DEFAULT '[]',
    source TEXT NOT NULL DEFAULT '',
    summary TEXT NOT NULL DEFAULT ''
);
CREATE INDEX entry_shown ON entry (sort, id) WHERE hidden = 0;
CREATE INDEX entry_unread ON entry (sort, id) WHERE hidden = 0 AND read = 0;
CREATE INDEX entry_starred ON entry (sort, id) WHERE hidden = 0 AND starred = 1;
CREATE INDEX entry_saved ON entry (sort, id) WHERE hidden = 0 AND saved = 1;
CREATE INDEX entry_feed_shown ON entry (feed, sort, id) WHERE hidden = 0;
CREATE INDEX entry_feed_unread ON entry (feed, sort, id) WHERE hidden = 0 AND read = 0;
CREATE INDEX entry_guid ON entry (feed, guid_hash) WHERE guid_hash IS NOT NULL;
CREATE INDEX entry_link ON entry (feed, link_hash) WHERE link_hash IS NOT NULL;
CREATE INDEX entry_title ON entry (feed, title_hash) WHERE link_hash IS NULL;
CREATE INDEX entry_hidden ON entry (feed) WHERE hidden <> 0;

-- What only an opened article needs. The text stands before the HTML so that reading it skips the long column.
CREATE TABLE detail (
    entry INTEGER PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
    position INTEGER NOT NULL DEFAULT 0,
    full_text TEXT NOT NULL DEFAULT 'feed',
    text TEXT NOT NULL DEFAULT '',
    html TEXT NOT NULL DEFAULT '',
    images TEXT NOT NULL DEFAULT '[]',
    enclosures TEXT NOT NULL DEFAULT '[]',
    fields TEXT NOT NULL DEFAULT '{}'
);

CREATE TABLE tag (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    folded TEXT NOT NULL UNIQUE,
    entries INTEGER NOT NULL DEFAULT 0,
    unread INTEGER NOT NULL DEFAULT 0,
    own INTEGER NOT NULL DEFAULT 0          -- entries that carry it by the reader's own hand
);

CREATE TABLE feed_tag (
    feed INTEGER NOT NULL REFERENCES feed (id),
    tag INTEGER NOT NULL REFERENCES tag (id),
    PRIMARY KEY (feed, tag)
) WITHOUT ROWID;

CREATE TABLE entry_tag (
    entry INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    tag INTEGER NOT NULL REFERENCES tag (id),
    origin INTEGER NOT NULL,                -- 1 the feed, 2 the page, 4 the reader
    shown INTEGER NOT NULL,
    unread INTEGER NOT NULL,
    sort INTEGER NOT NULL,
    PRIMARY KEY (entry, tag)
) WITHOUT ROWID;
CREATE INDEX entry_tag_shown ON entry_tag (tag, sort, entry) WHERE shown = 1;
CREATE INDEX entry_tag_unread ON entry_tag (tag, sort, entry) WHERE unread = 1;
CREATE INDEX entry_tag_own ON entry_tag (tag) WHERE origin >= 4;

CREATE TABLE total (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    entries INTEGER NOT NULL,
    unread INTEGER NOT NULL,
    starred INTEGER NOT NULL,
    saved INTEGER NOT NULL
);
INSERT INTO total VALUES (1, 0, 0, 0, 0);

-- Identities of entries that have expired, so that they are not new when a feed still lists them.
CREATE TABLE expired (
    id INTEGER PRIMARY KEY,
    feed INTEGER NOT NULL REFERENCES feed (id),
    guid_hash INTEGER,
    link_hash INTEGER,
    title_hash INTEGER NOT NULL,
    content_hash INTEGER NOT NULL,
    published INTEGER,
    at INTEGER NOT NULL
);
CREATE INDEX expired_guid ON expired (feed, guid_hash) WHERE guid_hash IS NOT NULL;
CREATE INDEX expired_link ON expired (feed, link_hash) WHERE link_hash IS NOT NULL;
CREATE INDEX expired_title ON expired (feed, title_hash) WHERE link_hash IS NULL;

CREATE TABLE journal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    label TEXT NOT NULL DEFAULT '',
    undone INTEGER NOT NULL DEFAULT 0,
    data BLOB NOT NULL
);

-- Search: pieces of two or three characters, made by the program from folded text (see store/grams.py).
CREATE VIRTUAL TABLE title_index USING fts5 (
    grams, content = '', contentless_delete = 1, prefix = '1', tokenize = 'ascii'
);
CREATE VIRTUAL TABLE body_index USING fts5 (
    grams, content = '', contentless_delete = 1, detail = 'none', prefix = '1', tokenize = 'ascii'
);
-- Fetches are small and many: merging them less often costs a search little and a fetch a quarter less.
INSERT INTO title_index (title_index, rank) VALUES ('automerge', 8);
INSERT INTO body_index (body_index, rank) VALUES ('automerge', 8);

-- Counters. Whatever changes an entry, these follow; nothing else writes them.
CREATE TRIGGER entry_added AFTER INSERT ON entry BEGIN
    UPDATE feed SET
        entries = entries + (NEW.hidden = 0),
        unread = unread + (NEW.hidden = 0 AND NEW.read = 0),
        newest = max(newest, NEW.sort)
    WHERE id = NEW.feed;
    UPDATE total SET
        entries = entries + (NEW.hidden = 0),
        unread = unread + (NEW.hidden = 0 AND NEW.read = 0),
        starred = starred + (NEW.hidden = 0 AND NEW.starred = 1),
        saved = saved + (NEW.hidden = 0 AND NEW.saved = 1);
END;

CREATE TRIGGER entry_removed AFTER DELETE ON entry BEGIN
    UPDATE feed SET
        entries = entries - (OLD.hidden = 0),
        unread = unread - (OLD.hidden = 0 AND OLD.read = 0)
    WHERE id = OLD.feed;
    UPDATE total SET
        entries = entries - (OLD.hidden = 0),
        unread = unread - (OLD.hidden = 0 AND OLD.read = 0),
        starred = starred - (OLD.hidden = 0 AND OLD.starred = 1),
        saved = saved - (OLD.hidden = 0 AND OLD.saved = 1);
END;

CREATE TRIGGER entry_state AFTER UPDATE OF read, hidden ON entry
WHEN OLD.read <> NEW.read OR OLD.hidden <> NEW.hidden BEGIN
    UPDATE feed SET
        entries = entries + (NEW.hidden = 0) - (OLD.hidden = 0),
        unread = unread + (NEW.hidden = 0 AND NEW.read = 0) - (OLD.hidden = 0 AND OLD.read = 0)
    WHERE id = NEW.feed;
    UPDATE total SET
        entries = entries + (NEW.hidden = 0) - (OLD.hidden = 0),
        unread = unread + (NEW.hidden = 0 AND NEW.read = 0) - (OLD.hidden = 0 AND OLD.read = 0);
    UPDATE entry_tag SET
        shown = (NEW.hidden = 0),
        unread = (NEW.hidden = 0 AND NEW.read = 0)
    WHERE entry = NEW.id;
END;

CREATE TRIGGER entry_kept AFTER UPDATE OF starred, saved, hidden ON entry
WHEN OLD.starred <> NEW.starred OR OLD.saved <> NEW.saved OR OLD.hidden <> NEW.hidden BEGIN
    UPDATE total SET
        starred = starred + (NEW.hidden = 0 AND NEW.starred = 1) - (OLD.hidden = 0 AND OLD.starred = 1),
        saved = saved + (NEW.hidden = 0 AND NEW.saved = 1) - (OLD.hidden = 0 AND OLD.saved = 1);
END;

CREATE TRIGGER entry_moved AFTER UPDATE OF sort ON entry WHEN OLD.sort <> NEW.sort BEGIN
    UPDATE entry_tag SET sort = NEW.sort WHERE entry = NEW.id;
    UPDATE feed SET newest = max(newest, NEW.sort) WHERE id = NEW.feed;
END;

CREATE TRIGGER entry_tag_added AFTER INSERT ON entry_tag BEGIN
    UPDATE tag SET
        entries = entries + NEW.shown,
        unread = unread + NEW.unread,
        own = own + (NEW.origin >= 4)
    WHERE id = NEW.tag;
END;

CREATE TRIGGER entry_tag_removed AFTER DELETE ON entry_tag BEGIN
    UPDATE tag SET
        entries = entries - OLD.shown,
        unread = unread - OLD.unread,
        own = own - (OLD.origin >= 4)
    WHERE id = OLD.tag;
END;

CREATE TRIGGER entry_tag_changed AFTER UPDATE OF shown, unread, origin ON entry_tag
WHEN OLD.shown <> NEW.shown OR OLD.unread <> NEW.unread OR (OLD.origin >= 4) <> (NEW.origin >= 4) BEGIN
    UPDATE tag SET
        entries = entries + NEW.shown - OLD.shown,
        unread = unread + NEW.unread - OLD.unread,
        own = own + (NEW.origin >= 4) - (OLD.origin >= 4)
    WHERE id = NEW.tag;
END;
