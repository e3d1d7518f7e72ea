"""Rules about the tax rate."""
