"""The boards' last hour on SQLite and on PostgreSQL, each in a process of its own."""

from collections.abc import Iterator

from bench.rows import Row
from bench.web import measured_in


def rows() -> Iterator[Row]:
    """The rows of both databases."""
    yield from measured_in("bench.writers_worker")
