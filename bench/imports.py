"""The import of a detailed budget of half a million rows, on SQLite and on PostgreSQL, each in a process of its own."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from bench.rows import Row


def rows() -> Iterator[Row]:
    """The rows of both databases and both kinds of file, and the most memory that any of them took."""
    megabytes = []
    for database in ("sqlite", "postgresql"):
        for kind in ("csv", "xlsx"):
            with tempfile.TemporaryDirectory(prefix="ramverk-bench-") as folder:
                environment = os.environ | {
                    "RAMVERK_HOME": folder,
                    "RAMVERK_SECRET_KEY": "measuring",
                    "DJANGO_SETTINGS_MODULE": "ramverk.web.settings.production",
                }
                command = [sys.executable, "-m", "bench.import_worker", database, kind, folder]
                if database == "postgresql":
                    command = [sys.executable, "tools/with_postgresql.py", *command]
                done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
                told = json.loads(done.stdout.decode().splitlines()[-1])
                megabytes.append(told["megabytes"])
                for row in told["rows"]:
                    yield Row(**row)
    work = "peak memory of a process that takes in 500,000 detailed rows, the most of all files and databases"
    yield Row(id="import.detail.500k.memory", work=work, unit="MB", ours=max(megabytes), n=500_000, target=1000)
