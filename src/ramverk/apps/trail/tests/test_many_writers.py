"""Many at once: whoever writes, the chain has no fork and no gap."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection

WRITERS, DEEDS = 4, 15

PROGRAM = """
import sys
import django
django.setup()
from ramverk.apps.organisation.models import Municipality
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.actors import SYSTEM
subject = Municipality.objects.get()
for number in range(int(sys.argv[1])):
    record(SYSTEM, "organisation.import_organisation", subject, after={"number": number})
"""

TABLES = """
import django
django.setup()
from django.apps import apps
from django.db import connection
from ramverk.apps.organisation.models import Municipality
with connection.schema_editor() as editor:
    for model in (Municipality, *apps.get_app_config("trail").get_models()):
        editor.create_model(model)
Municipality.objects.create(name="Exempelby")
"""
"""Only the tables that are written to: the migrations of the whole house take long and have their own test."""


def _write_in_a_thread(subject) -> None:
    from ramverk.apps.trail.actions.record import record
    from ramverk.apps.trail.actors import SYSTEM

    try:
        for number in range(DEEDS):
            record(SYSTEM, "organisation.import_organisation", subject, after={"number": number})
    finally:
        connection.close()


def _check_threads() -> None:
    from ramverk.apps.organisation.models import Municipality
    from ramverk.apps.trail.verification import verify

    subject = Municipality.objects.create(name="Exempelby")
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(_write_in_a_thread, [subject] * WRITERS))
    report = verify()
    assert report.is_whole
    assert report.entries == WRITERS * DEEDS


def _check_processes(folder: Path) -> None:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "ramverk.web.settings.demo",
        "RAMVERK_DATABASE_URL": f"sqlite:///{folder / 'ramverk.sqlite3'}",
        "RAMVERK_HOME": str(folder),
    }

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *command], env=environment, capture_output=True, text=True, check=True, cwd=folder
        )

    run("-c", TABLES)
    writers = [
        subprocess.Popen([sys.executable, "-c", PROGRAM, str(DEEDS)], env=environment, cwd=folder)
        for _ in range(WRITERS)
    ]
    assert [writer.wait() for writer in writers] == [0] * WRITERS
    answer = run("-m", "django", "verify_trail")
    assert f"{WRITERS * DEEDS} poster" in answer.stdout


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_moment_keep_one_chain(tmp_path):
    """Threads on PostgreSQL; on SQLite processes on a file, as the server runs it."""
    if connection.vendor == "postgresql":
        _check_threads()
    else:
        _check_processes(tmp_path)
