"""The dispatch of 7 February, written and ready to go."""

from datetime import date

import pytest

from ramverk.apps.cycle.actions.adopt import Proof
from ramverk.apps.cycle.actions.record_decision import Decision, record_decision
from ramverk.apps.cycle.tests.desk_cast import *  # noqa: F403 - the cast of the desks
from ramverk.apps.cycle.tests.desk_cast import at, pdf
from ramverk.apps.dispatch.actions.attach import attach
from ramverk.apps.dispatch.actions.compose import Draft, compose
from ramverk.apps.dispatch.models import Dispatch
from ramverk.apps.organisation.models import Audience


@pytest.fixture
def februari():
    """The clock stands at ten on 7 February 2018."""
    with at("2018-02-07 10:00"):
        yield


@pytest.fixture
def beslutat(aret, kommunen, ekonomichefen, som, februari):
    """The executive board has decided the directive."""
    activity = aret("R06")
    decision = Decision(kommunen["KS"], Proof(date(2018, 2, 6), "12", "adjusted"), "Ramdirektivet fastställs.")
    return record_decision(som(ekonomichefen), activity, activity.version, decision)


def draft(aret, **changes):
    values = {
        "subject": "Ramdirektiv och preliminära ramar 2019",
        "text": "Här är ramarna. Frågor besvaras av Eva Ekström.",
        "legal_ground": "Kommunallagen 11 kap. 9 §",
        "reply_by": date(2018, 4, 11),
        "audiences": [Audience.objects.get(key="samtliga nämnder och förvaltningar")],
        "opens": [aret("R11")],
    }
    return Draft(**(values | changes))


@pytest.fixture
def ekonomen(kommunen):
    from tests.cast import member

    return member(kommunen, "Edit Eng", ("official", "EKO"))


@pytest.fixture
def utkastet(aret, ekonomichefen, som, februari, namndsekreteraren, namndordforanden, forvaltningschefen):
    """The draft, before the decision is taken."""
    row = compose(som(ekonomichefen), aret("R07"), draft(aret))
    attach(som(ekonomichefen), row, row.version, [pdf("ramar.pdf")])
    return Dispatch.objects.get(pk=row.pk)


@pytest.fixture
def utskicket(beslutat, utkastet, ekonomichefen, som, django_capture_on_commit_callbacks):
    """Sent."""
    from ramverk.apps.dispatch.actions.send import send

    with django_capture_on_commit_callbacks(execute=True):
        send(som(ekonomichefen), utkastet, utkastet.version)
    return Dispatch.objects.get(pk=utkastet.pk)
