"""`ramverk demo`, `ramverk run` and `ramverk manage`."""

from datetime import date, datetime
from typing import Annotated, NoReturn

import typer

from ramverk.web import installation, serving
from ramverk.web.installation import tell

LOOPBACK = "127.0.0.1"


def demo(
    day: Annotated[
        datetime, typer.Option("--date", formats=["%Y-%m-%d"], help="Walk the invented year to this day.")
    ] = datetime(2018, 4, 11),  # noqa: DTZ001 - a day without a time
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8000,
    serve: Annotated[bool, typer.Option(help="Start the server when the year has been walked.")] = True,
    keep: Annotated[
        bool, typer.Option(help="Go on with the demo as it was left, instead of inventing it anew.")
    ] = False,
) -> None:
    """Invent Exempelby kommun, run its year to a day, print the sign-ins and start the server."""
    if serve:
        _require_free(port)
    installation.use(installation.DEMO)
    from ramverk.demo.build import build_demo, sign_ins
    from ramverk.web.setup import prepare_database, prepare_static_files

    if not keep:
        _forget_demo()
    prepare_database()
    if not keep or not sign_ins():
        build_demo(_within_the_year(day.date()))
    if serve:
        prepare_static_files()
    print_sign_ins(port if serve else None)
    if serve:
        _serve(port, serving.WORKERS)


def run(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Worker processes.")] = serving.WORKERS,
) -> None:
    """Start the server on this installation's own database (settings: docs/operations.md)."""
    _require_free(port)
    installation.load_secret(create=True)
    installation.use(installation.PRODUCTION)
    from ramverk.apps.organisation.models import Person
    from ramverk.web.setup import prepare_database, prepare_static_files

    prepare_database()
    prepare_static_files()
    if not Person.objects.exists():
        again = f'{installation.command()} manage invite NAME@EXAMPLE.SE "First Last" --administrator'
        tell(f"No account yet. Make the first: {again}")
    tell(f"Serving http://{LOOPBACK}:{port}/")
    _serve(port, workers)


def manage(context: typer.Context) -> None:
    """Run a Django management command, for example `ramverk manage verify_trail`."""
    installation.load_secret(create=False)
    settings = installation.chosen()
    installation.use(settings)
    if settings == installation.DEMO:
        tell("Working on the demo installation.")
    from django.core.management import execute_from_command_line
    from django.db import DatabaseError

    try:
        execute_from_command_line([f"{installation.command()} manage", *context.args])
    except DatabaseError as error:
        first = f"{installation.command()} manage migrate"
        _stop(f"Databasen svarade inte som väntat ({error}). Är den ny? Kör först: {first}")


def print_sign_ins(port: int | None) -> None:
    """Show who can sign in to the demo, as what, with which password, and where if a server is to be started."""
    from rich.console import Console
    from rich.table import Table

    from ramverk.demo.build import PASSWORD, sign_ins

    table = Table(title="Exempelby kommun (påhittad): logga in som", title_justify="left")
    table.add_column("Roll")
    table.add_column("E-post", no_wrap=True)
    for sign_in in sign_ins():
        table.add_row(sign_in.role, sign_in.email)
    console = Console()
    console.print(table)
    console.print(f"Lösenord för alla: [bold]{PASSWORD}[/bold]")
    if port is not None:
        console.print(f"Öppna http://{LOOPBACK}:{port}/")


def _forget_demo() -> None:
    """Begin on a new database file; a demo on a database server is emptied instead."""
    from django.conf import settings
    from django.core.management import call_command

    from ramverk.web.setup import make_tables, prepare_database

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        installation.home().mkdir(parents=True, exist_ok=True)
        for suffix in ("", "-wal", "-shm"):
            (installation.home() / f"demo.sqlite3{suffix}").unlink(missing_ok=True)
        make_tables()
    else:
        prepare_database()
        call_command("flush", interactive=False, verbosity=0)


def _within_the_year(day: date) -> date:
    """The day, if the invented year holds it; otherwise stop and say which days it holds."""
    first, last = date(2017, 12, 1), date(2018, 12, 31)
    if not first <= day <= last:
        _stop(f"Demoåret går från {first} till {last}; {day} ligger utanför.")
    return day


def _serve(port: int, workers: int) -> None:
    """Become the server. A process of its own: one that has set a PDF has threads that no worker would inherit."""
    import os

    _require_free(port)
    os.environ.setdefault("RAMVERK_BASE_URL", f"http://{LOOPBACK}:{port}")
    line = serving.command(port, workers=workers)
    os.execv(line[0], line)  # noqa: S606 - our own command line


def _require_free(port: int) -> None:
    """Stop before any work is done for a port that somebody else listens on."""
    import socket

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            _stop(
                f"Port {port} är upptagen. Välj en annan, till exempel: --port {port + 1} (make demo PORT={port + 1})."
            )


def _stop(sentence: str) -> NoReturn:
    tell(sentence)
    raise typer.Exit(2)
