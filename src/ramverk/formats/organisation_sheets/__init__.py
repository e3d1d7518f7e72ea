"""The organisation as sheets: bodies, people, parties, mandates and stand-ins, in a workbook or CSV."""

from ramverk.formats.organisation_sheets.errors import UnreadableSheets
from ramverk.formats.organisation_sheets.reading import Reading, error, parse_organisation, warning
from ramverk.formats.organisation_sheets.tables import (
    SHEETS,
    BodyRow,
    MandateRow,
    PersonRow,
    Place,
    StandingRow,
    StandInRow,
    Tables,
)
from ramverk.formats.organisation_sheets.writing import write_csv, write_xlsx

__all__ = [
    "SHEETS",
    "BodyRow",
    "MandateRow",
    "PersonRow",
    "Place",
    "Reading",
    "StandInRow",
    "StandingRow",
    "Tables",
    "UnreadableSheets",
    "error",
    "parse_organisation",
    "warning",
    "write_csv",
    "write_xlsx",
]
