"""Characters: clean, decode, width, break, fold."""
