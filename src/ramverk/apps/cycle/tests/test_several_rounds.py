"""Two rounds at once: each can be reached, and the one that was chosen stays."""

import pytest
from django.urls import reverse

from ramverk.apps.cycle.models import Activity, Round

LATER = "Mål &amp; Budget 2028–2030"


@pytest.fixture
def nasta(omgangen):
    """Another round beside the first, with a single step."""
    made = Round.objects.create(
        name="Mål & Budget 2028–2030", process_year=2027, budget_year=2028, plan_years=[2029, 2030], state="running"
    )
    Activity.objects.create(round=made, order=10, kind="decision", title="Ramarna för 2028")
    return made


@pytest.fixture
def ekonomen(inloggad, ekonomichefen):
    return inloggad(ekonomichefen)


def shown(client, name, **query):
    return client.get(reverse(name), query).content.decode()


def test_a_single_round_has_nothing_to_choose(omgangen, ekonomen):
    text = shown(ekonomen, "cycle:year")
    assert "omgangar" not in text


def test_the_earlier_round_is_chosen_by_a_link_and_stays_on_every_page(omgangen, nasta, ekonomen):
    first = shown(ekonomen, "cycle:year")
    assert "Ramarna för 2028" in first
    assert f"?omgang={omgangen.pk}&amp;vy=lista" in first
    assert "byt omgång" in first
    chosen = shown(ekonomen, "cycle:year", omgang=omgangen.pk, visa="mina")
    assert "Ramarna för 2028" not in chosen
    assert chosen.count(LATER) == 1  # only where it may be chosen again; the frame speaks of the other
    for name in ("home", "cycle:year", "cycle:my_work", "frames:index"):
        assert f">{omgangen.name.replace('&', '&amp;')}</a>" in shown(ekonomen, name)
    assert "Ramarna för 2028" in shown(ekonomen, "cycle:year", omgang=nasta.pk)


def test_a_round_that_is_not_there_is_neither_shown_nor_remembered(omgangen, nasta, ekonomen):
    shown(ekonomen, "cycle:year", omgang=nasta.pk + 7)
    assert "Ramarna för 2028" in shown(ekonomen, "cycle:year")


def test_starting_a_year_leads_to_that_year(nasta, seed_is_read, ekonomen, ekonomichefen, som):
    from ramverk.apps.cycle.actions.import_timetable import import_timetable

    Round.objects.filter(budget_year=2019).update(state="closed")
    taken = import_timetable(som(ekonomichefen), b"x", "tidplan.txt")
    answer = ekonomen.post(reverse("cycle:import", args=[taken.pk]), {"version": taken.version, "starta": "1"})
    taken.refresh_from_db()
    assert answer.url == reverse("cycle:year", query={"omgang": taken.round_id})
