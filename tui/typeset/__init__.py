"""From a document to lines of cells: text, roles and links, without colours."""
