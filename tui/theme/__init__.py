"""Colours by role: palettes from TOML files, and their way into Textual."""
