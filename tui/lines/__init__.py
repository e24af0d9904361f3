"""What rows and bars look like, as pieces of text with styles, for Textual's strips and for the first picture."""
