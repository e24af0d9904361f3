-- The library, version 8: what tells how a feed fares, and which enclosures were played.

ALTER TABLE feed ADD COLUMN failing_since INTEGER;              -- the first of the failures in a row
ALTER TABLE feed ADD COLUMN took INTEGER NOT NULL DEFAULT 0;    -- milliseconds, a running mean over the last answers
ALTER TABLE feed ADD COLUMN moved_from TEXT NOT NULL DEFAULT '';
ALTER TABLE feed ADD COLUMN moved_at INTEGER;
UPDATE feed SET failing_since = last_fetched WHERE failures > 0;

CREATE TABLE played (
    entry INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
    url TEXT NOT NULL,
    at INTEGER,                             -- when it was opened, NULL where it was only downloaded
    file TEXT NOT NULL DEFAULT '',          -- where it was downloaded to
    PRIMARY KEY (entry, url)
) WITHOUT ROWID;
