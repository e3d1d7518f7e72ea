"""Pages of matters: reading, preparing, deciding, voting."""
