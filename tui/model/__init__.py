"""What the program talks about: feeds, entries, tags, events, errors. Plain values."""
