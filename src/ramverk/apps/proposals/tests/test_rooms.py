"""The rooms: who gets in, that nothing lies in clear, and that looks are logged."""

import json
import uuid
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from tests.cast import member

from ramverk.apps.organisation.actor import ANONYMOUS, Actor, Held
from ramverk.apps.organisation.models import Mandate, Person
from ramverk.apps.proposals.actions.answer_invitation import answer_invitation
from ramverk.apps.proposals.actions.keep import keep_file, keep_note, remove_item
from ramverk.apps.proposals.actions.open_room import open_joint_room, open_room
from ramverk.apps.proposals.models import Look, PartyRoom, RoomParty, SealedItem
from ramverk.apps.proposals.policy import ITEMS, LOOKS, ROOMS
from ramverk.apps.proposals.queries.rooms import people_of
from ramverk.apps.proposals.vault import KeyMissing, Proof, prove, unseal
from ramverk.apps.trail import clock
from ramverk.apps.trail.models import StoredFile, TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale

SECRET = "Vi sänker skatten med tjugo öre"
CAST = """ekonomichefen namndsekreteraren namndordforanden ks_ordforanden oppositionsradet sekreteraren facket
administratoren framlingen""".split()
INSIDE = {"oppositionsradet", "sekreteraren"}


@pytest.fixture
def alla(request, som):
    return {who: som(request.getfixturevalue(who)) for who in CAST} | {"utomstaende": ANONYMOUS}


@pytest.fixture
def anteckningen(oppositionsledaren, rummet):
    return keep_note(oppositionsledaren, rummet, "Skatten", SECRET)


def test_only_those_with_a_mandate_in_the_party_see_the_room(alla, rummet, anteckningen, oppositionsledaren):
    unseal(prove(oppositionsledaren, rummet), anteckningen)
    look = Look.objects.get()
    for visibility, thing in ((ROOMS, rummet), (ITEMS, anteckningen), (LOOKS, look)):
        assert {who for who, actor in alla.items() if visibility.check(actor, thing)} == INSIDE
        for who, actor in alla.items():
            listed = visibility.filter(type(thing).objects.all(), actor)
            assert (thing in listed) == (who in INSIDE), who


def test_a_members_access_ends_the_day_the_mandate_does(oppositionsledaren, oppositionsradet, anteckningen, rummet):
    prove(oppositionsledaren, rummet)
    yesterday = clock.today() - timedelta(days=1)
    Mandate.objects.filter(person=oppositionsradet, body__short_name="FE").update(valid_to=yesterday)
    with pytest.raises(Refused, match="partiets eget"):
        prove(oppositionsledaren, rummet)  # the actor was made before the mandate ended


def test_an_actor_made_up_in_code_opens_nothing(ekonomichefen, kommunen, rummet):
    held = Held(kommunen["FE"].pk, "party", "Framtid Exempelby", None, "group_leader", "gruppledare")
    with pytest.raises(Refused):
        prove(Actor(ekonomichefen.pk, "Någon", mandates=(held,)), rummet)
    with pytest.raises(ValueError, match="prove"):
        Proof(rummet.pk, ekonomichefen.pk, "Någon")


@pytest.mark.parametrize("extra", ["finance", "administrator", "sleeping"])
def test_keys_to_the_machine_or_the_money_close_the_room_whatever_mandates_there_are(kommunen, som, rummet, extra):
    roles = [("member", "FE")] + ([("official", "EKO")] if extra == "finance" else [])
    person = member(kommunen, "Dubbel Dal", *roles, is_administrator=extra == "administrator")
    if extra == "sleeping":
        Person.objects.filter(pk=person.pk).update(is_active=False)
    with pytest.raises(Refused):
        prove(som(person), rummet)


def test_a_stand_in_does_not_enter(kommunen, som, oppositionsradet, framlingen, rummet):
    from ramverk.apps.organisation.models import StandIn

    StandIn.objects.create(person=framlingen, stands_in_for=oppositionsradet, valid_from=date(2018, 1, 1))
    with pytest.raises(Refused):
        prove(som(framlingen), rummet)


def everything_in_the_database() -> bytes:
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the names are the database's own
            found += [
                bytes(value) if isinstance(value, memoryview) else value for row in cursor.fetchall() for value in row
            ]
    return b"\n".join(value if isinstance(value, bytes) else str(value).encode() for value in found)


def test_nothing_of_what_lies_in_the_room_is_in_the_database_in_clear(oppositionsledaren, rummet, anteckningen):
    keep_file(oppositionsledaren, rummet, "hemlig-lista.txt", SECRET.encode())
    whole = everything_in_the_database()
    for word in (SECRET, "tjugo", "Skatten", "hemlig-lista"):
        assert word.encode() not in whole, word
    assert not StoredFile.objects.exists()


def test_what_is_sealed_is_bound_to_its_place_and_version(oppositionsledaren, rummet, anteckningen):
    proof = prove(oppositionsledaren, rummet)
    other = keep_note(oppositionsledaren, rummet, "Annat", "Ofarligt")
    SealedItem.objects.filter(pk=other.pk).update(sealed=bytes(anteckningen.sealed))
    with pytest.raises(KeyMissing):
        unseal(proof, SealedItem.objects.get(pk=other.pk))
    SealedItem.objects.filter(pk=anteckningen.pk).update(version=9)
    with pytest.raises(KeyMissing):
        unseal(proof, SealedItem.objects.get(pk=anteckningen.pk))


def test_a_lost_key_file_says_so_and_is_never_replaced(settings, tmp_path, oppositionsledaren, rummet, anteckningen):
    settings.ROOM_KEY_FILE = str(tmp_path / "borta.key")
    with pytest.raises(KeyMissing, match="saknas"):
        unseal(prove(oppositionsledaren, rummet), anteckningen)
    assert not (tmp_path / "borta.key").exists()
    (tmp_path / "borta.key").write_bytes(b"x" * 32)
    with pytest.raises(KeyMissing, match="en annan"):
        unseal(prove(oppositionsledaren, rummet), anteckningen)


def test_the_key_file_is_its_accounts_alone(settings, tmp_path, oppositionsledaren, kommunen):
    settings.ROOM_KEY_FILE = str(tmp_path / "rum" / "ny.key")
    open_room(oppositionsledaren, kommunen["FE"])
    assert (tmp_path / "rum" / "ny.key").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in (tmp_path / "rum").iterdir()] == ["ny.key"]


def test_looks_are_logged_and_shown_to_the_members(inloggad, oppositionsradet, sekreteraren, rummet, anteckningen):
    inloggad(sekreteraren).get(reverse("proposals:note", args=[anteckningen.uid]))
    look = Look.objects.get(item_uid=anteckningen.uid)
    assert look.person_name == "Pia Palm"
    page = inloggad(oppositionsradet).get(reverse("proposals:looks", args=[rummet.pk])).content.decode()
    assert "Pia Palm" in page
    assert "anteckning" in page


def test_the_trail_tells_no_contents(oppositionsledaren, rummet, anteckningen):
    keep_note(oppositionsledaren, rummet, "Ny rubrik", "Annan text", anteckningen, anteckningen.version)
    for entry in TrailEntry.objects.filter(verb__startswith="proposals."):
        told = json.dumps([entry.subject_label, entry.before, entry.after, entry.reason], ensure_ascii=False)
        assert "rubrik" not in told
        assert SECRET not in told


def test_a_stale_note_is_refused_and_shows_both(inloggad, oppositionsradet, oppositionsledaren, rummet, anteckningen):
    keep_note(oppositionsledaren, rummet, "Skatten", "Deras text", anteckningen, 1)
    answer = inloggad(oppositionsradet).post(
        reverse("proposals:note", args=[anteckningen.uid]), {"heading": "Skatten", "text": "Min text", "version": "1"}
    )
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Deras text" in page
    assert "Min text" in page
    with pytest.raises(Stale):
        keep_note(oppositionsledaren, rummet, "x", "y", SealedItem.objects.get(pk=anteckningen.pk), 1)


def test_what_the_members_take_away_is_gone(oppositionsledaren, anteckningen):
    remove_item(oppositionsledaren, anteckningen, anteckningen.version)
    assert not SealedItem.objects.exists()


def test_a_joint_room_opens_for_a_party_when_its_leader_has_accepted(
    kommunen, som, majoritetsledaren, oppositionsledaren, sekreteraren
):
    room = open_joint_room(majoritetsledaren, kommunen["DP"], "Samarbetet", [kommunen["FE"]])
    with pytest.raises(Refused):
        prove(oppositionsledaren, room)
    place = RoomParty.objects.get(room=room, party=kommunen["FE"])
    with pytest.raises(Refused, match="gruppledare"):
        answer_invitation(som(sekreteraren), place, 1, accept=True)
    answer_invitation(oppositionsledaren, place, 1, accept=True)
    prove(som(sekreteraren), room)
    assert {row.person.name for row in people_of(room, clock.today())} == {"Karin Ström", "Olle Österman", "Pia Palm"}
    answer_invitation(oppositionsledaren, place, 2, accept=False)
    with pytest.raises(Refused):
        prove(som(sekreteraren), room)
    with pytest.raises(Invalid, match="redan"):
        answer_invitation(oppositionsledaren, place, 3, accept=True)


def test_a_party_has_one_room_and_its_own_is_never_left(oppositionsledaren, kommunen, rummet):
    assert open_room(oppositionsledaren, kommunen["FE"]) == rummet
    assert PartyRoom.objects.count() == 1
    with pytest.raises(Invalid, match="lämnas inte"):
        answer_invitation(oppositionsledaren, rummet.places.get(), 1, accept=False)


@pytest.mark.parametrize("who", sorted(set(CAST) - INSIDE))
def test_to_everyone_else_there_is_nothing_at_the_rooms_addresses(request, inloggad, who, rummet, anteckningen, utkast):
    browser = inloggad(request.getfixturevalue(who))
    pages = [("room", rummet.pk), ("looks", rummet.pk), ("start", rummet.pk), ("new_note", rummet.pk)]
    pages += [("note", anteckningen.uid), ("draft", utkast.uid), ("base", utkast.uid), ("words", utkast.uid)]
    pages += [("review", utkast.uid), ("file", anteckningen.uid), ("note", uuid.uuid4())]
    for name, key in pages:
        answer = browser.get(reverse(f"proposals:{name}", args=[key]))
        assert answer.status_code == 404, name
        assert SECRET not in answer.content.decode()
        assert "Framtidens budget" not in answer.content.decode()
    posts = [
        ("remove", [anteckningen.uid]),
        ("preview", [utkast.uid]),
        ("copy", [utkast.uid]),
        ("add_file", [rummet.pk]),
    ]
    posts += [("draft_deed", [utkast.uid, "klart"]), ("shift", [utkast.uid]), ("drop_row", [utkast.uid])]
    for name, keys in posts:
        assert browser.post(reverse(f"proposals:{name}", args=keys)).status_code == 404, name


def test_a_room_keeps_notes_and_files_on_its_pages(inloggad, sekreteraren, rummet):
    browser = inloggad(sekreteraren)
    file = SimpleUploadedFile("tankar.txt", SECRET.encode())
    browser.post(reverse("proposals:add_file", args=[rummet.pk]), {"file": file})
    browser.post(reverse("proposals:new_note", args=[rummet.pk]), {"heading": "Att göra", "text": "Ring"})
    page = browser.get(reverse("proposals:room", args=[rummet.pk])).content.decode()
    assert "tankar.txt" in page
    assert "Att göra" in page
    kept = SealedItem.objects.get(kind="file")
    answer = browser.get(reverse("proposals:file", args=[kept.uid]))
    assert answer.content.decode() == SECRET
    assert "attachment" in answer["Content-Disposition"]


def test_the_desk_is_sealed_and_shows_members_their_door(inloggad, aret, facket, oppositionsradet, rummet):
    url = reverse("proposals:desk", args=[aret("R14").pk])
    assert "Din dörr" not in inloggad(facket).get(url).content.decode()
    page = inloggad(oppositionsradet).get(url).content.decode()
    assert "Din dörr" in page
    assert reverse("proposals:room", args=[rummet.pk]) in page
