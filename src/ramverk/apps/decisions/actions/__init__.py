"""The verbs of this area, one per file."""
