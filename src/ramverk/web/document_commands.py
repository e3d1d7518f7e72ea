"""`ramverk document`: write the newest round's documents to files.

Exit codes: 0 written; 2 wrong use, or nothing to write of; the reason in Swedish (English with `--lang en`).
"""

from collections.abc import Container
from pathlib import Path
from typing import Annotated

import typer

from ramverk.web.timetable_commands import Language, check_choices, print_json
from ramverk.web.usage import SwedishCommand, SwedishGroup, fail, fail_on_empty_database

app = typer.Typer(no_args_is_help=True, cls=SwedishGroup, help="Write the newest round's documents.")

Output = Annotated[str, typer.Option("--format", help="table or json")]
Form = Annotated[
    str,
    typer.Option("--format", help="pdf, docx, html or xlsx; else as FILE ends, else pdf", show_default=False),
]
Out = Annotated[str, typer.Option("--out", metavar="FILE", help="Where to write it.", show_default=False)]
Number = Annotated[
    int | None,
    typer.Option(
        "--number", help="Which one; without it the newest. See: ramverk document list KIND", show_default=False
    ),
]
OneKind = Annotated[
    str, typer.Argument(metavar="[KIND]", help="List what there is of one kind, by number.", show_default=False)
]
KindName = Annotated[str, typer.Argument(metavar="KIND", help="See: ramverk document list", show_default=False)]


@app.callback()
def document() -> None:
    """Write the newest round's documents."""


@app.command("list", cls=SwedishCommand)
def list_kinds(kind: OneKind = "", output: Output = "table", lang: Language = "sv") -> None:
    """List the kinds of documents there are, or what there is of one kind that is open to everybody who signs in."""
    check_choices(output, lang)
    _set_up()
    from django.utils import translation

    from ramverk.apps.publishing.contents.files import FORMS
    from ramverk.apps.publishing.contents.kinds import KINDS

    if kind:
        _list_one(kind, output, lang)
        return
    with translation.override(lang):
        kinds = [{"kind": name, "title": str(kind.name), "formats": sorted(FORMS)} for name, kind in KINDS.items()]
    if output == "json":
        print_json(kinds)
        return
    for row in kinds:
        typer.echo(f"{row['kind']:24} {row['title']}")


def _list_one(kind: str, output: str, lang: str) -> None:
    from django.db import DatabaseError
    from django.utils import translation

    from ramverk.apps.publishing.contents.kinds import listed
    from ramverk.apps.trail import clock

    _known(kind, lang)
    with translation.override(lang):
        clock.load_offset()
        try:
            rows = [{"number": number, "title": title} for number, title in listed(kind)]
        except DatabaseError:
            fail_on_empty_database(lang)
    if output == "json":
        print_json(rows)
        return
    if not rows:
        none = f"Inget av slaget {kind} är öppet för alla som är inloggade än."
        typer.echo(
            none if lang == "sv" else f"Nothing of the kind {kind} is open to everybody who signs in yet.", err=True
        )
    for row in rows:
        typer.echo(f"{row['number']:>6} {row['title']}")


def _known(kind: str, lang: str) -> None:
    from ramverk.apps.publishing.contents.kinds import KINDS

    if kind not in KINDS:
        names = ", ".join(KINDS)
        fail(
            f"{kind}: så heter inget dokument. Det finns: {names}.",
            f"{kind}: no such document. There are: {names}.",
            lang,
        )


@app.command(cls=SwedishCommand)
def write(kind: KindName, out: Out, form: Form = "", number: Number = None, lang: Language = "sv") -> None:
    """Write one document: the newest of its kind, or one by its number."""
    check_choices("table", lang)
    _set_up()
    from django.db import DatabaseError
    from django.utils import translation
    from rich.console import Console

    from ramverk.apps.organisation.appearance import brand
    from ramverk.apps.publishing.contents.files import FORMS
    from ramverk.apps.publishing.contents.kinds import KINDS, document_of_kind
    from ramverk.apps.trail import clock
    from ramverk.apps.trail.verdicts import Refused
    from ramverk.core.documents.brand import PLAIN
    from ramverk.formats.documents.pdf import DocumentRefused

    _known(kind, lang)
    form = form or _form_of(out, FORMS)
    if form not in FORMS:
        names = ", ".join(FORMS)
        fail(f"{form}: formen finns inte. Det finns: {names}.", f"{form}: no such form. There are: {names}.", lang)
    with translation.override(lang), Console(stderr=True).status(f"{kind}.{form}"):
        clock.load_offset()
        try:
            look = PLAIN if KINDS[kind].is_private else brand()
            content = FORMS[form].write(document_of_kind(kind, number), look)
        except Refused as refused:
            fail(str(refused.sentence), str(refused.sentence), lang)
        except DocumentRefused as refused:
            fail(str(refused), str(refused), lang)
        except DatabaseError:
            fail_on_empty_database(lang)
    try:
        Path(out).write_bytes(content)
    except OSError as error:
        fail(f"{out}: kunde inte skrivas ({error.strerror}).", f"{out}: could not be written ({error.strerror}).", lang)
    typer.echo(f"{out}: {form}, {len(content)} byte")


def _form_of(out: str, known: Container[str]) -> str:
    """What the file's name says it is; a PDF where it says nothing that is known."""
    ending = Path(out).suffix.removeprefix(".").lower()
    return ending if ending in known else "pdf"


def _set_up() -> None:
    from ramverk.web import installation

    installation.load_secret(create=False)
    installation.use(installation.chosen())
