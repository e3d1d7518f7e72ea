"""Dispatches: recipients resolved on the day, frozen content, receipts, what they open."""
