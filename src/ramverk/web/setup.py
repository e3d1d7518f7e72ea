"""Making a database ready to serve: tables, cache table, static files."""

from django.apps import apps
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections


def prepare_database() -> None:
    """Bring the database up to this version. Safe to run again; people's data stays."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def make_tables(using: str = DEFAULT_DB_ALIAS) -> None:
    """An empty database gets its tables straight from the models, with every migration noted as done.

    Rendering the migrations one by one takes ten times as long; a test holds that they make the same.
    """
    database = connections[using]
    with database.schema_editor() as editor:
        for model in apps.get_models():
            if model._meta.can_migrate(database):
                editor.create_model(model)
    call_command("migrate", database=using, fake=True, interactive=False, verbosity=0)


def prepare_static_files() -> None:
    """Collect and compress what browsers fetch; answers from memory afterwards."""
    call_command("collectstatic", interactive=False, verbosity=0)
