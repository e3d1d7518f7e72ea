"""Pages of party rooms and proposals."""
