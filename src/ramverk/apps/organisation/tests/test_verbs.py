"""Each verb: what it does, when it refuses and with which sentence, the old version, and the row it leaves."""

from datetime import date

import pytest

from ramverk.apps.organisation.actions.add_body import add_body
from ramverk.apps.organisation.actions.appoint_stand_in import appoint_stand_in
from ramverk.apps.organisation.actions.change_body import change_body
from ramverk.apps.organisation.actions.change_person import change_person
from ramverk.apps.organisation.actions.close_body import close_body
from ramverk.apps.organisation.actions.end_mandate import end_mandate
from ramverk.apps.organisation.actions.end_stand_in import end_stand_in
from ramverk.apps.organisation.actions.give_mandate import give_mandate
from ramverk.apps.organisation.actions.name_municipality import name_municipality
from ramverk.apps.organisation.actions.register_person import register_person
from ramverk.apps.organisation.actions.set_party_standing import set_party_standing
from ramverk.apps.organisation.models import Body, Mandate, Municipality, PartyStanding, Person
from ramverk.apps.organisation.queries import acting_for, person_history
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.queries import history
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale

START = date(2018, 1, 1)
TERM = date(2014, 10, 15)


def last_entry():
    return TrailEntry.objects.order_by("number").last()


# name_municipality


def test_a_new_installation_is_told_which_municipality_it_serves(kommunen, som, administratoren):
    Municipality.objects.all().delete()
    made = name_municipality(som(administratoren), 0, name="Exempelby", code="9999", inhabitants=33_012)
    assert str(Municipality.objects.get()) == "Exempelby"
    assert last_entry().verb == "organisation.name_municipality"
    assert last_entry().after["inhabitants"] == 33_012
    with pytest.raises(Stale, match="redan angett kommunen"):
        name_municipality(som(administratoren), 0, name="Annanby")
    name_municipality(som(administratoren), made.version, name="Exempelby", code="9999", inhabitants=33_300)
    assert last_entry().before == {"inhabitants": 33_012}
    with pytest.raises(Stale):
        name_municipality(som(administratoren), made.version, name="Annanby")


def test_only_those_who_keep_the_organisation_name_the_municipality(kommunen, som, oppositionsradet):
    with pytest.raises(Refused, match="Bara ekonomiavdelningen"):
        name_municipality(som(oppositionsradet), 1, name="Annanby")


# add_body


def test_a_board_is_added(kommunen, ekonomichefen, som):
    body = add_body(som(ekonomichefen), kind="board", name="Miljönämnden", valid_from=START, parent=kommunen["KS"])
    entry = last_entry()
    assert (entry.verb, entry.subject_label, entry.after["parent"]) == (
        "organisation.add_body", "Miljönämnden", "Kommunstyrelsen",
    )  # fmt: skip
    assert (entry.actor_name, entry.actor_role) == ("Eva Ekström", "chef, Ekonomiavdelningen")
    assert history(body).get() == entry


def test_a_board_is_not_added_twice_or_by_others(kommunen, ekonomichefen, oppositionsradet, som):
    with pytest.raises(Refused, match="Bara ekonomiavdelningen och administratörer ändrar organisationen"):
        add_body(som(oppositionsradet), kind="board", name="Miljönämnden", valid_from=START)
    add_body(som(ekonomichefen), kind="board", name="Miljönämnden", valid_from=START)
    with pytest.raises(Invalid, match="Miljönämnden finns redan från den dagen"):
        add_body(som(ekonomichefen), kind="board", name="Miljönämnden", valid_from=START)
    assert TrailEntry.objects.count() == 1


# change_body


def test_a_body_is_renamed_and_says_what_it_was(kommunen, administratoren, som):
    board = kommunen["BUN"]
    change_body(som(administratoren), board, 1, name="Skolnämnden", short_name="BUN", reason="Ny organisation")
    entry = last_entry()
    assert (entry.before, entry.after) == ({"name": "Barn- och utbildningsnämnden"}, {"name": "Skolnämnden"})
    assert (entry.reason, entry.actor_role) == ("Ny organisation", "administratör")


def test_a_body_is_not_changed_against_an_old_version(kommunen, ekonomichefen, som):
    change_body(som(ekonomichefen), Body.objects.get(short_name="BUN"), 1, name="Skolnämnden")
    with pytest.raises(Stale):
        change_body(som(ekonomichefen), Body.objects.get(short_name="SN"), 7, name="Skolnämnden")
    assert TrailEntry.objects.count() == 1


def test_a_body_does_not_lie_under_itself_or_take_anothers_name(kommunen, ekonomichefen, som):
    with pytest.raises(Invalid, match="hör till Barn- och utbildningsnämnden och kan inte samtidigt stå över"):
        change_body(som(ekonomichefen), kommunen["BUN"], 1, name="BUN", parent=kommunen["BUF"])
    with pytest.raises(Invalid, match="Ett annat organ heter redan Socialnämnden"):
        change_body(som(ekonomichefen), kommunen["BUN"], 1, name="Socialnämnden")


# close_body


def test_a_closed_body_takes_its_mandates_with_it(kommunen, ekonomichefen, namndordforanden, som):
    close_body(som(ekonomichefen), kommunen["BUN"], 1, last_day=date(2018, 12, 31))
    assert Mandate.objects.get(person=namndordforanden).valid_to == date(2018, 12, 31)
    assert last_entry().after == {"valid_to": "2018-12-31", "mandates_ended": 1}


def test_a_body_is_not_closed_before_it_began_or_against_an_old_version(kommunen, ekonomichefen, som):
    with pytest.raises(Invalid, match="Organet började 1971-01-01"):
        close_body(som(ekonomichefen), kommunen["BUN"], 1, last_day=date(1970, 1, 1))
    with pytest.raises(Stale):
        close_body(som(ekonomichefen), kommunen["BUN"], 9, last_day=date(2018, 12, 31))
    assert not TrailEntry.objects.exists()


# register_person, change_person


def test_a_secretary_registers_a_new_member(kommunen, namndsekreteraren, som):
    person = register_person(som(namndsekreteraren), name="Ny Ledamot", email="Ny@Exempelby.example")
    assert (person.email, person.has_usable_password()) == ("ny@exempelby.example", False)
    assert last_entry().verb == "organisation.register_person"


def test_a_person_is_known_by_something_and_only_once(kommunen, ekonomichefen, facket, som):
    with pytest.raises(Invalid, match="Fyll i e-post eller nummer"):
        register_person(som(ekonomichefen), name="Ny")
    with pytest.raises(Invalid, match="hör till Fatima Fors"):
        register_person(som(ekonomichefen), name="Ny", email=facket.email.upper())
    with pytest.raises(Refused, match="nämndsekreterare lägger till"):
        register_person(som(facket), name="Ny", email="ny@exempelby.example")


def test_people_change_their_own_details(kommunen, facket, som):
    change_person(som(facket), facket, 1, name="Fatima Fors Alm", email=facket.email, language="en")
    entry = last_entry()
    assert entry.after == {"name": "Fatima Fors Alm", "language": "en"}
    assert entry.actor_role == "personen själv"
    with pytest.raises(Stale):
        change_person(som(facket), Person.objects.get(pk=facket.pk), 1, name="Annat", email=facket.email)
    with pytest.raises(Refused, match="Bara personen själv"):
        change_person(som(facket), Person.objects.exclude(pk=facket.pk).first() or facket, 1, name="X", email="x@y.se")


@pytest.fixture(autouse=True)
def _another(kommunen, framlingen):
    """Somebody else is always there."""


# give_mandate, end_mandate


def test_a_secretary_gives_a_seat_in_their_own_board(kommunen, namndsekreteraren, framlingen, som):
    mandate = give_mandate(
        som(namndsekreteraren), person=framlingen, body=kommunen["BUN"], role="substitute", valid_from=START, order=2
    )
    entry = last_entry()
    assert entry.after["role"] == "ersättare"
    assert entry.actor_role == "sekreterare, Barn- och utbildningsnämnden"
    assert entry in person_history(framlingen)
    assert str(mandate) == "Stig Främling, ersättare i Barn- och utbildningsnämnden"


@pytest.mark.parametrize(
    ("short", "role", "start", "end", "sentence"),
    [
        ("BUN", "chair", START, None, "Berit Borg är redan ordförande"),
        ("BUN", "member", START, date(2017, 1, 1), "slutar innan det börjar"),
        ("BUN", "member", date(1950, 1, 1), None, "finns inte den dagen"),
    ],
)
def test_it_refuses_a_mandate_that_cannot_be(
    kommunen, ekonomichefen, namndordforanden, framlingen, som, short, role, start, end, sentence
):
    with pytest.raises(Invalid, match=sentence):
        give_mandate(
            som(ekonomichefen), person=framlingen, body=kommunen[short], role=role, valid_from=start, valid_to=end
        )
    assert not TrailEntry.objects.exists()


def test_nobody_holds_the_same_seat_twice(kommunen, ekonomichefen, framlingen, som):
    seat = {"person": framlingen, "body": kommunen["SN"], "role": "member"}
    give_mandate(som(ekonomichefen), valid_from=START, **seat)
    with pytest.raises(Invalid, match="har redan det uppdraget sedan 2018-01-01"):
        give_mandate(som(ekonomichefen), valid_from=date(2018, 3, 1), **seat)


def test_a_mandate_ends_on_its_last_day(kommunen, namndsekreteraren, namndordforanden, som):
    mandate = Mandate.objects.get(person=namndordforanden)
    end_mandate(som(namndsekreteraren), mandate, 1, last_day=date(2018, 6, 30), reason="Flyttar")
    assert (last_entry().before, last_entry().after) == ({"valid_to": None}, {"valid_to": "2018-06-30"})
    with pytest.raises(Stale):
        end_mandate(som(namndsekreteraren), Mandate.objects.get(pk=mandate.pk), 1, last_day=date(2018, 7, 1))
    with pytest.raises(Invalid, match="Uppdraget började 2014-10-15"):
        end_mandate(som(namndsekreteraren), mandate, mandate.version, last_day=date(2014, 1, 1))


def test_a_mandate_in_another_board_is_not_the_secretarys_to_end(kommunen, namndsekreteraren, ks_ordforanden, som):
    mandate = Mandate.objects.get(person=ks_ordforanden, role="chair")
    with pytest.raises(Refused, match="sekreteraren i Kommunstyrelsen"):
        end_mandate(som(namndsekreteraren), mandate, 1, last_day=START)


# stand-ins


def test_somebody_away_is_acted_for_and_no_longer_when_it_ends(kommunen, namndordforanden, framlingen, som):
    stand_in = appoint_stand_in(
        som(namndordforanden), stands_in_for=namndordforanden, person=framlingen, valid_from=START, reason="Ledig"
    )
    assert acting_for(som(framlingen)) == {namndordforanden.pk: "Berit Borg"}
    assert som(framlingen).holds("chair", body_id=kommunen["BUN"].pk)
    end_stand_in(som(framlingen), stand_in, 1, last_day=date(2018, 4, 10))
    assert acting_for(som(framlingen)) == {}
    assert [entry.verb for entry in person_history(framlingen)] == [
        "organisation.end_stand_in", "organisation.appoint_stand_in",
    ]  # fmt: skip
    with pytest.raises(Stale):
        end_stand_in(som(framlingen), stand_in, 1, last_day=date(2018, 4, 12))


def test_it_refuses_a_stand_in_that_cannot_be(kommunen, namndordforanden, framlingen, som):
    actor, who = som(namndordforanden), {"stands_in_for": namndordforanden}
    with pytest.raises(Invalid, match="ersätter inte sig själv"):
        appoint_stand_in(actor, person=namndordforanden, valid_from=START, **who)
    with pytest.raises(Invalid, match="har inget uppdrag i Socialnämnden"):
        appoint_stand_in(actor, person=framlingen, valid_from=START, body=kommunen["SN"], **who)
    appoint_stand_in(actor, person=framlingen, valid_from=START, **who)
    with pytest.raises(Invalid, match="är redan ersättare då"):
        appoint_stand_in(actor, person=framlingen, valid_from=date(2018, 3, 1), **who)
    with pytest.raises(Refused, match="Bara personen själv"):
        appoint_stand_in(som(framlingen), person=framlingen, valid_from=START, **who)


# set_party_standing


def test_a_party_changes_side_and_what_it_was_is_kept(kommunen, ekonomichefen, som):
    seats = {"governs": True, "seats": 6, "seats_in_executive_board": 1}
    set_party_standing(som(ekonomichefen), kommunen["FE"], 1, valid_from=date(2018, 10, 15), **seats)
    periods = PartyStanding.objects.filter(party=kommunen["FE"].pk).order_by("valid_from")
    assert [(p.governs, p.valid_from, p.valid_to) for p in periods] == [
        (False, TERM, date(2018, 10, 14)), (True, date(2018, 10, 15), None),
    ]  # fmt: skip
    assert last_entry().before == {"governs": False, "seats": 5, "seats_in_executive_board": 0}
    with pytest.raises(Stale):
        set_party_standing(
            som(ekonomichefen), Body.objects.get(short_name="FE"), 1, valid_from=date(2018, 10, 15), **seats
        )


def test_it_refuses_a_standing_of_no_party_or_before_a_later_one(kommunen, ekonomichefen, som):
    seats = {"governs": True, "seats": 6, "seats_in_executive_board": 1}
    with pytest.raises(Invalid, match="är inget parti"):
        set_party_standing(som(ekonomichefen), kommunen["SN"], 1, valid_from=START, **seats)
    with pytest.raises(Invalid, match="redan uppgifter från 2014-10-15"):
        set_party_standing(som(ekonomichefen), kommunen["FE"], 1, valid_from=date(2010, 10, 15), **seats)


def test_every_verb_has_a_file_a_leave_and_a_name_in_the_history():
    from pathlib import Path

    from ramverk.apps.organisation import policy
    from ramverk.apps.organisation.apps import VERBS

    folder = Path(policy.__file__).parent / "actions"
    files = {f"organisation.{file.stem}" for file in folder.glob("[a-z]*.py")}
    assert files == set(VERBS)
    # whoever holds the link accepts an invitation; an address is changed with the person's other details
    apart = {"organisation.accept_invitation", "organisation.change_email"}
    assert files - apart == set(policy.VERBS) - apart
