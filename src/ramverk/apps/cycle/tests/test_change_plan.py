"""Changing the plan while it runs: adding, editing, splitting, merging, phases, needs, settings, imports."""

from datetime import date

import pytest

from ramverk.apps.cycle import reading
from ramverk.apps.cycle.actions.add_activity import add_activity
from ramverk.apps.cycle.actions.answer_import import answer_import
from ramverk.apps.cycle.actions.change_need import add_need, remove_need
from ramverk.apps.cycle.actions.change_phase import change_phase
from ramverk.apps.cycle.actions.change_round import change_round
from ramverk.apps.cycle.actions.discard_import import discard_import
from ramverk.apps.cycle.actions.edit_activity import edit_activity
from ramverk.apps.cycle.actions.import_timetable import import_timetable
from ramverk.apps.cycle.actions.merge_activities import merge_activities
from ramverk.apps.cycle.actions.split_activity import NewPart, split_activity
from ramverk.apps.cycle.actions.start_round import start_round
from ramverk.apps.cycle.models import Need, Notice
from ramverk.apps.cycle.planned import PlannedDate
from ramverk.apps.cycle.policy import ACTIVITIES, IMPORTS, PROCESS_OWNER_VERBS, may
from ramverk.apps.cycle.queries.consequences import consequences
from ramverk.apps.cycle.tests.conftest import SEED
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale

THE_EIGHTH = PlannedDate("", date(2018, 5, 8), date(2018, 5, 8), "day")


def test_an_added_activity_lands_in_its_phase_with_a_date_history(omgangen, ekonomichefen, som):
    new = add_activity(som(ekonomichefen), omgangen, "decision", "Extra KS", THE_EIGHTH)
    assert new.phase.name == "Beredning"
    assert [item.raw for item in new.dates.all()] == ["8 maj"]
    assert TrailEntry.objects.get(verb="cycle.add_activity").after == {"title": "Extra KS", "date": "8 maj"}
    with pytest.raises(Invalid, match="Skriv vad som ska hända"):
        add_activity(som(ekonomichefen), omgangen, "decision", " ", THE_EIGHTH)


def test_editing_tells_those_concerned_and_calendars(rad, ekonomichefen, ks_ordforanden, som):
    edit_activity(som(ekonomichefen), rad("R15"), 1, place="Rådhuset")
    assert (rad("R15").place, rad("R15").sequence) == ("Rådhuset", 1)
    assert Notice.objects.filter(person=ks_ordforanden, code="cycle.edit_activity").exists()
    assert TrailEntry.objects.get(verb="cycle.edit_activity").after == {"place": "Rådhuset"}


def test_editing_nothing_leaves_no_trail(rad, ekonomichefen, som):
    edit_activity(som(ekonomichefen), rad("R15"), 1, title=rad("R15").title)
    assert not TrailEntry.objects.filter(verb="cycle.edit_activity").exists()


def test_splitting_takes_people_and_needs_along(rad, ekonomichefen, som):
    whole = rad("R12")
    boards = whole.participations.get(as_written="Nämndernas presidium")
    new = split_activity(som(ekonomichefen), whole, 1, NewPart("Nämndernas del", "dialogue", frozenset({boards.pk})))
    assert (rad("R12a").pk, new.row) == (whole.pk, "R12b")
    assert [item.as_written for item in new.participations.all()] == ["Nämndernas presidium"]
    assert new.needs.count() == rad("R12a").needs.count()
    assert TrailEntry.objects.filter(verb="cycle.split_activity").count() == 1


def test_merging_takes_over_what_waits(rad, ekonomichefen, som):
    merge_activities(som(ekonomichefen), rad("R19b"), 1, rad("R19a"), 1, "Samma möte")
    gone = rad("R19a")
    assert (gone.state, gone.became) == ("cancelled", rad("R19b"))
    assert not Need.objects.filter(activity=gone).exists()
    assert not Need.objects.filter(needed=gone).exists()
    assert rad("R19b").participations.filter(as_written="Budgetberedningen").exists()
    with pytest.raises(Invalid):
        merge_activities(som(ekonomichefen), rad("R12"), 1, rad("R12"), 1)


def test_a_need_that_would_close_a_circle_is_refused(rad, ekonomichefen, som):
    with pytest.raises(Invalid, match="väntar redan på"):
        add_need(som(ekonomichefen), rad("R06"), 1, rad("R07"), "", is_gate=True)
    need = add_need(som(ekonomichefen), rad("R12"), 1, rad("R07"), "ramarna", is_gate=True)
    remove_need(som(ekonomichefen), need, rad("R12").version)
    assert not Need.objects.filter(pk=need.pk).exists()
    assert TrailEntry.objects.filter(verb="cycle.change_need").count() == 2


def test_changed_phase_days_take_activities_along_and_need_a_reason(omgangen, rad, ekonomichefen, som):
    phase = omgangen.phases.get(name="Beredning")
    with pytest.raises(Invalid, match="Skriv varför"):
        change_phase(som(ekonomichefen), phase, 1, "Beredning", phase.start, date(2018, 5, 29), "")
    last = omgangen.phases.get(name="Beslut")
    change_phase(som(ekonomichefen), phase, 1, "Beredning", phase.start, date(2018, 5, 29), "Kortare")
    change_phase(som(ekonomichefen), last, 1, "Beslut", date(2018, 5, 30), last.end, "Längre")
    assert rad("R16").phase.name == "Beslut"


def test_reminders_stay_within_reason(omgangen, ekonomichefen, som):
    with pytest.raises(Invalid, match="högst 90 dagar"):
        change_round(som(ekonomichefen), omgangen, omgangen.version, "MB", [400], [])


def test_a_discarded_import_cannot_be_started_or_answered(tidplanen, ekonomichefen, som):
    actor = som(ekonomichefen)
    discard_import(actor, tidplanen, tidplanen.version)
    with pytest.raises(Refused):
        start_round(actor, tidplanen, tidplanen.version)
    with pytest.raises(Refused):
        answer_import(actor, tidplanen, tidplanen.version, {})


def test_two_who_answer_the_same_import_do_not_overwrite_each_other(tidplanen, ekonomichefen, som):
    answer_import(som(ekonomichefen), tidplanen, 1, {"moved_dates": "earlier"})
    with pytest.raises(Stale):
        answer_import(som(ekonomichefen), tidplanen, 1, {"moved_dates": "later"})


def test_the_raw_file_is_kept_as_it_came(tidplanen):
    assert bytes(tidplanen.source.attachments.get().file.content) == SEED


@pytest.mark.parametrize("content", [b"", b"  \n", b"\x00\x01\x02\x03" * 50])
def test_a_file_nobody_can_read_leaves_nothing_behind(ekonomichefen, som, content):
    with pytest.raises(Invalid):
        import_timetable(som(ekonomichefen), content, "tidplan.txt")
    assert not TrailEntry.objects.filter(verb="cycle.import_timetable").exists()


def test_the_real_reader_and_the_real_checks_give_the_same_year(ekonomichefen, ks_ordforanden, som):
    taken = import_timetable(som(ekonomichefen), SEED, "tidplan.txt")
    started = start_round(som(ekonomichefen), taken, taken.version)
    assert len({row[:3] for row in started.activities.values_list("row", flat=True)}) == 23
    assert started.phases.filter(is_from_document=True).count() == 4
    started.refresh_from_db()
    assert "election_year_binding_decision" in {finding["code"] for finding in started.findings}
    council = started.activities.get(row="R23")
    seen = consequences(started, {council: PlannedDate("", date(2018, 12, 4), date(2018, 12, 4), "day")})
    assert any("11 kap. 10 §" in (finding.law or "") for finding in seen.new_findings)


@pytest.mark.parametrize("verb", sorted(PROCESS_OWNER_VERBS))
def test_only_the_process_owner_runs_the_round(
    verb, ekonomichefen, ks_ordforanden, namndsekreteraren, oppositionsradet, facket, administratoren, framlingen, som
):
    assert may(som(ekonomichefen), verb)
    for person in (ks_ordforanden, namndsekreteraren, oppositionsradet, facket, administratoren, framlingen):
        assert not may(som(person), verb)


def test_list_filter_and_object_check_say_the_same(
    omgangen, tidplanen, rad, ekonomichefen, ks_ordforanden, facket, administratoren, framlingen, som
):
    for person in (ekonomichefen, ks_ordforanden, facket, administratoren, framlingen):
        actor = som(person)
        for visibility, thing in ((ACTIVITIES, rad("R12")), (IMPORTS, tidplanen)):
            rows = visibility.filter(type(thing).objects.all(), actor)
            assert rows.filter(pk=thing.pk).exists() == bool(visibility.check(actor, thing))


def test_the_reader_is_asked_again_with_another_year(tidplanen, ekonomichefen, som, monkeypatch):
    asked = []
    first = reading.read
    monkeypatch.setattr(reading, "read", lambda content, name, year: asked.append(year) or first(content, name, year))
    answer_import(som(ekonomichefen), tidplanen, tidplanen.version, {}, 2018)
    assert asked == [2018]


def test_a_bodys_page_tells_what_it_takes_part_in(omgangen, ekonomichefen, kommunen, som):
    from ramverk.apps.organisation.hooks import participations
    from ramverk.apps.trail import clock

    lines = participations(som(ekonomichefen), kommunen["BUN"], clock.today())
    assert ("onsdag 11 april", "utför") in {(line.when, line.part) for line in lines}
