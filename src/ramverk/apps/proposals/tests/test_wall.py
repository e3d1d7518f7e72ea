"""The wall: every role against every object in every state, and every way round that we could think of."""

import contextlib
import itertools
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, get_resolver, reverse

from ramverk.apps.cycle.queries.changed import deeds_before, what_changed
from ramverk.apps.frames.actions.start_edition import start_edition
from ramverk.apps.frames.round_trip import changes_book, returned
from ramverk.apps.proposals.actions.hand_over import hand_over, table_proposal, withdraw
from ramverk.apps.proposals.actions.keep import keep_note
from ramverk.apps.proposals.actions.write_draft import complete_draft, new_version
from ramverk.apps.proposals.models import HandOver, Look, Receipt, RoomParty, SealedItem
from ramverk.apps.proposals.policy import HAND_OVERS, ITEMS, LOOKS, PLACES, RECEIPTS, ROOMS
from ramverk.apps.proposals.projects import DraftProject, own_sheet
from ramverk.apps.proposals.tests.test_drafts import GOAL, fresh, more
from ramverk.apps.proposals.urls import urlpatterns
from ramverk.apps.proposals.vault import prove, unseal
from ramverk.apps.trail.models import FrozenDocument, TrailEntry, Transition
from ramverk.apps.trail.search import find
from ramverk.apps.trail.verdicts import Invalid, Refused
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
        return set(ROLES) - {"framlingen"} if state == "tabled" else OWNERS | RECEIVERS
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


_OF_THE_MOMENT = re.compile(r'"X-CSRFToken": "[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"')


def shown_on(browser, address):
    """The text that is answered, without what is new in every answer."""
    answer = browser.get(address)
    is_text = not answer.streaming and answer.get("Content-Type", "").startswith(("text/", "application/json"))
    return _OF_THE_MOMENT.sub("", answer.content.decode()) if is_text else ""


@pytest.mark.parametrize("role", ["ekonomichefen", "administratoren", "ks_ordforanden"])
@pytest.mark.usefixtures("oppositionsradet", "basen", "villkor")
def test_no_page_changes_for_others_by_what_lies_in_a_room(request, inloggad, aret, role):
    """Neither words nor counts nor dates: to the letter the same as while nobody had been in any room.

    The finance department is asked twice for every page of the product, the others for those about them and the rooms;
    on the rest of the pages no word of it may stand.
    """
    browser = inloggad(request.getfixturevalue(role))
    own = ("home", "cycle:", "proposals:", "organisation:people")
    addresses = [reverse(name) for name in pages() if role == "ekonomichefen" or name.startswith(own)]
    addresses += [reverse("cycle:activity", args=[aret(row).pk]) for row in ("R14", "R16", "R19")]
    addresses += [reverse("proposals:desk", args=[aret(row).pk]) for row in ("R14", "R16")]
    addresses += [reverse("proposals:index") + "?q=hemtj%C3%A4nsten", reverse("proposals:compare") + "?per=invanare"]
    before = {address: shown_on(browser, address) for address in addresses}
    request.getfixturevalue("i_lage")("complete")
    assert [address for address in addresses if shown_on(browser, address) != before[address]] == []
    for address in {reverse(name) for name in pages()} - set(addresses):  # no word of it on any other page either
        told = shown_on(browser, address)
        assert not [word for word in (TITLE, ROW, PROJECT) if word in told], address


def with_arguments(areas, **known):
    """Every address of some areas that takes arguments we can give, with them given."""

    def walk(resolver, prefix):
        for pattern in resolver.url_patterns:
            if hasattr(pattern, "url_patterns"):
                yield from walk(pattern, prefix + (f"{pattern.namespace}:" if pattern.namespace else ""))
            elif names := tuple(pattern.pattern.regex.groupindex):
                yield prefix + pattern.name, names

    for name, names in walk(get_resolver(), ""):
        if name.startswith(areas) and set(names) <= set(known):
            for values in itertools.product(*(known[one] for one in names)):
                with contextlib.suppress(NoReverseMatch):  # a text where a number is wanted
                    yield reverse(name, kwargs=dict(zip(names, values, strict=True)))


def test_no_address_opens_a_proposal_between_the_parties_to_the_finance_department(inloggad, ekonomichefen, i_lage):
    objects = i_lage("handed_over")
    item, made = objects["draft"][1], objects["hand_over"][1]
    uid, ending, kind = [item.uid, made.edition.uid], ["html", "xlsx"], ["motion", "mal-och-budget"]
    addresses = [
        *with_arguments(("proposals:",), pk=[made.pk], uid=uid, document=[made.document_id]),
        *with_arguments(("frames:", "api:"), pk=[made.edition_id], uid=uid, key=[made.edition.changes.first().key]),
        *with_arguments(("publishing:",), pk={made.pk, made.edition_id}, uid=uid, ending=ending, kind=kind),
    ]
    browser = inloggad(ekonomichefen)
    for address in addresses:
        told = shown_on(browser, address)
        assert not [word for word in (TITLE, ROW, PROJECT) if word in told], address
    assert len(addresses) > 50
    for address in map(reverse, pages()):  # nor on any page that needs nothing to be asked for
        told = shown_on(browser, address)
        assert not [word for word in (TITLE, ROW, PROJECT) if word in told], address


@pytest.mark.parametrize("state", STATES)
def test_what_finance_is_told_of_the_round_is_never_a_party_s_deed(finans, omgangen, i_lage, state):
    before = deeds_before(finans, omgangen, None), what_changed(finans, omgangen)
    i_lage(state)
    assert (deeds_before(finans, omgangen, None), what_changed(finans, omgangen)) == before


def test_nobody_outside_does_anything_in_a_room(request, inloggad, i_lage):
    item = i_lage("complete")["draft"][1]
    stands = list(SealedItem.objects.order_by("pk").values())
    for role in ("ekonomichefen", "administratoren", "ks_ordforanden", "framlingen"):
        browser = inloggad(request.getfixturevalue(role))
        for pattern in urlpatterns:
            names = set(pattern.pattern.regex.groupindex)
            if not names or not names & {"uid", "pk"} or pattern.name in {"desk", "question", "question_deed"}:
                continue
            values = {"uid": item.uid, "pk": item.room_id, "verb": "klart", "document": 1}
            address = reverse(f"proposals:{pattern.name}", kwargs={name: values[name] for name in names})
            answers = [browser.get(address), browser.post(address, {"version": str(item.version)})]
            assert {answer.status_code for answer in answers} <= {403, 404, 405}, (role, address)
    assert list(SealedItem.objects.order_by("pk").values()) == stands


def test_no_copy_of_a_room_is_left_in_a_browser(inloggad, oppositionsradet, i_lage):
    item = i_lage("complete")["draft"][1]
    for address in (reverse("proposals:draft", args=[item.uid]), reverse("proposals:room", args=[item.room_id])):
        assert "no-store" in inloggad(oppositionsradet).get(address)["Cache-Control"]


def test_nor_is_a_refusal_that_may_quote_a_draft(inloggad, oppositionsradet, i_lage):
    item = i_lage("private")["draft"][1]
    answer = inloggad(oppositionsradet).post(reverse("proposals:drop_row", args=[item.uid]), {"version": "1"})
    assert answer.status_code == 409
    assert "no-store" in answer["Cache-Control"]


def test_neither_trail_nor_transitions_nor_frozen_documents_tell_of_a_sealed_draft(i_lage):
    i_lage("complete")
    told = [str(entry.__dict__) for entry in TrailEntry.objects.all()]
    told += [str(flip.__dict__) for flip in Transition.objects.all()]
    told += [str(document.__dict__) for document in FrozenDocument.objects.all()]
    assert not [line for line in told if TITLE in line or ROW in line or PROJECT in line]


@pytest.mark.parametrize("role", ["framlingen", "ekonomichefen", "ks_ordforanden"])
def test_an_error_is_the_same_whether_a_thing_is_there_or_not_and_takes_as_many_questions(
    request, inloggad, i_lage, role
):
    item = i_lage("complete")["draft"][1]
    browser = inloggad(request.getfixturevalue(role))
    browser.get(reverse("proposals:index"))
    answers = []
    for uid in (str(item.uid), "00000000-0000-0000-0000-000000000000"):
        with CaptureQueriesContext(connection) as asked:
            told = shown_on(browser, reverse("proposals:draft", args=[uid]))
        answers.append((len(asked), told.replace(uid, "")))
    assert answers[0] == answers[1]
    assert "Här finns ingen sida" in answers[0][1]


def test_a_workbook_of_a_proposal_between_the_parties_is_refused_without_its_name(finans, omgangen, basen, i_lage):
    hidden = i_lage("handed_over")["hand_over"][1].edition
    own = start_edition(finans, omgangen, "executive_proposal", "Nytt läge", basen)
    with pytest.raises(Invalid, match="Filen hör till en annan utgåva") as refused:
        returned(own, changes_book(hidden, list(hidden.changes.all()))[1], "ändringar.xlsx")
    assert TITLE not in str(refused.value)


@pytest.mark.parametrize("state", ["complete", "handed_over", "tabled"])
def test_the_search_finds_of_a_room_only_what_has_left_it(i_lage, som, request, state):
    declared, made = i_lage(state)["hand_over"]
    for role in ("ekonomichefen", "ks_ordforanden", "oppositionsradet", "administratoren", "framlingen"):
        actor = som(request.getfixturevalue(role))
        found = {hit.title for text in (TITLE, ROW, PROJECT) for kind in find(text, actor, 8) for hit in kind.hits}
        expected = {TITLE} if made is not None and declared.check(actor, made) else set()
        expected |= {ROW, f"Kapitalkostnad: {PROJECT}"} if state == "tabled" and actor.is_inside else set()
        assert found == expected, (role, state)


def test_the_search_asks_the_same_of_the_database_whether_or_not_a_word_lies_sealed(i_lage, ks_ordforanden, som):
    i_lage("complete")
    asked = []
    for text in (PROJECT, "Den öppnade vallgraven"):
        with CaptureQueriesContext(connection) as queries:
            assert not find(text, som(ks_ordforanden), 8)
        asked.append(queries)
    assert len(asked[0]) == len(asked[1])
    assert not any(SealedItem._meta.db_table in query["sql"] for query in asked[0])
