"""Several people at the same moment, each with a connection of their own, on whichever database the suite runs."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

from django.conf import settings
from django.db import connection, connections
from tests.cast import swedish

from ramverk.apps.trail import clock


@contextmanager
def on_a_file(folder):
    """SQLite as the server runs it: a file, WAL and IMMEDIATE. The test's in-memory database is copied there first.

    Inside, only other threads see the file; `alone` is how the test looks at it.
    """
    if connection.vendor != "sqlite":
        yield
        return
    path = folder / "ramverk.sqlite3"
    connection.ensure_connection()
    with sqlite3.connect(path) as target:
        connection.connection.backup(target)
        target.execute("PRAGMA journal_mode=WAL")  # once, here: two who switch a new file at once do not wait in line
    target.close()
    before = connections.settings["default"]
    connections.settings["default"] = before | {"NAME": path, "OPTIONS": dict(settings.SQLITE_OPTIONS)}
    try:
        yield
    finally:
        connections.settings["default"] = before


def at_once(*deeds, when="2018-04-11 12:00"):
    """Do all deeds at the same moment; answers each one's result, or the exception it ended with."""
    line = Barrier(len(deeds))

    def one(deed):
        try:
            connection.ensure_connection()
            line.wait(timeout=30)
            with clock.stopped_at(swedish(when)):
                return deed()
        except Exception as error:  # noqa: BLE001 - the error is the answer
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(one, deeds))


def alone(deed):
    """Do one thing, seeing what the others left."""
    (answer,) = at_once(deed)
    if isinstance(answer, Exception):
        raise answer
    return answer
