-- The library, version 5: pictures in articles, by feed ('never', 'ask', 'always'; empty: as for all).
ALTER TABLE feed ADD COLUMN images TEXT NOT NULL DEFAULT '';
