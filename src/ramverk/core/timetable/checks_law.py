"""Checks against the Local Government Act: who may decide, by when, and what must be announced."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from ramverk.core.findings import Finding, Severity
from ramverk.core.timetable.bodies import BodyKind, canonical_body
from ramverk.core.timetable.clock import LegalLimits, calculate_council_clock, calculate_minutes
from ramverk.core.timetable.model import Activity, Kind
from ramverk.core.timetable.plan_view import (
    PlanView,
    body_kinds,
    day_en,
    day_sv,
    end_of,
    exact_day,
    listed,
    start_of,
    when_sv,
    words,
)

_POWERLESS = frozenset(
    {
        BodyKind.DRAFTING_COMMITTEE,
        BodyKind.MANAGEMENT_TEAM,
        BodyKind.BOARD_PRESIDIA,
        BodyKind.EXECUTIVE_PRESIDIUM,
        BodyKind.UNION_GROUP,
        BodyKind.ADMINISTRATION_HEADS,
        BodyKind.ANALYSIS_GROUP,
        BodyKind.OFFICIALS,
    },
)
RATE = re.compile(r"skattesats|utdebitering", re.IGNORECASE)
_RATE_ALONE = re.compile(r"^(?!.*budget).*skattesats", re.IGNORECASE | re.DOTALL)
_ACTIVE = re.compile(r"\b(?:beslutar|fastställer|antar)\b", re.IGNORECASE)


def _inside(name: str) -> str:
    """A name as written inside a sentence: "kommunstyrelsen", but "KS"."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def ids(rows: list[Activity]) -> tuple[str, ...]:
    """The rows' ids."""
    return tuple(row.id for row in rows)


def check_power(plan: PlanView) -> Iterator[Finding]:
    """Bodies that stand as deciding and can only prepare."""
    for row in plan.rows:
        acting = [name for name in row.participants if canonical_body(name) in _POWERLESS]
        deciding = body_kinds(row) & plan.rules.deciding_bodies
        prepares_only = row.kind is Kind.PREPARATION and _ACTIVE.search(words(row)) and not deciding
        if not acting or not (row.kind is Kind.DECISION or prepares_only):
            continue
        if deciding and not any(canonical_body(name) is BodyKind.DRAFTING_COMMITTEE for name in acting):
            continue
        able = [name for name in row.participants if canonical_body(name) in plan.rules.deciding_bodies]
        who, can = _capital(listed([_inside(name) for name in acting])), listed([_inside(name) for name in able])
        message = (
            f"{who} och {can} står på samma rad. Bara {can} kan besluta; dela raden i beredning och beslut."
            if able
            else f"{who} kan bereda men inte besluta. Ange vilket organ som beslutar, eller gör raden till beredning."
        )
        english = (
            f"{who} and {can} share a row. Only {can} can decide; split it into preparation and decision."
            if able
            else f"{who} can prepare, not decide. Name the deciding body, or make the row a preparation."
        )
        yield Finding(
            "body_without_power",
            Severity.WARNING,
            (row.id,),
            message,
            english,
            plan.rules.law("styrelsens_budgetforslag_senast"),
        )


def _last_decisions(plan: PlanView) -> list[Activity]:
    """The last budget decision of the council in each year: the one that binds."""
    by_year: dict[int, Activity] = {}
    for row in plan.budget_decisions(BodyKind.COUNCIL):
        if not _RATE_ALONE.match(words(row)):
            by_year[end_of(row).year] = row
    return list(by_year.values())


def check_council_deadline(plan: PlanView) -> Iterator[Finding]:
    """The council later than November, or so close to its end that no reserve meeting fits."""
    limits = plan.rules.limits
    if limits is None:
        return
    for row in _last_decisions(plan):
        day, year = end_of(row), end_of(row).year
        latest = limits.decision_latest.in_year(year)
        left = (latest - day).days
        # a vague window that only reaches past the limit may still be held in time
        if start_of(row) > latest:
            yield _late_council(plan, row, limits)
        elif exact_day(row) and 0 <= left < plan.rules.practice.slack_days:
            distance = {0: "på den sista dagen", 1: "en dag före den sista dag"}.get(
                left, f"{left} dagar före den sista dag"
            )
            yield Finding(
                "close_to_statutory_limit",
                Severity.WARNING,
                (row.id,),
                f"{day_sv(day).capitalize()} ligger {distance} då budgeten får fastställas, och planen har ingen "
                f"reservdag. {_reserve_advice(plan, day, latest, limits)}",
                f"{day_en(day)} is {left} days before the last day for adopting the budget ({day_en(latest)}), "
                f"and the plan has no reserve day.",
                plan.rules.law("budget_beslutstid"),
            )


def _reserve_advice(plan: PlanView, day: date, latest: date, limits: LegalLimits) -> str:
    """Where a reserve meeting still fits, on a working day and announced in time."""
    reserve = latest
    while reserve > day and not plan.days_off.is_working_day(reserve):
        reserve -= timedelta(days=1)
    if reserve == day:
        return "Lägg mötet tidigare, så att ett reservmöte ryms."
    notice = reserve - timedelta(days=limits.notice_days)
    return f"Lägg in en reservdag senast {day_sv(reserve)} och tillkännage den senast {day_sv(notice)}."


def _late_council(plan: PlanView, row: Activity, limits: LegalLimits) -> Finding:
    year = end_of(row).year
    latest, fallback = limits.decision_latest.in_year(year), limits.decision_special_latest.in_year(year)
    # in an election year a rate fixed by the old council does not count
    election = limits.new_council_from.in_year(latest.year) if latest.year in plan.rules.election_years else None
    earliest = election or date(latest.year, 1, 1)
    rate_first = any(
        RATE.search(words(other)) and earliest <= end_of(other) <= latest for other in plan.decisions(BodyKind.COUNCIL)
    )
    need = (
        "Skattesatsen fastställs i tid; ange de särskilda skälen för att budgeten väntar."
        if rate_first
        else "Det kräver särskilda skäl, och skattesatsen ska ändå fastställas i november: lägg till ett sådant beslut."
    )
    too_late = start_of(row) > fallback
    return Finding(
        "council_decision_late",
        Severity.ERROR if too_late and not plan.years_are_assumed else Severity.WARNING,
        (row.id,),
        f"Fullmäktige beslutar om budgeten {when_sv(row)}, efter {day_sv(latest)}. {need}",
        f"The council decides on the budget after {day_en(latest)}. That takes special reasons, and the tax rate "
        f"is fixed in November all the same.",
        plan.rules.law("budget_beslutstid_sarskilda_skal"),
    )


def check_proposal_deadline(plan: PlanView) -> Iterator[Finding]:
    """The executive board's first proposal later than October."""
    limits = plan.rules.limits
    if limits is None:
        return
    seen: set[int] = set()
    for row in plan.budget_decisions(BodyKind.EXECUTIVE_BOARD):
        year = end_of(row).year
        if year in seen:
            continue  # a later item in the same year changes a proposal that was made in time
        seen.add(year)
        latest, special = limits.proposal_latest.in_year(year), limits.proposal_special_latest.in_year(year)
        if start_of(row) <= latest:
            continue
        rate = any(
            RATE.search(words(other)) and end_of(other) <= latest and end_of(other).year == year
            for other in plan.decisions(BodyKind.EXECUTIVE_BOARD)
        )
        cure = (
            "Skattesatsen föreslås i tid; ange de särskilda skälen."
            if rate
            else (
                f"Det kräver särskilda skäl och att styrelsen föreslår skattesatsen senast {day_sv(latest)}: "
                f"lägg till ett sådant beslut."
            )
        )
        yield Finding(
            "executive_proposal_late",
            Severity.ERROR if start_of(row) > special and not plan.years_are_assumed else Severity.WARNING,
            (row.id,),
            f"Styrelsens budgetförslag behandlas {when_sv(row)}, efter {day_sv(latest)}. {cure}",
            f"The executive board deals with its budget proposal after {day_en(latest)}. That takes special "
            f"reasons and a tax rate proposed by then.",
            plan.rules.law("styrelsens_budgetforslag_senast"),
        )


def _dated_council(plan: PlanView) -> list[tuple[Activity, date]]:
    return [(row, day) for row in plan.budget_decisions(BodyKind.COUNCIL) if (day := exact_day(row))]


def check_notices(plan: PlanView) -> Iterator[Finding]:
    """Announcement, summons, publication on the website and minutes, as dates to put in the calendar."""
    limits = plan.rules.limits
    council = _dated_council(plan)
    if limits is None or not plan.is_process or not council:
        return
    clocks = [
        calculate_council_clock(day, limits, election_year=day.year in plan.rules.election_years) for _, day in council
    ]
    notice = listed([day_sv(clock.announcement_latest) for clock in clocks], "respektive")
    notice_en = listed([day_en(clock.announcement_latest) for clock in clocks], "and")
    yield Finding(
        "notice_deadline",
        Severity.INFO,
        tuple(row.id for row, _ in council),
        f"Tillkännagivande och kallelse till fullmäktige senast {notice}.",
        f"Announce the council meeting and summon its members by {notice_en}.",
        plan.rules.law("kungorelse_dagar"),
    )
    yield from _website(plan, council, limits)


def _website(plan: PlanView, council: list[tuple[Activity, date]], limits: LegalLimits) -> Iterator[Finding]:
    board = [(row, day) for row in plan.budget_decisions(BodyKind.EXECUTIVE_BOARD) if (day := exact_day(row))]
    for row, day in council:
        if _RATE_ALONE.match(words(row)):
            continue  # the rate alone is no budget to publish
        clock = calculate_council_clock(day, limits, election_year=day.year in plan.rules.election_years)
        before = [(other, at) for other, at in board if at < day]
        message = (
            f"Styrelsens budgetförslag ska ligga på webbplatsen från tillkännagivandet, senast "
            f"{day_sv(clock.announcement_latest)}."
        )
        english = (
            f"The board's proposal is on the website from the announcement, by {day_en(clock.announcement_latest)}."
        )
        rows: tuple[str, ...] = (row.id,)
        if before and calculate_minutes(before[-1][1], limits).minutes_adjusted_latest > clock.announcement_latest:
            adjusted = calculate_minutes(before[-1][1], limits).minutes_adjusted_latest
            message += (
                f" Styrelsens protokoll behöver annars inte vara justerat förrän {day_sv(adjusted)}: justera "
                f"paragrafen omedelbart."
            )
            english += f" Its minutes may otherwise wait until {day_en(adjusted)}: adjust the paragraph at once."
            rows = (before[-1][0].id, row.id)
        yield Finding(
            "proposal_on_website", Severity.INFO, rows, message, english, plan.rules.law("budgetforslag_pa_webbplats")
        )


def check_minutes(plan: PlanView) -> Iterator[Finding]:
    """The last days for adjusting the minutes of the meetings that decide on the budget."""
    limits = plan.rules.limits
    if limits is None or not plan.is_process:
        return
    meetings = [
        (row, day)
        for body in (BodyKind.EXECUTIVE_BOARD, BodyKind.COUNCIL)
        for row in plan.budget_decisions(body)
        if (day := exact_day(row))
    ]
    if meetings:
        clocks = [calculate_minutes(day, limits) for _, day in sorted(meetings, key=lambda pair: pair[1])]
        dates = listed([f"{day_sv(c.minutes_adjusted_latest)} (mötet {day_sv(c.meeting)})" for c in clocks])
        dates_en = listed(
            [f"{day_en(c.minutes_adjusted_latest)} (meeting of {day_en(c.meeting)})" for c in clocks], "and"
        )
        yield Finding(
            "minutes_deadline",
            Severity.INFO,
            tuple(dict.fromkeys(row.id for row, _ in sorted(meetings, key=lambda pair: pair[1]))),
            f"Protokollen ska vara justerade senast {dates} och justeringen tillkännages inom två dagar.",
            f"The minutes are adjusted by {dates_en}, and announced within two days.",
            plan.rules.law("protokoll_justering_dagar"),
        )


def check_rate_notice(plan: PlanView) -> Iterator[Finding]:
    """A tax rate fixed after October: the proposed rate is notified at once."""
    limits = plan.rules.limits
    if limits is None or not plan.is_process:
        return
    for row in _last_decisions(plan):
        latest = limits.rate_notice_from.in_year(end_of(row).year)
        if exact_day(row) and end_of(row) > latest:
            yield Finding(
                "rate_notice",
                Severity.INFO,
                (row.id,),
                f"Skattesatsen är inte fastställd {day_sv(latest)}: meddela genast Skatteverket den föreslagna "
                f"skattesatsen, "
                f"och den fastställda genast efter {day_sv(end_of(row))}.",
                f"The tax rate is not fixed by {day_en(latest)}: notify the Tax Agency of the proposed rate at "
                f"once, and of the fixed rate "
                f"at once after {day_en(end_of(row))}.",
                plan.rules.law("skattesats_anmalan_senast"),
            )


_ADOPTED = re.compile(
    r"antag(?:en|na|et) (?:av|i) \w*nämnd|(?:beslut\w*|fastställ\w*|antag\w*|godkänd\w*) (?:av|i) (?:respektive "
    r"|varje )?\w*nämnd",
    re.IGNORECASE,
)


def check_board_meetings(plan: PlanView) -> Iterator[Finding]:
    """Papers a board must adopt itself, so it needs a meeting before the last day."""
    boards = frozenset({BodyKind.BOARDS, BodyKind.BOARD})
    rows = [
        row
        for row in plan.rows
        if (row.kind is Kind.SUBMISSION and _ADOPTED.search(words(row)))
        or (row.kind is Kind.REVISION and body_kinds(row) & boards and not body_kinds(row) & {BodyKind.COUNCIL})
    ]
    if rows and plan.is_process:
        yield Finding(
            "board_meeting_needed",
            Severity.INFO,
            ids(rows),
            "Underlaget ska vara antaget av nämnden: varje nämnd behöver ett eget sammanträde före sista dagen.",
            "The board itself adopts the paper: each board needs a meeting of its own before the last day.",
            plan.rules.law("namndens_underlag_beslutas"),
        )
