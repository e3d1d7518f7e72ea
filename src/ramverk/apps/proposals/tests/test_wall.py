"""The wall: every role against every object in every state, and every way round that we could think of."""

import itertools

import pytest
from django.urls import get_resolver, reverse

from ramverk.apps.proposals.actions.hand_over import hand_over, table_proposal, withdraw
from ramverk.apps.proposals.actions.keep import keep_note
from ramverk.apps.proposals.actions.write_draft import complete_draft, new_version
from ramverk.apps.proposals.models import HandOver, Look, Receipt, RoomParty, SealedItem
from ramverk.apps.proposals.policy import HAND_OVERS, ITEMS, LOOKS, PLACES, RECEIPTS, ROOMS
from ramverk.apps.proposals.projects import DraftProject, own_sheet
from ramverk.apps.proposals.tests.test_drafts import GOAL, fresh, more
from ramverk.apps.proposals.vault import prove, unseal
from ramverk.apps.trail.models import FrozenDocument, TrailEntry, Transition
from ramverk.apps.trail.verdicts import Refused
from ramverk.core.money import Ore

ROLES = """ekonomichefen namndsekreteraren namndordforanden ks_ordforanden oppositionsradet sekreteraren facket
administratoren framlingen""".split()
OWNERS, RECEIVERS = {"oppositionsradet", "sekreteraren"}, {"ks_ordforanden"}
STATES = ("private", "complete", "handed_over", "tabled", "reopened", "withdrawn")
OBJECTS = ("room", "draft", "note", "look", "place", "receipt", "hand_over")
TITLE, ROW, PROJECT = "Framtidens budget", "Fler på hemtjänsten", "Den hemliga skateparken"
KEY = "5d2f8a5e-0000-4000-8000-000000000001"
SHEET = own_sheet(KEY, PROJECT, "SN", "", {2019: Ore(10**8)}, 20, (2019, 12), {})
PARK = DraftProject(KEY, "add", 0, PROJECT, "SN", SHEET.as_json())


@pytest.fixture
def i_lage(oppositionsledaren, utkast, skriv, rummet):
    """`i_lage("tabled")` brings the draft to a state and gives every object there is then."""

    def bring(state):
        actor = oppositionsledaren
        note = keep_note(actor, rummet, TITLE, ROW)
        unseal(prove(actor, rummet), note)
        item = skriv(actor, utkast, rows=(more(text=ROW),), goals=GOAL, projects=(PARK,))
        made = None
        if state != "private":
            item = complete_draft(actor, fresh(item), fresh(item).version)
        if state not in {"private", "complete"}:
            made = hand_over(actor, fresh(item), fresh(item).version)
        if made is not None and state == "tabled":
            table_proposal(actor, made, made.version)
        if state == "reopened":
            new_version(actor, fresh(item), fresh(item).version)
        if made is not None and state == "withdrawn":
            withdraw(actor, made, made.version)
        return {
            "room": (ROOMS, rummet), "draft": (ITEMS, fresh(item)), "note": (ITEMS, note),
            "look": (LOOKS, Look.objects.filter(room=rummet).first()),
            "place": (PLACES, RoomParty.objects.get(room=rummet)),
            "receipt": (RECEIPTS, Receipt.objects.first()), "hand_over": (HAND_OVERS, HandOver.objects.first()),
        }  # fmt: skip

    return bring


def who_may(thing, state):
    """The whole rule of the wall, written a second time."""
    if thing == "hand_over":
        return set(ROLES) if state == "tabled" else OWNERS | RECEIVERS
    return OWNERS | RECEIVERS if thing == "receipt" else OWNERS


@pytest.mark.parametrize("state", STATES)
def test_every_role_sees_of_every_object_in_every_state_just_what_the_rule_says(request, som, i_lage, state):
    objects = i_lage(state)
    for role, name in itertools.product(ROLES, OBJECTS):
        visibility, thing = objects[name]
        if thing is None:
            continue
        actor = som(request.getfixturevalue(role))
        expected = role in who_may(name, state)
        assert bool(visibility.check(actor, thing)) == expected, (role, name, state)
        assert visibility.filter(type(thing).objects.filter(pk=thing.pk), actor).exists() == expected, (
            role,
            name,
            state,
        )
        if isinstance(thing, SealedItem) and not expected:
            with pytest.raises(Refused):
                prove(actor, thing.room)


def pages() -> list[str]:
    """Every address of the whole product that needs no arguments."""
    found = []

    def walk(resolver, prefix):
        for pattern in resolver.url_patterns:
            if hasattr(pattern, "url_patterns"):
                walk(pattern, prefix + (f"{pattern.namespace}:" if pattern.namespace else ""))
            elif not pattern.pattern.regex.groups:
                found.append(prefix + pattern.name)

    walk(get_resolver(), "")
    return [name for name in found if not name.startswith(("account_", "demo:"))]


@pytest.mark.parametrize("role", ["ekonomichefen", "administratoren", "ks_ordforanden"])
def test_no_page_of_the_product_tells_others_what_lies_in_a_room(request, inloggad, i_lage, aret, role):
    i_lage("complete")
    browser = inloggad(request.getfixturevalue(role))
    addresses = [reverse(name) for name in pages()]
    addresses += [reverse("cycle:activity", args=[aret(row).pk]) for row in ("R14", "R16", "R19")]
    addresses += [reverse("proposals:desk", args=[aret(row).pk]) for row in ("R14", "R16")]
    addresses += [reverse("proposals:index") + "?q=hemtj%C3%A4nsten", reverse("proposals:compare") + "?per=invanare"]
    for address in addresses:
        answer = browser.get(address)
        shown = answer.content.decode(errors="ignore") if not answer.streaming else ""
        assert TITLE not in shown, address
        assert ROW not in shown, address
        assert PROJECT not in shown, address


def test_neither_trail_nor_transitions_nor_frozen_documents_tell_of_a_sealed_draft(i_lage):
    i_lage("complete")
    told = [str(entry.__dict__) for entry in TrailEntry.objects.all()]
    told += [str(flip.__dict__) for flip in Transition.objects.all()]
    told += [str(document.__dict__) for document in FrozenDocument.objects.all()]
    assert not [line for line in told if TITLE in line or ROW in line or PROJECT in line]


def test_an_error_tells_nothing_either(inloggad, framlingen, i_lage):
    item = i_lage("complete")["draft"][1]
    answers = [
        inloggad(framlingen).get(reverse("proposals:draft", args=[item.uid])),
        inloggad(framlingen).get(reverse("proposals:draft", args=["00000000-0000-0000-0000-000000000000"])),
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    plain = [answer.content.decode().replace(str(item.uid), "") for answer in answers]
    assert TITLE not in plain[0]
