"""Inviting somebody to an account: who may, what the letter holds, what is stored."""

import re
from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction

from ramverk.apps.organisation.actions.invite import invite, token_hash
from ramverk.apps.organisation.models import Invitation, Person
from ramverk.apps.trail import clock
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Refused


@pytest.fixture
def nykomlingen(kommunen):
    """Somebody registered who has no account yet."""
    return Person.objects.create_user("ny.namnd@exempelby.example", name="Ny Nämndesson")


def test_it_mails_a_link_and_keeps_only_its_hash(ekonomichefen, nykomlingen, som, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        link = invite(som(ekonomichefen), nykomlingen)
    letter = mail.outbox[0]
    assert letter.to == ["ny.namnd@exempelby.example"]
    assert link in letter.body
    assert "Exempelby" in letter.subject
    token = re.search(r"/inbjudan/([^/]+)/", letter.body)[1]
    invitation = Invitation.objects.get()
    assert invitation.token_hash == token_hash(token)
    assert token not in str(Invitation.objects.values())


def test_it_gives_the_link_fourteen_days_and_says_so(
    ekonomichefen, nykomlingen, som, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        invite(som(ekonomichefen), nykomlingen)
    assert Invitation.objects.get().expires_at == clock.now() + timedelta(days=14)
    assert "till och med onsdag 25 april" in mail.outbox[0].body


def test_it_leaves_a_trail_entry_without_the_link(ekonomichefen, nykomlingen, som):
    link = invite(som(ekonomichefen), nykomlingen)
    entry = TrailEntry.objects.get(verb="organisation.invite")
    assert entry.actor_name == "Eva Ekström"
    assert link.split("/")[-2] not in str(entry.after)


def test_it_refuses_the_board_secretary(namndsekreteraren, nykomlingen, som):
    with pytest.raises(Refused, match="Bara ekonomiavdelningen"):
        invite(som(namndsekreteraren), nykomlingen)
    assert not Invitation.objects.exists()


def test_it_refuses_somebody_without_an_address(ekonomichefen, kommunen, som):
    nameless = Person.objects.create_user(None, name="Utan Adress")
    with pytest.raises(Invalid, match="ingen e-postadress"):
        invite(som(ekonomichefen), nameless)


def test_it_refuses_somebody_who_has_an_account(ekonomichefen, namndordforanden, som):
    namndordforanden.last_login = clock.now()
    with pytest.raises(Invalid, match="har redan ett konto"):
        invite(som(ekonomichefen), namndordforanden)


def test_the_finance_director_invites_from_the_person_s_page(
    ekonomichefen, nykomlingen, inloggad, django_capture_on_commit_callbacks
):
    client = inloggad(ekonomichefen)
    page = f"/organisation/personer/{nykomlingen.pk}/"
    assert "Bjud in till ett konto" in client.get(page).text
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(f"{page}bjud-in/", follow=True)
    assert "Inbjudan är skickad till Ny Nämndesson" in response.text
    assert len(mail.outbox) == 1
    assert mail.outbox[0].body.split("/inbjudan/")[1].split("/")[0] not in response.text


def test_the_board_secretary_sees_no_button_and_gets_a_sentence(namndsekreteraren, nykomlingen, inloggad):
    client = inloggad(namndsekreteraren)
    page = f"/organisation/personer/{nykomlingen.pk}/"
    assert "Bjud in till ett konto" not in client.get(page).text
    refused = client.post(f"{page}bjud-in/")
    assert refused.status_code == 403
    assert "Bara ekonomiavdelningen och administratörer bjuder in" in refused.text


def test_the_first_administrator_is_invited_from_the_command_line(kommunen, capsys):
    call_command("invite", "rut@exempelby.example", "Rut Sundmark", "--administrator")
    assert "/inbjudan/" in capsys.readouterr().out
    assert Person.objects.get(email="rut@exempelby.example").is_administrator


@pytest.mark.parametrize("trouble", [ConnectionRefusedError(), SMTPServerDisconnected()])
def test_without_a_mail_server_the_command_says_one_sentence_with_the_link(kommunen, capsys, monkeypatch, trouble):
    def nobody_answers(self):
        raise trouble

    monkeypatch.setattr(mail.EmailMessage, "send", nobody_answers)
    monkeypatch.setattr(transaction, "on_commit", lambda send, robust: send())
    call_command("invite", "rut@exempelby.example", "Rut Sundmark")
    said = capsys.readouterr()
    assert re.fullmatch(
        r"Brevet till rut@exempelby.example kunde inte skickas; ge Rut Sundmark länken på annat sätt: "
        r"http\S+/inbjudan/\S+/\n",
        said.out,
    )
    assert said.err == ""
    assert Invitation.objects.count() == 1
