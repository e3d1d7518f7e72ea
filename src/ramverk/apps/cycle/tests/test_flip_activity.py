"""Opening, completing, reopening, cancelling, fixing a day."""

from datetime import date

import pytest

from ramverk.apps.cycle.actions.cancel_activity import cancel_activity
from ramverk.apps.cycle.actions.complete_activity import complete_activity
from ramverk.apps.cycle.actions.fix_day import fix_day
from ramverk.apps.cycle.actions.open_activity import open_activity
from ramverk.apps.cycle.actions.reassign_activity import reassign_activity
from ramverk.apps.cycle.actions.reopen_activity import reopen_activity
from ramverk.apps.cycle.models import ActivityState, Notice
from ramverk.apps.trail.models import TrailEntry, Transition
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale


def test_a_gate_refuses_opening_and_says_what_is_missing_and_when(rad, ekonomichefen, som):
    activity = rad("R07")
    with pytest.raises(Refused, match=r"Beslutet är inte fattat än: .*\(KS 6 februari\)"):
        open_activity(som(ekonomichefen), activity, activity.version)


def test_a_gate_can_be_opened_early_with_a_reason_that_stays(rad, ekonomichefen, som):
    activity = open_activity(som(ekonomichefen), rad("R07"), 1, "KS beslutade på ett extra möte")
    assert activity.state == ActivityState.OPEN
    assert TrailEntry.objects.get(verb="cycle.open_activity").reason == "KS beslutade på ett extra möte"
    assert Transition.objects.get(subject_id=str(activity.pk), to_state="open").reason


def test_completing_is_refused_with_the_blocking_sentence(rad, ekonomichefen, som):
    with pytest.raises(Refused, match=r"KS 6 februari"):
        complete_activity(som(ekonomichefen), rad("R07"), 1)


def test_a_month_is_completed_by_a_person(rad, ekonomichefen, som):
    activity = complete_activity(som(ekonomichefen), rad("R15"), 1)
    assert activity.state == ActivityState.DONE
    assert TrailEntry.objects.get(verb="cycle.complete_activity").subject_id == str(activity.pk)


def test_the_owning_body_completes_its_own_step_and_no_other(rad, ks_ordforanden, namndordforanden, som):
    with pytest.raises(Refused, match="Bara den som ansvarar"):
        complete_activity(som(namndordforanden), rad("R15"), 1)
    assert complete_activity(som(ks_ordforanden), rad("R15"), 1).state == ActivityState.DONE


def test_reopening_needs_a_reason_and_tells_those_concerned(rad, ekonomichefen, ks_ordforanden, som):
    actor = som(ekonomichefen)
    activity = complete_activity(actor, rad("R15"), 1)
    with pytest.raises(Invalid, match="Skriv varför"):
        reopen_activity(actor, activity, activity.version, "")
    assert reopen_activity(actor, activity, activity.version, "Ny fråga").state == ActivityState.OPEN
    assert Notice.objects.filter(person=ks_ordforanden, code="cycle.reopen_activity").exists()


def test_cancelling_needs_a_reason_raises_the_sequence_and_cannot_be_done_twice(rad, ekonomichefen, som):
    actor = som(ekonomichefen)
    with pytest.raises(Invalid):
        cancel_activity(actor, rad("R15"), 1, "")
    activity = cancel_activity(actor, rad("R15"), 1, "Sker i stället 19 april")
    assert rad("R15").sequence == 1
    with pytest.raises(Refused, match="redan klar eller inställd"):
        cancel_activity(actor, activity, activity.version, "Igen")


def test_a_stale_page_saves_nothing(rad, ekonomichefen, som):
    with pytest.raises(Stale):
        complete_activity(som(ekonomichefen), rad("R15"), 7)
    assert rad("R15").state == ActivityState.PLANNED


def test_a_month_is_fixed_to_a_day_inside_it(rad, ekonomichefen, som):
    with pytest.raises(Invalid, match="utanför"):
        fix_day(som(ekonomichefen), rad("R15"), 1, date(2018, 6, 1))
    fix_day(som(ekonomichefen), rad("R15"), 1, date(2018, 5, 14))
    assert (rad("R15").precision, str(rad("R15").start)) == ("day", "2018-05-14")
    assert [item.raw for item in rad("R15").dates.all()] == ["Maj", "14 maj"]
    with pytest.raises(Refused, match="redan bestämt"):
        fix_day(som(ekonomichefen), rad("R15"), rad("R15").version, date(2018, 5, 15))


def test_the_new_responsible_person_is_told(rad, kommunen, ekonomichefen, ks_ordforanden, som):
    reassign_activity(som(ekonomichefen), rad("R13"), 1, kommunen["KS"], ks_ordforanden)
    assert Notice.objects.get(person=ks_ordforanden).subject.startswith("Du ansvarar nu för")
    assert complete_activity(som(ks_ordforanden), rad("R13"), 2).state == ActivityState.DONE
