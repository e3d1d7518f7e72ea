"""Every door of the area: who comes in, who is sent to sign in, who is told why not."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver, reverse

from ramverk.apps.organisation import hooks, urls
from ramverk.apps.organisation.actions.import_organisation import preview_import
from ramverk.apps.organisation.models import Body, Mandate, Person, StandIn
from ramverk.apps.trail.models import TrailEntry
from ramverk.formats.organisation_sheets import MandateRow, PersonRow, Tables, write_xlsx

ALL = "ekonomichefen namndsekreteraren namndordforanden ks_ordforanden facket administratoren framlingen".split()
GROUPS = {"everyone": ALL, "editors": ["ekonomichefen", "administratoren"]}

DOORS = """
index              |               | everyone
name_municipality  |               | editors
add_body           |               | editors
body               | BUN           | everyone
change_body        | BUN           | editors
close_body         | BUN           | editors
give_mandate       | BUN           | editors namndsekreteraren
give_mandate       | DP            | ks_ordforanden
set_party_standing | DP            | editors
end_mandate        | mandate       | editors namndsekreteraren
people             |               | everyone
register_person    |               | editors namndsekreteraren
person             | framlingen    | everyone
change_person      | framlingen    | editors framlingen
appoint_stand_in   | framlingen    | editors framlingen
end_stand_in       | stand_in      | editors namndsekreteraren namndordforanden facket
audiences          |               | everyone
confirm_audience   | ?namn=Media   | editors
sheets             |               | editors
preview            |               | editors
export             |               | editors
export_sheet       | people        | editors
template           |               | editors
"""


@pytest.fixture
def alla(kommunen, request):
    people = {who: request.getfixturevalue(who) for who in ALL}
    chair = people["namndordforanden"]
    stand_in = StandIn.objects.create(
        person=people["facket"], stands_in_for=chair, body=kommunen["BUN"], valid_from=date(2018, 1, 1)
    )
    mandate = Mandate.objects.get(person=chair)
    things = {"stand_in": stand_in, "mandate": mandate, **kommunen.bodies, **people}
    return people, things


def address(name, about, things):
    if about.startswith("?"):
        return reverse(f"organisation:{name}") + about
    if not about:
        return reverse(f"organisation:{name}")
    return reverse(f"organisation:{name}", args=[things[about].pk if about in things else about])


@pytest.mark.parametrize("line", DOORS.strip().splitlines(), ids=lambda line: " ".join(line.split("|")[:2]))
def test_every_door_knows_who_comes_in(alla, kommunen, inloggad, som, client, line):
    name, about, who = (part.strip() for part in line.split("|"))
    people, things = alla
    url = address(name, about, things)
    signed_out = client.get(url)
    assert signed_out.status_code == 302
    assert "/konto/" in signed_out["Location"]
    welcome = {role for word in who.split() for role in GROUPS.get(word, [word])}
    for role, person in people.items():
        if name == "preview" and role in welcome:
            preview_import(som(person), write_xlsx(Tables(people=(PersonRow("Ny", "ny@e.example"),))), "fil.xlsx")
        answer = inloggad(person).get(url)
        assert answer.status_code == (200 if role in welcome else 403), role
        if answer.status_code == 403:
            assert re.search(r"(Bara|bestämmer själv)[^<]+\.", answer.content.decode()), role


LOOKS = {"appearance", "logo", "appearance_sample"}
"""How the municipality's documents look; its own tests say who comes in."""


def test_no_door_is_missing_from_the_list():
    listed = {line.split("|")[0].strip() for line in DOORS.strip().splitlines()}
    assert {pattern.name for pattern in urls.urlpatterns} - listed == {"accept_import", "invite", *LOOKS}
    assert "organisation" in get_resolver().namespace_dict


def test_the_door_that_only_takes_deeds_refuses_others(alla, inloggad, client):
    people, _things = alla
    url = reverse("organisation:accept_import")
    assert client.post(url).status_code == 302
    assert inloggad(people["ekonomichefen"]).get(url).status_code == 405
    assert inloggad(people["framlingen"]).post(url).status_code == 403
    assert inloggad(people["ekonomichefen"]).post(url).status_code == 422


def test_the_door_that_only_invites_refuses_others(alla, inloggad, client):
    people, _things = alla
    url = reverse("organisation:invite", args=[people["framlingen"].pk])
    assert client.post(url).status_code == 302
    assert inloggad(people["ekonomichefen"]).get(url).status_code == 405
    for role in ("namndsekreteraren", "namndordforanden", "ks_ordforanden", "facket", "framlingen"):
        assert inloggad(people[role]).post(url).status_code == 403, role


@pytest.mark.parametrize("asked", ["%00", "%F0%9F%A6%8A", "%27%22%3Cscript%3E", "a" * 5000, "&sida=-1", "&sida=alla"])
def test_strange_questions_get_an_answer(alla, inloggad, asked):
    browser = inloggad(alla[0]["ekonomichefen"])
    page = browser.get(reverse("organisation:people") + f"?namn={asked}")
    assert page.status_code == 200
    assert "<script>" not in page.content.decode()
    assert browser.get(reverse("organisation:confirm_audience") + f"?namn={asked}").status_code in (200, 422)


def test_what_does_not_exist_is_not_found(alla, inloggad):
    browser = inloggad(alla[0]["ekonomichefen"])
    for name in ("body", "person", "end_mandate", "end_stand_in", "change_body"):
        assert browser.get(reverse(f"organisation:{name}", args=[999_999])).status_code == 404
    assert browser.get(reverse("organisation:export_sheet", args=["losenord"])).status_code == 404


def test_a_stranger_reads_names_but_no_addresses(alla, inloggad):
    people, _things = alla
    page = inloggad(people["framlingen"]).get(reverse("organisation:person", args=[people["ekonomichefen"].pk]))
    text = page.content.decode()
    assert "Eva Ekström" in text
    assert people["ekonomichefen"].email not in text
    assert "Kontaktuppgifter syns för" in text


def test_a_mandate_is_given_through_the_form_and_shows_on_the_page(alla, kommunen, inloggad):
    people, _things = alla
    browser = inloggad(people["namndsekreteraren"])
    fields = {"person": people["framlingen"].pk, "role": "member", "order": 0, "valid_from": "2018-01-01"}
    answer = browser.post(reverse("organisation:give_mandate", args=[kommunen["BUN"].pk]), fields, follow=True)
    text = answer.content.decode()
    assert "Uppdraget är givet." in text
    assert "Gav uppdraget: Stig Främling, ledamot i Barn- och utbildningsnämnden" in text
    assert (
        "Gav uppdraget" in browser.get(reverse("organisation:person", args=[people["framlingen"].pk])).content.decode()
    )


def test_what_was_typed_is_kept_when_somebody_else_was_first(alla, kommunen, inloggad):
    browser = inloggad(alla[0]["ekonomichefen"])
    Body.objects.filter(pk=kommunen["BUN"].pk).update(version=2)
    fields = {"version": 1, "name": "Skolnämnden", "short_name": "BUN"}
    answer = browser.post(reverse("organisation:change_body", args=[kommunen["BUN"].pk]), fields)
    assert answer.status_code == 409
    assert "Någon annan ändrade detta" in answer.content.decode()
    assert "Skolnämnden" in answer.content.decode()


def test_i_am_away_and_somebody_acts_for_me(alla, inloggad):
    people, _things = alla
    me, other = people["ks_ordforanden"], people["framlingen"]
    browser = inloggad(me)
    url = reverse("organisation:appoint_stand_in", args=[me.pk])
    assert "Jag är borta" in browser.get(url).content.decode()
    answer = browser.post(url, {"person": other.pk, "valid_from": "2018-04-11", "valid_to": "2018-05-01"}, follow=True)
    assert "Stig Främling ersätter" in answer.content.decode()


def test_a_participants_meaning_is_suggested_confirmed_and_listed(alla, inloggad):
    browser = inloggad(alla[0]["ekonomichefen"])
    url = reverse("organisation:confirm_audience") + "?namn=Majoriteten"
    form = browser.get(url).context["form"]
    fields = {name: form[name].initial or "" for name in form.fields}
    listed = browser.post(url, fields, follow=True).content.decode()
    assert "parti (styrande)" in listed
    assert "Karin Ström" in listed
    emptied = browser.post(url, dict.fromkeys(fields, ""))
    assert emptied.status_code == 422
    assert "Välj minst ett organ" in emptied.content.decode()


def test_a_file_is_looked_at_and_then_accepted(alla, inloggad):
    browser = inloggad(alla[0]["ekonomichefen"])
    mandate = MandateRow("ny@exempelby.example", "SN", "member", valid_from=date(2018, 1, 1))
    data = write_xlsx(Tables(people=(PersonRow("Ny Ledamot", "ny@exempelby.example"),), mandates=(mandate,)))
    upload = SimpleUploadedFile("organisation.xlsx", data)
    shown = browser.post(reverse("organisation:sheets"), {"file": upload}, follow=True)
    assert "Ny Ledamot, ledamot i Socialnämnden" in shown.content.decode()
    assert not Person.objects.filter(name="Ny Ledamot").exists()
    done = browser.post(reverse("organisation:accept_import"), {"digest": shown.context["digest"]}, follow=True)
    assert "Organisationen är inläst." in done.content.decode()
    assert Mandate.objects.filter(person__name="Ny Ledamot").exists()


def test_a_file_with_errors_shows_each_with_its_cell_and_no_way_to_accept(alla, inloggad):
    browser = inloggad(alla[0]["ekonomichefen"])
    text = "Person;Organ;Roll;Från\nokand@exempelby.example;SN;ledamot;2018-01-01\n;SN;ordförnde;2018-01-01"
    upload = SimpleUploadedFile("uppdrag.csv", text.encode("cp1252"))
    page = browser.post(reverse("organisation:sheets"), {"file": upload}, follow=True).content.decode()
    assert "Uppdrag, cell C3: rollen &#x27;ordförnde&#x27; finns inte. Menade du ordförande?" in page
    assert "Uppdrag, cell A2: &#x27;okand@exempelby.example&#x27; finns inte bland personerna." in page
    assert reverse("organisation:accept_import") not in page


def test_a_file_that_cannot_be_read_says_why(alla, inloggad):
    browser = inloggad(alla[0]["ekonomichefen"])
    upload = SimpleUploadedFile("gammal.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    answer = browser.post(reverse("organisation:sheets"), {"file": upload})
    assert answer.status_code == 422
    assert "äldre formatet .xls" in answer.content.decode()


def test_fetching_leaves_an_entry(alla, inloggad):
    answer = inloggad(alla[0]["ekonomichefen"]).get(reverse("organisation:export"))
    assert answer["Content-Disposition"] == 'attachment; filename="organisation-2018-04-11.xlsx"'
    assert TrailEntry.objects.filter(verb="organisation.export_organisation").count() == 1


def test_a_body_shows_what_other_areas_say_it_takes_part_in(alla, kommunen, inloggad, monkeypatch):
    monkeypatch.setattr(hooks, "_SOURCES", [])
    hooks.tells_participation(lambda _actor, body, _day: [hooks.Participation("19 april", f"Dialog {body}", "/aret/")])
    page = inloggad(alla[0]["framlingen"]).get(reverse("organisation:body", args=[kommunen["SN"].pk]))
    assert "Dialog Socialnämnden" in page.content.decode()


def many(world, count):
    people = Person.objects.bulk_create(Person(name=f"Person {n}", email=f"p{n}@e.example") for n in range(count))
    Mandate.objects.bulk_create(
        Mandate(person=person, body=world["SN"], role="member", valid_from=date(2018, 1, 1)) for person in people
    )


@pytest.mark.parametrize("name", ["index", "people", "body", "audiences"])
def test_a_longer_list_asks_no_more_questions(alla, kommunen, inloggad, name, django_assert_max_num_queries):
    many(kommunen, 120)
    args = [kommunen["SN"].pk] if name == "body" else []
    browser = inloggad(alla[0]["ekonomichefen"])
    with django_assert_max_num_queries(20):
        assert browser.get(reverse(f"organisation:{name}", args=args)).status_code == 200
