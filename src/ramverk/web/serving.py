"""How the pages are served: worker processes, and how many requests each of them works on at a time."""

import sys

WORKERS = 2
THREADS = 4
"""Requests that one worker process works on at a time; the others wait outside, in the order they came.

The server's own default is hundreds of threads. They would share one interpreter lock, so that a thread that has begun
to write waits for hundreds of others before it may end its transaction, while SQLite lets nobody else write; and each
holds a connection of its own, more than a PostgreSQL usually allows.
"""


def command(port: int, address: str = "127.0.0.1", workers: int = WORKERS) -> list[str]:
    """The command line that serves: what `ramverk run` and `ramverk demo` become."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", str(workers),
        "--blocking-threads", str(THREADS), "--host", address, "--port", str(port), "--no-ws", "--log-level", "error",
        "ramverk.web.wsgi:application",
    ]  # fmt: skip
