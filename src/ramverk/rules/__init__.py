"""National rules as dated data with references, and their loader."""
