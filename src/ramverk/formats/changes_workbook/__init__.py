"""An edition's changes as a workbook that goes out and comes back: written here, read here, each row with its key.

`write_changes` makes it; `read_changes` gives `ChangesFile`: its rows, the edition it was made from, and what is wrong.
"""

from ramverk.formats.changes_workbook.reading import read_changes
from ramverk.formats.changes_workbook.rows import ChangeRow, ChangesFile
from ramverk.formats.changes_workbook.writing import write_changes
from ramverk.formats.row_faults import RowFault

__all__ = ["ChangeRow", "ChangesFile", "RowFault", "read_changes", "write_changes"]
