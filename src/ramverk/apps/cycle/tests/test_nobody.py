"""Participants that are nobody here: a municipality that has not entered its boards is told so."""

from datetime import date

import pytest
from django.urls import reverse

from ramverk.apps.cycle.models import Round
from ramverk.apps.cycle.queries.year import short_name
from ramverk.apps.organisation.models import Body


@pytest.fixture
def ekonomen(inloggad, ekonomichefen):
    return inloggad(ekonomichefen)


def text_of(client, name, *args):
    return client.get(reverse(name, args=args)).content.decode()


def test_a_whole_organisation_has_nothing_to_say(tidplanen, omgangen, ekonomen):
    assert "Deltagare som inte är någon här" not in text_of(ekonomen, "cycle:settings", omgangen.pk)


def test_boards_that_are_not_entered_are_told_before_and_after_the_start(tidplanen, kommunen, ekonomen):
    Body.objects.filter(kind="board").update(kind="other")
    url = reverse("cycle:import", args=[tidplanen.pk])
    assert "Organisationen har inget organ för:" in ekonomen.get(url).content.decode()
    landed = ekonomen.post(url, {"version": tidplanen.version, "starta": "1"}, follow=True).content.decode()
    started = Round.objects.get()
    where = reverse("cycle:settings", args=[started.pk])
    assert f'<a href="{where}#ingen">Se vad som saknas</a>' in landed
    page = text_of(ekonomen, "cycle:settings", started.pk)
    assert 'id="ingen"' in page
    assert reverse("organisation:confirm_audience") in page


def test_what_is_needed_is_named_by_the_step_and_by_a_body_only_where_it_meets(rad, kommunen):
    consultation, decision = rad("R18"), rad("R19b")
    consultation.owner = decision.owner = kommunen["KS"]
    assert short_name(consultation, date(2018, 4, 11)) == "samverkan 4 juni"
    assert short_name(decision, date(2018, 4, 11)) == "KS 5 juni"
