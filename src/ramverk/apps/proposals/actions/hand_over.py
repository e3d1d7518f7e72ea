"""Hand a proposal over: freeze it with a checksum and lay it in every other party's room at the same moment."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from ramverk.apps.cycle.actions.advance import advance
from ramverk.apps.cycle.actions.notify import notify
from ramverk.apps.cycle.models import Activity, ActivityKind, ActivityState, PartyMark
from ramverk.apps.cycle.policy_desks import PARTY_SPEAKERS
from ramverk.apps.cycle.queries_party import marked, parties_concerned
from ramverk.apps.frames.received import keep_received
from ramverk.apps.organisation.actor import Actor, actor_of
from ramverk.apps.organisation.models import Body, Mandate, Person, on
from ramverk.apps.proposals.contents import content_of
from ramverk.apps.proposals.models import DraftState, HandOver, Receipt, SealedItem
from ramverk.apps.proposals.policy import leads_in, may_hand_over
from ramverk.apps.proposals.queries.drafts import Opened, Outcome, opened, outcome
from ramverk.apps.proposals.queries.rooms import council_parties, seated_in
from ramverk.apps.proposals.sealing import write
from ramverk.apps.proposals.vault import KeyMissing, Proof, prove
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.flip import flip
from ramverk.apps.trail.actions.freeze import freeze
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale, require


@transaction.atomic
def hand_over(actor: Actor, item: SealedItem, version: int, seen: str | None = None) -> HandOver:
    """`seen` is the checksum of what the person looked at. In a joint room every party's leader has approved it."""
    locked = SealedItem.objects.select_for_update(of=("self",)).select_related("room").get(pk=item.pk)
    require(may_hand_over(actor, locked))
    if locked.version != version:
        raise Stale(_("Förslaget har ändrats sedan du granskade det. Inget är överlämnat; granska det igen."))
    proof = prove(actor, locked.room)
    one = opened(proof, locked, is_logged=False)
    found = outcome(one)
    _ready(actor, one, found, seen)
    return _handed(actor, proof, one, found, clock.now())


def _ready(actor: Actor, one: Opened, found: Outcome, seen: str | None) -> None:
    if seen is not None and seen != found.checksum:
        raise Stale(_("Förslaget har ändrats sedan du granskade det. Inget är överlämnat; granska det igen."))
    if found.hinders:
        raise Invalid(_("Förslaget kan inte överlämnas än. %s") % found.hinders[0].message)
    waits = waiting_for(actor, one, found.checksum)
    if waits:
        raise Invalid(_("Förslaget är inte godkänt av %s än.") % ", ".join(party.name for party in waits))


def waiting_for(actor: Actor, one: Opened, found: str) -> list[Body]:
    """The parties of a joint room whose leaders have not approved just this; handing over is approving."""
    if not one.item.room.is_joint:
        return []
    own = {held.body_id for held in actor.mandates if held.role == "group_leader" and held.for_id is None}
    return [
        place.party
        for place in seated_in(one.item.room)
        if place.party_id not in own and one.draft.approvals.get(str(place.party_id)) != found
    ]


def _handed(actor: Actor, proof: Proof, one: Opened, found: Outcome, at: datetime) -> HandOver:
    item, givers = one.item, [place.party for place in seated_in(one.item.room)]
    activity = _step(one)
    before = HandOver.objects.filter(draft_uid=item.uid).order_by("-number").first()
    number = before.number + 1 if before else 1
    name = (
        one.draft.title
        if number == 1
        else _("%(title)s, version %(number)s") % {"title": one.draft.title, "number": number}
    )
    edition = keep_received(actor, one.base, one.core.kind.value, name, one.core.changes, activity)
    content = content_of(one, found, givers) | {"edition_checksum": edition.checksum, "version": number}
    made = HandOver.objects.create(
        room=item.room, draft_uid=item.uid, number=number, edition=edition, replaces=before, at=at, by=actor.name,
        document=freeze(actor, "proposal", edition.name, content),
    )  # fmt: skip
    receivers = [party for party in council_parties(clock.today()) if party not in givers]
    Receipt.objects.bulk_create(Receipt(hand_over=made, party=party, delivered_at=at) for party in receivers)
    write(
        proof,
        item,
        item.version,
        one.draft.as_json(),
        state=DraftState.HANDED_OVER,
        hand_over_at=None,
        hand_over_by=None,
    )
    flip(actor, item, DraftState.COMPLETE, DraftState.HANDED_OVER)
    words = _("Ny version överlämnad: %s") if before else _("Överlämnat: %s")
    tell_parties(receivers, "proposals.handed_over", words % edition.name, activity, _path(made))
    if activity is not None and before is None:
        _complete(actor, activity, givers)
    sums = {"edition_checksum": edition.checksum, "document_checksum": made.document.checksum}
    record(actor, "proposals.hand_over", made, after=sums | {"version": number})
    return made


def _step(one: Opened) -> Activity | None:
    """The hand-over of the timetable (R16), where this is the proposal it waits for."""
    if one.core.kind.value != "majority_proposal":
        return None
    return Activity.objects.filter(round=one.base.round_id, kind=ActivityKind.HANDOVER).order_by("end").first()


def _complete(actor: Actor, activity: Activity, givers: Sequence[Body]) -> None:
    """The step is done for the parties of the room; with the last of those it concerns, it is done."""
    done = marked([activity]).get(activity.pk, set())
    concerned = parties_concerned(activity, clock.today())
    fresh = [party for party in givers if party.pk in concerned and party.pk not in done]
    PartyMark.objects.bulk_create(
        PartyMark(activity=activity, party=party, at=clock.now(), by=actor.name) for party in fresh
    )
    if concerned <= done | {party.pk for party in fresh}:
        advance(actor, activity, ActivityState.DONE, _("Förslaget är överlämnat."))


def _path(made: HandOver) -> str:
    return reverse("proposals:proposal", args=[made.pk])


def tell_parties(
    parties: Sequence[Body], code: str, subject: str, activity: Activity | None = None, path: str = ""
) -> None:
    """Everyone who may enter the parties' rooms hears of it at the same moment, and at which page it is."""
    mandates = Mandate.objects.filter(on(clock.today()), body__in=parties, role__in=PARTY_SPEAKERS)
    people = Person.objects.filter(is_active=True, pk__in=mandates.values("person"))
    notify(people, code, subject, "", activity, path)


@transaction.atomic
def set_hour(actor: Actor, item: SealedItem, version: int, at: datetime, seen: str) -> SealedItem:
    """Let a complete draft be handed over by itself at a set hour. It stays sealed till then."""
    locked = SealedItem.objects.select_for_update(of=("self",)).select_related("room").get(pk=item.pk)
    require(may_hand_over(actor, locked))
    if at <= clock.now():
        raise Invalid(_("Välj en tid som inte har varit, eller överlämna nu."))
    proof = prove(actor, locked.room)
    one = opened(proof, locked, is_logged=False)
    _ready(actor, one, outcome(one), seen)
    written = write(proof, locked, version, one.draft.as_json(), hand_over_at=at, hand_over_by=actor.person_id)
    record(actor, "proposals.set_hour", written, after={"at": at.isoformat()})
    return written


def hand_over_due() -> int:
    """Hand over what has reached its set hour, on behalf of who set it; the clock and the area's pages call it.

    Somebody who has left the party meanwhile hands nothing over; the hour is then taken away and the members are told.
    """
    done = 0
    for item in SealedItem.objects.filter(hand_over_at__lte=clock.now(), state=DraftState.COMPLETE).select_related(
        "room"
    ):
        try:
            done += _due(item)
        except KeyMissing:
            continue  # nothing is wrong with the proposal: it is handed over when the key file is back
        except Refused:
            SealedItem.objects.filter(pk=item.pk).update(hand_over_at=None, hand_over_by=None)
            parties = [place.party for place in seated_in(item.room)]
            tell_parties(
                parties, "proposals.not_handed_over", _("Överlämningen blev inte av. Öppna rummet och se varför."),
                path=reverse("proposals:room", args=[item.room_id]),
            )  # fmt: skip
    return done


@transaction.atomic
def _due(item: SealedItem) -> int:
    locked = SealedItem.objects.select_for_update(of=("self",)).select_related("room").get(pk=item.pk)
    if locked.state != DraftState.COMPLETE or locked.hand_over_at is None:
        return 0  # somebody else's page was quicker
    person = Person.objects.get(pk=locked.hand_over_by or 0)
    actor = actor_of(person, clock.today())
    require(may_hand_over(actor, locked))
    proof = prove(actor, locked.room)
    one = opened(proof, locked, is_logged=False)
    found = outcome(one)
    _ready(actor, one, found, None)
    _handed(actor, proof, one, found, locked.hand_over_at)
    return 1


@transaction.atomic
def table_proposal(actor: Actor, made: HandOver, version: int) -> HandOver:
    """Lay a handed-over proposal open to everyone who signs in: it goes to the executive board and the council."""
    require(leads_in(actor, made.room))
    if made.withdrawn_at is not None:
        raise Invalid(_("Förslaget är tillbakadraget."))
    if made.tabled_at is not None:
        raise Invalid(_("Förslaget är redan framlagt."))
    above = HandOver.objects.filter(edition=made.edition.parent_id, tabled_at=None).first()
    if above is not None:
        raise Invalid(
            _("Förslaget bygger på ”%s”, som inte är framlagt för alla än. Det kan läggas fram när det är det.") % above
        )
    change(made, version, tabled_at=clock.now())
    record(actor, "proposals.table_proposal", made)
    return made


@transaction.atomic
def withdraw(actor: Actor, made: HandOver, version: int) -> HandOver:
    """Withdraw a proposal that was handed over. Those who have it keep it, marked; they are told."""
    require(leads_in(actor, made.room))
    if made.withdrawn_at is not None:
        raise Invalid(_("Förslaget är redan tillbakadraget."))
    change(made, version, withdrawn_at=clock.now())
    item = SealedItem.objects.filter(uid=made.draft_uid, state=DraftState.HANDED_OVER).select_related("room").first()
    if item is not None and not HandOver.objects.filter(replaces=made).exists():
        _withdraw_item(actor, item)
    receivers = Body.objects.filter(pk__in=made.receipts.values("party"))
    tell_parties(list(receivers), "proposals.withdrawn", _("Tillbakadraget: %s") % made, path=_path(made))
    record(actor, "proposals.withdraw", made)
    return made


def _withdraw_item(actor: Actor, item: SealedItem) -> None:
    proof: Proof = prove(actor, item.room)
    one = opened(proof, item, is_logged=False)
    write(proof, item, item.version, one.draft.as_json(), state=DraftState.WITHDRAWN)
    flip(actor, item, DraftState.HANDED_OVER, DraftState.WITHDRAWN)
