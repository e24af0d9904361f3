"""The main screen: sources, entries, article."""
