"""What the reader can set: declared once, read from TOML, every fault named."""
