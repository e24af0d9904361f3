"""Key bindings, made from the table of commands."""
