"""The `ramverk` command line."""

import typer

from ramverk.web import (
    archive_commands,
    calc_commands,
    document_commands,
    installation,
    server_commands,
    timetable_commands,
)

app = typer.Typer(
    name="ramverk", no_args_is_help=True, pretty_exceptions_enable=False, help="Run a municipality's Mål & Budget year."
)

app.add_typer(timetable_commands.app, name="timetable")
app.add_typer(calc_commands.app, name="calc")
app.add_typer(document_commands.app, name="document")
app.add_typer(archive_commands.app, name="archive")
app.command()(server_commands.demo)
app.command()(server_commands.run)
app.command(
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []},
    add_help_option=False,
)(server_commands.manage)


@app.callback()
def ramverk() -> None:
    """Run a municipality's Mål & Budget year from its own timetable."""


def main() -> None:
    """Entry point of the installed command."""
    app(prog_name=installation.command())
