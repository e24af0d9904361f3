"""From the bytes of any page to the article in it, and all that the page says about it."""
