-- What is kept for good: pictures and pages of saved articles, notes, highlights, earlier versions.
-- The pictures' files lie in the folder `images`, named by their content (see store/images.py).

CREATE TABLE picture (
    hash TEXT PRIMARY KEY,                  -- SHA-256, hex
    type TEXT NOT NULL,
    bytes INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE entry_picture (
    entry INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    url TEXT NOT NULL,
    hash TEXT REFERENCES picture (hash),    -- NULL: it could not be had so far
    error TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (entry, url)
) WITHOUT ROWID;
CREATE INDEX entry_picture_hash ON entry_picture (hash) WHERE hash IS NOT NULL;

CREATE TABLE page (
    entry INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    url TEXT NOT NULL,
    came_from TEXT NOT NULL,
    fetched INTEGER NOT NULL,
    type TEXT NOT NULL DEFAULT '',
    charset TEXT NOT NULL DEFAULT '',
    packed BLOB NOT NULL,                   -- the bytes as fetched, by zlib
    PRIMARY KEY (entry, place)
);

CREATE TABLE note (
    entry INTEGER PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    changed INTEGER NOT NULL
);

CREATE TABLE highlight (
    id INTEGER PRIMARY KEY,
    entry INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    start INTEGER NOT NULL,                 -- characters of the typeset text
    stop INTEGER NOT NULL,
    quote TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    made INTEGER NOT NULL
);
CREATE INDEX highlight_entry ON highlight (entry, start);

CREATE TABLE version (
    id INTEGER PRIMARY KEY,
    entry INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,                    -- when the change was noticed that this is the state before
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    html TEXT NOT NULL
);
CREATE INDEX version_entry ON version (entry, id);

CREATE TABLE saving (
    entry INTEGER PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
    state TEXT NOT NULL DEFAULT 'wanted',   -- wanted, done, partial, failed
    tries INTEGER NOT NULL DEFAULT 0,
    next_try INTEGER,
    error TEXT NOT NULL DEFAULT '',
    allow_private INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX saving_due ON saving (next_try) WHERE state <> 'done';

-- What was last written into a mirror folder, so that what the reader changed there is known.
CREATE TABLE mirrored (
    folder TEXT NOT NULL,
    entry INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    hash TEXT NOT NULL,
    before TEXT NOT NULL DEFAULT '',        -- of the file that was being replaced, should the writing be cut short
    PRIMARY KEY (folder, entry)
) WITHOUT ROWID;

-- However an entry came to be saved (key, command, rule, server, undo), its pictures and page are wanted from then on.
CREATE TRIGGER saving_wanted AFTER UPDATE OF saved ON entry WHEN OLD.saved = 0 AND NEW.saved = 1 BEGIN
    INSERT INTO saving (entry) VALUES (NEW.id) ON CONFLICT (entry) DO NOTHING;
END;
INSERT INTO saving (entry) SELECT id FROM entry WHERE saved = 1;
