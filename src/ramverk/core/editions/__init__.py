"""Editions of the budget: branches of one ledger of changes, and what follows from that."""
