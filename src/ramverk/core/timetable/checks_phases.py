"""Checks of the phase bar against the rows: neither is derived from the other, so they are compared."""

from collections.abc import Iterator
from datetime import date, timedelta

from ramverk.core.findings import Finding, Severity
from ramverk.core.timetable.model import Phase
from ramverk.core.timetable.plan_view import PlanView, day_en, day_sv, end_of, listed, start_of, when_sv


def _bounds(phase: Phase) -> tuple[date, date] | None:
    return (phase.start, phase.end) if phase.start and phase.end else None


def check_rows_inside_phases(plan: PlanView) -> Iterator[Finding]:
    """Rows that no phase covers."""
    phases = [bounds for phase in plan.timetable.phases if (bounds := _bounds(phase))]
    dated = [row for row in plan.rows if row.start is not None]
    outside = [row for row in dated if not any(a <= end_of(row) and start_of(row) <= b for a, b in phases)]
    if not phases or not outside:
        return
    first, last = min(a for a, _ in phases), max(b for _, b in phases)
    places = listed([when_sv(row) for row in outside])
    yield Finding(
        "row_outside_phases",
        Severity.WARNING,
        tuple(row.id for row in outside),
        f"Fasraden täcker {day_sv(first)} till {day_sv(last)}. {places} ligger utanför alla faser; "
        "lägg till en fas före eller efter, eller låt raderna stå utanför.",
        f"The phase bar covers {day_en(first)} to {day_en(last)}. {places} lie outside all phases; add a phase "
        f"or leave them outside.",
    )


def check_phase_starts(plan: PlanView) -> Iterator[Finding]:
    """Phases that begin on a day no row explains."""
    starts = {row.start for row in plan.rows if row.start}
    ends = {end_of(row) for row in plan.rows if row.start}
    before: date | None = None
    for phase in plan.timetable.phases:
        bounds = _bounds(phase)
        if bounds is None:
            continue
        start, end = bounds
        follows_on = before is not None and before + timedelta(days=1) == start and before in ends
        before = end
        if start in starts or follows_on:
            continue
        inside = sorted((row for row in plan.rows if row.start and start <= row.start <= end), key=start_of)
        first = (
            f"fasens första daterade rad är {day_sv(start_of(inside[0]))}" if inside else "fasen har ingen daterad rad"
        )
        first_en = f"its first dated row is {day_en(start_of(inside[0]))}" if inside else "it has no dated row"
        yield Finding(
            "phase_start_without_row",
            Severity.WARNING,
            (inside[0].id,) if inside else (),
            f"Fasen {phase.name} börjar {day_sv(start)}, men ingen rad infaller den dagen; {first}. "
            "Rätta fasens första dag eller lägg till det som händer då.",
            f"The phase {phase.name} starts {day_en(start)}, but no row falls on that day; {first_en}.",
        )
