"""The demo's bar: another day, another person, and nothing of it outside the demo."""

from datetime import date

import pytest
from tests.cast import member

from ramverk.apps.cycle.models import Activity, Round
from ramverk.apps.organisation.models import Municipality
from ramverk.apps.trail import clock
from ramverk.apps.trail.models import MovedClock


@pytest.fixture
def demon(kommunen):
    """The one prepared sign-in of this small world: whoever heads the finance department."""
    return member(kommunen, "Eva Ekström", ("head", "EKO"))


def test_it_becomes_a_person_the_demo_prepared(client, demon):
    response = client.post("/demo/person/", {"email": demon.email, "next": "/stil/"})
    assert response.url == "/stil/"
    assert client.session["_auth_user_id"] == str(demon.pk)


def test_it_never_becomes_anybody_else(client, demon, framlingen):
    assert client.post("/demo/person/", {"email": framlingen.email}).status_code == 404
    assert "_auth_user_id" not in client.session


def test_it_sets_the_clock_to_the_morning_of_a_day(client, demon):
    client.post("/demo/dag/", {"day": "2018-06-05"})
    assert MovedClock.objects.get().says.date() == date(2018, 6, 5)


def test_it_says_that_only_the_clock_moves_and_how_to_see_what_has_happened(client, demon):
    whole, part = client.get("/demo/"), client.get("/demo/", headers={"HX-Request": "true"})
    for answer in (whole, part):
        assert "Bara klockan flyttas. Starta om med <code>make demo DATE=" in answer.text


def test_it_goes_to_the_next_event(client, demon):
    year = Round.objects.create(name="Mål & Budget 2019-2021", process_year=2018, budget_year=2019)
    for order, day in enumerate((date(2018, 4, 9), date(2018, 4, 19), date(2018, 6, 5))):
        Activity.objects.create(round=year, order=order, kind="meeting", title=str(day), start=day, end=day)
    assert clock.today() == date(2018, 4, 11)
    client.post("/demo/dag/", {"upcoming": "1"})
    assert MovedClock.objects.get().says.date() == date(2018, 4, 19)


def test_it_says_how_to_write_a_day_it_does_not_understand(client, demon):
    assert "Skriv dagen så här: 2018-06-05." in client.post("/demo/dag/", {"day": "i höstas"}, follow=True).text
    assert not MovedClock.objects.exists()


def test_there_is_no_such_page_outside_the_demo(client, demon, settings):
    settings.DEMO = False
    assert client.get("/demo/").status_code == 404
    assert client.post("/demo/person/", {"email": demon.email}).status_code == 404
    assert client.post("/demo/dag/", {"day": "2018-06-05"}).status_code == 404


def test_there_is_no_such_page_over_a_real_municipality(client, demon):
    Municipality.objects.update(is_invented=False)
    assert client.post("/demo/person/", {"email": demon.email}).status_code == 404
