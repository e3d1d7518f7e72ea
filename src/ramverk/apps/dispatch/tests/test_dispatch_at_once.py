"""Two senders, two deliveries: sent once, mailed once each."""

import pytest
from django.core import mail

from ramverk.apps.cycle.tests.at_once import alone, at_once, on_a_file
from ramverk.apps.dispatch.actions.deliver import deliver
from ramverk.apps.dispatch.actions.send import send
from ramverk.apps.dispatch.actions.supersede import supersede
from ramverk.apps.dispatch.models import Dispatch, Receipt
from ramverk.apps.trail.models import FrozenDocument
from ramverk.apps.trail.verdicts import Invalid, Refused
from ramverk.apps.trail.verification import verify

pytestmark = pytest.mark.django_db(transaction=True)
NOON = "2018-02-07 12:00"


def dispatch(pk):
    return Dispatch.objects.select_related("activity", "sender").get(pk=pk)


def test_two_senders_at_once_send_once(beslutat, utkastet, ekonomichefen, som, tmp_path):
    actor, version = som(ekonomichefen), utkastet.version
    with on_a_file(tmp_path):
        answers = at_once(*[lambda: send(actor, dispatch(utkastet.pk), version)] * 2, when=NOON)
        left = alone(
            lambda: (
                Receipt.objects.count(),
                FrozenDocument.objects.filter(kind="dispatch").count(),
                Receipt.objects.filter(delivered_at=None).count(),
                verify().is_whole,
            )
        )
    assert sum(isinstance(one, Exception) for one in answers) == 1, answers
    (refusal,) = [one for one in answers if isinstance(one, Exception)]
    assert isinstance(refusal, Refused)
    assert "redan skickat" in str(refusal)
    assert left == (3, 1, 0, True)
    assert len(mail.outbox) == 3


def test_two_deliveries_at_once_mail_each_person_once(beslutat, utkastet, ekonomichefen, som, tmp_path, monkeypatch):
    monkeypatch.setattr("ramverk.apps.dispatch.actions.send.deliver_and_log", lambda dispatch: None)
    actor = som(ekonomichefen)
    send(actor, utkastet, utkastet.version)
    assert not mail.outbox
    with on_a_file(tmp_path):
        at_once(deliver, deliver, deliver, when=NOON)
        assert alone(deliver) == (0, 0)
    assert sorted(one.to[0] for one in mail.outbox) == sorted({one.to[0] for one in mail.outbox})
    assert len(mail.outbox) == 3


def test_two_new_editions_at_once_become_one(beslutat, utkastet, ekonomichefen, som, tmp_path):
    actor = som(ekonomichefen)
    send(actor, utkastet, utkastet.version)
    with on_a_file(tmp_path):
        answers = at_once(*[lambda: supersede(actor, dispatch(utkastet.pk))] * 2, when=NOON)
        left = alone(Dispatch.objects.count)
    assert sum(isinstance(one, Invalid) for one in answers) == 1
    assert left == 2
