"""One invented municipality, and the walk through its year."""
