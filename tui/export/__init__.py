"""Articles out of the library: Markdown, HTML, EPUB, plain text, JSON. A new format is one file and one line."""
