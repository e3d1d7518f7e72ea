"""Union consultation: the exact material, everybody heard, reopened when the material is replaced."""

from datetime import date, time

import pytest

from ramverk.apps.cycle.desks import statuses
from ramverk.apps.meetings.actions.call import call
from ramverk.apps.meetings.actions.close_meeting import close_meeting
from ramverk.apps.meetings.actions.consult import conclude, give_material, state_position
from ramverk.apps.meetings.actions.hold import take_attendance
from ramverk.apps.meetings.actions.plan_meeting import Occasion, plan_meeting
from ramverk.apps.meetings.models import Consultation
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail.models import FrozenDocument
from ramverk.apps.trail.queries import flips
from ramverk.apps.trail.verdicts import Invalid, Refused


@pytest.fixture
def motet(samverkan, ekonomichefen, facket, som):
    meeting = plan_meeting(som(ekonomichefen), samverkan, Occasion(date(2018, 6, 4), time(11), time(12)))
    call(som(ekonomichefen), meeting, meeting.version)
    return meeting


@pytest.fixture
def forhandlingen(motet):
    return motet.consultation


def given(actor, consultation, text):
    return give_material(actor, consultation, consultation.version, "Majoritetens förslag", text)


def test_the_material_is_frozen_when_it_is_given(forhandlingen, ekonomichefen, som):
    material = given(som(ekonomichefen), forhandlingen, "Version 1")
    assert len(material.document.checksum) == 64
    assert forhandlingen.state == "material_given"


def test_it_refuses_the_same_material_twice(forhandlingen, ekonomichefen, som):
    given(som(ekonomichefen), forhandlingen, "Version 1")
    with pytest.raises(Invalid, match="redan lämnat"):
        given(som(ekonomichefen), forhandlingen, "Version 1")


def test_a_union_speaks_for_itself_only(forhandlingen, ekonomichefen, facket, framlingen, kommunen, som):
    with pytest.raises(Refused, match="när underlaget är lämnat"):
        state_position(som(facket), forhandlingen, kommunen["KOM"], "agree", "")
    given(som(ekonomichefen), forhandlingen, "Version 1")
    state_position(som(facket), forhandlingen, kommunen["KOM"], "agree", "Vi är nöjda.")
    with pytest.raises(Refused, match="egen företrädare"):
        state_position(som(framlingen), forhandlingen, kommunen["KOM"], "disagree", "")


def test_it_cannot_end_before_every_union_is_heard_nor_in_agreement_against_one(
    forhandlingen, ekonomichefen, facket, kommunen, som
):
    finance = som(ekonomichefen)
    given(finance, forhandlingen, "Version 1")
    with pytest.raises(Invalid, match="Kommunalarbetarna"):
        conclude(finance, forhandlingen, forhandlingen.version, "agreed")
    state_position(som(facket), forhandlingen, kommunen["KOM"], "disagree", "Besparingen är för stor.")
    with pytest.raises(Invalid, match="oenig"):
        conclude(finance, forhandlingen, forhandlingen.version, "agreed")
    conclude(finance, forhandlingen, forhandlingen.version, "disagreed", "Frågan tas upp i KS.")
    assert Consultation.objects.get().state == "disagreed"


def test_it_reopens_when_the_material_it_was_held_on_is_replaced(
    motet, forhandlingen, samverkan, ekonomichefen, facket, kommunen, som
):
    finance = som(ekonomichefen)
    given(finance, forhandlingen, "Version 1")
    state_position(som(facket), forhandlingen, kommunen["KOM"], "agree", "")
    conclude(finance, forhandlingen, forhandlingen.version, "agreed")
    take_attendance(finance, motet, motet.version, [facket.pk])
    close_meeting(finance, motet, motet.version)
    assert statuses([samverkan])[samverkan.pk].is_complete
    given(finance, forhandlingen, "Version 2")
    assert forhandlingen.state == "reopened"
    assert "tidigare version" in flips(forhandlingen).last().reason
    status = statuses([samverkan])[samverkan.pk]
    assert not status.is_complete
    assert "återöppnad" in str(status.blockers[0])
    conclude(finance, forhandlingen, forhandlingen.version, "agreed")
    assert FrozenDocument.objects.filter(kind="minutes_addendum").count() == 1


def test_the_meeting_cannot_close_while_the_consultation_is_open(motet, forhandlingen, ekonomichefen, facket, som):
    given(som(ekonomichefen), forhandlingen, "Version 1")
    take_attendance(som(ekonomichefen), motet, motet.version, [facket.pk])
    with pytest.raises(Invalid, match="Samverkan är inte avslutad"):
        close_meeting(som(ekonomichefen), motet, motet.version)


def test_the_union_follows_it_in_the_pages(motet, forhandlingen, ekonomichefen, facket, kommunen, inloggad, som):
    given(som(ekonomichefen), forhandlingen, "Version 1 av förslaget")
    browser = inloggad(facket)
    assert "Version 1 av förslaget" in browser.get(f"/moten/{motet.pk}/").content.decode()
    values = {"union": kommunen["KOM"].pk, "position": "disagree", "text": "För snabbt."}
    assert browser.post(f"/moten/{motet.pk}/samverkan/yttrande/", values).status_code == 302
    assert "För snabbt." in browser.get(f"/moten/{motet.pk}/").content.decode()


def test_a_union_is_offered_itself_and_what_it_cannot_save_comes_back_as_written(
    motet, forhandlingen, ekonomichefen, facket, kommunen, inloggad, som
):
    other = Body.objects.create(kind="union", name="Lärarlaget")
    given(som(ekonomichefen), forhandlingen, "Version 1 av förslaget")
    browser = inloggad(facket)
    page = browser.get(f"/moten/{motet.pk}/").content.decode()
    assert f'<option value="{kommunen["KOM"].pk}" selected>' in page
    assert f'<option value="{other.pk}"' not in page
    assert f'<option value="{other.pk}"' in inloggad(ekonomichefen).get(f"/moten/{motet.pk}/").content.decode()
    values = {"union": other.pk, "position": "disagree", "text": "För snabbt genomfört."}
    answer = browser.post(f"/moten/{motet.pk}/samverkan/yttrande/", values)
    assert answer.status_code == 422
    assert "För snabbt genomfört." in answer.content.decode()
    assert "den organisation som du företräder" in answer.content.decode()
    assert not forhandlingen.statements.exists()


def test_a_statement_that_comes_too_late_comes_back_as_written(motet, forhandlingen, facket, kommunen, inloggad):
    values = {"union": kommunen["KOM"].pk, "position": "disagree", "text": "För snabbt genomfört."}
    answer = inloggad(facket).post(f"/moten/{motet.pk}/samverkan/yttrande/", values)  # no material is given yet
    assert answer.status_code == 403
    assert "För snabbt genomfört." in answer.content.decode()
    assert "när underlaget är lämnat" in answer.content.decode()
