"""In a year with nationwide council elections the newly elected council adopts the budget, tax rate included."""

from collections.abc import Iterator

from ramverk.core.findings import Finding, Severity
from ramverk.core.timetable.bodies import BodyKind
from ramverk.core.timetable.checks_law import RATE, ids
from ramverk.core.timetable.clock import LegalLimits
from ramverk.core.timetable.model import Activity
from ramverk.core.timetable.plan_view import (
    PlanView,
    day_en,
    day_sv,
    end_of,
    exact_day,
    listed,
    start_of,
    when_sv,
    words,
)


def _in_election_year(plan: PlanView, rows: list[Activity]) -> dict[int, list[Activity]]:
    years: dict[int, list[Activity]] = {}
    for row in rows:
        if end_of(row).year in plan.rules.election_years:
            years.setdefault(end_of(row).year, []).append(row)
    return years


def _weight(plan: PlanView, severity: Severity) -> Severity:
    """What hangs on a year the document does not state is only told."""
    return Severity.INFO if plan.years_are_assumed else severity


def check_election_year(plan: PlanView) -> Iterator[Finding]:
    """In an election year the newly elected council adopts the budget, tax rate included."""
    limits = plan.rules.limits
    if limits is None:
        return
    for year, rows in _in_election_year(plan, plan.budget_decisions(BodyKind.COUNCIL)).items():
        new_from = limits.new_council_from.in_year(year)
        early = [row for row in rows if end_of(row) < new_from]
        binding = [row for row in rows if start_of(row) >= new_from]
        if not early:
            continue
        yield _binding_decision(plan, year, early, binding, limits)
        rate_elsewhere = (
            any(RATE.search(words(row)) for row in early) or "konfirmer" in words(binding[0]).lower()
            if binding
            else False
        )
        if binding and rate_elsewhere and not RATE.search(words(binding[0])):
            month = day_sv(end_of(binding[0])).split()[1]
            yield Finding(
                "tax_rate_not_in_binding_decision",
                _weight(plan, Severity.WARNING),
                (binding[0].id,),
                f"Raden nämner inte skattesatsen. I valår ska den ingå i det bindande beslutet i {month}; "
                "skriv in den i raden och i beslutsunderlaget.",
                "The row does not mention the tax rate. In an election year the binding decision holds it; write "
                "it into the row.",
                plan.rules.law("budgetens_innehall_skattesats"),
            )


def _when(row: Activity) -> str:
    """In brackets where the row's own words must do."""
    return f"({row.raw_date})" if exact_day(row) is None else when_sv(row)


def _binding_decision(
    plan: PlanView, year: int, early: list[Activity], binding: list[Activity], limits: LegalLimits
) -> Finding:
    new_from, latest = limits.new_council_from.in_year(year), limits.decision_latest.in_year(year)
    before = listed([_when(row) for row in early])
    head = (
        f"{year} är valår. Budgeten ska fastställas av nyvalda fullmäktige, som väljs för tiden från den "
        f"{day_sv(new_from)}. "
        f"Beslutet {before} kan därför bara ange inriktningen; "
    )
    head_en = (
        f"{year} is an election year. The newly elected council, which sits from {day_en(new_from)}, adopts the "
        f"budget. "
        f"The decision of {before} can only give the direction; "
    )
    if binding:
        day = _when(binding[0])
        tail, tail_en = f"beslutet {day} är det bindande.", f"the decision of {day} is the binding one."
    else:
        tail = f"planen behöver ett beslut av nyvalda fullmäktige mellan {day_sv(new_from)} och {day_sv(latest)}."
        tail_en = f"the plan needs a decision by the new council between {day_en(new_from)} and {day_en(latest)}."
    return Finding(
        "election_year_binding_decision",
        _weight(plan, Severity.WARNING),
        ids([*early, *binding[:1]]),
        head + tail,
        head_en + tail_en,
        plan.rules.law("nyvalda_fullmaktige_fran"),
    )
