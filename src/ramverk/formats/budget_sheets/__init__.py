"""An opening budget from a file (.xlsx, .ods, .csv, SIE): a row per board, operation and price class, or finer.

`open_source` opens the file, `survey` says what it holds and proposes a `Layout`, `read_lines` reads the rows to öre
with what is wrong in them, and `code_lines` looks up what their codes stand for.
"""

from ramverk.formats.budget_sheets.coding import FINANCE, Coded, Coding, Group, Unknown, code_lines, sums_by
from ramverk.formats.budget_sheets.layout import (
    ROLES,
    Layout,
    Survey,
    layout_faults,
    layout_from_json,
    layout_to_json,
    survey,
    survey_from_json,
    survey_to_json,
)
from ramverk.formats.budget_sheets.lines import BudgetLines, Progress, read_lines
from ramverk.formats.budget_sheets.source import Source, open_source
from ramverk.formats.budget_sheets.words import PRICE_CLASSES, heading_words
from ramverk.formats.row_faults import RowFault

__all__ = [
    "FINANCE",
    "PRICE_CLASSES",
    "ROLES",
    "BudgetLines",
    "Coded",
    "Coding",
    "Group",
    "Layout",
    "Progress",
    "RowFault",
    "Source",
    "Survey",
    "Unknown",
    "code_lines",
    "heading_words",
    "layout_faults",
    "layout_from_json",
    "layout_to_json",
    "open_source",
    "read_lines",
    "sums_by",
    "survey",
    "survey_from_json",
    "survey_to_json",
]
