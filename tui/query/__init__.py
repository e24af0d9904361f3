"""The search language: one parser, and what its answer means."""
