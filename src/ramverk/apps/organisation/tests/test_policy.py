"""Who may see and who may change: one declaration, read as a list and as a check, for everyone in the cast."""

from datetime import UTC, date, datetime

import pytest

from ramverk.apps.organisation import policy
from ramverk.apps.organisation.actor import ANONYMOUS
from ramverk.apps.organisation.models import (
    Audience,
    AudienceTerm,
    Body,
    Invitation,
    Mandate,
    Municipality,
    PartyStanding,
    Person,
    StandIn,
)

START = date(2018, 1, 1)
CAST = (
    "ekonomichefen", "namndsekreteraren", "namndordforanden", "ks_ordforanden", "oppositionsradet", "facket",
    "administratoren", "framlingen",
)  # fmt: skip
DECLARED = (
    policy.BODIES, policy.PEOPLE, policy.CONTACTS, policy.MANDATES, policy.STAND_INS, policy.STANDINGS,
    policy.AUDIENCES, policy.TERMS, policy.MUNICIPALITIES, policy.INVITATIONS,
)  # fmt: skip


@pytest.fixture
def alla(
    kommunen, ekonomichefen, namndsekreteraren, namndordforanden, ks_ordforanden, oppositionsradet, facket,
    administratoren, framlingen,
):  # fmt: skip
    """Everyone, with one of each thing there is to see."""
    StandIn.objects.create(person=facket, stands_in_for=namndordforanden, body=kommunen["BUN"], valid_from=START)
    audience = Audience.objects.create(key="partierna", label="Partierna")
    AudienceTerm.objects.create(audience=audience, body_kind="party")
    now = datetime(2018, 4, 1, tzinfo=UTC)
    Invitation.objects.create(person=facket, token_hash="x", sent_at=now, expires_at=now)
    people = (ekonomichefen, namndsekreteraren, namndordforanden, ks_ordforanden, oppositionsradet, facket)
    return dict(zip(CAST, (*people, administratoren, framlingen), strict=True))


@pytest.mark.parametrize("who", [*CAST, "utloggad"])
def test_the_list_shows_exactly_what_the_check_allows(alla, som, who):
    actor = som(alla[who]) if who in alla else ANONYMOUS
    for declared in DECLARED:
        everything = declared.model._default_manager.all()
        assert everything.exists()
        listed = set(declared.filter(everything, actor).values_list("pk", flat=True))
        allowed = {thing.pk for thing in everything if declared.check(actor, thing)}
        assert listed == allowed, (who, declared.model)


def test_nobody_outside_sees_anything(alla):
    for declared in DECLARED:
        assert not declared.filter(declared.model._default_manager.all(), ANONYMOUS).exists()


@pytest.mark.parametrize(
    ("who", "whose", "sees"),
    [
        ("framlingen", "ekonomichefen", False),
        ("framlingen", "framlingen", True),
        ("ekonomichefen", "framlingen", True),
        ("administratoren", "ks_ordforanden", True),
        ("ks_ordforanden", "oppositionsradet", True),
        ("namndordforanden", "namndsekreteraren", True),
        ("namndordforanden", "ks_ordforanden", False),
        ("facket", "namndordforanden", True),
    ],
)
def test_contact_details_are_for_those_who_work_together(alla, som, who, whose, sees):
    verdict = policy.CONTACTS.check(som(alla[who]), alla[whose])
    assert bool(verdict) is sees
    if not sees:
        assert "Kontaktuppgifter syns för personen själv" in str(verdict.sentence)


EDITORS = {"ekonomichefen", "administratoren"}
GIVES = {
    # thing: who may change the members of it
    "BUN": EDITORS | {"namndsekreteraren"},
    "SN": EDITORS,
    "KS": EDITORS,
    "DP": {"ks_ordforanden"},
    "FE": {"oppositionsradet"},
    "EKO": EDITORS,
}


@pytest.mark.parametrize("short", GIVES)
def test_members_are_changed_by_editors_the_boards_secretary_and_the_party_itself(alla, kommunen, som, short):
    allowed = {who for who in CAST if policy.may(som(alla[who]), "organisation.give_mandate", kommunen[short])}
    assert allowed == GIVES[short]


def test_a_secretary_keeps_the_elected_but_appoints_no_officials(alla, kommunen, som, framlingen):
    sekreteraren = som(alla["namndsekreteraren"])
    elected = Mandate(person=framlingen, body=kommunen["BUN"], role="member")
    official = Mandate(person=framlingen, body=kommunen["BUN"], role="secretary")
    assert policy.may(sekreteraren, "organisation.give_mandate", elected)
    assert "Sekreteraren ändrar förtroendeuppdragen" in str(
        policy.may(sekreteraren, "organisation.give_mandate", official).sentence
    )


def test_an_editor_registers_a_partys_first_leader_but_never_themselves(kommunen, ekonomichefen, framlingen, som):
    actor = som(ekonomichefen)
    other = Mandate(person=framlingen, body=kommunen["DP"], role="group_leader")
    oneself = Mandate(person=ekonomichefen, body=kommunen["DP"], role="group_leader")
    assert policy.may(actor, "organisation.give_mandate", other)
    assert "Ingen ger sig själv" in str(policy.may(actor, "organisation.give_mandate", oneself).sentence)


def test_nobody_gets_into_a_partys_room_as_a_stand_in_they_chose_themselves(alla, kommunen, som):
    admin, leader = alla["administratoren"], alla["ks_ordforanden"]
    for body in (None, kommunen["DP"], kommunen["KS"]):
        stand_in = StandIn(person=admin, stands_in_for=leader, body=body, valid_from=START)
        assert not policy.may(som(admin), "organisation.appoint_stand_in", stand_in)
        assert policy.may(som(leader), "organisation.appoint_stand_in", stand_in)


def test_an_address_that_leads_to_an_account_is_changed_by_its_owner_only(alla, som):
    leader = alla["ks_ordforanden"]
    assert policy.may(som(alla["administratoren"]), "organisation.change_email", leader)
    leader.last_login = datetime(2018, 4, 1, tzinfo=UTC)
    assert not policy.may(som(alla["administratoren"]), "organisation.change_email", leader)
    assert policy.may(som(leader), "organisation.change_email", leader)


def things(world, alla):
    """Something for each verb to be about."""
    mandate = Mandate.objects.get(person=alla["namndordforanden"])
    stand_in = StandIn.objects.get()
    return {
        "organisation.give_mandate": world["BUN"],
        "organisation.end_mandate": mandate,
        "organisation.change_person": alla["framlingen"],
        "organisation.change_email": alla["framlingen"],
        "organisation.appoint_stand_in": alla["framlingen"],
        "organisation.end_stand_in": stand_in,
    }


MORE = {
    "organisation.register_person": {"namndsekreteraren"},
    "organisation.give_mandate": {"namndsekreteraren"},
    "organisation.end_mandate": {"namndsekreteraren"},
    "organisation.change_person": {"framlingen"},
    "organisation.change_email": {"framlingen"},
    "organisation.appoint_stand_in": {"framlingen"},
    "organisation.end_stand_in": {"namndsekreteraren", "namndordforanden", "facket"},
}


@pytest.mark.parametrize("verb", policy.VERBS)
def test_every_verb_says_yes_to_those_who_may_and_why_not_to_the_rest(alla, kommunen, som, verb):
    thing = things(kommunen, alla).get(verb, kommunen["BUN"])
    verdicts = {who: policy.may(som(alla[who]), verb, thing) for who in CAST}
    assert {who for who, verdict in verdicts.items() if verdict} == EDITORS | MORE.get(verb, set())
    assert all(str(verdict.sentence).endswith(".") for verdict in verdicts.values() if not verdict)
    assert not policy.may(ANONYMOUS, verb, thing)


def test_every_object_type_of_the_area_has_a_declaration():
    declared = {visibility.model for visibility in DECLARED}
    assert declared == {
        Body, Person, Mandate, StandIn, PartyStanding, Audience, AudienceTerm, Municipality, Invitation,
    }  # fmt: skip
