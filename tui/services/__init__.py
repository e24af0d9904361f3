"""The verbs: refresh, subscribe, read, mark, search, import."""
