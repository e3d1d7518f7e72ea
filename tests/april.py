"""Exempelby on 11 April 2018: half a minute's work that several tests begin with, done once for each state of the code.

On SQLite the built database is kept as a file under build/ and copied in; PostgreSQL builds it where it is needed.
"""

import hashlib
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import fasteners
import pytest

APRIL = date(2018, 4, 11)
ROOT = Path(__file__).parent.parent
KEPT = ROOT / "build" / "exempelby"
READ_BY_THE_DEMO = ("src/**/*", "tests/data/timetables/*.txt", "requirements/base.txt")


@pytest.fixture
def exempelby(transactional_db: None, settings: Any) -> Iterator[None]:
    """The invented municipality on 11 April, mails in its outbox, its clock going on from there."""
    from django.db import connection

    from ramverk.apps.trail import clock
    from ramverk.demo.build import build_demo

    settings.YEAR_REMEMBERED_SECONDS = 60  # pages are remembered until the next deed, as by a server
    settings.EMAIL_BACKEND = "ramverk.apps.dispatch.outbox.OutboxBackend"
    try:
        if connection.vendor == "sqlite":
            _copy_in(settings)
        else:
            build_demo(APRIL)
        yield
    finally:
        clock._offset.set(None)


def _copy_in(settings: Any) -> None:
    from django.db import connection

    from ramverk.apps.trail import clock
    from ramverk.apps.trail.models import MovedClock

    folder = KEPT / _code()
    settings.ROOM_KEY_FILE = str(folder / "party-rooms.key")  # what the parties wrote can be read with no other key
    KEPT.mkdir(parents=True, exist_ok=True)
    with fasteners.InterProcessLock(KEPT / "lock"):
        if not (folder / "april.sqlite3").exists():
            _build(folder)
    connection.ensure_connection()
    with closing(sqlite3.connect(folder / "april.sqlite3")) as kept:
        kept.backup(connection.connection)
    clock.move_to(MovedClock.objects.get().says)


def _build(folder: Path) -> None:
    from django.db import connection

    from ramverk.demo.build import build_demo

    for older in KEPT.iterdir():
        if older.is_dir():
            shutil.rmtree(older)
    folder.mkdir()
    build_demo(APRIL)
    unfinished = folder / "unfinished.sqlite3"
    with closing(sqlite3.connect(unfinished)) as kept:
        connection.connection.backup(kept)
    unfinished.replace(folder / "april.sqlite3")


@cache
def _code() -> str:
    """One name for everything the demo is built from; what is only tests is left out."""
    told = hashlib.sha256(sys.version.encode())
    for file in sorted(one for pattern in READ_BY_THE_DEMO for one in ROOT.glob(pattern) if one.is_file()):
        if not {"tests", "__pycache__"} & set(file.relative_to(ROOT).parts[1:]):  # the timetables lie under tests/
            told.update(file.read_bytes())
    return told.hexdigest()[:16]
