"""Pages under load, on SQLite and on PostgreSQL, each in a process of its own."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from bench.rows import Row


def rows() -> Iterator[Row]:
    """The rows of both databases."""
    yield from measured_in("bench.web_worker")


def measured_in(worker: str) -> Iterator[Row]:
    """What a worker module prints for each database."""
    for database in ("sqlite", "postgresql"):
        with tempfile.TemporaryDirectory(prefix="ramverk-bench-") as folder:
            environment = os.environ | {
                "RAMVERK_HOME": folder,
                "RAMVERK_SECRET_KEY": "measuring",
                "DJANGO_SETTINGS_MODULE": "ramverk.web.settings.production",
            }
            command = [sys.executable, "-m", worker, database]
            if database == "postgresql":
                command = [sys.executable, "tools/with_postgresql.py", *command]
            done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
            for row in json.loads(done.stdout.decode().splitlines()[-1]):
                yield Row(**row)
