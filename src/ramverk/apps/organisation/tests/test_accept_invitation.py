"""Accepting an invitation: once, in time, with a password worth the name."""

from datetime import timedelta

import pytest

from ramverk.apps.organisation.actions.accept_invitation import InvitationOver, accept_invitation
from ramverk.apps.organisation.actions.invite import invite
from ramverk.apps.organisation.models import Person
from ramverk.apps.trail import clock
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid

GOOD = "tre gula hästar i hagen"


@pytest.fixture
def nykomlingen(kommunen):
    return Person.objects.create_user("ny.namnd@exempelby.example", name="Ny Nämndesson")


@pytest.fixture
def token(ekonomichefen, nykomlingen, som):
    return invite(som(ekonomichefen), nykomlingen).split("/")[-2]


def test_it_gives_the_person_the_password_and_leaves_a_trail_entry(token, nykomlingen):
    accept_invitation(token, GOOD)
    nykomlingen.refresh_from_db()
    assert nykomlingen.check_password(GOOD)
    assert TrailEntry.objects.filter(verb="organisation.accept_invitation", actor_name="Ny Nämndesson").exists()


def test_it_refuses_the_link_a_second_time(token):
    accept_invitation(token, GOOD)
    with pytest.raises(InvitationOver, match="gäller inte längre"):
        accept_invitation(token, "ett helt annat lösenord")


def test_it_refuses_the_link_after_fourteen_days(token):
    with clock.stopped_at(clock.now() + timedelta(days=14)), pytest.raises(InvitationOver):
        accept_invitation(token, GOOD)


def test_it_refuses_an_earlier_link_when_a_newer_was_sent(token, ekonomichefen, nykomlingen, som):
    invite(som(ekonomichefen), nykomlingen)
    with pytest.raises(InvitationOver):
        accept_invitation(token, GOOD)


def test_it_refuses_a_made_up_link(kommunen):
    with pytest.raises(InvitationOver):
        accept_invitation("gissning", GOOD)


@pytest.mark.parametrize("weak", ["kort", "123456789012", "password1234", "ny.namnd@exempelby"])
def test_it_refuses_a_weak_password_and_the_link_stays_good(token, weak, nykomlingen):
    with pytest.raises(Invalid):
        accept_invitation(token, weak)
    accept_invitation(token, GOOD)
