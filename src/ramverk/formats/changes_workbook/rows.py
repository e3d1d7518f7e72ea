"""What a workbook of changes holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ramverk.core.money import Ore
from ramverk.formats.row_faults import RowFault

TEMPLATE = "changes/1"
SHEET, ABOUT = "Ändringar", "Om"
HEADS = (
    "Nyckel",
    "Version",
    "Avser",
    "Verksamhet",
    "Orsak",
    "Text",
    "Engångs",
    "Källa",
    "Intern anteckning",
    "Ta bort",
)
"""The headings beside the years, which are headings of their own."""


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One row as written. `key` is empty for a new row. `where` is a board or a finance line as people call it.

    Amounts have the sign they are shown with: a board's as net cost, a finance line's with income positive.
    """

    place: str
    key: str
    version: int
    where: str
    operation: str
    cause: str
    text: str
    amounts: Mapping[int, Ore]
    is_one_off: bool = False
    source: str = ""
    internal_text: str = ""
    remove: bool = False


@dataclass(slots=True)
class ChangesFile:
    """What came back."""

    edition: str
    rows: list[ChangeRow] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)
