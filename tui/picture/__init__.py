"""Pictures of articles as cells: decoded in a worker, drawn as a terminal can."""
