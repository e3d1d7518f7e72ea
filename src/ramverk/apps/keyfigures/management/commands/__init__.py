"""Commands of key figures."""
