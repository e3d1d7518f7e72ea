"""Who may record decisions, mark a party's own work as done, and confirm plain steps."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ramverk.apps.cycle.models import Activity, ActivityKind, ActivityState, DecisionRecord, PartyMark
from ramverk.apps.cycle.policy import answers_for
from ramverk.apps.organisation.actor import Actor, Held
from ramverk.apps.organisation.models import PRESIDIUM, Body, BodyKind, Role
from ramverk.apps.trail.verdicts import Allowed, Denied, Verdict
from ramverk.apps.trail.visibility import Circle, Visibility

DECIDING = (BodyKind.COUNCIL, BodyKind.EXECUTIVE_BOARD, BodyKind.BOARD)
"""The bodies whose decisions count in this process; committees and groups only prepare (KL 6:38, 5:1)."""
PARTY_SEALED = (ActivityKind.PARTY_WORK, ActivityKind.HANDOVER)
PLAIN = (
    ActivityKind.PREPARATION,
    ActivityKind.ANALYSIS,
    ActivityKind.PUBLICATION,
    ActivityKind.DEADLINE,
    ActivityKind.OTHER,
)
"""The kinds of step that are done when somebody says so."""
PARTY_SPEAKERS = (Role.GROUP_LEADER, Role.MEMBER, Role.SUBSTITUTE, Role.POLITICAL_SECRETARY)

CENTRE = _("ekonomiavdelningen")


def _signed_in(actor: Actor) -> Q | None:
    return Q() if actor.is_signed_in else None


DECISIONS = Visibility(
    DecisionRecord,
    (Circle(_("alla som är inloggade"), _signed_in),),
    _("Logga in för att läsa beslutet."),
)

PARTY_MARKS = Visibility(
    PartyMark,
    (
        Circle(
            _("partiets egna företrädare"),
            lambda actor: Q(party__in=list(own_parties(actor))) if own_parties(actor) else None,
        ),
    ),
    _("Hur långt ett parti har kommit syns bara för partiet självt."),
)


def own_parties(actor: Actor) -> dict[int, Held]:
    """The parties the actor speaks for. Their own mandates only: nobody is a stand-in by the municipality's leave."""
    return {held.body_id: held for held in actor.held(PARTY_SPEAKERS, BodyKind.PARTY) if held.for_id is None}


def may_record_decision(actor: Actor, activity: Activity, body: Body | None = None) -> Verdict:
    """Finance, or the deciding body's own secretary or presidium; and only for a body that can decide."""
    if activity.kind != ActivityKind.DECISION:
        return Denied(_("Aktiviteten är inget beslut."))
    if activity.state == ActivityState.CANCELLED:
        return Denied(_("Aktiviteten är inställd."))
    if body is not None and body.kind not in DECIDING:
        return Denied(
            _now("%(body)s bereder men kan inte fatta beslutet. Välj kommunstyrelsen, en nämnd eller fullmäktige.")
            % {"body": body.name}
        )
    if actor.owns_the_process:
        return Allowed(CENTRE)
    body_id = body.pk if body else activity.owner_id
    if body_id is not None and actor.holds((*PRESIDIUM, Role.SECRETARY), body_id=body_id):
        return Allowed(_("organets presidium och sekreterare"))
    return Denied(_("Beslut registreras av organets sekreterare eller presidium, eller av ekonomiavdelningen."))


DealtWith = Callable[[Activity], Verdict]
_dealt_with: list[DealtWith] = []


def register_dealt_with(dealt_with: DealtWith) -> None:
    """Let an area above refuse that a decision is recorded beside it, while it deals with the matter itself."""
    _dealt_with.append(dealt_with)


def may_record_plainly(actor: Actor, activity: Activity, body: Body | None = None) -> Verdict:
    """The same, where the decision is recorded by itself and not by an area that deals with its matter."""
    verdict = may_record_decision(actor, activity, body)
    if not verdict:
        return verdict
    return next((found for dealt_with in _dealt_with if not (found := dealt_with(activity))), verdict)


def may_confirm_party_done(actor: Actor, activity: Activity, party_id: int) -> Verdict:
    """Only the party itself: neither officials nor administrators."""
    if activity.kind not in PARTY_SEALED:
        return Denied(_("Aktiviteten hör inte till partierna."))
    if activity.state == ActivityState.CANCELLED:
        return Denied(_("Aktiviteten är inställd."))
    held = own_parties(actor).get(party_id)
    if held is None:
        return Denied(_("Det här rummet är partiets eget. Bara partiets företrädare kan säga att det är klart."))
    if activity.kind == ActivityKind.HANDOVER and held.role != Role.GROUP_LEADER:
        return Denied(_("Överlämningen bekräftas av partiets gruppledare."))
    return Allowed(_("partiets egna företrädare"))


def may_confirm_done(actor: Actor, activity: Activity) -> Verdict:
    """The one who answers for the step, or finance."""
    if activity.kind not in PLAIN:
        return Denied(_("Aktiviteten blir klar genom arbetet i den, inte genom att bekräftas här."))
    if activity.state == ActivityState.DONE:
        return Denied(_("Aktiviteten är redan markerad som klar."))
    if activity.state == ActivityState.CANCELLED:
        return Denied(_("Aktiviteten är inställd."))
    if actor.owns_the_process:
        return Allowed(CENTRE)
    if answers_for(actor, activity):
        return Allowed(_("den som ansvarar"))
    return Denied(_("Bara den som ansvarar för aktiviteten, eller ekonomiavdelningen, markerar den som klar."))


VERBS: dict[str, Callable[..., Any]] = {
    "cycle.record_decision": may_record_decision,
    "cycle.confirm_party_done": may_confirm_party_done,
    "cycle.confirm_done": may_confirm_done,
}
