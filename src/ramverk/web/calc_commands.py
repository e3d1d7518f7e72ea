"""`ramverk calc`: work figures out anew and hold them against what is stated. Knows no Django.

Help texts are English, messages Swedish (English with `--lang en`) on standard error.
Exit codes: 0 every relation holds; 1 one does not; 2 wrong use or nothing readable.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from ramverk.core.timetable.clock import LegalLimits
from ramverk.formats.cases import Case, CaseRelation, UnreadableCase, check_case, family_of, read_case, write_relations
from ramverk.web.timetable_commands import Format, Language, check_choices, print_json
from ramverk.web.usage import SwedishCommand, SwedishGroup, fail

DOES_NOT_HOLD = 1
MAX_BYTES = 20 * 1024 * 1024

app = typer.Typer(no_args_is_help=True, cls=SwedishGroup, help="Work figures out anew from their inputs.")

_FOLDER = "A folder of cases (.json, .csv) of one family, or one such file."
Folder = Annotated[str, typer.Argument(metavar="FOLDER", help=_FOLDER, show_default=False)]


@app.callback()
def calc() -> None:
    """Work figures out anew from their inputs."""


@app.command(cls=SwedishCommand)
def check(folder: Folder, output: Format = "table", lang: Language = "sv") -> None:
    """Compute every answer of the cases from their inputs alone. Exits 1 when one of the relations does not hold."""
    check_choices(output, lang)
    place = Path(folder)
    cases = _cases(place, lang)
    name = place.name if place.is_dir() else place.parent.name
    family, relations = _check(cases, name)
    if not family:
        fail(
            f"{folder}: ingen känd beräkning finns i mappen. Se docs/calculations för vad som kan räknas.",
            f"{folder}: no known calculation in the folder. See docs/calculations for what can be worked out.",
            lang,
        )
    if output == "json":
        print_json(write_relations(name if name.startswith(family) else family, relations))
    else:
        from ramverk.web.calc_tables import print_relations

        print_relations(relations, lang)
    if not all(relation.holds for relation in relations):
        raise typer.Exit(DOES_NOT_HOLD)


def _cases(place: Path, lang: str) -> list[Case]:
    files = sorted(place.glob("*")) if place.is_dir() else [place]
    files = [file for file in files if file.suffix.lower() in {".json", ".csv"} and file.is_file()]
    if not files:
        fail(
            f"{place}: här finns inga fall (.json eller .csv). Ange en mapp med fall, eller en fil.",
            f"{place}: no cases here (.json or .csv). Name a folder of cases, or a file.",
            lang,
        )
    try:
        return [read_case(file.name, _bytes(file, lang)) for file in files]
    except UnreadableCase as error:
        fail(error.sentence_sv, error.sentence_en, lang)


def _bytes(file: Path, lang: str) -> bytes:
    try:
        if file.stat().st_size > MAX_BYTES:
            fail(f"{file}: filen är större än 20 MB.", f"{file}: the file is larger than 20 MB.", lang)
        return file.read_bytes()
    except OSError:
        fail(f"{file}: filen går inte att läsa.", f"{file}: the file cannot be read.", lang)


def _check(cases: Sequence[Case], folder: str) -> tuple[str, list[CaseRelation]]:
    from ramverk.rules.loader import RuleError
    from ramverk.rules.plan import election_years, load_limits

    def limits_on(day: date) -> LegalLimits:
        try:
            return load_limits(day)
        except RuleError as error:
            raise ValueError(str(error).removesuffix(".")) from None

    found: list[CaseRelation] = []
    first = ""
    for case in cases:
        family = family_of(case, folder)
        if not family:
            continue
        first = first or family
        found += check_case(case, family, cases, limits_on, election_years())
    return first, found
