"""A board's plan as a workbook that goes out and comes back: the frame's split and the goals, each row with its key.

`write_plan` makes it; `read_plan` gives `PlanFile`: the rows, what it was made from, and what is wrong in it.
"""

from ramverk.formats.plan_workbook.reading import read_plan
from ramverk.formats.plan_workbook.rows import GoalRow, PlanFile, PlanIdentity, SplitRow
from ramverk.formats.plan_workbook.writing import write_plan
from ramverk.formats.row_faults import RowFault

__all__ = ["GoalRow", "PlanFile", "PlanIdentity", "RowFault", "SplitRow", "read_plan", "write_plan"]
