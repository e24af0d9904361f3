"""An article as blocks, between the HTML that is stored and the lines that are shown."""
