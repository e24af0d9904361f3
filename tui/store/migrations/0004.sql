-- The library, version 4: how titles and names sound, kept searches, rules, history, colours of tags.

-- Syllables of the title (see text/spelling.py), worked out in the background; NULL: not yet.
ALTER TABLE entry ADD COLUMN pinyin TEXT;
CREATE INDEX entry_unspelt ON entry (id) WHERE pinyin IS NULL;
CREATE TRIGGER entry_retitled AFTER UPDATE OF title ON entry WHEN OLD.title <> NEW.title BEGIN
    UPDATE entry SET pinyin = NULL WHERE id = NEW.id;
END;
CREATE VIRTUAL TABLE pinyin_index USING fts5 (
    sounds, content = '', contentless_delete = 1, detail = 'none', tokenize = 'ascii'
);
INSERT INTO pinyin_index (pinyin_index, rank) VALUES ('automerge', 8);

-- The same for names of feeds, folders, tags, sources and smart feeds, whoever has them.
CREATE TABLE spelling (name TEXT PRIMARY KEY, pinyin TEXT NOT NULL) WITHOUT ROWID;

-- What the index was made by; another version of the program makes it anew, some entries at a time.
INSERT INTO meta (key, value) VALUES ('index_version', '1'), ('spelling_version', '1');

-- Which names of sources there are is asked while one types.
CREATE INDEX entry_source ON entry (source) WHERE source <> '';
CREATE INDEX entry_image_unread ON entry (sort, id) WHERE hidden = 0 AND read = 0 AND has_image = 1;

ALTER TABLE tag ADD COLUMN colour TEXT NOT NULL DEFAULT '';

-- Smart feeds. A given one has no title of its own: its name is a word of the interface.
CREATE TABLE smart (
    id INTEGER PRIMARY KEY,
    given TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    query TEXT NOT NULL,
    position INTEGER NOT NULL,
    sort TEXT NOT NULL DEFAULT 'newest',
    notify INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX smart_given ON smart (given) WHERE given <> '';
INSERT INTO smart (given, query, position) VALUES
    ('today', 'date:today', 1), ('unread', 'is:unread', 2), ('starred', 'is:starred', 3), ('saved', 'is:saved', 4),
    ('image', 'has:image', 5);

CREATE TABLE rule (
    id INTEGER PRIMARY KEY,
    position INTEGER NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    query TEXT NOT NULL,
    feed INTEGER REFERENCES feed (id),      -- NULL: any
    folder TEXT NOT NULL DEFAULT '',        -- with all below it; empty: any
    actions TEXT NOT NULL,                  -- JSON array
    enabled INTEGER NOT NULL DEFAULT 1
);

-- Entries whose whole text a rule has asked for.
CREATE TABLE whole_wish (
    entry INTEGER PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
    at INTEGER NOT NULL
);

CREATE TABLE searched (text TEXT PRIMARY KEY, at INTEGER NOT NULL, times INTEGER NOT NULL DEFAULT 1) WITHOUT ROWID;
