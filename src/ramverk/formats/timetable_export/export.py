"""One door for every format: a timetable in, the bytes of a file out."""

import re
import unicodedata
from collections.abc import Callable
from datetime import datetime

from ramverk.core.timetable.model import SourceDocument, Timetable
from ramverk.formats.ics import write_feed
from ramverk.formats.timetable_documents.calendar_files import PLAN_LINE
from ramverk.formats.timetable_export.plain_files import write_csv, write_text
from ramverk.formats.timetable_export.plan_events import plan_events
from ramverk.formats.timetable_export.printed import PrintedPlan, print_plan

FORMATS = ("txt", "csv", "xlsx", "docx", "ics")
DEFAULT_HOST = "ramverk.invalid"
"""The right-hand side of UIDs where no address is known; RFC 2606 keeps `.invalid` free for ever."""

_NOT_PLAIN = re.compile(r"[^a-z0-9]+")


def export_timetable(
    timetable: Timetable,
    to: str,
    *,
    stamp: datetime,
    version: str | None = None,
    document: SourceDocument | None = None,
    host: str = DEFAULT_HOST,
    round_id: str | None = None,
) -> bytes:
    """The plan printed as `to`, one of `FORMATS`; reading the file again gives the same rows.

    `stamp` (aware) is the time of export. `version` is a line under the title: version, date of issue. The source
    in `document`, if at hand, keeps lines in place that only set the scene. `host` and `round_id` make the UIDs of
    calendar events; without `round_id` the title and the years do. Raises ValueError for an unknown format.
    """
    if to not in FORMATS:
        message = f"unknown format {to!r}: choose one of {', '.join(FORMATS)}"
        raise ValueError(message)
    plan = print_plan(timetable, version=version, document=document)
    if to == "ics":
        events = plan_events(timetable, stamp=stamp, round_id=round_id or plan_slug(timetable), host=host)
        return write_feed(
            events, name=timetable.title or "Tidplan", extra=[(PLAN_LINE, line) for line in printed_lines(plan)]
        )
    return _writer(to, stamp)(plan)


def plan_slug(timetable: Timetable) -> str:
    """A name for the round in UIDs, made of title, budget year and first year: the same each time it is exported."""
    words = unicodedata.normalize("NFKD", f"{timetable.title or 'tidplan'} {timetable.budget_year or ''}")
    first = str(timetable.calendar_years[0]) if timetable.calendar_years else ""
    return _NOT_PLAIN.sub("-", f"{words.encode('ascii', 'ignore').decode().lower()} {first}").strip("-")[:80].strip("-")


def printed_lines(plan: PrintedPlan) -> list[str]:
    """The printed plan line by line, cells parted by tabs, as the calendar file carries it."""
    lines = write_text(plan).decode().split("\n")
    return [line for line in lines if line.strip() or not plan.heads]


def _writer(to: str, stamp: datetime) -> Callable[[PrintedPlan], bytes]:
    if to == "xlsx":
        from ramverk.formats.timetable_export.workbook_file import write_workbook

        return lambda plan: write_workbook(plan, stamp=stamp)
    if to == "docx":
        from ramverk.formats.timetable_export.word_file import write_word_document

        return lambda plan: write_word_document(plan, stamp=stamp)
    return write_text if to == "txt" else write_csv
