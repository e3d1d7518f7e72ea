"""What the year page costs: counted, not timed."""

import pytest
from django.urls import reverse

from ramverk.apps.cycle.actions.edit_activity import edit_activity
from ramverk.apps.cycle.tests.large_world import build_large_round


@pytest.fixture
def storkommunen(kommunen):
    return build_large_round(kommunen["EKO"])


@pytest.mark.parametrize("view", ["lista", "tidslinje", "hjul"])
def test_the_year_page_of_a_large_municipality_asks_at_most_twelve_questions(
    storkommunen, ekonomichefen, inloggad, django_assert_max_num_queries, view
):
    client = inloggad(ekonomichefen)
    with django_assert_max_num_queries(12) as asked:
        response = client.get(reverse("cycle:year"), {"vy": view})
    assert response.content.decode().count('<li class="entry"') == 60
    assert len(asked) <= 12


def test_the_year_costs_as_many_questions_with_more_activities(storkommunen, ekonomichefen, inloggad):
    client = inloggad(ekonomichefen)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        client.get(reverse("cycle:year"))
    storkommunen.activities.filter(order__gte=30).delete()
    with CaptureQueriesContext(connection) as fewer:
        client.get(reverse("cycle:year"))
    assert len(fewer) == len(few)


def test_what_is_remembered_is_cheap_and_gone_with_the_next_deed(
    storkommunen, ekonomichefen, inloggad, som, settings, django_assert_max_num_queries
):
    settings.YEAR_REMEMBERED_SECONDS = 60
    client = inloggad(ekonomichefen)
    client.get(reverse("cycle:year"))
    with django_assert_max_num_queries(8):
        client.get(reverse("cycle:year"))
    activity = storkommunen.activities.get(order=30)
    edit_activity(som(ekonomichefen), activity, activity.version, title="En alldeles ny rubrik")
    assert "En alldeles ny rubrik" in client.get(reverse("cycle:year")).content.decode()


def test_what_is_remembered_for_those_who_plan_is_not_shown_to_others(
    storkommunen, ekonomichefen, facket, inloggad, settings
):
    settings.YEAR_REMEMBERED_SECONDS = 60
    inloggad(ekonomichefen).get(reverse("cycle:year"))
    assert 'name="a"' not in inloggad(facket).get(reverse("cycle:year")).content.decode()


def test_the_work_list_does_not_ask_once_per_activity(
    storkommunen, ekonomichefen, inloggad, django_assert_max_num_queries
):
    client = inloggad(ekonomichefen)
    # Comments on plans, final reports and parties' questions wait for people too; each area asks once.
    with django_assert_max_num_queries(24):
        client.get(reverse("cycle:my_work"))
