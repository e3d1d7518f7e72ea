"""Decisions, sealed party work and hand-over, and steps that are only confirmed."""

from datetime import date

import pytest

from ramverk.apps.cycle.actions.adopt import Proof
from ramverk.apps.cycle.actions.confirm_done import confirm_done
from ramverk.apps.cycle.actions.confirm_party_done import confirm_party_done
from ramverk.apps.cycle.actions.record_decision import Decision, record_decision
from ramverk.apps.cycle.models import Activity, DecisionRecord, Notice, PartyMark
from ramverk.apps.cycle.queries_decision import decision_findings
from ramverk.apps.cycle.tests.desk_cast import *  # noqa: F403 - the cast of the desks
from ramverk.apps.cycle.tests.desk_cast import at, pdf
from ramverk.apps.trail.actions.freeze import is_intact
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.queries import history
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale


def decide(actor, activity, body, day, text="Ramdirektivet fastställs.", **more):
    made = Decision(body, Proof(day, "§ 12", "adjusted"), text, **more)
    return record_decision(actor, activity, activity.version, made)


def done(*rows):
    Activity.objects.filter(row__in=rows).update(state="done")


def test_a_decision_is_frozen_and_completes_the_activity(aret, kommunen, ekonomichefen, som):
    row = decide(som(ekonomichefen), aret("R06"), kommunen["KS"], date(2018, 2, 6), files=(pdf("protokoll.pdf"),))
    assert row.document.title == "Kommunstyrelsen 6 februari 2018 § 12: Beslut om ramdirektiv"
    assert is_intact(row.document)
    assert aret("R06").state == "done"
    entry = TrailEntry.objects.get(verb="cycle.record_decision")
    assert entry.after["checksum"] == row.document.checksum


def test_a_group_that_only_prepares_cannot_decide(aret, kommunen, ekonomichefen, som):
    with pytest.raises(Refused, match="Budgetberedningen bereder men kan inte fatta beslutet"):
        decide(som(ekonomichefen), aret("R06"), kommunen["BB"], date(2018, 2, 6))


def test_a_decision_is_not_dated_in_the_future(aret, kommunen, ekonomichefen, som):
    with pytest.raises(Invalid, match="12 april 2018: den dagen har inte kommit"):
        decide(som(ekonomichefen), aret("R06"), kommunen["KS"], date(2018, 4, 12))


def test_a_decision_has_words(aret, kommunen, ekonomichefen, som):
    with pytest.raises(Invalid, match="att-sats för att-sats"):
        decide(som(ekonomichefen), aret("R06"), kommunen["KS"], date(2018, 2, 6), " ")


def test_a_decision_does_not_come_before_what_it_builds_on(aret, kommunen, ekonomichefen, som):
    done("R16", "R18")
    with (
        at("2018-06-07 12:00"),
        pytest.raises(Invalid, match=r"daterat 31 maj 2018: det bygger på ett senare steg.*\(4 juni 2018\)"),
    ):
        decide(som(ekonomichefen), aret("R19"), kommunen["KS"], date(2018, 5, 31))


def test_an_open_consultation_asks_for_a_reason_that_follows_the_decision(aret, kommunen, ekonomichefen, som):
    done("R16")
    with at("2018-06-07 12:00"):
        with pytest.raises(Invalid, match=r"Samverkan är inte avslutad än: .* Skriv skälet"):
            decide(som(ekonomichefen), aret("R19"), kommunen["KS"], date(2018, 6, 5))
        row = decide(
            som(ekonomichefen), aret("R19"), kommunen["KS"], date(2018, 6, 5), reason="Central förhandling 8/6"
        )
    assert row.document.content["reason"] == "Central förhandling 8/6"
    assert TrailEntry.objects.get(verb="cycle.record_decision").reason == "Central förhandling 8/6"


def test_in_an_election_year_the_june_decision_is_a_direction(aret, kommunen):
    done("R19")
    codes = [one.code for one in decision_findings(aret("R21"), kommunen["KF"], date(2018, 6, 20), "adjusted")]
    assert codes == ["decision.before_new_council"]
    assert not decision_findings(aret("R21"), kommunen["KF"], date(2018, 11, 29), "adjusted")


def test_minutes_that_are_not_adjusted_are_said_to_be_so(aret, kommunen):
    assert [one.code for one in decision_findings(aret("R06"), kommunen["KS"], None, "pending")] == [
        "decision.minutes_pending"
    ]


def test_a_page_read_too_long_ago_records_nothing(aret, kommunen, ekonomichefen, som):
    activity = aret("R06")
    Activity.objects.filter(pk=activity.pk).update(version=activity.version + 1)
    with pytest.raises(Stale):
        decide(som(ekonomichefen), activity, kommunen["KS"], date(2018, 2, 6))
    assert not DecisionRecord.objects.exists()


def test_a_boards_secretary_does_not_record_what_the_executive_board_decided(aret, kommunen, namndsekreteraren, som):
    with pytest.raises(Refused, match="organets sekreterare eller presidium, eller av ekonomiavdelningen"):
        decide(som(namndsekreteraren), aret("R06"), kommunen["KS"], date(2018, 2, 6))


def test_the_chair_of_the_executive_board_does(aret, kommunen, ks_ordforanden, som):
    assert decide(som(ks_ordforanden), aret("R06"), kommunen["KS"], date(2018, 2, 6))


def test_each_party_confirms_its_own_work_and_the_last_one_finishes_it(
    aret, kommunen, ks_ordforanden, oppositionsradet, som
):
    confirm_party_done(som(ks_ordforanden), aret("R14"), kommunen["DP"])
    assert aret("R14").state == "in_progress"
    with pytest.raises(Invalid, match="Dalapartiet är redan markerat som klart"):
        confirm_party_done(som(ks_ordforanden), aret("R14"), kommunen["DP"])
    confirm_party_done(som(oppositionsradet), aret("R14"), kommunen["FE"])
    assert aret("R14").state == "done"


@pytest.mark.parametrize("who", ["ekonomichefen", "administratoren", "oppositionsradet", "namndsekreteraren"])
def test_nobody_else_speaks_for_a_party(aret, kommunen, som, who, request):
    actor = som(request.getfixturevalue(who))
    with pytest.raises(Refused, match="partiets eget"):
        confirm_party_done(actor, aret("R14"), kommunen["DP"])
    assert not PartyMark.objects.exists()


def test_the_activitys_history_does_not_tell_which_party_is_done(aret, kommunen, ks_ordforanden, som):
    confirm_party_done(som(ks_ordforanden), aret("R14"), kommunen["DP"])
    assert not history(aret("R14")).filter(verb="cycle.confirm_party_done").exists()
    assert TrailEntry.objects.get(verb="cycle.confirm_party_done").subject_type == "cycle.partymark"


def test_the_handover_tells_every_other_party_at_once(aret, kommunen, ks_ordforanden, oppositionsradet, som):
    with pytest.raises(Invalid, match="Framtid Exempelby har inget att göra"):
        confirm_party_done(som(oppositionsradet), aret("R16"), kommunen["FE"])
    confirm_party_done(som(ks_ordforanden), aret("R16"), kommunen["DP"])
    assert aret("R16").state == "done"
    assert list(Notice.objects.filter(code="handover.done").values_list("person", flat=True)) == [oppositionsradet.pk]


def test_a_plain_step_waits_for_its_gate_and_keeps_its_note(aret, ekonomichefen, som):
    activity = aret("R24")
    with pytest.raises(Refused, match="Beslutet är inte fattat än"):
        confirm_done(som(ekonomichefen), activity, activity.version, "")
    done("R21")
    confirm_done(som(ekonomichefen), activity, activity.version, "Ligger på webbplatsen.")
    assert aret("R24").state == "done"
    assert TrailEntry.objects.get(verb="cycle.confirm_done").reason == "Ligger på webbplatsen."
    with pytest.raises(Stale):
        confirm_done(som(ekonomichefen), activity, activity.version - 1, "")


def test_a_decision_is_not_finished_by_saying_so(aret, ekonomichefen, som):
    activity = aret("R06")
    with pytest.raises(Refused, match="genom arbetet i den"):
        confirm_done(som(ekonomichefen), activity, activity.version, "")
