"""The unions get the proposal's own edition, and everybody sees whether that is what is decided."""

from datetime import date, time

import pytest
from django.urls import reverse

from ramverk.apps.cycle.tests.desk_cast import at, fresh
from ramverk.apps.decisions.tests.conftest import brought
from ramverk.apps.frames.actions.freeze_edition import freeze_edition
from ramverk.apps.frames.actions.start_edition import start_edition
from ramverk.apps.frames.models import Edition
from ramverk.apps.meetings.actions.call import call
from ramverk.apps.meetings.actions.consult import assess_risk, attach_material, give_paper
from ramverk.apps.meetings.actions.plan_meeting import Occasion, plan_meeting
from ramverk.apps.meetings.materials import offered
from ramverk.apps.trail.verdicts import Invalid, Refused

pytestmark = pytest.mark.django_db


def test_the_frozen_edition_is_given_and_compared_with_what_lies_on_the_table(
    finans, forslaget, omgangen, aret, kommunen, styrelsen, facket, som, inloggad, ekonomichefen
):
    with at("2018-06-04 10:00"):
        meeting = plan_meeting(finans, aret("R18"), Occasion(date(2018, 6, 4), time(11), time(12)))
        call(finans, meeting, meeting.version, (facket,))
        talk = meeting.consultation
        document = fresh(forslaget).document
        assert offered(talk, finans) == [document]
        with pytest.raises(Refused):
            give_paper(som(facket), talk, talk.version, document)
        url = reverse("meetings:consult", args=[meeting.pk, "utgava"])
        browser = inloggad(ekonomichefen)
        browser.post(url, {"version": talk.version, "paper": document.pk})
        assert offered(talk, finans) == []
        with pytest.raises(Invalid, match="inte är lämnad än"):
            give_paper(finans, fresh(talk), fresh(talk).version, document)
        with pytest.raises(Invalid, match="vilka risker"):
            assess_risk(finans, fresh(talk), fresh(talk).version, " ")
        assess_risk(finans, fresh(talk), fresh(talk).version, "Större barngrupper; följs varje månad.")
        sitting = brought(finans, aret("R19"), kommunen["KS"], forslaget, date(2018, 6, 5))
        page = browser.get(reverse("meetings:meeting", args=[meeting.pk])).content.decode()
        assert "samma version som samverkan gäller" in page
        assert "Större barngrupper" in page
        other = freeze_edition(
            finans, start_edition(finans, omgangen, "executive_proposal", "Ny", forslaget, aret("R19"))
        )
        sitting.proposals.update(edition=other)
        page = browser.get(reverse("meetings:meeting", args=[meeting.pk])).content.decode()
        assert "en annan version än den som har lämnats" in page
        assert "Lämna en fryst version av förslaget" in page
        seen_by_union = inloggad(facket).get(reverse("meetings:meeting", args=[meeting.pk])).content.decode()
        assert "Lämna en fryst version av förslaget" not in seen_by_union


def test_a_union_reads_the_edition_it_is_consulted_on_and_no_other_of_a_partys(
    finans, forslaget, omgangen, aret, facket, inloggad
):
    other = freeze_edition(finans, start_edition(finans, omgangen, "executive_proposal", "Ny", forslaget, aret("R19")))
    Edition.objects.filter(pk__in=[forslaget.pk, other.pk]).update(kind="majority_proposal")  # a party's are closed
    browser = inloggad(facket)
    address = reverse("frames:edition", args=[forslaget.pk])
    with at("2018-06-04 10:00"):
        meeting = plan_meeting(finans, aret("R18"), Occasion(date(2018, 6, 4), time(11), time(12)))
        assert browser.get(address).status_code == 404
        call(finans, meeting, meeting.version, (facket,))
        attach_material(finans, meeting.consultation, meeting.consultation.version, fresh(forslaget).document)
        assert f'<a href="{address}">' in browser.get(reverse("meetings:meeting", args=[meeting.pk])).content.decode()
        assert browser.get(address).status_code == 200
        assert browser.get(reverse("frames:edition", args=[other.pk])).status_code == 404
