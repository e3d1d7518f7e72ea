"""The frame of every page: the line of the day, the sections, and what it costs."""

from datetime import date

import pytest
from django.contrib.sessions.models import Session

from ramverk.apps.cycle.models import Activity, Phase, Round


@pytest.fixture
def aret(kommunen):
    """A round with one phase, and three activities of which one is cancelled."""
    year = Round.objects.create(name="Mål & Budget 2019-2021", process_year=2018, budget_year=2019)
    Phase.objects.create(round=year, order=1, name="Planera", start=date(2018, 1, 1), end=date(2018, 3, 31))
    Phase.objects.create(round=year, order=2, name="Göra/samla in", start=date(2018, 4, 1), end=date(2018, 5, 31))
    rows = [("Beredning", date(2018, 4, 11), "done"), ("Extra", date(2018, 4, 16), "cancelled")]
    for order, (title, day, state) in enumerate([*rows, ("Presentation", date(2018, 4, 19), "planned")]):
        Activity.objects.create(round=year, order=order, kind="meeting", title=title, start=day, end=day, state=state)
    return year


def test_it_says_round_phase_today_and_what_comes_next(aret, inloggad, ekonomichefen):
    text = inloggad(ekonomichefen).get("/organisation/").text
    line = text[text.index('class="dayline"') : text.index('id="meddelanden"')]
    for part in ("Mål &amp; Budget 2019-2021", "Göra/samla in", "onsdag 11 april", "Presentation", "19 april"):
        assert part in line
    assert "Extra" not in line


def test_it_says_nothing_of_the_round_to_a_stranger(aret, client):
    assert "Mål &amp; Budget 2019-2021" not in client.get("/").text


@pytest.mark.parametrize("door", ["/", "/konto/logga-in/"])
def test_a_stranger_is_shown_the_way_to_what_is_public(kommunen, client, door):
    assert 'href="/offentligt/"' in client.get(door).text
    assert client.get("/offentligt/").status_code == 200


def test_it_prefers_the_round_that_goes_on_to_a_closed_one(aret, inloggad, ekonomichefen):
    Round.objects.create(name="Mål & Budget 2020-2022", process_year=2019, budget_year=2020, state="closed")
    assert "Mål &amp; Budget 2019-2021" in inloggad(ekonomichefen).get("/organisation/").text


def test_the_frame_costs_one_query_beside_session_person_roles_and_the_demo_s_clock(
    aret, inloggad, ekonomichefen, django_assert_max_num_queries
):
    client = inloggad(ekonomichefen)
    assert Session.objects.count() == 1
    with django_assert_max_num_queries(6):
        client.get("/stil/")


def test_the_sections_mark_where_the_reader_is():
    from ramverk.web.frame import Section, links

    sections = (Section("Byt", "account_change_password"), Section("Hem", "home"), Section("Borta", "finns:inte"))
    found = links(sections, "/konto/losenord/byt/")
    assert [(link.label, link.is_here) for link in found] == [("Byt", True), ("Hem", False)]
