"""The timetable printed back in the form people know: text, separated values, workbook, Word, calendar."""

from ramverk.formats.timetable_export.export import FORMATS, export_timetable
from ramverk.formats.timetable_export.plan_events import plan_events
from ramverk.formats.timetable_export.printed import PrintedPlan, print_plan

__all__ = ["FORMATS", "PrintedPlan", "export_timetable", "plan_events", "print_plan"]
