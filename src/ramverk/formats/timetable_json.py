"""A timetable as the contract's JSON object, and back: `parse_timetable_json(write_timetable(x)) == x`.

The shape is `timetable.schema.json`. Keys beginning with `x_` are our own: the cells and origins of a row, the column
heads, the lines nothing was made of, and the English twin of each finding's sentence: a finding takes no extra keys.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from ramverk.core.findings import Finding, Severity
from ramverk.core.timetable.model import (
    Activity,
    Alternative,
    DateStatus,
    DocumentType,
    Kind,
    Origin,
    Part,
    Phase,
    Precision,
    Relative,
    SourceLine,
    Span,
    Timetable,
    WeekdayConflict,
)

Json = dict[str, Any]

_NAME_LISTS = ("recipients", "participants_inferred", "optional_participants", "mentioned", "persons", "codes")
_FLAGS = (
    "year_inferred", "date_inherited", "out_of_order", "uncertain", "day_unknown", "approximate", "conditional",
    "optional", "reserve", "deadline", "union", "external", "truncated", "done", "unusual_day",
)  # fmt: skip
_PLAIN = ("forum", "place", "date_rule", "week", "weekday_override", "extent", "duration_days", "repaired", "note")


def write_timetable(timetable: Timetable) -> Json:
    """The timetable as a JSON object that satisfies the contract."""
    return {
        "title": timetable.title,
        "municipality": timetable.municipality,
        "document_type": timetable.document_type.value,
        "calendar_years": list(timetable.calendar_years),
        "budget_year": timetable.budget_year,
        "plan_years": list(timetable.plan_years),
        "assumed_start_year": timetable.assumed_start_year,
        "election_year": timetable.election_year,
        "notes": list(timetable.notes),
        "activities": [write_activity(activity) for activity in timetable.activities],
        "phases": [_write_phase(phase) for phase in timetable.phases],
        "findings": write_findings(timetable.findings),
        "x_findings_more": [_finding_more(finding) for finding in timetable.findings],
        "x_header": list(timetable.header),
        "x_unread": [_write_line(line) for line in timetable.unread],
    }


def parse_timetable_json(data: Mapping[str, Any]) -> Timetable:
    """The timetable that a JSON object of the contract's shape describes; unknown `x_` keys are left alone."""
    return Timetable(
        title=data["title"],
        municipality=data["municipality"],
        calendar_years=tuple(data["calendar_years"]),
        budget_year=data["budget_year"],
        plan_years=tuple(data["plan_years"]),
        assumed_start_year=data["assumed_start_year"],
        activities=tuple(_parse_activity(item) for item in data["activities"]),
        phases=tuple(_parse_phase(item) for item in data["phases"]),
        findings=_parse_findings(data["findings"], data.get("x_findings_more", ())),
        document_type=DocumentType(data.get("document_type", "process")),
        election_year=data.get("election_year", False),
        notes=tuple(data.get("notes", ())),
        header=tuple(data.get("x_header", ())),
        unread=tuple(_parse_line(item) for item in data.get("x_unread", ())),
    )


def write_findings(findings: Iterable[Finding]) -> list[Json]:
    """Findings as the contract has them: code, severity, rows, the Swedish sentence, and the law where there is one."""
    return [
        {
            "code": finding.code,
            "severity": finding.severity.value,
            "rows": list(finding.rows),
            "message": finding.message,
        }
        | ({"law": finding.law} if finding.law is not None else {})
        for finding in findings
    ]


def write_activity(activity: Activity) -> Json:
    """One row. Keys without a value are left out, those the contract demands are always there."""
    required = {
        "id": activity.id,
        "raw_date": activity.raw_date,
        "start": _iso(activity.start),
        "end": _iso(activity.end),
        "precision": activity.precision.value,
        "alternatives": [_write_alternative(item) for item in activity.alternatives],
        "time": activity.time,
        "participants": list(activity.participants),
        "activity": activity.activity,
        "kind": activity.kind.value,
        "text": activity.text,
        "confidence": activity.confidence,
    }
    simple = {key: getattr(activity, key) for key in (*_PLAIN, *_FLAGS)}
    lists = {key: list(getattr(activity, key)) for key in _NAME_LISTS}
    return required | _present(simple) | _present(lists) | _present(_write_compound(activity))


def _write_compound(activity: Activity) -> Json:
    return {
        "parts": [
            {"participants": list(part.participants), "activity": part.activity, "kind": part.kind.value}
            for part in activity.parts
        ],
        "relative": activity.relative and _write_relative(activity.relative),
        "refers_to": [_iso(day) for day in activity.refers_to],
        "weekday_conflict": activity.weekday_conflict and _write_conflict(activity.weekday_conflict),
        "x_cells": list(activity.cells),
        "x_origins": [_write_origin(origin) for origin in activity.origins],
    }


def _present(values: Json) -> Json:
    """Without what says nothing. An empty text or a zero says something, an empty list, None and False do not."""
    return {key: value for key, value in values.items() if value is not None and value is not False and value != []}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _write_alternative(item: Alternative) -> Json:
    written: Json = {"raw": item.raw, "date": _iso(item.date), "time": item.time, "status": item.status.value}
    return written | ({"end": _iso(item.end)} if item.end else {})


def _write_relative(relative: Relative) -> Json:
    keys = ("after", "before", "to", "days", "approximate")
    return {key: value for key in keys if (value := getattr(relative, key)) is not None}


def _write_conflict(conflict: WeekdayConflict) -> Json:
    candidates = [_iso(day) for day in conflict.candidates]
    return {"stated": conflict.stated, "actual": conflict.actual, "candidates": candidates}


def _write_origin(origin: Origin) -> Json:
    span = origin.span and [origin.span.line, origin.span.start, origin.span.end]
    return {"field": origin.field, "span": span, "how": origin.how, "confidence": origin.confidence}


def _write_phase(phase: Phase) -> Json:
    return {"id": phase.id, "name": phase.name, "raw": phase.raw, "start": _iso(phase.start), "end": _iso(phase.end)}


def _finding_more(finding: Finding) -> Json:
    return {"message_en": finding.message_en, "blocks": finding.blocks}


def _write_line(line: SourceLine) -> Json:
    return {
        "number": line.number,
        "text": line.text,
        "cells": None if line.cells is None else list(line.cells),
        "role": line.role,
        "struck": [list(span) for span in line.struck],
        "page": line.page,
    }


def _parse_activity(data: Mapping[str, Any]) -> Activity:
    simple = {key: data[key] for key in (*_PLAIN, *_FLAGS) if key in data}
    lists: Json = {key: tuple(data[key]) for key in _NAME_LISTS if key in data}
    return Activity(
        id=data["id"],
        raw_date=data["raw_date"],
        start=_day(data["start"]),
        end=_day(data["end"]),
        precision=Precision(data["precision"]),
        kind=Kind(data["kind"]),
        activity=data["activity"],
        text=data.get("text", ""),
        time=data["time"],
        participants=tuple(data["participants"]),
        alternatives=tuple(_parse_alternative(item) for item in data["alternatives"]),
        confidence=data.get("confidence", 1.0),
        **_parse_compound(data),
        **simple,
        **lists,
    )


def _parse_compound(data: Mapping[str, Any]) -> Json:
    relative, conflict = data.get("relative"), data.get("weekday_conflict")
    return {
        "parts": tuple(
            Part(tuple(part["participants"]), part["activity"], Kind(part["kind"])) for part in data.get("parts", ())
        ),
        "relative": None if relative is None else Relative(**relative),
        "refers_to": tuple(_day(day) for day in data.get("refers_to", ())),
        "weekday_conflict": conflict
        and WeekdayConflict(conflict["stated"], conflict["actual"], tuple(_day(day) for day in conflict["candidates"])),
        "cells": tuple(data.get("x_cells", ())),
        "origins": tuple(_parse_origin(origin) for origin in data.get("x_origins", ())),
    }


def _parse_alternative(data: Mapping[str, Any]) -> Alternative:
    status = DateStatus(data.get("status", "in_force"))
    return Alternative(data["raw"], _day(data["date"]), _day(data.get("end")), data["time"], status)


def _parse_origin(data: Mapping[str, Any]) -> Origin:
    return Origin(data["field"], Span(*data["span"]) if data["span"] else None, data["how"], data["confidence"])


def _parse_phase(data: Mapping[str, Any]) -> Phase:
    return Phase(data["id"], data["name"], data["raw"], _day(data["start"]), _day(data["end"]))


def _parse_findings(findings: Iterable[Mapping[str, Any]], more: Iterable[Mapping[str, Any]]) -> tuple[Finding, ...]:
    findings, extras = list(findings), list(more)
    extras += [{}] * (len(findings) - len(extras))
    return tuple(
        Finding(
            code=item["code"],
            severity=Severity(item["severity"]),
            rows=tuple(item["rows"]),
            message=item["message"],
            message_en=extra.get("message_en", ""),
            law=item.get("law"),
            blocks=extra.get("blocks", False),
        )
        for item, extra in zip(findings, extras, strict=False)
    )


def _parse_line(data: Mapping[str, Any]) -> SourceLine:
    cells = data["cells"]
    struck = tuple((start, end) for start, end in data["struck"])
    return SourceLine(
        data["number"], data["text"], None if cells is None else tuple(cells), data["role"], struck, data["page"]
    )
