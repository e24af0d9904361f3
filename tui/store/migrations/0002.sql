-- The library, version 2: an article as its page has it, beside what the feed gave. Which of the two is shown stands in
-- detail.full_text, so that one can go back.

CREATE TABLE whole (
    entry INTEGER PRIMARY KEY REFERENCES entry (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    url TEXT NOT NULL,
    pages INTEGER NOT NULL,
    text TEXT NOT NULL,
    html TEXT NOT NULL,
    images TEXT NOT NULL,
    fields TEXT NOT NULL
);
