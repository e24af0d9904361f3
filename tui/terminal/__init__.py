"""The terminal, asked before the interface takes it over: how wide it draws, and on what ground."""
