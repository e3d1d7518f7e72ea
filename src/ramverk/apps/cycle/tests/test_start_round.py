"""Starting a year from the seed."""

import json

import pytest

from ramverk.apps.cycle import reading
from ramverk.apps.cycle.actions.answer_import import answer_import
from ramverk.apps.cycle.actions.import_timetable import import_timetable
from ramverk.apps.cycle.actions.start_round import start_round
from ramverk.apps.cycle.models import ActivityState, ImportState, Round
from ramverk.apps.cycle.queries.imports import preview
from ramverk.apps.cycle.tests.conftest import DOCUMENTS
from ramverk.apps.organisation.models import Audience
from ramverk.apps.trail import clock
from ramverk.apps.trail.models import TrailEntry, Transition
from ramverk.apps.trail.verdicts import Refused, Stale
from ramverk.formats.timetable_json import parse_timetable_json


def test_it_makes_every_row_a_live_activity_and_splits_the_two_that_were_two(omgangen):
    rows = list(omgangen.activities.values_list("row", flat=True))
    assert len(rows) == 25
    assert [row for row in rows if row[-1] in "ab"] == ["R10a", "R10b", "R19a", "R19b"]
    assert len({row[:3] for row in rows}) == 23


def test_it_keeps_both_dates_of_the_five_rows_that_were_moved(rad):
    for row, old, new in [
        ("R16", "22 maj", "30 maj"),
        ("R17", "24 maj", "31 maj"),
        ("R18", "25 maj", "4 juni, kl 11-12"),
        ("R19b", "29 maj", "5 juni, kl 09.30"),
        ("R20", "31 maj, kl 14.00", "7 juni, kl 10.30"),
    ]:
        activity = rad(row)
        assert [item.raw for item in activity.dates.all()] == [old, new]
        assert activity.start == activity.dates.last().start


def test_it_keeps_the_tentative_occasion_apart_from_the_date(rad):
    extra, in_force = rad("R06").dates.all()
    assert extra.is_extra
    assert str(extra.start) == "2018-01-15"
    assert str(in_force.start) == "2018-02-06" == str(rad("R06").start)


def test_it_leaves_months_vague(rad):
    assert rad("R22").precision == "months"
    assert rad("R03").precision == "month"


def test_it_has_the_documents_phases_and_the_time_before_and_after(omgangen):
    assert [(phase.name, phase.is_from_document) for phase in omgangen.phases.all()] == [
        ("Förutsättningar", False),
        ("Dialog/uppdrag", True),
        ("Göra/samla in", True),
        ("Beredning", True),
        ("Beslut", True),
        ("Revidering", False),
        ("Bekräftelse", False),
    ]
    assert not omgangen.activities.filter(phase=None).exists()


@pytest.mark.parametrize(
    ("row", "phase"),
    [("R01", "Förutsättningar"), ("R03", "Dialog/uppdrag"), ("R10a", "Göra/samla in"), ("R14", "Beredning"),
     ("R17", "Beslut"), ("R22", "Revidering"), ("R23", "Bekräftelse")],
)  # fmt: skip
def test_it_puts_each_row_in_its_phase(rad, row, phase):
    assert rad(row).phase.name == phase


@pytest.mark.parametrize(
    ("row", "needed"),
    [("R07", "R06"), ("R08", "R07"), ("R11", "R07"), ("R18", "R16"), ("R19b", "R18"), ("R20", "R19b"),
     ("R21", "R19b"), ("R22", "R21"), ("R23", "R22")],
)  # fmt: skip
def test_it_proposes_the_gates(rad, row, needed):
    assert rad(row).needs.filter(needed__row=needed, is_gate=True).exists()


def test_it_asks_nobody_to_wait_for_a_late_board_before_the_dialogue(rad):
    assert not rad("R12").needs.get(needed__row="R11").is_gate


def test_it_names_who_answers_for_each_step(rad, kommunen):
    assert rad("R06").owner == kommunen["KS"]
    assert rad("R07").owner == kommunen["EKO"]
    assert rad("R21").owner == kommunen["KF"]
    assert rad("R11").owner is None


def test_it_remembers_what_participants_mean_for_next_year(omgangen):
    assert Audience.objects.get(key="nämndernas presidium").is_confirmed


def test_it_is_an_election_year_with_three_plan_years(omgangen):
    assert (omgangen.process_year, omgangen.budget_year, omgangen.plan_years) == (2018, 2019, [2020, 2021])
    assert omgangen.is_election_year


def test_it_keeps_the_earlier_dates_where_people_say_so(tidplanen, ekonomichefen, som):
    actor = som(ekonomichefen)
    answer_import(actor, tidplanen, tidplanen.version, {"moved_dates": "earlier", "split:R10": "no"})
    started = start_round(actor, tidplanen, tidplanen.version)
    assert str(started.activities.get(row="R16").start) == "2018-05-22"
    assert started.activities.filter(row="R10").exists()


def test_a_row_that_nobody_is_named_for_yet_gets_no_participant(monkeypatch, ekonomichefen, som):
    read = parse_timetable_json(json.loads((DOCUMENTS / "03_hultsfred_2023.expected.json").read_text(encoding="utf-8")))
    monkeypatch.setattr(reading, "read", lambda content, name, year: read)
    taken = import_timetable(som(ekonomichefen), b"x", "tidplan.txt")
    row = next(key.removeprefix("actor:") for key, answer in taken.answers.items() if answer == "none")
    assert "none" not in [who.as_written for who in preview(taken, clock.today()).people]
    started = start_round(som(ekonomichefen), taken, taken.version)
    assert not started.activities.get(row=row).participations.filter(mode="performer").exists()
    assert not Audience.objects.filter(key="none").exists()


def test_nothing_is_live_before_it_is_started(tidplanen):
    assert not Round.objects.exists()
    assert tidplanen.state == ImportState.DRAFT


def test_it_refuses_a_second_round_for_the_same_year(omgangen, seed_is_read, ekonomichefen, som):
    again = import_timetable(som(ekonomichefen), b"x", "tidplan.txt")
    with pytest.raises(Refused, match="Det finns redan en årsomgång för budgetår 2019"):
        start_round(som(ekonomichefen), again, again.version)


def test_it_refuses_everyone_but_the_finance_department(tidplanen, ks_ordforanden, administratoren, som):
    for person in (ks_ordforanden, administratoren):
        with pytest.raises(Refused, match="Bara ekonomiavdelningen startar årsomgången"):
            start_round(som(person), tidplanen, tidplanen.version)


def test_it_refuses_a_stale_import_and_leaves_nothing(tidplanen, ekonomichefen, som):
    with pytest.raises(Stale):
        start_round(som(ekonomichefen), tidplanen, tidplanen.version + 1)
    assert not Round.objects.exists()


def test_it_leaves_a_trail_and_a_transition(omgangen):
    assert TrailEntry.objects.filter(verb="cycle.start_round", subject_id=str(omgangen.pk)).exists()
    assert Transition.objects.filter(subject_type="cycle.round", to_state="running").exists()


def test_every_activity_begins_as_planned(omgangen):
    assert set(omgangen.activities.values_list("state", flat=True)) == {ActivityState.PLANNED}
