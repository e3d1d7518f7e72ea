"""The wall round the party rooms, declared once.

A room is open to those who today hold a mandate of their own in a party that has its place there. The administrator's
mark and work in the finance department close it, whatever mandates a person has beside them; stand-ins do not enter.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ramverk.apps.cycle.policy_desks import own_parties
from ramverk.apps.organisation.actor import Actor, Held
from ramverk.apps.organisation.models import Body, BodyKind, Role
from ramverk.apps.proposals.models import (
    DraftState,
    HandOver,
    Look,
    PartyRoom,
    PublishedFact,
    Question,
    QuestionState,
    Receipt,
    RoomParty,
    SealedItem,
    Share,
    Terms,
)
from ramverk.apps.trail import clock
from ramverk.apps.trail.verdicts import Allowed, Denied, Verdict
from ramverk.apps.trail.visibility import Circle, Visibility

MEMBERS = _("partiets egna företrädare i dag")
GIVERS = _("de som äger förslaget")
RECEIVERS = _("partierna som förslaget är överlämnat till")
EVERYONE = _("alla som är inloggade")
SEALED = _(
    "Partirummet är partiets eget. Bara partiets ledamöter, ersättare och politiska sekreterare kommer in, och bara så "
    "länge de har sitt uppdrag. Varken tjänstemän eller systemadministratörer kan läsa det som ligger där."
)


def parties_of(actor: Actor) -> dict[int, Held]:
    """The parties in whose rooms the actor may be. Nobody with the keys to the machine or the money enters."""
    if actor.is_administrator or actor.owns_the_process:
        return {}
    return own_parties(actor)


def _seated(actor: Actor, prefix: str = "") -> Q | None:
    """Rows of rooms where a party of the actor's has its place today."""
    parties = list(parties_of(actor))
    if not parties:
        return None
    places = RoomParty.objects.filter(party__in=parties, accepted_at__isnull=False, left_at__isnull=True)
    return Q(**{f"{prefix}in": places.values("room")})


def _received(actor: Actor, prefix: str = "") -> Q | None:
    parties = list(parties_of(actor))
    if not parties:
        return None
    return Q(**{f"{prefix}in": Receipt.objects.filter(party__in=parties).values("hand_over")})


def _tabled(actor: Actor) -> Q | None:
    return Q(tabled_at__isnull=False) if actor.is_inside else None


def _signed_in(actor: Actor) -> Q | None:
    return Q() if actor.is_signed_in else None


def _asked(actor: Actor) -> Q | None:
    parties = list(parties_of(actor))
    return Q(party__in=parties) if parties else None


ROOMS = Visibility(PartyRoom, (Circle(MEMBERS, lambda actor: _seated(actor, "pk__")),), SEALED)
ITEMS = Visibility(SealedItem, (Circle(MEMBERS, lambda actor: _seated(actor, "room__")),), SEALED)
LOOKS = Visibility(Look, (Circle(MEMBERS, lambda actor: _seated(actor, "room__")),), SEALED)
PLACES = Visibility(
    RoomParty,
    (Circle(MEMBERS, lambda actor: _seated(actor, "room__")), Circle(_("det inbjudna partiet"), _asked)),
    SEALED,
)
HAND_OVERS = Visibility(
    HandOver,
    (
        Circle(GIVERS, lambda actor: _seated(actor, "room__")),
        Circle(RECEIVERS, lambda actor: _received(actor, "pk__")),
        Circle(EVERYONE, _tabled),
    ),
    _("Förslaget är överlämnat mellan partierna. Det öppnas för alla när det läggs fram."),
)
RECEIPTS = Visibility(
    Receipt,
    (Circle(GIVERS, lambda actor: _seated(actor, "hand_over__room__")), Circle(RECEIVERS, _asked)),
    _("Kvittenserna syns för partierna."),
)


def _works_with(actor: Actor) -> Q | None:
    """Questions delegated to where the actor works."""
    bodies = actor.body_ids((Role.HEAD, Role.OFFICIAL))
    return Q(body__in=bodies) if bodies else None


def _finance(actor: Actor) -> Q | None:
    return Q() if actor.owns_the_process else None


QUESTIONS = Visibility(
    Question,
    (
        Circle(MEMBERS, lambda actor: _seated(actor, "room__")),
        Circle(_("ekonomiavdelningen"), _finance),
        Circle(_("den förvaltning som svarar"), _works_with),
    ),
    _("Frågan syns för partiet som ställde den och för de tjänstemän som arbetar med den."),
)
FACTS = Visibility(PublishedFact, (Circle(EVERYONE, _signed_in),), _("Logga in för att läsa svaren."))


def _shown_to(actor: Actor) -> Q | None:
    """Shares that go on, for those the draft is shown to."""
    bodies = actor.body_ids((Role.HEAD, Role.MEMBER), BodyKind.MANAGEMENT_TEAM)
    return Q(audience__in=bodies, ended_at=None, ends_at__gt=clock.now()) if bodies else None


SHARES = Visibility(
    Share,
    (
        Circle(MEMBERS, lambda actor: _seated(actor, "room__")),
        Circle(_("ledningsgruppen, så länge delningen varar"), _shown_to),
    ),
    _("Utkastet visades för ledningsgruppen en tid och är stängt."),
)
TERMS = Visibility(Terms, (Circle(EVERYONE, _signed_in),), _("Logga in för att se villkoren."))


def leads_in(actor: Actor, room: PartyRoom) -> Verdict:
    """Whether the actor leads a party that has its place in the room."""
    if not may_enter(actor, room):
        return Denied(SEALED)
    return Allowed(MEMBERS) if parties_led(actor, room) else Denied(_("Det gör partiets gruppledare."))


def leads_party(actor: Actor, party: Body | int) -> Verdict:
    """Whether the actor is the party's group leader."""
    party_id = party if isinstance(party, int) else party.pk
    if party_id in parties_of(actor) and any(
        held.for_id is None for held in actor.held(Role.GROUP_LEADER, body_id=party_id)
    ):
        return Allowed(MEMBERS)
    return Denied(_("Det gör partiets gruppledare."))


def parties_led(actor: Actor, room: PartyRoom) -> list[int]:
    """The parties in the room whose group leader the actor is."""
    seated = set(room.places.filter(accepted_at__isnull=False, left_at__isnull=True).values_list("party_id", flat=True))
    own = set(parties_of(actor)) & seated
    return [held.body_id for held in actor.held(Role.GROUP_LEADER) if held.for_id is None and held.body_id in own]


def may_open_room(actor: Actor, party: Body) -> Verdict:
    """Anyone of the party."""
    return Allowed(MEMBERS) if party.pk in parties_of(actor) else Denied(SEALED)


def may_enter(actor: Actor, room: PartyRoom) -> Verdict:
    """Whether the room is open to the actor."""
    return ROOMS.check(actor, room)


def may_write(actor: Actor, item: SealedItem) -> Verdict:
    """Whether the actor may change a sealed item: everyone in the room, while it is not handed over."""
    verdict = may_enter(actor, item.room)
    if not verdict:
        return verdict
    if item.kind == "draft" and item.state in {DraftState.HANDED_OVER, DraftState.WITHDRAWN, DraftState.COMPLETE}:
        return Denied(
            _("Förslaget är markerat som klart eller överlämnat. Öppna det igen för att ändra.")
            if item.state == DraftState.COMPLETE
            else _("Förslaget är överlämnat. Gör en ny version för att ändra.")
        )
    return verdict


def may_set_terms(actor: Actor, _thing: Any = None) -> Verdict:
    """Only finance opens and closes posts."""
    if actor.owns_the_process:
        return Allowed(_("ekonomiavdelningen"))
    return Denied(_("Vilka poster som är öppna för partierna bestämmer ekonomiavdelningen, lika för alla."))


def may_hand_over(actor: Actor, item: SealedItem) -> Verdict:
    """A group leader of the room, for a complete draft."""
    verdict = leads_in(actor, item.room)
    if verdict and item.state != DraftState.COMPLETE:
        return Denied(_("Förslaget måste vara markerat som klart innan det överlämnas."))
    return verdict


def may_assign(actor: Actor, question: Question | None = None) -> Verdict:
    """Finance runs the queue."""
    if not actor.owns_the_process:
        return Denied(_("Ekonomiavdelningen fördelar frågorna."))
    if question is not None and question.state not in {QuestionState.ASKED, QuestionState.ASSIGNED}:
        return Denied(_("Frågan är redan besvarad eller återtagen."))
    return Allowed(_("ekonomiavdelningen"))


def may_answer(actor: Actor, question: Question) -> Verdict:
    """Who works where the question was delegated."""
    if question.state not in {QuestionState.ASSIGNED, QuestionState.ANSWERED}:
        return Denied(_("Frågan är inte fördelad än, eller redan avslutad."))
    if question.body_id is not None and actor.holds((Role.HEAD, Role.OFFICIAL), body_id=question.body_id):
        return Allowed(_("den förvaltning som svarar"))
    return Denied(_("Frågan besvaras av den förvaltning som den är fördelad till."))


def may_approve(actor: Actor, question: Question) -> Verdict:
    """A head, of finance or of where it was answered; never the one who wrote."""
    if question.state != QuestionState.ANSWERED:
        return Denied(_("Det finns inget svar att godkänna."))
    if question.answered_by_id == actor.person_id:
        return Denied(_("Svaret godkänns av någon annan än den som skrev det."))
    if actor.holds(Role.HEAD, BodyKind.FINANCE_DEPARTMENT) or (
        question.body_id is not None and actor.holds(Role.HEAD, body_id=question.body_id)
    ):
        return Allowed(_("chef"))
    return Denied(_("Svaret godkänns av chefen för den förvaltning som svarar, eller av ekonomichefen."))


def may_publish(actor: Actor, question: Question) -> Verdict:
    """Finance, once the party has its answer."""
    if not actor.owns_the_process:
        return Denied(_("Ekonomiavdelningen publicerar svar för alla."))
    if question.state != QuestionState.APPROVED or question.fact_id is not None:
        return Denied(_("Bara ett lämnat svar publiceras, och bara en gång."))
    return Allowed(_("ekonomiavdelningen"))


def may_take_back(actor: Actor, question: Question) -> Verdict:
    """The room that asked, before the answer is there."""
    verdict = may_enter(actor, question.room)
    if verdict and question.state not in {QuestionState.ASKED, QuestionState.ASSIGNED}:
        return Denied(_("Frågan är redan besvarad."))
    return verdict


def may_comment(actor: Actor, share: Share) -> Verdict:
    """The management team, while the share goes on."""
    q = _shown_to(actor)
    if q is not None and Share.objects.filter(q, pk=share.pk).exists():
        return Allowed(_("ledningsgruppen"))
    return Denied(SHARES.closed)


VERBS: dict[str, Callable[..., Any]] = {
    "proposals.open_room": may_open_room,
    "proposals.open_joint_room": leads_party,
    "proposals.answer_invitation": leads_party,
    "proposals.keep_note": may_enter,
    "proposals.keep_file": may_enter,
    "proposals.remove_item": may_write,
    "proposals.start_draft": may_enter,
    "proposals.save_draft": may_write,
    "proposals.share_draft": may_write,
    "proposals.copy_draft": may_enter,
    "proposals.complete_draft": may_enter,
    "proposals.reopen_draft": may_enter,
    "proposals.approve_draft": leads_in,
    "proposals.new_version": leads_in,
    "proposals.hand_over": may_hand_over,
    "proposals.set_hour": may_hand_over,
    "proposals.table_proposal": leads_in,
    "proposals.withdraw": leads_in,
    "proposals.empty_room": leads_in,
    "proposals.rebase_draft": may_write,
    "proposals.set_terms": may_set_terms,
    "proposals.ask_question": may_enter,
    "proposals.assign_question": may_assign,
    "proposals.answer_question": may_answer,
    "proposals.approve_answer": may_approve,
    "proposals.publish_fact": may_publish,
    "proposals.take_back_question": may_take_back,
    "proposals.share_with_leadership": leads_in,
    "proposals.end_share": leads_in,
    "proposals.comment_share": may_comment,
}


def editions_opened(actor: Actor) -> Q | None:
    """The parties' frozen editions that are open to everyone: those that are tabled. The rest is read in the rooms."""
    rows = _tabled(actor)
    return None if rows is None else Q(pk__in=HandOver.objects.filter(rows).values("edition"))
