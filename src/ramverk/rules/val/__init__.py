"""Years of elections."""
