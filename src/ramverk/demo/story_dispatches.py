"""What was sent out: prerequisites, assignments, frames; and who opened it."""

DEEDS: list[tuple[str, str]] = []
