"""The `ramverk` command line."""

import typer

from ramverk.web import timetable_commands

app = typer.Typer(name="ramverk", no_args_is_help=True, help="Run a municipality's Mål & Budget year.")

app.add_typer(timetable_commands.app, name="timetable")


@app.callback()
def ramverk() -> None:
    """Run a municipality's Mål & Budget year from its own timetable."""


def main() -> None:
    """Entry point of the installed command."""
    app()
