"""Investments: what a decided asset costs its users each year."""
