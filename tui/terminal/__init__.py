"""What the terminal is like: asked once, before anything is drawn."""
