-- The library, version 6: the script that a feed's articles are shown in: as written, hans (Simplified) or hant (Traditional).
ALTER TABLE feed ADD COLUMN script TEXT NOT NULL DEFAULT '';

-- Pages that gave no article, so that they are not asked for again and again.
CREATE TABLE whole_failed (
    entry INTEGER PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
    tries INTEGER NOT NULL,
    next_try INTEGER NOT NULL
);
