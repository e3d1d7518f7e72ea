"""Commands of this area, one per file."""
