"""Who sees drafts, dispatches and receipts; list and object agree; the desk asks few questions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ramverk.apps.cycle import desks
from ramverk.apps.cycle.models import Activity
from ramverk.apps.dispatch.models import Dispatch, Receipt
from ramverk.apps.dispatch.policy import DISPATCHES, RECEIPTS
from ramverk.apps.organisation.actor import ANONYMOUS

CAST = """ekonomichefen ekonomen namndsekreteraren namndordforanden forvaltningschefen socialsekreteraren ks_ordforanden
oppositionsradet facket administratoren framlingen""".split()


@pytest.fixture
def alla(request, som):
    return {who: som(request.getfixturevalue(who)) for who in CAST} | {"utomstaende": ANONYMOUS}


def seeing(visibility, alla, thing):
    return {who for who, actor in alla.items() if visibility.check(actor, thing)}


def test_a_draft_is_the_senders(alla, utkastet):
    assert seeing(DISPATCHES, alla, utkastet) == {"ekonomichefen", "ekonomen"}


def test_a_sent_dispatch_is_everyones_who_signs_in(alla, utskicket):
    assert seeing(DISPATCHES, alla, utskicket) == set(CAST)


def test_a_receipt_is_the_senders_the_recipients_and_their_boards(alla, utskicket, namndordforanden):
    receipt = Receipt.objects.get(person=namndordforanden)
    expected = {"ekonomichefen", "ekonomen", "namndordforanden", "namndsekreteraren", "forvaltningschefen"}
    assert seeing(RECEIPTS, alla, receipt) == expected


def test_list_and_object_say_the_same_for_everyone(alla, utskicket):
    for visibility, model in ((DISPATCHES, Dispatch), (RECEIPTS, Receipt)):
        for who, actor in alla.items():
            listed = set(visibility.filter(model.objects.all(), actor).values_list("pk", flat=True))
            allowed = {thing.pk for thing in model.objects.all() if visibility.check(actor, thing)}
            assert listed == allowed, (model, who)


def duties_of(actor, activity):
    return [(str(duty.verb), duty.is_done) for duty in desks.duties([activity], actor)]


def test_the_desk_asks_the_sender_to_write_then_to_send_and_the_recipient_to_read(alla, aret, utkastet, request):
    assert duties_of(alla["ekonomichefen"], aret("R07")) == [("Skicka ut", False)]
    assert duties_of(alla["namndsekreteraren"], aret("R07")) == []
    request.getfixturevalue("utskicket")
    assert duties_of(alla["namndsekreteraren"], aret("R07")) == [("Läs och kvittera", False)]
    assert duties_of(alla["ekonomichefen"], aret("R07")) == [("Skicka ut", True)]
    status = desks.statuses([aret("R07")])[aret("R07").pk]
    assert str(status.summary) == "skickat; 0 av 4 har kvitterat"
    assert status.is_complete


def test_the_status_says_which_gate_is_closed(utkastet, aret):
    status = desks.statuses([aret("R07")])[aret("R07").pk]
    assert str(status.blockers[0]) == "Beslutet är inte fattat än: Beslut om ramdirektiv (KS 6 februari)."


def test_statuses_and_duties_cost_the_same_however_many_activities(alla, utskicket, aret):
    def cost():
        rows = list(Activity.objects.select_related("round", "owner"))
        with CaptureQueriesContext(connection) as asked:
            desks.statuses(rows)
            for actor in alla.values():
                desks.duties(rows, actor)
        return len(asked)

    def more(numbers):
        for number in numbers:
            step = Activity.objects.create(
                round=utskicket.activity.round, order=100 + number, kind="dispatch", title=f"Utskick {number}",
                owner=utskicket.sender,
            )  # fmt: skip
            Dispatch.objects.create(activity=step, sender=utskicket.sender, subject="Utkast")

    more(range(2))
    few = cost()
    more(range(2, 30))
    assert cost() == few
