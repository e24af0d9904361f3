"""The library on disk: one SQLite file, and the only user of it."""
