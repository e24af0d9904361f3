"""Where an entry's tag comes from: bits of ``entry_tag.origin``."""

FROM_FEED = 1
FROM_PAGE = 2
OWN = 4  # given by the reader
