"""Checks of order, intervals and days: local practice, so they warn and never block."""

import re
from collections.abc import Iterator

from ramverk.core.findings import Finding, Severity
from ramverk.core.timetable.bodies import BodyKind
from ramverk.core.timetable.model import Activity, Kind, Precision
from ramverk.core.timetable.plan_view import (
    PlanView,
    body_kinds,
    day_en,
    day_sv,
    end_of,
    exact_day,
    listed,
    moment,
    start_of,
    weekday_sv,
    when_sv,
    words,
)

_DIRECTIVE = re.compile(
    r"ramdirektiv|budgetdirektiv|\bdirektiv|budgetramar|\bramar\b|planeringsdirektiv", re.IGNORECASE
)
_DRAFT = re.compile(r"förslag|utkast|remiss|underlag", re.IGNORECASE)
_POLITICAL = frozenset(
    {
        BodyKind.COUNCIL,
        BodyKind.EXECUTIVE_BOARD,
        BodyKind.EXECUTIVE_COMMITTEE,
        BodyKind.DRAFTING_COMMITTEE,
        BodyKind.BOARDS,
        BodyKind.BOARD,
    },
)
_HELD = frozenset({Kind.DECISION, Kind.MEETING, Kind.DIALOGUE, Kind.PREPARATION, Kind.CONSULTATION})


def _next_decision(plan: PlanView, after: Activity) -> Activity | None:
    """The executive board's next decision on the budget after a row, the council's where no board is named."""
    for body in (BodyKind.EXECUTIVE_BOARD, BodyKind.COUNCIL):
        rows = [row for row in plan.budget_decisions(body) if exact_day(row) and row is not after]
        later = [row for row in rows if end_of(row) >= end_of(after)]
        if later:
            return later[0]
    return None


def _hours_between(first: Activity, second: Activity) -> float | None:
    ends, begins = moment(first, at_end=True), moment(second, at_end=False)
    return (begins - ends).total_seconds() / 3600 if ends and begins else None


def _number(value: float) -> str:
    return f"{value:g}".replace(".", ",")


def check_consultation(plan: PlanView) -> Iterator[Finding]:
    """Union consultation close to the board's decision, or after it."""
    for row in plan.of_kind(Kind.CONSULTATION):
        if exact_day(row) is None:
            continue
        yield from _consultation_after(plan, row)
        decision = _next_decision(plan, row)
        days = (end_of(decision) - end_of(row)).days if decision else None
        if decision is None or days is None or days >= plan.rules.practice.consultation_days:
            continue
        hours = _hours_between(row, decision)
        span = (
            f"{_number(round(hours, 1))} timmar"
            if hours is not None and hours <= 48
            else f"{days} dagar"
            if days != 1
            else "en dag"
        )
        span_en = f"{round(hours, 1):g} hours" if hours is not None and hours <= 48 else f"{days} days"
        times = (
            f"{day_sv(end_of(row))}{_clock(row, end=True)}",
            f"{day_sv(end_of(decision))}{_clock(decision, end=False)}",
        )
        less = ", mindre än ett dygn" if hours is not None and hours < 24 else ""
        yield Finding(
            "consultation_close_to_decision",
            Severity.WARNING,
            (row.id, decision.id),
            f"Samverkan slutar {times[0]} och beslutet fattas {times[1]}: {span}{less}. Det finns ingen tid för "
            f"fortsatt "
            "förhandling vid oenighet; lägg samverkan minst en vecka före beslutet.",
            f"The consultation ends {day_en(end_of(row))} and the decision is taken {day_en(end_of(decision))}: "
            f"{span_en}. "
            "There is no time to negotiate further; hold it at least a week before.",
        )


def _clock(row: Activity, *, end: bool) -> str:
    at = moment(row, at_end=end)
    return f" kl {at:%H.%M}" if at else ""


def _consultation_after(plan: PlanView, row: Activity) -> Iterator[Finding]:
    decided = [other for other in plan.budget_decisions(BodyKind.EXECUTIVE_BOARD) if exact_day(other)]
    before = [other for other in decided if end_of(other) < start_of(row)]
    # a second board decision later on makes it a consultation of that one
    if (
        before
        and not any(end_of(other) >= end_of(row) for other in decided)
        and end_of(before[-1]).year == end_of(row).year
    ):
        yield Finding(
            "consultation_after_decision",
            Severity.WARNING,
            (before[-1].id, row.id),
            f"Samverkan {day_sv(end_of(row))} ligger efter styrelsens beslut {day_sv(end_of(before[-1]))}. "
            "Den ska föregå beslutet; flytta den, eller ange vilket beslut den gäller.",
            f"The consultation of {day_en(end_of(row))} comes after the board's decision of "
            f"{day_en(end_of(before[-1]))}; it goes before.",
            plan.rules.law("forhandling_fore_beslut"),
        )


def check_intervals(plan: PlanView) -> Iterator[Finding]:
    """A finished proposal shortly before the board, and the board shortly before the council."""
    for row in plan.of_kind(Kind.HANDOVER):
        decision = _next_decision(plan, row) if exact_day(row) else None
        days = (end_of(decision) - end_of(row)).days if decision else None
        if decision is not None and days is not None and 0 < days < plan.rules.practice.proposal_days:
            yield Finding(
                "short_interval",
                Severity.INFO,
                (row.id, decision.id),
                f"{days} dagar från överlämningen {day_sv(end_of(row))} till beslutet {day_sv(end_of(decision))}; "
                "handlingarna skickas vanligen en vecka före.",
                f"{days} days from the handover of {day_en(end_of(row))} to the decision of "
                f"{day_en(end_of(decision))}; papers usually go out a week before.",
            )
    yield from _board_to_council(plan)


def _board_to_council(plan: PlanView) -> Iterator[Finding]:
    board = [row for row in plan.budget_decisions(BodyKind.EXECUTIVE_BOARD) if exact_day(row)]
    for council in plan.budget_decisions(BodyKind.COUNCIL):
        before = [row for row in board if row is not council and end_of(row) <= end_of(council)]
        yield from _council_first(plan, council, board)
        if exact_day(council) is None or not before:
            continue
        days = (end_of(council) - end_of(before[-1])).days
        if days < plan.rules.practice.board_to_council_days:
            yield Finding(
                "board_to_council_short",
                Severity.WARNING,
                (before[-1].id, council.id),
                f"{days} dagar mellan styrelsens beslut {day_sv(end_of(before[-1]))} och fullmäktige "
                f"{day_sv(end_of(council))}: "
                "kallelse och förslag ska vara ute en vecka före fullmäktige. Lägg styrelsens möte tidigare.",
                f"{days} days between the board's decision and the council of {day_en(end_of(council))}: the "
                f"papers are out a week before.",
                plan.rules.law("kungorelse_dagar"),
            )


def _council_first(plan: PlanView, council: Activity, board: list[Activity]) -> Iterator[Finding]:
    """The council before the executive board has dealt with the budget: it always gets to state its opinion."""
    same_year = [row for row in board if end_of(row).year == end_of(council).year and row is not council]
    if exact_day(council) and same_year and all(start_of(row) > end_of(council) for row in same_year):
        yield Finding(
            "council_before_proposal",
            Severity.WARNING,
            (council.id, same_year[0].id),
            f"Fullmäktige beslutar {when_sv(council)}, före styrelsens beslut {when_sv(same_year[0])}. "
            "Styrelsen ska ha behandlat budgeten först; byt ordning.",
            f"The council decides {day_en(end_of(council))}, before the executive board "
            f"({day_en(end_of(same_year[0]))}). "
            "The board deals with the budget first; change the order.",
            plan.rules.law("styrelsen_bereder_fullmaktiges_arenden"),
        )


def check_order(plan: PlanView) -> Iterator[Finding]:
    """A dispatch before the decision it carries, a submission before the directive it answers."""
    if not plan.is_process:
        return
    decided = [
        row for row in plan.of_kind(Kind.DECISION) if _DIRECTIVE.search(words(row)) and body_kinds(row) & _POLITICAL
    ]
    sent = [row for row in plan.of_kind(Kind.DISPATCH) if _DIRECTIVE.search(words(row))]
    for row in sent:
        if decided and not _DRAFT.search(row.activity) and end_of(row) < start_of(decided[0]):
            yield Finding(
                "dispatch_before_decision",
                Severity.WARNING,
                (row.id, decided[0].id),
                f"Utskicket {when_sv(row)} går ut före beslutet {when_sv(decided[0])} om det som skickas. "
                "Skicka det beslutade, eller skriv att det är ett utkast.",
                f"The dispatch of {when_sv(row)} goes out before the decision of {when_sv(decided[0])} it carries.",
            )
    yield from _submissions(plan, [*decided, *sent])


def _submissions(plan: PlanView, directives: list[Activity]) -> Iterator[Finding]:
    first = min(directives, key=start_of, default=None)
    if first is None:
        return
    early = [
        row
        for row in plan.of_kind(Kind.SUBMISSION)
        if end_of(row) < start_of(first)
        and body_kinds(row) & {BodyKind.BOARDS, BodyKind.BOARD}
        and "invester" not in words(row).lower()
    ]
    if early:
        yield Finding(
            "submission_before_directive",
            Severity.WARNING,
            (*(row.id for row in early), first.id),
            f"Inlämningen {listed([when_sv(row) for row in early])} ligger före direktivet {when_sv(first)}. "
            "Nämnderna vet då inte vilka ramar som gäller; byt ordning eller ange vad inlämningen bygger på.",
            f"The submission of {listed([when_sv(row) for row in early], 'and')} comes before the directive of "
            f"{when_sv(first)}.",
        )


def _is_whole_day(row: Activity) -> bool:
    return (
        row.precision in {Precision.DAY, Precision.SEVERAL}
        and not row.deadline
        and not row.external
        and not row.weekday_conflict
    )


def check_days(plan: PlanView) -> Iterator[Finding]:
    """Rows on weekends and holidays, and on single working days between two days off."""
    if plan.years_are_assumed and not plan.is_process:
        return
    squeezed: list[Activity] = []
    for row in plan.rows:
        day = exact_day(row)
        if day is None or not _is_whole_day(row) or row.kind is Kind.PUBLICATION:
            continue
        name = plan.days_off.name(day)
        if name is not None:
            what = f"en {name}" if name in {"lördag", "söndag"} else name[:1].lower() + name[1:]
            yield Finding(
                "date_on_day_off",
                Severity.INFO if plan.years_are_assumed else Severity.WARNING,
                (row.id,),
                f"{day_sv(day, year=True).capitalize()} är {what}. Kontrollera dagen, eller flytta raden till en "
                f"vardag.",
                f"{day_en(day, year=True)} is a day off ({name}). Check the day, or move the row to a working day.",
            )
        elif plan.days_off.is_squeeze_day(day):
            squeezed.append(row)
    if squeezed:
        days = listed([f"{weekday_sv(end_of(row))} {day_sv(end_of(row))}" for row in squeezed])
        yield Finding(
            "date_on_squeeze_day",
            Severity.INFO,
            tuple(row.id for row in squeezed),
            f"{days.capitalize()} är klämdag: många är lediga. Räkna med frånvaro.",
            f"{listed([day_en(end_of(row)) for row in squeezed], 'and')}: a single working day between days off. "
            f"Expect absence.",
        )


def check_quiet_months(plan: PlanView) -> Iterator[Finding]:
    """Political meetings in July."""
    quiet = plan.rules.practice.quiet_months
    rows = [row for row in plan.rows if _meets_in(row, quiet) and body_kinds(row) & _POLITICAL]
    if rows:
        days = listed([when_sv(row) for row in rows])
        yield Finding(
            "political_meeting_in_july",
            Severity.WARNING if plan.is_process else Severity.INFO,
            tuple(row.id for row in rows),
            f"{days}: politiska sammanträden hålls vanligen inte i juli. Kontrollera datumet eller flytta mötet.",
            f"{days}: political meetings are usually not held in July. Check the date or move the meeting.",
        )


def _meets_in(row: Activity, months: frozenset[int]) -> bool:
    inside = row.start is not None and start_of(row).month in months and end_of(row).month in months
    return inside and row.kind in _HELD
