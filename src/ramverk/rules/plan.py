"""A timetable read and checked by the law of its own decision date: the one function that programs call."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from ramverk.core.findings import Finding
from ramverk.core.timetable.bodies import BodyKind
from ramverk.core.timetable.checks import check_timetable
from ramverk.core.timetable.clock import LegalLimits, MonthDay
from ramverk.core.timetable.model import SourceDocument, Timetable
from ramverk.core.timetable.plan_rules import PlanRules, Practice
from ramverk.core.timetable.reader import parse_timetable
from ramverk.rules.days_off import days_off
from ramverk.rules.loader import RuleError, load_rules, rule


def _month_day(value: str) -> MonthDay:
    month, day = value.split("-")
    return MonthDay(int(month), int(day))


def load_limits(day: date) -> LegalLimits:
    """The statutory times in force on a decision date. RuleError names the first known date where it is earlier."""

    def law(name: str) -> Any:
        return rule(f"kommunallagen/{name}").on(day)

    return LegalLimits(
        notice_days=law("kungorelse_dagar"),
        adjustment_days=law("protokoll_justering_dagar"),
        announcement_days=law("justering_anslag_dagar"),
        appeal_weeks=law("laglighetsprovning_veckor"),
        proposal_latest=_month_day(law("styrelsens_budgetforslag_senast")),
        proposal_special_latest=_month_day(law("styrelsens_budgetforslag_sarskilda_skal")),
        decision_latest=_month_day(law("budget_beslutstid")),
        decision_special_latest=_month_day(law("budget_beslutstid_sarskilda_skal")),
        new_council_from=_month_day(law("nyvalda_fullmaktige_fran")),
        rate_notice_from=_month_day(rule("skatt/skattesats_anmalan_senast").on(day)),
    )


def _practice(day: date) -> Practice:
    def days(name: str) -> int:
        value = rule(f"praxis/{name}").on(day)
        return int(value)

    return Practice(
        consultation_days=days("samverkan_fore_styrelsen_dagar"),
        proposal_days=days("forslag_till_styrelsen_dagar"),
        board_to_council_days=days("styrelse_till_fullmaktige_dagar"),
        compilation_days=days("inlamning_till_beredning_dagar"),
        slack_days=days("marginal_mot_lagens_sista_dag"),
        quiet_months=frozenset(rule("praxis/inga_politiska_moten_manader").on(day)),
    )


def _references() -> Mapping[str, str]:
    return {r.id.rpartition("/")[2]: r.reference for r in load_rules().values() if r.reference}


def _oldest(rule_id: str, day: date) -> Any:
    """A rule's value on a day, its first wording for days before it: practice and offices are older than their data."""
    found = rule(rule_id)
    return found.on(max(day, found.periods[0].start))


def election_years() -> frozenset[int]:
    """Years with nationwide elections to the councils, as far as the data reaches."""
    return frozenset(year for period in rule("val/valar").periods for year in period.value or ())


def load_plan_rules(day: date) -> PlanRules:
    """Statute and practice for plans decided on a day. Without statute for that day `limits` is None."""
    try:
        limits = load_limits(day)
    except RuleError:
        limits = None
    return PlanRules(
        limits=limits,
        practice=_practice(max(day, rule("praxis/samverkan_fore_styrelsen_dagar").periods[0].start)),
        election_years=election_years(),
        deciding_bodies=frozenset(BodyKind(name) for name in _oldest("kommunallagen/beslutar_budget", day)),
        references=_references(),
    )


def decision_date(timetable: Timetable) -> date | None:
    """The day a plan is judged by: its last dated row. None where nothing is dated."""
    return max((row.end or row.start for row in timetable.activities if row.start), default=None)


def check_plan(timetable: Timetable) -> list[Finding]:
    """The findings about the plan itself, by the law of its decision date and the days off of its years."""
    day = decision_date(timetable)
    if day is None:
        return []
    years = {d.year for row in timetable.activities for d in (row.start, row.end) if d}
    return check_timetable(timetable, load_plan_rules(day), days_off(years))


def read_plan(document: SourceDocument, year: int | None = None) -> Timetable:
    """A document read into a timetable, with the reader's findings followed by those about the plan."""
    timetable = parse_timetable(document, year)
    return replace(timetable, findings=(*timetable.findings, *check_plan(timetable)))
