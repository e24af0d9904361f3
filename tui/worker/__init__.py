"""Child processes that read strangers' bytes, and can be stopped."""
