"""Two people take the same step at once: one wins, the other is told, and nothing is lost or doubled."""

from datetime import date

import pytest

from ramverk.apps.cycle.actions.adopt import Proof, adopt
from ramverk.apps.cycle.actions.confirm_party_done import confirm_party_done
from ramverk.apps.cycle.actions.hand_in import hand_in
from ramverk.apps.cycle.actions.mark_ready import mark_ready
from ramverk.apps.cycle.actions.save_submission import save_submission
from ramverk.apps.cycle.models import HandIn, PartyMark, Submission
from ramverk.apps.cycle.submission_content import content_of
from ramverk.apps.cycle.tests.at_once import alone, at_once, on_a_file
from ramverk.apps.cycle.tests.desk_cast import *  # noqa: F403 - the cast of the desks
from ramverk.apps.cycle.tests.desk_cast import pdf
from ramverk.apps.trail.models import FrozenDocument, TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Stale
from ramverk.apps.trail.verification import verify

pytestmark = pytest.mark.django_db(transaction=True)


def submission(pk):
    return Submission.objects.select_related("activity", "body", "document").get(pk=pk)


def test_two_people_adopt_the_same_plan_at_once(planen, namndsekreteraren, namndordforanden, som, tmp_path):
    first, second = som(namndsekreteraren), som(namndordforanden)
    row = save_submission(first, planen, planen.version, note="Plan", add=[pdf()])
    row = mark_ready(first, row, row.version)
    checksum = content_of(row.activity).frozen(row).checksum

    def adopting(actor, paragraph):
        return lambda: adopt(actor, submission(row.pk), row.version, Proof(date(2018, 4, 10), paragraph), checksum)

    with on_a_file(tmp_path):
        answers = at_once(adopting(first, "24"), adopting(second, "25"))
        left = alone(lambda: (submission(row.pk), FrozenDocument.objects.count(), verify().is_whole))
    won = [one for one in answers if isinstance(one, Submission)]
    lost = [one for one in answers if isinstance(one, Stale)]
    assert (len(won), len(lost)) == (1, 1)
    assert left[0].paragraph == won[0].paragraph
    assert left[1:] == (1, True)
    assert "antagen av nämnden" in str(lost[0])


def test_two_people_hand_in_the_same_plan_at_once(antagen, namndsekreteraren, namndordforanden, som, tmp_path):
    def handing_in(actor):
        return lambda: hand_in(actor, submission(antagen.pk), antagen.version, antagen.document.checksum)

    actors = [som(namndsekreteraren), som(namndordforanden)]
    with on_a_file(tmp_path):
        answers = at_once(*(handing_in(actor) for actor in actors))
        left = alone(lambda: (HandIn.objects.count(), TrailEntry.objects.filter(verb="cycle.hand_in").count()))
    assert sorted(type(one).__name__ for one in answers) == ["HandIn", "Stale"]
    assert left == (1, 1)


def test_two_people_write_in_the_same_draft_at_once(planen, namndsekreteraren, forvaltningschefen, som, tmp_path):
    def saving(actor, note):
        return lambda: save_submission(actor, submission(planen.pk), planen.version, note=note)

    with on_a_file(tmp_path):
        answers = at_once(saving(som(namndsekreteraren), "Nils text"), saving(som(forvaltningschefen), "Fridas text"))
        left = alone(lambda: submission(planen.pk).note)
    (won,) = [one for one in answers if isinstance(one, Submission)]
    assert left == won.note


def test_a_party_is_marked_once(aret, kommunen, ks_ordforanden, som, tmp_path):
    actor, activity, party = som(ks_ordforanden), aret("R14"), kommunen["DP"]
    with on_a_file(tmp_path):
        answers = at_once(*[lambda: confirm_party_done(actor, activity, party)] * 2)
        left = alone(PartyMark.objects.count)
    assert sorted(type(one) for one in answers if isinstance(one, Exception)) == [Invalid]
    assert left == 1
