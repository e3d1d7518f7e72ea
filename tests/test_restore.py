"""A backup that has never been read back is a hope: what docs/operations.md says of restoring is done here."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from django.db import connection

from ramverk.apps.trail.models import TrailEntry


@pytest.mark.usefixtures("exempelby")
def test_a_backup_taken_while_the_server_runs_is_restored_whole(tmp_path):
    copy = tmp_path / "backup.sqlite3"
    with closing(sqlite3.connect(copy)) as backup:
        connection.connection.backup(backup)

    verify = [sys.executable, "-m", "django", "verify_trail", "--format", "json"]
    restored = os.environ | {"RAMVERK_TEST_DATABASE": f"sqlite:///{copy}"}
    answer = subprocess.run(verify, env=restored, capture_output=True, text=True, check=True)

    report = json.loads(answer.stdout)
    assert report["whole"]
    assert report["entries"] == TrailEntry.objects.count()
    assert report["documents"] > 0
