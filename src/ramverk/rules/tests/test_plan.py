"""Each check of a plan: one small plan that fails it and one that passes, as text an economist can read."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ramverk.core.findings import Severity
from ramverk.core.timetable.model import (
    Activity,
    DocumentType,
    Kind,
    Phase,
    Precision,
    SourceDocument,
    SourceLine,
    Timetable,
)
from ramverk.rules.plan import check_plan, read_plan


def _row(number, line):
    when, kind, who, what = (cell.strip() for cell in line.split("|"))
    day, _, clock = when.partition(" ")
    start, _, end = day.partition("..")
    return Activity(
        id=f"R{number:02}",
        raw_date=day,
        start=date.fromisoformat(start) if start else None,
        end=date.fromisoformat(end or start) if start else None,
        precision=(Precision.MONTH if end else Precision.DAY) if start else Precision.NONE,
        kind=Kind(kind),
        activity=what,
        time=clock or None,
        participants=tuple(name.strip() for name in who.split(",") if name.strip()),
    )


def plan(text, *phases, **facts):
    """A timetable from lines "date [time] | kind | who | what"; a month is written first..last day."""
    rows = [line for line in text.strip().splitlines() if line.strip()]
    return Timetable(
        title=None,
        municipality=None,
        calendar_years=(),
        budget_year=None,
        plan_years=(),
        assumed_start_year=facts.get("assumed_start_year"),
        activities=tuple(_row(number, line) for number, line in enumerate(rows, 1)),
        phases=tuple(
            Phase(f"P{n}", name, "", date.fromisoformat(a), date.fromisoformat(b))
            for n, (name, a, b) in enumerate(phases, 1)
        ),
        findings=(),
        document_type=facts.get("document_type", DocumentType.PROCESS),
    )


def found(timetable, code):
    """The rows of each finding with a code."""
    return [finding.rows for finding in check_plan(timetable) if finding.code == code]


def told(timetable, code):
    return next(finding for finding in check_plan(timetable) if finding.code == code)


CASES = [
    (
        "body_without_power",
        "2024-06-04 | decision | Budgetberedningen, Kommunstyrelsen | Beslut om budget",
        "2024-06-04 | decision | Kommunstyrelsen | Beslut om budget",
    ),
    (
        "consultation_close_to_decision",
        """2024-06-03 | consultation | CSG | Samverkan om budget
           2024-06-04 | decision | KS | Beslut om budget""",
        """2024-05-27 | consultation | CSG | Samverkan om budget
           2024-06-04 | decision | KS | Beslut om budget""",
    ),
    (
        "consultation_after_decision",
        """2024-06-04 | decision | KS | Beslut om budget
           2024-06-10 | consultation | CSG | Samverkan om budget""",
        """2024-05-20 | consultation | CSG | Samverkan om budget
           2024-06-04 | decision | KS | Beslut om budget""",
    ),
    (
        "short_interval",
        """2024-05-30 | handover | Majoriteten | Budgetförslag överlämnas
           2024-06-04 | decision | KS | Beslut om budget""",
        """2024-05-20 | handover | Majoriteten | Budgetförslag överlämnas
           2024-06-04 | decision | KS | Beslut om budget""",
    ),
    (
        "board_to_council_short",
        """2024-06-17 | decision | KS | Beslut om budget
           2024-06-19 | decision | KF | Beslut om budget""",
        """2024-06-04 | decision | KS | Beslut om budget
           2024-06-19 | decision | KF | Beslut om budget""",
    ),
    (
        "council_before_proposal",
        """2024-06-04 | decision | KF | Beslut om budget
           2024-06-19 | decision | KS | Beslut om budget""",
        """2024-06-04 | decision | KS | Beslut om budget
           2024-06-19 | decision | KF | Beslut om budget""",
    ),
    (
        "dispatch_before_decision",
        """2024-02-05 | dispatch | Ekonomiavd. | Utskick av ramdirektiv till nämnderna
           2024-02-06 | decision | KS | Beslut om ramdirektiv""",
        """2024-02-06 | decision | KS | Beslut om ramdirektiv
           2024-02-07 | dispatch | Ekonomiavd. | Utskick av ramdirektiv till nämnderna""",
    ),
    (
        "submission_before_directive",
        """2024-01-30 | submission | Nämnderna | Nämnderna lämnar verksamhetsplaner
           2024-02-06 | decision | KS | Beslut om ramdirektiv""",
        """2024-02-06 | decision | KS | Beslut om ramdirektiv
           2024-04-11 | submission | Nämnderna | Nämnderna lämnar verksamhetsplaner""",
    ),
    (
        "date_on_day_off",
        "2024-06-06 | decision | KS | Beslut om budget",
        "2024-06-05 | decision | KS | Beslut om budget",
    ),
    (
        "date_on_squeeze_day",
        "2018-05-11 | dialogue | Nämnderna | Dialog",
        "2018-05-09 | dialogue | Nämnderna | Dialog",
    ),
    (
        "political_meeting_in_july",
        "2024-07-02 | meeting | KS | Sammanträde",
        "2024-07-02 | preparation | Ekonomiavd. | Sammanställning",
    ),
    (
        "executive_proposal_late",
        "2024-11-05 | decision | KS | Beslut om budget",
        "2024-10-29 | decision | KS | Beslut om budget",
    ),
    (
        "council_decision_late",
        "2024-12-11 | decision | KF | Beslut om budget",
        "2024-11-20 | decision | KF | Beslut om budget",
    ),
    (
        "close_to_statutory_limit",
        "2024-11-28 | decision | KF | Beslut om budget",
        "2024-11-20 | decision | KF | Beslut om budget",
    ),
    (
        "election_year_binding_decision",
        "2022-06-15 | decision | KF | Beslut om budget",
        "2022-11-16 | decision | KF | Beslut om budget",
    ),
    (
        "tax_rate_not_in_binding_decision",
        """2022-06-15 | decision | KF | Beslut om budget och skattesats
           2022-11-16 | decision | KF | Beslut om budget""",
        """2022-06-15 | decision | KF | Beslut om budget och skattesats
           2022-11-16 | decision | KF | Beslut om budget och skattesats""",
    ),
    (
        "notice_deadline",
        "2024-06-19 | decision | KF | Beslut om budget",
        "2024-06-19 | decision | KF | Beslut om årsredovisning",
    ),
    (
        "proposal_on_website",
        "2024-06-19 | decision | KF | Beslut om budget",
        "2024-06-19 | decision | KF | Beslut om kompletteringsbudget",
    ),
    (
        "minutes_deadline",
        "2024-06-04 | decision | KS | Beslut om budget",
        "2024-06-04 | preparation | KSAU | Beredning av budget",
    ),
    (
        "rate_notice",
        "2024-11-20 | decision | KF | Beslut om budget",
        "2024-06-19 | decision | KF | Beslut om budget",
    ),
    (
        "board_meeting_needed",
        "2024-04-11 | submission | Nämnderna | Inlämning av verksamhetsplan (antagen av nämnden)",
        "2024-04-11 | submission | Ekonomiavd. | Inlämning av underlag",
    ),
]


@pytest.mark.parametrize(("code", "failing", "passing"), CASES, ids=[case[0] for case in CASES])
def test_it_warns_of_the_failing_plan_and_leaves_the_passing_one(code, failing, passing):
    assert found(plan(failing), code)
    assert not found(plan(passing), code)


@pytest.mark.parametrize(("code", "failing"), [case[:2] for case in CASES], ids=[case[0] for case in CASES])
def test_every_finding_speaks_both_languages(code, failing):
    finding = told(plan(failing), code)
    assert finding.message.endswith(".")
    assert finding.message_en.endswith(".")


def test_a_row_outside_the_phase_bar_is_named():
    timetable = plan(
        """2024-01-10 | dispatch | Ekonomiavd. | Utskick
           2024-02-06 | decision | KS | Beslut om ramar""",
        ("Dialog", "2024-01-18", "2024-02-06"),
    )
    assert found(timetable, "row_outside_phases") == [("R01",)]


def test_rows_inside_the_phase_bar_are_left_alone():
    timetable = plan("2024-01-18 | dialogue | KS | Dialog", ("Dialog", "2024-01-18", "2024-02-06"))
    assert not found(timetable, "row_outside_phases")
    assert not found(timetable, "phase_start_without_row")


def test_a_phase_that_starts_on_no_row_is_asked_about():
    timetable = plan("2024-01-22 | dialogue | KS | Dialog", ("Dialog", "2024-01-18", "2024-02-06"))
    assert found(timetable, "phase_start_without_row") == [("R01",)]


def test_a_phase_may_start_the_day_after_the_one_before_ended_on_a_row():
    timetable = plan(
        """2024-01-18 | dialogue | KS | Dialog
           2024-04-11 | submission | Nämnderna | Inlämning
           2024-04-19 | dialogue | Budgetberedningen | Dialog""",
        ("Göra", "2024-01-18", "2024-04-11"),
        ("Beredning", "2024-04-12", "2024-05-30"),
    )
    assert not found(timetable, "phase_start_without_row")


def test_it_counts_the_hours_between_consultation_and_decision():
    timetable = plan(
        """2018-06-04 11:00-12:00 | consultation | Central samverkansgrupp | Samverkan om budget
           2018-06-05 09:30 | decision | KS | Beslut om budget""",
    )
    assert "21,5 timmar, mindre än ett dygn" in told(timetable, "consultation_close_to_decision").message


def test_it_asks_for_immediate_adjustment_when_the_minutes_would_come_too_late():
    timetable = plan(
        """2018-06-05 | decision | KS | Beslut om Mål & budget
           2018-06-20 | decision | KF | Beslut om Mål & budget""",
    )
    finding = told(timetable, "proposal_on_website")
    assert "senast 13 juni" in finding.message
    assert "19 juni: justera paragrafen omedelbart" in finding.message


def test_a_december_budget_with_the_rate_fixed_in_november_only_needs_its_reasons():
    timetable = plan(
        """2024-11-20 | decision | KF | Beslut om skattesats
           2024-12-11 | decision | KF | Beslut om budget""",
    )
    assert "ange de särskilda skälen" in told(timetable, "council_decision_late").message


def test_a_reserve_day_is_proposed_on_a_working_day():
    timetable = plan("2025-11-27 | decision | KF | Beslut om budget och skattesats")  # 30 November is a Sunday
    assert (
        "reservdag senast 28 november och tillkännage den senast 21 november"
        in told(timetable, "close_to_statutory_limit").message
    )
    last = plan("2025-11-28 | decision | KF | Beslut om budget och skattesats")
    assert "Lägg mötet tidigare" in told(last, "close_to_statutory_limit").message


def test_a_rate_fixed_by_the_old_council_does_not_carry_a_december_budget_in_an_election_year():
    timetable = plan(
        """2022-06-15 | decision | KF | Beslut om budget och skattesats
           2022-12-07 | decision | KF | Beslut om budget""",
    )
    assert "ska ändå fastställas i november" in told(timetable, "council_decision_late").message


def test_a_late_council_decision_names_its_paragraph():
    assert told(plan("2024-12-11 | decision | KF | Beslut om budget"), "council_decision_late").law == (
        "Kommunallagen 11 kap. 11 §"
    )


def test_the_election_year_hangs_lighter_on_a_year_the_document_does_not_state():
    text = "2022-06-01..2022-06-30 | decision | KF | Beslut om budget"
    assert told(plan(text), "election_year_binding_decision").severity is Severity.WARNING
    assumed = told(plan(text, assumed_start_year=2022), "election_year_binding_decision")
    assert assumed.severity is Severity.INFO


def test_a_plan_of_2014_is_not_judged_by_the_law_of_2018():
    timetable = plan("2014-12-10 | decision | KF | Beslut om budget")
    assert found(timetable, "law_not_known")
    assert not found(timetable, "council_decision_late")


def test_a_finnish_plan_is_not_judged_by_swedish_law():
    timetable = plan("2024-12-11 | decision | Stadsfullmäktige | Godkänner budgeten")
    assert found(timetable, "other_law")
    assert not found(timetable, "council_decision_late")


def test_an_undated_plan_raises_nothing():
    assert check_plan(plan(" | decision | KF | Beslut om budget")) == []


def test_month_rows_do_not_alarm():
    timetable = plan(
        """2024-05-01..2024-05-31 | consultation | CSG | MBL-förhandling
           2024-06-01..2024-06-30 | decision | KS | Beslut om budget
           2024-06-01..2024-06-30 | decision | KF | Beslut om budget""",
    )
    assert not [finding for finding in check_plan(timetable) if finding.severity is not Severity.INFO]


def test_a_calendar_of_meetings_gets_no_reminders_of_notices():
    timetable = plan("2024-06-19 | meeting | KF | Sammanträde – Budget", document_type=DocumentType.MEETING_CALENDAR)
    assert not found(timetable, "notice_deadline")


DAYS = st.dates(date(2010, 1, 1), date(2035, 12, 31))


@settings(deadline=None)  # the machine may be busy
@given(
    st.lists(
        st.tuples(
            st.one_of(st.none(), DAYS),
            st.sampled_from(Kind),
            st.sampled_from(["KF", "KS", "Nämnderna", "Budgetberedningen", ""]),
            st.text(max_size=30),
        ),
        max_size=8,
    ),
)
def test_no_plan_makes_the_checks_fall_over(rows):
    activities = tuple(
        Activity(f"R{n}", "", day, day, Precision.DAY if day else Precision.NONE, kind, text, participants=(who,))
        for n, (day, kind, who, text) in enumerate(rows)
    )
    timetable = Timetable(None, None, (), None, (), None, activities, (), ())
    ids = {row.id for row in activities}
    assert all(set(finding.rows) <= ids for finding in check_plan(timetable))


REFERENCE = Path(__file__).parents[4] / "tests/data/timetables/00_seed_2018"
OF_THE_PLAN = {
    "body_without_power",
    "election_year_binding_decision",
    "tax_rate_not_in_binding_decision",
    "close_to_statutory_limit",
    "consultation_close_to_decision",
    "phase_start_without_row",
    "row_outside_phases",
    "short_interval",
    "notice_deadline",
    "board_meeting_needed",
}


def test_the_reference_timetable_gets_exactly_the_findings_a_good_reader_makes():
    lines = REFERENCE.with_suffix(".txt").read_text("utf-8").splitlines()
    document = SourceDocument(tuple(SourceLine(n, line) for n, line in enumerate(lines, 1)), "text")
    expected = json.loads(REFERENCE.with_suffix(".expected.json").read_text("utf-8"))["findings"]
    got = {(f.code, f.severity.value, f.rows, f.law) for f in read_plan(document).findings if f.code in OF_THE_PLAN}
    assert got == {
        (f["code"], f["severity"], tuple(f["rows"]), f.get("law")) for f in expected if f["code"] in OF_THE_PLAN
    }


def test_the_reference_timetable_has_no_row_on_a_day_off():
    lines = REFERENCE.with_suffix(".txt").read_text("utf-8").splitlines()
    document = SourceDocument(tuple(SourceLine(n, line) for n, line in enumerate(lines, 1)), "text")
    codes = {finding.code for finding in read_plan(document).findings}
    assert not codes & {"date_on_day_off", "date_on_squeeze_day"}
