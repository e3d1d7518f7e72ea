"""The migrations from the first to the last make exactly what the models say, and no change of a model lacks its own.

All other tests make their tables from the models: rendering every migration takes longer than most of them together.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dj_database_url
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from ramverk.web.setup import make_tables

MIGRATED = "migrated"


def shape(connection: BaseDatabaseWrapper) -> dict[str, object]:
    """Our tables with their columns, and what constrains them; names of constraints are the database's own affair."""
    found: dict[str, object] = {}
    ours = {
        model._meta.db_table
        for area in apps.get_app_configs()
        if area.name.startswith("ramverk.")
        for model in area.get_models(include_auto_created=True)
    }
    with connection.cursor() as cursor:
        inspect = connection.introspection
        for table in sorted(ours & set(inspect.table_names(cursor))):
            columns = {
                (column.name, str(column.type_code), bool(column.null_ok))
                for column in inspect.get_table_description(cursor, table)
            }
            constraints = {
                (tuple(one["columns"] or ()), one["unique"], one["primary_key"], one["check"], str(one["foreign_key"]))
                for one in inspect.get_constraints(cursor, table).values()
            }
            found[table] = (columns, constraints)
    return found


@contextmanager
def another_database(url: str) -> Iterator[BaseDatabaseWrapper]:
    """A connection to a database beside the tests' own."""
    settings = {**connections["default"].settings_dict, "OPTIONS": {}}  # one database's options suit no other
    connections.databases[MIGRATED] = settings | dj_database_url.parse(url)
    try:
        yield connections[MIGRATED]
    finally:
        connections[MIGRATED].close()
        del connections[MIGRATED], connections.databases[MIGRATED]


@pytest.mark.long
@pytest.mark.usefixtures("django_db_setup")
def test_the_migrations_make_what_the_models_say(tmp_path, django_db_blocker):
    with django_db_blocker.unblock():
        _compare(tmp_path)


def _compare(tmp_path: Path) -> None:
    url, own = f"sqlite:///{tmp_path / 'migrated.sqlite3'}", connections["default"]
    server = os.environ.get("RAMVERK_TEST_DATABASE", "")
    if server.startswith("postgres"):
        with own.cursor() as cursor:
            cursor.execute("DROP DATABASE IF EXISTS ramverk_migrated")
            cursor.execute("CREATE DATABASE ramverk_migrated")
        url = server.replace("/postgres?", "/ramverk_migrated?")
    environment = os.environ | {"RAMVERK_TEST_DATABASE": url}
    subprocess.run([sys.executable, "-m", "django", "migrate", "-v", "0"], env=environment, check=True)
    with another_database(url) as migrated:
        made = shape(migrated)
        assert len(made) > 50
        assert made == shape(own)


def test_tables_made_from_the_models_leave_nothing_to_migrate(tmp_path, django_db_blocker):
    with django_db_blocker.unblock(), another_database(f"sqlite:///{tmp_path / 'made.sqlite3'}") as made:
        make_tables(MIGRATED)
        executor = MigrationExecutor(made)
        assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []
        assert len(shape(made)) > 50


def test_every_change_of_a_model_has_its_migration(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
