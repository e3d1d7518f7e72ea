"""Who sees what at the desks: list and object agree, drafts are walled, and duties cost few queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ramverk.apps.cycle import desks
from ramverk.apps.cycle.actions.confirm_party_done import confirm_party_done
from ramverk.apps.cycle.actions.hand_in import hand_in
from ramverk.apps.cycle.models import Activity, DecisionRecord, HandIn, PartyMark, Round, Submission
from ramverk.apps.cycle.policy_desks import DECISIONS, PARTY_MARKS
from ramverk.apps.cycle.policy_submission import DRAFTS, HAND_INS, STEPS, may_take_step
from ramverk.apps.cycle.tests.desk_cast import *  # noqa: F403 - the cast of the desks
from ramverk.apps.organisation.actor import ANONYMOUS
from ramverk.apps.organisation.models import StandIn

CAST = """ekonomichefen namndsekreteraren namndordforanden forvaltningschefen socialsekreteraren ks_ordforanden
oppositionsradet facket administratoren framlingen""".split()


@pytest.fixture
def alla(request, som):
    return {who: som(request.getfixturevalue(who)) for who in CAST} | {"utomstaende": ANONYMOUS}


@pytest.fixture
def inlamnad(antagen, namndsekreteraren, som):
    return hand_in(som(namndsekreteraren), antagen, antagen.version, antagen.document.checksum)


def test_list_and_object_say_the_same_for_everyone(alla, inlamnad, aret, kommunen, ks_ordforanden, som):
    confirm_party_done(som(ks_ordforanden), aret("R14"), kommunen["DP"])
    for visibility, model in (
        (DRAFTS, Submission),
        (HAND_INS, HandIn),
        (PARTY_MARKS, PartyMark),
        (DECISIONS, DecisionRecord),
    ):
        for who, actor in alla.items():
            listed = set(visibility.filter(model.objects.all(), actor).values_list("pk", flat=True))
            allowed = {thing.pk for thing in model.objects.all() if visibility.check(actor, thing)}
            assert listed == allowed, (model, who)


def test_a_draft_is_seen_by_the_board_and_its_administration_alone(alla, planen):
    seen = {who for who, actor in alla.items() if DRAFTS.check(actor, planen)}
    assert seen == {"namndsekreteraren", "namndordforanden", "forvaltningschefen"}


def test_what_is_handed_in_is_seen_by_everyone_who_signs_in(alla, inlamnad):
    assert {who for who, actor in alla.items() if HAND_INS.check(actor, inlamnad)} == set(CAST)


def test_a_partys_mark_is_seen_by_the_party_alone(alla, aret, kommunen, ks_ordforanden, som):
    mark = confirm_party_done(som(ks_ordforanden), aret("R14"), kommunen["DP"])
    assert {who for who, actor in alla.items() if PARTY_MARKS.check(actor, mark)} == {"ks_ordforanden"}


BOARDS_OWN = "namndsekreteraren namndordforanden forvaltningschefen"
WHO_MAY = f"""
save_submission   | draft     | {BOARDS_OWN}
mark_ready        | draft     | {BOARDS_OWN}
put_on_agenda     | ready     | {BOARDS_OWN}
adopt             | on_agenda | {BOARDS_OWN}
take_back         | adopted   | {BOARDS_OWN}
hand_in           | adopted   | {BOARDS_OWN}
check_submission  | submitted | ekonomichefen
accept            | checked   | ekonomichefen
return_submission | submitted | ekonomichefen
"""


def test_who_may_take_which_step(alla, planen):
    lines = [[part.strip() for part in line.split("|")] for line in WHO_MAY.strip().splitlines()]
    assert {f"cycle.{verb}" for verb, _state, _who in lines} == set(STEPS)
    for verb, state, expected in lines:
        planen.state = state
        may = {who for who, actor in alla.items() if may_take_step(actor, f"cycle.{verb}", planen)}
        assert may == set(expected.split()), verb


def test_every_step_is_refused_with_a_sentence_in_every_other_state(alla, planen):
    for verb, step in STEPS.items():
        for state in Submission._meta.get_field("state").choices:
            if state[0] in step.from_states:
                continue
            planen.state = state[0]
            actor = alla["namndsekreteraren"] if step.roles else alla["ekonomichefen"]
            assert str(state[1]) in str(may_take_step(actor, verb, planen).sentence)


def duties_of(actor):
    rows = list(Activity.objects.select_related("round", "owner").order_by("order"))
    return [(duty.activity_id, str(duty.verb), duty.is_done, duty.for_name) for duty in desks.duties(rows, actor)]


def test_the_duties_follow_the_state(alla, antagen, aret):
    mine = {pk: verb for pk, verb, _done, _for in duties_of(alla["namndsekreteraren"])}
    assert mine[aret("R11").pk] == "Lämna in för Barn- och utbildningsnämnden"
    theirs = {pk: verb for pk, verb, _done, _for in duties_of(alla["socialsekreteraren"])}
    assert theirs[aret("R11").pk] == "Skriv underlaget för Socialnämnden"
    assert not duties_of(alla["framlingen"])


def test_the_centre_is_told_what_waits_for_it(alla, inlamnad, aret):
    assert (aret("R11").pk, "Kontrollera och godta (1 väntar)", False, "") in duties_of(alla["ekonomichefen"])


def test_a_stand_in_sees_whose_duty_it_is(antagen, aret, kommunen, framlingen, namndsekreteraren, som):
    StandIn.objects.create(person=framlingen, stands_in_for=namndsekreteraren, valid_from="2018-04-01")
    assert (
        aret("R11").pk,
        "Lämna in för Barn- och utbildningsnämnden",
        False,
        "Nils Nordin",
    ) in duties_of(som(framlingen))


def test_only_the_partys_leader_is_asked_to_confirm(alla, aret):
    assert (aret("R16").pk, "Överlämna", False, "") in duties_of(alla["ks_ordforanden"])
    assert aret("R16").pk not in {pk for pk, *_rest in duties_of(alla["oppositionsradet"])}


def _copies(count):
    """More of the same year, to see whether lists cost more."""
    for number in range(count):
        round_ = Round.objects.create(name=f"Kopia {number}", process_year=2018, budget_year=2019)
        for activity in Activity.objects.filter(round__name__startswith="Mål"):
            copy = Activity(
                round=round_, order=activity.order, kind=activity.kind, title=activity.title,
                start=activity.start, end=activity.end, owner=activity.owner,
            )  # fmt: skip
            copy.save()
            if activity.row == "R11":
                for row in activity.submissions.all():
                    Submission.objects.create(activity=copy, body=row.body)


def test_statuses_and_duties_cost_the_same_for_ten_activities_and_for_fifty(alla, antagen):
    def cost():
        rows = list(Activity.objects.select_related("round", "owner"))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            desks.statuses(rows)
            for actor in alla.values():
                desks.duties(rows, actor)
        return len(asked)

    few = cost()
    _copies(4)
    assert cost() == few


def test_the_status_names_who_is_waited_for(inlamnad, aret):
    status = desks.statuses([aret("R11")])[aret("R11").pk]
    assert str(status.summary) == "1 av 3 nämnder har lämnat in"
    assert list(status.missing) == ["Kulturnämnden", "Socialnämnden"]
    assert not status.is_complete
