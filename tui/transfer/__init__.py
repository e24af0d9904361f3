"""What other programs hand out, and the library as one archive: OPML, newsboat, Pocket, Instapaper."""
