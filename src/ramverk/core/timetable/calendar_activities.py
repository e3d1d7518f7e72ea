"""Meetings of a calendar as activities, with what there is to say about them."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from ramverk.core.findings import Finding, Severity
from ramverk.core.timetable.bodies import canonical_body
from ramverk.core.timetable.calendar_finds import Loss, Meeting
from ramverk.core.timetable.calendar_grids import body_names
from ramverk.core.timetable.calendar_legend import Legend, Meaning, read_meaning
from ramverk.core.timetable.calendar_placing import usual_weekday
from ramverk.core.timetable.date_values import WEEKDAYS
from ramverk.core.timetable.dates import DateExpression, DateKind, check_weekday, find_dates
from ramverk.core.timetable.model import Activity, Kind, Origin, Precision, Span, WeekdayConflict
from ramverk.core.timetable.sentences import state

__all__ = ["Built", "Dated", "activities_of"]

_T = TypeVar("_T")

_CERTAINTY = {"column": 0.97, "position": 0.8, "pattern": 0.75, "gaps": 0.7, "list": 0.9}
_MARKS = re.compile(r"^\W+$|^\d\)$")


@dataclass(frozen=True, slots=True)
class Dated:
    """A meeting and the year of its first day."""

    meeting: Meeting
    year: int | None

    @property
    def day(self) -> date | None:
        """The first day; None where the year is unknown or the month has no such day."""
        slot = self.meeting.slot
        return _date(self.year, slot.month, slot.day)

    @property
    def last_day(self) -> date | None:
        """The last day of a meeting over several days, otherwise the first."""
        slot = self.meeting.slot
        if slot.last_day is None or self.day is None or self.year is None:
            return self.day
        month = slot.last_month or slot.month
        return _date(self.year + (1 if month < slot.month else 0), month, slot.last_day) or self.day


def _date(year: int | None, month: int, day: int) -> date | None:
    try:
        return date(year or 0, month, day)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Built:
    """The activities of a calendar and the findings about them."""

    activities: tuple[Activity, ...]
    findings: tuple[Finding, ...]


def activities_of(
    dated: Sequence[Dated],
    losses: Sequence[Loss],
    legend: Legend,
    *,
    assumed: int | None,
    repairs: Mapping[int, Sequence[tuple[str, str]]] = MappingProxyType({}),
) -> Built:
    """Number and describe the meetings.

    `assumed` is the year given by the user, where the text states none; `repairs` are the typing errors mended on
    each line.
    """
    usual = _usual_weekdays(dated)
    rows = [
        _repaired(_activity(number, one, legend, usual.get(one.meeting.bodies)), repairs.get(one.meeting.cell.line, ()))
        for number, one in enumerate(dated, 1)
    ]
    findings = [
        *_about_losses(losses, rows, dated),
        *_about_codes(rows, legend),
        *_about_days(rows, dated),
        *_about_weekdays(rows),
        *_about_marks(rows, dated),
        *_about_repairs(rows),
        *_about_years(rows, assumed),
    ]
    return Built(tuple(rows), tuple(findings))


def _usual_weekdays(dated: Sequence[Dated]) -> dict[tuple[str, ...], int]:
    days: dict[tuple[str, ...], list[date]] = {}
    stated: dict[tuple[str, ...], int] = {}
    for one in dated:
        if one.day is not None:
            days.setdefault(one.meeting.bodies, []).append(one.day)
        if one.meeting.usual_weekday is not None:
            stated.setdefault(one.meeting.bodies, one.meeting.usual_weekday)
    learned = {bodies: found for bodies, seen in days.items() if (found := usual_weekday(seen)) is not None}
    return {**learned, **stated}


def _own_text(meeting: Meeting) -> str:
    """What stands about the meeting; of a line that lists the meetings of a year, only its own day and remark."""
    whole = " ".join(meeting.cell.text.split())
    shared = meeting.how == "list" and sum(value.is_dated for value in find_dates(whole)) > 1
    return " ".join(meeting.raw.split()) if shared else whole


def _activity(number: int, one: Dated, legend: Legend, usual: int | None) -> Activity:
    meeting, slot = one.meeting, one.meeting.slot
    meanings = [legend.codes[code] for code in slot.codes if code in legend.codes]
    remark = read_meaning(slot.remark) if slot.remark else None
    said = [*meanings, *([remark] if remark else [])]
    weekday = slot.weekday if slot.weekday is not None else _first(meaning.weekday for meaning in said)
    day = one.day
    conflict = _conflict(weekday, slot.week, day)
    unusual = day is not None and usual is not None and day.weekday() != usual
    confidence = _CERTAINTY.get(meeting.how, 0.9) - (0.4 if conflict or day is None else 0.0)
    return Activity(
        id=f"R{number:02d}",
        raw_date=" ".join(meeting.raw.split()),
        start=day,
        end=one.last_day,
        precision=Precision.NONE if day is None else Precision.DAY if one.last_day == day else Precision.RANGE,
        kind=_kind(meeting),
        activity=_label(meeting, [code for code in slot.codes if not _is_body(code, legend)], legend),
        text=_own_text(meeting),
        time=slot.time or _first(meaning.time for meaning in said) or meeting.usual_time,
        participants=_bodies(meeting, legend),
        confidence=round(max(confidence, 0.1), 2),
        uncertain=slot.uncertain or any(meaning.uncertain for meaning in said),
        optional=any(meaning.optional for meaning in said),
        reserve=any(meaning.reserve for meaning in said),
        deadline=bool(meeting.step),
        unusual_day=unusual or any(meaning.unusual for meaning in said),
        extent=_first(meaning.extent for meaning in said),
        duration_days=(one.last_day - day).days + 1 if day and one.last_day and one.last_day != day else None,
        week=slot.week,
        weekday_override=WEEKDAYS[weekday] if weekday is not None and weekday != usual else None,
        weekday_conflict=conflict,
        codes=_codes(slot.codes, legend),
        origins=_origins(meeting, max(confidence, 0.1)),
        cells=(" / ".join(meeting.bodies), meeting.cell.text),
    )


def _repaired(row: Activity, repairs: Sequence[tuple[str, str]]) -> Activity:
    """The row with its date as written where a typing error in it was mended."""
    mine = [(before, after) for before, after in repairs if after in row.raw_date]
    for before, after in mine:
        row = replace(row, raw_date=row.raw_date.replace(after, before))
    return (
        replace(row, repaired="; ".join(f"”{before}” lästes som ”{after}”" for before, after in mine)) if mine else row
    )


def _first(values: Iterable[_T | None]) -> _T | None:
    return next((value for value in values if value is not None), None)


def _conflict(weekday: int | None, week: int | None, day: date | None) -> WeekdayConflict | None:
    if day is None or (weekday is None and week is None):
        return None
    return check_weekday(DateExpression(0, 0, "", DateKind.DAY, weekday=weekday, week=week), day)


def _kind(meeting: Meeting) -> Kind:
    if not meeting.step:
        return Kind.MEETING
    return Kind.DISPATCH if re.search(r"utskick|kallelse|skickas", meeting.step, re.IGNORECASE) else Kind.DEADLINE


def _bodies(meeting: Meeting, legend: Legend) -> tuple[str, ...]:
    if meeting.step:
        return tuple(name for name in body_names(meeting.step) if canonical_body(name) is not None)
    return tuple(_full_name(name, legend) for name in meeting.bodies)


def _full_name(name: str, legend: Legend) -> str:
    """A local short code by its full name; KS, KF and their like are known everywhere and stay as written."""
    if canonical_body(name) is not None:
        return name
    return legend.bodies.get(re.sub(r"[\s-]", "", name).upper(), name)


def _is_body(code: str, legend: Legend) -> bool:
    return code.isalpha() and (canonical_body(code) is not None or code in legend.bodies)


def _codes(codes: Sequence[str], legend: Legend) -> tuple[str, ...]:
    kept = [code for code in codes if not _is_body(code, legend)]
    return tuple(legend.codes[code].text if _MARKS.match(code) and code in legend.codes else code for code in kept)


def _label(meeting: Meeting, codes: Sequence[str], legend: Legend) -> str:
    told = [_meaning_text(code, legend.codes.get(code)) for code in codes]
    about = [part for part in (meeting.label, *told, meeting.slot.remark) if part]
    name = meeting.step or "Sammanträde"
    return f"{name} – {', '.join(dict.fromkeys(about))}" if about else name


def _meaning_text(code: str, meaning: Meaning | None) -> str:
    if meaning is None:
        return "" if _MARKS.match(code) else code
    return meaning.text


def _origins(meeting: Meeting, confidence: float) -> tuple[Origin, ...]:
    cell = meeting.cell
    span = Span(cell.line, cell.start, max(cell.end, cell.start))
    return (
        Origin("start", span, meeting.how, round(confidence, 2)),
        Origin("participants", span, meeting.how, _CERTAINTY.get(meeting.how, 0.9)),
    )


# --- findings --------------------------------------------------------------------------------------------------------


def _about_losses(losses: Sequence[Loss], rows: Sequence[Activity], dated: Sequence[Dated]) -> list[Finding]:
    if not losses:
        return []
    lines = {loss.line for loss in losses}
    ids = tuple(row.id for row, one in zip(rows, dated, strict=True) if one.meeting.cell.line in lines)
    undecided = [loss for loss in losses if loss.kept < loss.found or not loss.found]
    decided = [loss for loss in losses if loss not in undecided]
    swedish, english = [], []
    if undecided:
        what, what_en = _named(undecided, "rad", "av"), _named(undecided, "line", "of")
        swedish.append(
            f"Antalet värden stämmer inte med antalet kolumner, så det går inte att säga till vilken kolumn de hör: "
            f"{what}. "
            "Läs de raderna i originalet och fyll i dem för hand."
        )
        english.append(
            f"The number of values does not match the number of columns, so their columns cannot be told: {what_en}. "
            "Read those rows in the original and fill them in by hand."
        )
    if decided:
        what, what_en = _named(decided, "rad", "av"), _named(decided, "line", "of")
        swedish.append(
            "Tomma celler har gått förlorade; bara tomrader eller organets vanliga veckodag visar kolumnerna: "
            f"{what}. Kontrollera dem."
        )
        english.append(
            "Empty cells were lost; only empty lines or the body's usual weekday show the columns: "
            f"{what_en}. Check them."
        )
    return [Finding("cells_lost", Severity.ERROR, ids, " ".join(swedish), " ".join(english))]


def _named(losses: Sequence[Loss], line: str, of: str) -> str:
    named = [f"”{_short(loss.label)}” ({line} {loss.line}: {loss.found} {of} {loss.expected})" for loss in losses]
    return "; ".join(named[:6]) + (f" + {len(named) - 6}" if len(named) > 6 else "")


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 40 else flat[:39] + "…"


def _about_codes(rows: Sequence[Activity], legend: Legend) -> list[Finding]:
    seen: dict[str, list[str]] = {}
    for row in rows:
        for code in row.codes:
            if code not in legend.codes and (_MARKS.match(code) or code.isupper()):
                seen.setdefault(code, []).append(row.id)
    return [
        Finding(
            "unexplained_code",
            Severity.WARNING,
            tuple(ids),
            f"Tecknet {code} står efter datum men förklaras inte i dokumentet. Fråga den som gjort kalendern.",
            f"The code {code} follows dates but is not explained in the document. Ask whoever made the calendar.",
        )
        for code, ids in seen.items()
    ]


def _about_days(rows: Sequence[Activity], dated: Sequence[Dated]) -> list[Finding]:
    wrong = [row for row, one in zip(rows, dated, strict=True) if one.year is not None and one.day is None]
    unknown = [row for row, one in zip(rows, dated, strict=True) if one.year is None]
    findings = [
        Finding(
            "uncertain_date",
            Severity.WARNING,
            (row.id,),
            f"Dagen ”{row.raw_date}” finns inte i kalendern. Ange rätt dag.",
            f"The day “{row.raw_date}” does not exist. Enter the right day.",
        )
        for row in wrong
    ]
    if unknown:
        findings.append(
            Finding(
                "missing_date",
                Severity.WARNING,
                tuple(row.id for row in unknown),
                "Kalendern anger inget år, så dagarna kan inte bestämmas. Ange året.",
                "The calendar states no year, so its days cannot be told. Give the year.",
            )
        )
    return findings


def _about_weekdays(rows: Sequence[Activity]) -> list[Finding]:
    return [
        Finding(
            "weekday_mismatch",
            Severity.WARNING,
            (row.id,),
            f"”{row.raw_date}”: {row.weekday_conflict.stated} stämmer inte, dagen är en {row.weekday_conflict.actual}. "
            f"Välj bland {_choices(row.weekday_conflict)}.",
            f"“{row.raw_date}”: the weekday does not fit the date. Choose between {_choices(row.weekday_conflict)}.",
        )
        for row in rows
        if row.weekday_conflict is not None
    ]


def _choices(conflict: WeekdayConflict) -> str:
    return ", ".join(day.isoformat() for day in conflict.candidates if day is not None)


def _about_marks(rows: Sequence[Activity], dated: Sequence[Dated]) -> list[Finding]:
    by_position = [
        row.id for row, one in zip(rows, dated, strict=True) if one.meeting.how in ("position", "pattern", "gaps")
    ]
    marked = (
        ("column_by_position", by_position),
        ("uncertain_date", _ids(rows, lambda row: row.uncertain)),
        ("reserve_date", _ids(rows, lambda row: row.reserve)),
        ("optional_occasion", _ids(rows, lambda row: row.optional)),
    )
    findings = []
    for code, ids in marked:
        severity, swedish, english = _MARKED[code]
        if ids:
            findings.append(Finding(code, severity, tuple(ids), swedish, english))
    return findings


_MARKED: dict[str, tuple[Severity, str, str]] = {
    "column_by_position": (
        Severity.INFO,
        "Kolumnen är bestämd av läget på sidan och dagens mönster.",
        "The column follows from the place on the page and the pattern of days.",
    ),
    "uncertain_date": (
        Severity.WARNING,
        "Dagen är markerad som preliminär. Bekräfta den.",
        "The day is marked as preliminary. Confirm it.",
    ),
    "reserve_date": (Severity.INFO, "Reservdag.", "Reserve day."),
    "optional_occasion": (Severity.INFO, "Mötet hålls vid behov.", "The meeting is held if needed."),
}


def _ids(rows: Sequence[Activity], holds: Callable[[Activity], bool]) -> list[str]:
    return [row.id for row in rows if holds(row)]


def _about_repairs(rows: Sequence[Activity]) -> list[Finding]:
    mended = [row for row in rows if row.repaired]
    what = "; ".join(f"{row.id} {row.repaired}" for row in mended)
    return [state("repaired_text", tuple(row.id for row in mended), {"what": what})] if mended else []


def _about_years(rows: Sequence[Activity], assumed: int | None) -> list[Finding]:
    if assumed is None or not rows:
        return []
    return [
        Finding(
            "year_assumed",
            Severity.INFO,
            (),
            "Dokumentet anger inget år; åren räknas från det angivna startåret.",
            "The document states no year; years are counted from the year given.",
        )
    ]
