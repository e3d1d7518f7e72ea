"""Making a database ready to serve: tables, cache table, static files."""

from django.core.management import call_command


def prepare_database() -> None:
    """Bring the database up to this version. Safe to run again; people's data stays."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def prepare_static_files() -> None:
    """Collect and compress what browsers fetch; answers from memory afterwards."""
    call_command("collectstatic", interactive=False, verbosity=0)
