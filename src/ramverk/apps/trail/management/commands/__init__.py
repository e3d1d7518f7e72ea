"""Commands of the trail, one per file."""
