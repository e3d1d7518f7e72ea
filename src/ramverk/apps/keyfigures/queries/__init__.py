"""Looking at key figures."""
