"""The search box: everyone finds what their policies show, and nobody what lies sealed."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from ramverk.apps.organisation.actor import ANONYMOUS, actor_of
from ramverk.apps.organisation.models import Mandate, Person
from ramverk.apps.trail import clock
from ramverk.apps.trail.search import find, shelves

ROLES = {
    "councillor": {"body__name": "Kommunfullmäktige", "role": "member"},
    "union": {"body__kind": "union", "role": "representative"},
    "board secretary": {"body__short_name": "BUN", "role": "secretary"},
    "party": {"body__name": "Framtid Exempelby", "role": "group_leader"},
    "finance": {"body__kind": "finance_department", "role": "head"},
}


def people():
    """One person with an account and nothing else, then one per role."""
    yield Person.objects.create_user("framling@exempelby.example", name="Stig Främling")
    for given in ROLES.values():
        yield Mandate.objects.filter(**given).earliest("pk").person
    yield Person.objects.get(is_administrator=True)


def test_on_every_shelf_stands_exactly_what_the_policy_shows_and_a_hit_leads_to_its_page(exempelby, client):
    """One test, because it needs the whole municipality."""
    unopened = {shelf.kind: shelf for shelf in shelves()}
    for person in people():
        actor = actor_of(person, clock.today())
        client.force_login(person)
        for shelf in shelves():
            key = shelf.through or "pk"
            stands = set(shelf.seen(actor).values_list(key, flat=True))
            things = shelf.visibility.model._default_manager.filter(pk__in=shelf.rows().order_by().values(key))
            for thing in [*things.order_by("pk")[:2], *things.order_by("-pk")[:2]]:
                may = bool(shelf.visibility.check(actor, thing))
                assert (thing.pk in stands) == may, (person.name, shelf.kind, thing)
            hit = next(shelf.search((), actor), None) if shelf.kind in unopened else None
            if hit is not None:
                assert client.get(hit.url.partition("#")[0]).status_code == 200, (person.name, hit)
                del unopened[shelf.kind]
        with CaptureQueriesContext(connection) as asked:
            find("skola", actor, 8)
        assert len(asked) <= len(shelves())
    assert {str(shelf.kind) for shelf in shelves() if shelf.seen(ANONYMOUS).exists()} <= {"Dokument"}
    assert [str(kind) for kind in unopened] == ["Partiernas förslag"]  # comes in May; the wall's own test finds it
