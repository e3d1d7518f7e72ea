"""A budget as rows of code strings, laid out as the receiving ledger wants them: columns, unit, sign, periods.

No ledger vendor publishes a layout for loading budgets; practice is rows in CSV or Excel. So the layout is a `Profile`
that the municipality keeps. `code_rows` shares amounts over periods without losing an öre, `write_rows` writes the
file, `read_rows` reads a CSV back, `control_totals` says what the receiver's sums must be.
"""

from ramverk.formats.codestring.profile import (
    CODES,
    COLUMNS,
    Format,
    Period,
    Profile,
    Sign,
    Zeros,
    profile_faults,
    profile_from_json,
    profile_to_json,
)
from ramverk.formats.codestring.rows import CodePost, CodeRow, code_rows, control_totals, difference, shown_amount
from ramverk.formats.codestring.writing import About, read_rows, write_rows

__all__ = [
    "CODES",
    "COLUMNS",
    "About",
    "CodePost",
    "CodeRow",
    "Format",
    "Period",
    "Profile",
    "Sign",
    "Zeros",
    "code_rows",
    "control_totals",
    "difference",
    "profile_faults",
    "profile_from_json",
    "profile_to_json",
    "read_rows",
    "shown_amount",
    "write_rows",
]
