"""`ramverk timetable`: read, check and export a timetable document. Knows no Django, so that it starts at once.

Help texts are English, messages Swedish (English with `--lang en`) on standard error.
Exit codes: 0 done, findings included; 1 `check` found an error; 2 wrong use or nothing readable.
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from ramverk.core.findings import Severity
from ramverk.core.timetable.model import SourceDocument, Timetable
from ramverk.formats.timetable_documents import MAX_BYTES, UnreadableDocument, read_document
from ramverk.formats.timetable_documents.errors import TooLargeDocument
from ramverk.formats.timetable_json import write_findings, write_timetable
from ramverk.web.patience import patience
from ramverk.web.usage import SwedishCommand, SwedishGroup, fail

CHECK_FAILED = 1
EXPORTS = ("txt", "csv", "xlsx", "docx", "ics")
_BINARY = ("xlsx", "docx")

app = typer.Typer(no_args_is_help=True, cls=SwedishGroup, help="Read, check and export a timetable document.")

_FILE = "The document: text, .docx, .xlsx, .ods, .csv, .pdf, .ics, .html or .md; - reads standard input."
File = Annotated[str, typer.Argument(metavar="FILE", help=_FILE, show_default=False)]
Year = Annotated[int | None, typer.Option(help="Calendar year of the first row, for documents that state no year.")]
Format = Annotated[str, typer.Option("--format", help="json or table.")]
Language = Annotated[str, typer.Option(help="Language of messages: sv or en.")]


@app.command(cls=SwedishCommand)
def read(file: File, year: Year = None, output: Format = "table", lang: Language = "sv") -> None:
    """Print what was understood, one row per activity, with the reader's own certainty."""
    check_choices(output, lang)
    _document_read, timetable = _read(file, year, lang)
    if output == "json":
        print_json(write_timetable(timetable))
        return
    from ramverk.web.timetable_tables import print_rows

    print_rows(timetable, lang)


@app.command(cls=SwedishCommand)
def check(file: File, year: Year = None, output: Format = "table", lang: Language = "sv") -> None:
    """Print what to look at: code, rows, a sentence, the law. Exits 1 when one of the findings is an error."""
    check_choices(output, lang)
    _document_read, timetable = _read(file, year, lang)
    if output == "json":
        print_json({"findings": write_findings(timetable.findings)})
    else:
        from ramverk.web.timetable_tables import print_findings

        print_findings(timetable.findings, lang)
    if any(finding.severity is Severity.ERROR for finding in timetable.findings):
        raise typer.Exit(CHECK_FAILED)


@app.command(cls=SwedishCommand)
def export(
    file: File,
    to: Annotated[str, typer.Option(help="txt, csv, xlsx, docx or ics; follows from --out where left out.")] = "",
    out: Annotated[str, typer.Option(help="The file to write; without it, or with -, standard output.")] = "-",
    year: Year = None,
    version: Annotated[str, typer.Option("--version-line", help="A line to print under the title.")] = "",
    host: Annotated[str, typer.Option(help="Domain for the identities of calendar events.")] = "ramverk.invalid",
    lang: Language = "sv",
) -> None:
    """Print the plan back in the form people know: same order, same wording, nothing lost."""
    check_choices("table", lang)
    to = _chosen_export(to, out, lang)
    _check_target(file, to, out, lang)
    document, timetable = _read(file, year, lang)
    from ramverk.formats.timetable_export import export_timetable

    with patience(out):
        data = export_timetable(
            timetable, to, stamp=datetime.now(UTC), version=version or None, document=document, host=host
        )
    _write(data, out, lang)


def print_json(data: object) -> None:
    """Print JSON as UTF-8, whatever the terminal's own character table is."""
    sys.stdout.buffer.write(json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n")


def check_choices(output: str, lang: str) -> None:
    """Refuse a format or language there is none of."""
    if lang not in {"sv", "en"}:
        fail(f"Språket finns inte: {lang}. Välj sv eller en.", f"No such language: {lang}. Choose sv or en.", "sv")
    if output not in {"json", "table"}:
        fail(f"Formatet finns inte: {output}. Välj json eller table.", f"No such format: {output}.", lang)


def _chosen_export(to: str, out: str, lang: str) -> str:
    chosen = (to or Path(out).suffix.removeprefix(".")).lower()
    if chosen not in EXPORTS:
        choices = ", ".join(EXPORTS)
        fail(
            f"Ange vad planen ska skrivas som: --to {choices}.", f"Say what to write the plan as: --to {choices}.", lang
        )
    return chosen


def _check_target(file: str, to: str, out: str, lang: str) -> None:
    """A user's own file is never overwritten by its export, and a terminal is no place for a Word file."""
    if out == "-":
        if to in _BINARY and sys.stdout.isatty():
            fail(f"En .{to} kan inte visas på skärmen. Lägg till --out FIL.{to}.", f"Add --out FILE.{to}.", lang)
    elif file != "-" and Path(out).resolve() == Path(file).resolve():
        fail(f"{out}: originalet skrivs inte över. Välj ett annat namn.", f"{out}: choose another name.", lang)


def _write(data: bytes, out: str, lang: str) -> None:
    if out == "-":
        sys.stdout.buffer.write(data)
        return
    try:
        Path(out).write_bytes(data)
    except OSError:
        fail(
            f"{out}: filen gick inte att skriva. Kontrollera att mappen finns och att du får skriva i den.",
            f"{out}: the file could not be written. Check that the folder exists and that you may write in it.",
            lang,
        )


def _read(file: str, year: int | None, lang: str) -> tuple[SourceDocument, Timetable]:
    if year is not None and not 1990 <= year <= 2100:
        fail(f"Året {year} kan inte stämma. Ange ett år mellan 1990 och 2100.", f"Not a likely year: {year}.", lang)
    from ramverk.rules.plan import read_plan

    with patience(file):
        document = _document(file, lang)
        return document, read_plan(document, year)


def _document(file: str, lang: str) -> SourceDocument:
    try:
        return read_document(_bytes(file, lang), file)
    except UnreadableDocument as error:
        name = {"sv": "Standard in", "en": "Standard input"}[lang] if file == "-" else file
        fail(f"{name}: {error.sentence_sv}", f"{name}: {error.sentence_en}", lang)


def _bytes(file: str, lang: str) -> bytes:
    if file == "-":
        return _within_limit(sys.stdin.buffer.read(MAX_BYTES + 1))
    try:
        with Path(file).open("rb") as stream:
            return _within_limit(stream.read(MAX_BYTES + 1))
    except (OSError, ValueError):
        fail(
            f"{file}: filen finns inte eller får inte läsas. Kontrollera namn och behörighet.",
            f"{file}: no such file, or it may not be read. Check its name and permissions.",
            lang,
        )


def _within_limit(data: bytes) -> bytes:
    """A larger file is refused before the rest of it is read."""
    if len(data) > MAX_BYTES:
        raise TooLargeDocument.of_bytes(None)
    return data
