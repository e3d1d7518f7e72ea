"""An opening budget from a file (.xlsx, .ods, .csv): one row per board, operation and price class.

`read_budget` gives `BudgetSheet`: its rows in öre, income positive, and what is wrong, row by row.
"""

from ramverk.formats.budget_sheets.reading import BudgetRow, BudgetSheet, RowFault, read_budget

__all__ = ["BudgetRow", "BudgetSheet", "RowFault", "read_budget"]
