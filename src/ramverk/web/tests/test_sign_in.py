"""Coming in: with a password, by an invitation, and not at all."""

import pytest
from django.core import mail
from django.test import Client

from ramverk.apps.organisation.actions.invite import invite
from ramverk.apps.organisation.models import Person
from ramverk.apps.trail.models import TrailEntry

DOOR = "/konto/logga-in/"
PASSWORD = "en lång fras att minnas"


@pytest.fixture(autouse=True)
def _forgotten_attempts():
    from django.core.cache import cache

    cache.clear()


def attempt(client, person, password=PASSWORD, **more):
    return client.post(DOOR, {"login": person.email, "password": password, **more})


def test_it_lets_in_the_right_password_with_a_new_session(client, ekonomichefen):
    client.get(DOOR)
    client.session["something"] = 1
    before = client.session.session_key
    response = attempt(client, ekonomichefen)
    assert response.status_code == 302
    assert response.url == "/"
    assert client.session["_auth_user_id"] == str(ekonomichefen.pk)
    assert client.session.session_key != before


def test_it_refuses_the_wrong_password_without_saying_which_part_was_wrong(client, ekonomichefen):
    wrong = attempt(client, ekonomichefen, "fel lösenord")
    unknown = client.post(DOOR, {"login": "ingen@exempelby.example", "password": "fel"})
    sentence = "E-postadressen eller lösenordet stämmer inte"
    assert wrong.status_code == unknown.status_code == 422
    assert sentence in wrong.text
    assert sentence in unknown.text


def test_it_refuses_the_sixth_failing_attempt_kindly_even_with_the_right_password(client, ekonomichefen):
    for _each in range(5):
        assert attempt(client, ekonomichefen, "fel lösenord").status_code == 422
    response = attempt(client, ekonomichefen)
    assert response.status_code == 429
    assert "Det blev för många försök. Vänta fem minuter" in response.text
    assert "_auth_user_id" not in client.session


def test_it_does_not_lock_out_others(client, ekonomichefen, facket):
    for _each in range(6):
        attempt(client, ekonomichefen, "fel lösenord")
    assert attempt(Client(REMOTE_ADDR="192.0.2.7"), facket).status_code == 302


def test_it_counts_attempts_in_the_database_so_that_all_processes_share_them(client, ekonomichefen, settings):
    from django.core.cache import caches
    from django.core.management import call_command

    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "ramverk_cache"}
    }
    call_command("createcachetable", verbosity=0)
    for _each in range(5):
        attempt(client, ekonomichefen, "fel lösenord")
        caches.close_all()
    assert attempt(Client(), ekonomichefen).status_code == 429


def test_it_records_who_came_in_and_who_was_refused(client, ekonomichefen):
    attempt(client, ekonomichefen, "fel lösenord")
    attempt(client, ekonomichefen)
    client.post("/konto/logga-ut/")
    deeds = TrailEntry.objects.order_by("number").values_list("verb", "actor_name")
    assert list(deeds) == [
        ("organisation.sign_in_refused", "Någon"),
        ("organisation.sign_in", "Eva Ekström"),
        ("organisation.sign_out", "Eva Ekström"),
    ]


def test_it_keeps_out_somebody_who_is_no_longer_active(client, ekonomichefen):
    Person.objects.filter(pk=ekonomichefen.pk).update(is_active=False)
    attempt(client, ekonomichefen)
    assert "_auth_user_id" not in client.session


def test_it_sends_nobody_to_another_site(client, ekonomichefen):
    response = attempt(client, ekonomichefen, next="https://elak.example/")
    assert response.url == "/"


def test_it_signs_out_only_on_a_post(client, ekonomichefen):
    attempt(client, ekonomichefen)
    assert client.get("/konto/logga-ut/").status_code == 200
    assert "_auth_user_id" in client.session
    client.post("/konto/logga-ut/")
    assert "_auth_user_id" not in client.session


def test_it_refuses_a_form_from_elsewhere(ekonomichefen):
    response = attempt(Client(enforce_csrf_checks=True), ekonomichefen)
    assert response.status_code == 403
    assert "Formuläret hann bli för gammalt" in response.text


def test_nobody_makes_their_own_account(client, kommunen):
    response = client.post("/konto/nytt-konto/", {"email": "a@b.example", "password1": PASSWORD, "password2": PASSWORD})
    assert "Här skapar ingen sitt eget konto" in response.text
    assert not Person.objects.filter(email="a@b.example").exists()


def test_an_invitation_leads_all_the_way_in(client, ekonomichefen, som):
    person = Person.objects.create_user("ny@exempelby.example", name="Ny Nämndesson")
    path = "/inbjudan/" + invite(som(ekonomichefen), person).split("/")[-2] + "/"
    page = client.get(path)
    assert "Välkommen, Ny Nämndesson" in page.text
    assert "minst 12 tecken" in page.text
    weak = client.post(path, {"password1": "kort", "password2": "kort"})
    assert weak.status_code == 422
    assert "för kort" in weak.text
    unlike = client.post(path, {"password1": PASSWORD, "password2": PASSWORD + "!"})
    assert "De två lösenorden är inte lika." in unlike.text
    entered = client.post(path, {"password1": PASSWORD, "password2": PASSWORD})
    assert (entered.status_code, entered.url) == (302, "/")
    assert client.session["_auth_user_id"] == str(person.pk)
    again = Client().get(path)
    assert again.status_code == 410
    assert "Länken gäller inte längre" in again.text


def test_a_forgotten_password_is_chosen_anew_by_mail(client, ekonomichefen):
    import re

    client.post("/konto/losenord/glomt/", {"email": ekonomichefen.email})
    letter = mail.outbox[0]
    assert letter.subject == "Välj ett nytt lösenord"
    path = re.search(r"http://testserver(\S+)", letter.body)[1]
    form = client.get(path, follow=True)
    new = "fyra blå båtar i hamnen"
    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    ekonomichefen.refresh_from_db()
    assert ekonomichefen.check_password(new)
    assert TrailEntry.objects.filter(verb="organisation.change_password").exists()


def test_it_does_not_tell_strangers_who_has_an_account(client, ekonomichefen):
    known = client.post("/konto/losenord/glomt/", {"email": ekonomichefen.email})
    unknown = client.post("/konto/losenord/glomt/", {"email": "ingen@exempelby.example"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
