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
    assert [str(kind) for kind in unopened] == ["Partiernas förslag"]  # comes in May; the wall's own test finds it


def test_it_asks_once_a_shelf_whatever_is_found(exempelby):
    actor = actor_of(Mandate.objects.get(**ROLES["finance"]).person, clock.today())
    for text in ("budget", "skola", "finns ingenstans"):
        with CaptureQueriesContext(connection) as asked:
            find(text, actor, 8)
        assert len(asked) == len(shelves())


def test_the_page_shows_what_is_found_where_it_is_and_when(exempelby, client):
    person = Mandate.objects.get(**ROLES["finance"]).person
    client.force_login(person)
    text = client.get("/sok/", {"q": "RAMDIREKTIV utskick"}).text
    assert "Aktiviteter" in text
    assert "onsdag 7 februari" in text
    assert "Mål &amp; Budget 2019–2021" in text
    assert "Skriv ett ord med minst två bokstäver." in client.get("/sok/", {"q": " å "}).text
    assert "innehåller &lt;b&gt;ingenstans" in client.get("/sok/", {"q": "<b>ingenstans\0"}).text
    assert "Det här går att hitta: organ, personer, aktiviteter" in client.get("/sok/").text


def test_whoever_is_signed_out_is_asked_to_sign_in_and_no_shelf_shows_more_than_the_public_site(exempelby, client):
    assert client.get("/sok/?q=budget").headers["location"].startswith("/konto/logga-in/")
    assert 'role="search"' not in client.get("/offentligt/").text
    open_to_all = {str(shelf.kind) for shelf in shelves() if shelf.seen(ANONYMOUS).exists()}
    assert open_to_all <= {"Dokument"}
