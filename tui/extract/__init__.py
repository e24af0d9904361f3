"""The article in a page: bytes of any page to title, body, and everything that is told about them."""
