"""Subscription lists of other programs: OPML and newsboat."""
