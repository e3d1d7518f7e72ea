"""Template tags of key figures."""
