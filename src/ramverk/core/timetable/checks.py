"""All checks of a plan. They collect, worst first, and never stop at the first; phrased so that someone can act."""

from collections.abc import Callable, Iterator

from ramverk.core.findings import Finding, Severity, worst_first
from ramverk.core.timetable import checks_election, checks_law, checks_phases, checks_practice
from ramverk.core.timetable.clock import DaysOff
from ramverk.core.timetable.model import Timetable
from ramverk.core.timetable.plan_rules import PlanRules
from ramverk.core.timetable.plan_view import PlanView

Check = Callable[[PlanView], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    checks_law.check_power,
    checks_phases.check_rows_inside_phases,
    checks_phases.check_phase_starts,
    checks_practice.check_consultation,
    checks_practice.check_intervals,
    checks_practice.check_order,
    checks_practice.check_days,
    checks_practice.check_quiet_months,
    checks_law.check_board_meetings,
)
"""What holds for any plan. A tuple: more checks are an argument, never an addition."""

STATUTORY: tuple[Check, ...] = (
    checks_election.check_election_year,
    checks_law.check_council_deadline,
    checks_law.check_proposal_deadline,
    checks_law.check_notices,
    checks_law.check_minutes,
    checks_law.check_rate_notice,
)
"""What rests on the Swedish Local Government Act, for years whose wording is known."""


def check_timetable(timetable: Timetable, rules: PlanRules, days_off: DaysOff) -> list[Finding]:
    """Every finding about the plan itself: order, intervals, days, powers and statutory dates.

    `rules` are those in force on the plan's decision date; without statute for that date, or for a Finnish plan, the
    statutory checks are left out and one finding says so.
    """
    plan = PlanView(timetable, rules, days_off)
    findings = [finding for check in CHECKS for finding in check(plan)]
    if plan.is_finnish:
        findings.append(_other_law())
    elif rules.limits is None:
        findings += [_unknown_law()] if plan.is_process and timetable.activities else []
    else:
        findings += [finding for check in STATUTORY for finding in check(plan)]
    return worst_first(findings)


def _other_law() -> Finding:
    return Finding(
        "other_law",
        Severity.INFO,
        (),
        "Planen följer Finlands kommunallag, som Ramverk inte känner. Bara ordning, avstånd och dagar är "
        "kontrollerade.",
        "The plan is under Finland's Local Government Act, which Ramverk does not know. Only order, intervals "
        "and days are checked.",
    )


def _unknown_law() -> Finding:
    return Finding(
        "law_not_known",
        Severity.INFO,
        (),
        "Planens beslut fattas före den första dag som reglerna gäller (1 januari 2018). Lagens tider är inte "
        "kontrollerade.",
        "The plan's decisions are taken before the first day the rules are known for (1 January 2018). Statutory "
        "dates are not checked.",
    )
