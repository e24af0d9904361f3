"""Bytes to entries: RSS, Atom, RDF and JSON Feed, well-formed or not."""
