"""Small screens over the main one: ask, choose, filter, help."""
