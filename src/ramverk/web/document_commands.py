"""`ramverk document`: write the newest round's documents to files.

Exit codes: 0 written; 2 wrong use, or nothing to write of; the reason in Swedish (English with `--lang en`).
"""

from pathlib import Path
from typing import Annotated

import typer

from ramverk.web.timetable_commands import Language, check_choices, print_json
from ramverk.web.usage import SwedishCommand, SwedishGroup, fail

app = typer.Typer(no_args_is_help=True, cls=SwedishGroup, help="Write the newest round's documents.")

Output = Annotated[str, typer.Option("--format", help="table or json")]
Form = Annotated[str, typer.Option("--format", help="pdf, docx, html or xlsx", show_default=True)]
Out = Annotated[str, typer.Option("--out", metavar="FILE", help="Where to write it.", show_default=False)]
KindName = Annotated[str, typer.Argument(metavar="KIND", help="See: ramverk document list", show_default=False)]


@app.callback()
def document() -> None:
    """Write the newest round's documents."""


@app.command("list", cls=SwedishCommand)
def list_kinds(output: Output = "table", lang: Language = "sv") -> None:
    """List the kinds of documents there are."""
    check_choices(output, lang)
    _set_up()
    from django.utils import translation

    from ramverk.apps.publishing.contents.files import FORMS
    from ramverk.apps.publishing.contents.kinds import KINDS

    with translation.override(lang):
        kinds = [{"kind": name, "title": str(kind.name), "formats": sorted(FORMS)} for name, kind in KINDS.items()]
    if output == "json":
        print_json(kinds)
        return
    for kind in kinds:
        typer.echo(f"{kind['kind']:24} {kind['title']}")


@app.command(cls=SwedishCommand)
def write(kind: KindName, out: Out, form: Form = "pdf", lang: Language = "sv") -> None:
    """Write one document of the newest round's newest standing edition."""
    check_choices("table", lang)
    _set_up()
    from django.db import DatabaseError
    from django.utils import translation
    from rich.console import Console

    from ramverk.apps.publishing.contents.files import FORMS
    from ramverk.apps.publishing.contents.kinds import KINDS, document_of_kind
    from ramverk.apps.trail import clock
    from ramverk.apps.trail.verdicts import Refused

    if kind not in KINDS:
        names = ", ".join(KINDS)
        fail(
            f"{kind}: så heter inget dokument. Det finns: {names}.",
            f"{kind}: no such document. There are: {names}.",
            lang,
        )
    if form not in FORMS:
        names = ", ".join(FORMS)
        fail(f"{form}: formen finns inte. Det finns: {names}.", f"{form}: no such form. There are: {names}.", lang)
    with translation.override(lang), Console(stderr=True).status(f"{kind}.{form}"):
        clock.load_offset()
        try:
            content = FORMS[form].write(document_of_kind(kind))
        except Refused as refused:
            fail(str(refused.sentence), str(refused.sentence), lang)
        except DatabaseError:
            fail(
                "Databasen är tom. Skapa den med `ramverk demo --no-serve`, eller kör `ramverk run` först.",
                "The database is empty. Make it with `ramverk demo --no-serve`, or run `ramverk run` first.",
                lang,
            )
    try:
        Path(out).write_bytes(content)
    except OSError as error:
        fail(f"{out}: kunde inte skrivas ({error.strerror}).", f"{out}: could not be written ({error.strerror}).", lang)
    typer.echo(f"{out}: {len(content)} byte")


def _set_up() -> None:
    from ramverk.web import installation

    installation.load_secret(create=False)
    installation.use(installation.chosen())
