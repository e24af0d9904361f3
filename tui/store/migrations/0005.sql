-- The script that a feed's articles are shown in: as written, hans (Simplified) or hant (Traditional).
ALTER TABLE feed ADD COLUMN script TEXT NOT NULL DEFAULT '';
