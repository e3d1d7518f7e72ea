"""`ramverk timetable`: read, check and export a timetable document. Knows no Django, so that it starts at once.

Help texts are English, messages Swedish (English with `--lang en`) on standard error.
Exit codes: 0 done, findings included; 1 `check` found an error; 2 wrong use or nothing readable.
"""

import json
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from ramverk.core.timetable.model import SourceDocument, Timetable
from ramverk.formats.timetable_documents import MAX_BYTES, UnreadableDocument, read_document
from ramverk.formats.timetable_documents.errors import TooLargeDocument
from ramverk.formats.timetable_json import write_timetable

app = typer.Typer(no_args_is_help=True, help="Read, check and export a timetable document.")

File = Annotated[str, typer.Argument(help="The document; - reads standard input.", show_default=False)]
Year = Annotated[int | None, typer.Option(help="Calendar year of the first row, for documents that state no year.")]
Format = Annotated[str, typer.Option("--format", help="json or table.")]
Language = Annotated[str, typer.Option(help="Language of messages: sv or en.")]


@app.command()
def read(file: File, year: Year = None, output: Format = "table", lang: Language = "sv") -> None:
    """Print what was understood, one row per activity."""
    timetable = _read(file, year, lang)
    if output == "json":
        print_json(write_timetable(timetable))
    else:
        from ramverk.web.timetable_tables import print_rows

        print_rows(timetable, lang)


def print_json(data: object) -> None:
    """Print JSON as UTF-8, whatever the terminal's own character table is."""
    sys.stdout.buffer.write(json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n")


def _read(file: str, year: int | None, lang: str) -> Timetable:
    from ramverk.core.timetable.reader import parse_timetable

    return parse_timetable(_document(file, lang), year)


def _document(file: str, lang: str) -> SourceDocument:
    try:
        return read_document(_bytes(file, lang), file)
    except UnreadableDocument as error:
        refuse(file, error, lang)


def _bytes(file: str, lang: str) -> bytes:
    if file == "-":
        return _within_limit(sys.stdin.buffer.read(MAX_BYTES + 1))
    try:
        with Path(file).open("rb") as stream:
            return _within_limit(stream.read(MAX_BYTES + 1))
    except OSError:
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


def refuse(file: str, error: UnreadableDocument, lang: str) -> NoReturn:
    """Say why the document cannot be read, and leave with code 2."""
    name = {"sv": "Standard in", "en": "Standard input"}[lang] if file == "-" else file
    fail(f"{name}: {error.sentence_sv}", f"{name}: {error.sentence_en}", lang)


def fail(sentence_sv: str, sentence_en: str, lang: str) -> NoReturn:
    """Print the sentence on standard error and leave with code 2."""
    typer.echo(sentence_en if lang == "en" else sentence_sv, err=True)
    raise typer.Exit(2)
