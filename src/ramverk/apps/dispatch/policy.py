"""Who may see dispatches and receipts, and who may write, approve and send them.

A draft is the sender's. From the moment it is sent a dispatch is a public record, so that everyone who can sign in may
read it; who has opened it is for the sender, and for each recipient and board about themselves.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ramverk.apps.cycle.models import Activity, ActivityKind, ActivityState
from ramverk.apps.cycle.policy_submission import bodies_behind
from ramverk.apps.dispatch.models import Dispatch, DispatchState, Receipt
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import PRESIDIUM, Role
from ramverk.apps.trail.verdicts import Allowed, Denied, Verdict
from ramverk.apps.trail.visibility import Circle, Visibility

SENT = (DispatchState.SENT, DispatchState.SUPERSEDED)
EDITABLE = (DispatchState.DRAFT, DispatchState.APPROVED)
KINDS = (ActivityKind.DISPATCH, ActivityKind.INFORMATION, ActivityKind.PUBLICATION)
"""The kinds of activity something can be dispatched from."""
COMPOSERS = (*PRESIDIUM, Role.SECRETARY, Role.HEAD, Role.OFFICIAL)
APPROVERS = (*PRESIDIUM, Role.HEAD)

FINANCE = _("ekonomiavdelningen")
SENDER = _("avsändaren")
EVERYONE = _("alla som är inloggade")
ONLY_SENDER = _("Det gör ekonomiavdelningen eller den som utskicket kommer från.")


def persons_of(actor: Actor) -> frozenset[int]:
    """The actor and those the actor stands in for."""
    own = {actor.person_id} | {held.for_id for held in actor.mandates}
    return frozenset(person for person in own if person is not None)


def _finance(actor: Actor) -> Q | None:
    return Q() if actor.owns_the_process else None


def _senders(actor: Actor) -> Q | None:
    bodies = actor.body_ids(COMPOSERS)
    return Q(sender_id__in=bodies) if bodies else None


def _senders_of_receipt(actor: Actor) -> Q | None:
    bodies = actor.body_ids(COMPOSERS)
    return Q(dispatch__sender_id__in=bodies) if bodies else None


def _own_receipts(actor: Actor) -> Q | None:
    return Q(person_id__in=persons_of(actor)) if actor.is_signed_in else None


def _own_board(actor: Actor) -> Q | None:
    bodies = bodies_behind(actor)
    return Q(body_id__in=list(bodies)) | Q(body__parent_id__in=list(bodies)) if bodies else None


DISPATCHES = Visibility(
    model=Dispatch,
    circles=(
        Circle(FINANCE, _finance),
        Circle(SENDER, _senders),
        Circle(EVERYONE, lambda actor: Q(state__in=SENT) if actor.is_signed_in else None),
    ),
    closed=_("Utskicket är ett utkast. Det syns för avsändaren tills det skickas."),
)

RECEIPTS = Visibility(
    model=Receipt,
    circles=(
        Circle(FINANCE, _finance),
        Circle(SENDER, _senders_of_receipt),
        Circle(_("mottagaren själv"), _own_receipts),
        Circle(_("nämnden och dess förvaltning"), _own_board),
    ),
    closed=_("Kvittot syns för avsändaren, mottagaren själv och dess nämnd."),
)


def may_compose(actor: Actor, activity: Activity) -> Verdict:
    """Start a dispatch at an activity."""
    if activity.kind not in KINDS:
        return Denied(_("Från den här aktiviteten skickas inget ut."))
    if activity.state == ActivityState.CANCELLED:
        return Denied(_("Aktiviteten är inställd."))
    if actor.owns_the_process:
        return Allowed(FINANCE)
    if activity.owner_id is not None and actor.holds(COMPOSERS, body_id=activity.owner_id):
        return Allowed(SENDER)
    return Denied(_("Utskicket skrivs av ekonomiavdelningen eller av det organ som ansvarar för aktiviteten."))


def _is_sender(actor: Actor, dispatch: Dispatch) -> bool:
    return actor.owns_the_process or actor.holds(COMPOSERS, body_id=dispatch.sender_id)


def may_edit(actor: Actor, dispatch: Dispatch) -> Verdict:
    """Change a draft; an approved one becomes a draft again."""
    if not _is_sender(actor, dispatch):
        return Denied(ONLY_SENDER)
    if dispatch.state not in EDITABLE:
        return Denied(_("Utskicket är skickat och kan inte ändras. Gör en ny utgåva som ersätter det."))
    return Allowed(SENDER)


def may_approve(actor: Actor, dispatch: Dispatch) -> Verdict:
    """Say that it may go out: the head of the sending department, or the presidium of the sending body."""
    if dispatch.state != DispatchState.DRAFT:
        return Denied(_("Bara ett utkast kan godkännas."))
    if actor.holds(APPROVERS, body_id=dispatch.sender_id):
        return Allowed(SENDER)
    return Denied(_("Utskicket godkänns av avsändarens chef eller presidium."))


def may_send(actor: Actor, dispatch: Dispatch) -> Verdict:
    """Send what is approved. Whoever may approve may send at once, and by that approves."""
    if dispatch.state in SENT:
        return Denied(_("Utskicket är redan skickat. Gör en ny utgåva om något ska ändras."))
    if not _is_sender(actor, dispatch):
        return Denied(ONLY_SENDER)
    if dispatch.state == DispatchState.DRAFT and not may_approve(actor, dispatch):
        return Denied(_("Utskicket är inte godkänt än. Avsändarens chef eller presidium godkänner det först."))
    return Allowed(SENDER)


def may_follow_up(actor: Actor, dispatch: Dispatch) -> Verdict:
    """Remind, deliver again, and make a new edition."""
    if not _is_sender(actor, dispatch):
        return Denied(ONLY_SENDER)
    if dispatch.state == DispatchState.SUPERSEDED:
        return Denied(_("Utskicket är ersatt av en nyare utgåva. Arbeta vidare med den."))
    if dispatch.state != DispatchState.SENT:
        return Denied(_("Utskicket är inte skickat än."))
    return Allowed(SENDER)


def may_acknowledge(actor: Actor, receipt: Receipt) -> Verdict:
    """Say that it has been read: the recipient, or who stands in for them."""
    if receipt.person_id not in persons_of(actor):
        return Denied(_("Bara mottagaren själv, eller den som är ersättare, kan kvittera."))
    return Allowed(_("mottagaren själv"))


VERBS: dict[str, Callable[..., Any]] = {
    "dispatch.compose": may_compose,
    "dispatch.edit": may_edit,
    "dispatch.attach": may_edit,
    "dispatch.set_hour": may_edit,
    "dispatch.discard": may_edit,
    "dispatch.approve": may_approve,
    "dispatch.send": may_send,
    "dispatch.remind": may_follow_up,
    "dispatch.supersede": may_follow_up,
    "dispatch.deliver": may_follow_up,
    "dispatch.open_dispatch": may_acknowledge,
    "dispatch.acknowledge": may_acknowledge,
}
