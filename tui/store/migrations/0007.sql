-- The library, version 7: accounts on feed servers, what is known of their feeds and entries, and what the reader did
-- that they have yet to hold.

CREATE TABLE account (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL UNIQUE,              -- also the folder in which its feeds stand
    url TEXT NOT NULL,
    user TEXT NOT NULL DEFAULT '',
    secret TEXT NOT NULL DEFAULT '',        -- where it lies (keyring, file); never the secret itself
    allow_private INTEGER NOT NULL DEFAULT 0,
    verify INTEGER NOT NULL DEFAULT 1,
    abilities TEXT NOT NULL DEFAULT '[]',
    state TEXT NOT NULL DEFAULT 'new',      -- new, ok, failing, refused
    failures INTEGER NOT NULL DEFAULT 0,
    next_try INTEGER,
    last_ok INTEGER,
    error TEXT NOT NULL DEFAULT '',
    added INTEGER NOT NULL
);

ALTER TABLE feed ADD COLUMN account INTEGER REFERENCES account (id); -- NULL: this program fetches it itself
CREATE INDEX feed_account ON feed (account) WHERE account IS NOT NULL;

CREATE TABLE remote_feed (
    account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    remote TEXT NOT NULL,
    feed INTEGER NOT NULL UNIQUE REFERENCES feed (id),
    title TEXT NOT NULL DEFAULT '',         -- title and folder as the server was last seen to have them
    folder TEXT NOT NULL DEFAULT '',
    gone INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (account, remote)
) WITHOUT ROWID;

CREATE TABLE remote_item (
    account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    remote TEXT NOT NULL,
    entry INTEGER REFERENCES entry (id) ON DELETE SET NULL, -- NULL: known, but not kept here
    read INTEGER,                           -- as the server was last seen to have them, NULL: not yet
    starred INTEGER,
    gone INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (account, remote)
) WITHOUT ROWID;
CREATE UNIQUE INDEX remote_item_entry ON remote_item (entry) WHERE entry IS NOT NULL;

-- One row for each thing and field: the value wanted last. See tui/model/pending.py for what can happen to it.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    target TEXT NOT NULL,                   -- entry, feed
    target_id INTEGER NOT NULL,
    field TEXT NOT NULL,                    -- read, starred, label:NAME; subscribed, title, folder
    value TEXT NOT NULL,
    rev INTEGER NOT NULL DEFAULT 1,
    state TEXT NOT NULL DEFAULT 'pending',  -- pending, sent, parked
    tried INTEGER NOT NULL DEFAULT 0,
    resent INTEGER NOT NULL DEFAULT 0,
    error TEXT NOT NULL DEFAULT '',
    created INTEGER NOT NULL,
    UNIQUE (account, target, target_id, field)
);

-- How far a server's news have been taken in, and other small facts about it.
CREATE TABLE cursor (
    account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (account, name)
) WITHOUT ROWID;
CREATE INDEX outbox_target ON outbox (target, target_id);
