"""Who may see a meeting and what comes out of it, and who may run it."""

from collections.abc import Callable

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ramverk.apps.meetings.models import (
    CalendarFeed,
    Consultation,
    ConsultationState,
    ItemState,
    Meeting,
    MeetingState,
    TrackedItem,
)
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import PRESIDIUM, BodyKind, Role
from ramverk.apps.trail.verdicts import Allowed, Denied, Verdict
from ramverk.apps.trail.visibility import Circle, Visibility

FINANCE = _("ekonomiavdelningen")


def _finance_sees_all(actor: Actor) -> Q | None:
    return Q() if actor.owns_the_process else None


def _called(actor: Actor) -> Q | None:
    return Q(attendances__person_id=actor.person_id) if actor.is_signed_in else None


def _owner_body(actor: Actor) -> Q | None:
    bodies = actor.body_ids()
    return Q(activity__owner_id__in=bodies) if bodies else None


def _own_items(actor: Actor) -> Q | None:
    bodies = actor.body_ids()
    return Q(owner_id=actor.person_id) | Q(body_id__in=bodies) if actor.is_signed_in else None


def _called_to_its_meeting(actor: Actor) -> Q | None:
    return Q(meeting__attendances__person_id=actor.person_id) if actor.is_signed_in else None


def _own_feeds(actor: Actor) -> Q | None:
    return Q(created_by_id=actor.person_id) if actor.is_signed_in else None


MEETINGS = Visibility(
    model=Meeting,
    circles=(
        Circle(FINANCE, _finance_sees_all),
        Circle(_("de som är kallade"), _called),
        Circle(_("det organ som håller i mötet"), _owner_body),
    ),
    closed=_("Mötets dagordning och anteckningar syns bara för dem som är kallade och för ekonomiavdelningen."),
)

TRACKED_ITEMS = Visibility(
    model=TrackedItem,
    circles=(
        Circle(FINANCE, _finance_sees_all),
        Circle(_("den som ska svara, och dess organ"), _own_items),
        Circle(_("de som var kallade"), _called_to_its_meeting),
    ),
    closed=_("Frågan syns för den som ska svara, för dem som var kallade till mötet och för ekonomiavdelningen."),
)

FEEDS = Visibility(
    model=CalendarFeed,
    circles=(Circle(_("den som skapade länken"), _own_feeds),),
    closed=_("En kalenderlänk syns bara för den som har skapat den."),
)


def leads(actor: Actor, meeting: Meeting) -> bool:
    """Whether the actor runs this meeting: finance, or the chair, secretary or head of the body that owns it."""
    roles = (*PRESIDIUM, Role.SECRETARY, Role.HEAD)
    return actor.owns_the_process or actor.holds(roles, body_id=meeting.activity.owner_id or 0)


def may_run(actor: Actor, meeting: Meeting) -> Verdict:
    """Plan, call, write and close."""
    if not leads(actor, meeting):
        return Denied(_("Mötet leds av ekonomiavdelningen eller av det organ som håller i det."))
    if meeting.state == MeetingState.CLOSED:
        return Denied(_("Mötet är avslutat och anteckningarna är frysta. Skriv en ny fråga eller ett nytt möte."))
    if meeting.state == MeetingState.CANCELLED:
        return Denied(_("Mötet är inställt."))
    return Allowed(FINANCE)


def may_plan(actor: Actor) -> Verdict:
    """Start a meeting on an activity."""
    if actor.owns_the_process or actor.holds((*PRESIDIUM, Role.SECRETARY)):
        return Allowed(FINANCE)
    return Denied(_("Möten planeras av ekonomiavdelningen eller av ett organs presidium eller sekreterare."))


def may_conclude(actor: Actor, meeting: Meeting) -> Verdict:
    """Say how a consultation ended: also after the meeting was closed, when new material reopened it."""
    if leads(actor, meeting):
        return Allowed(FINANCE)
    return Denied(_("Mötet leds av ekonomiavdelningen eller av det organ som håller i det."))


def may_answer(actor: Actor, item: TrackedItem) -> Verdict:
    """Say how a question or an assignment goes."""
    if item.state == ItemState.CLOSED:
        return Denied(_("Frågan är avslutad."))
    if actor.owns_the_process or item.owner_id == actor.person_id:
        return Allowed(_("den som ska svara"))
    roles = (*PRESIDIUM, Role.SECRETARY, Role.HEAD)
    if item.body_id and actor.holds(roles, body_id=item.body_id):
        return Allowed(_("den som ska svara"))
    return Denied(_("Bara den som har fått frågan eller uppdraget kan svara, och ekonomiavdelningen för dess räkning."))


def may_close_item(actor: Actor, item: TrackedItem) -> Verdict:
    """Say that an answer is enough."""
    if item.state == ItemState.CLOSED:
        return Denied(_("Frågan är redan avslutad."))
    if actor.owns_the_process:
        return Allowed(FINANCE)
    return Denied(_("Ekonomiavdelningen avslutar frågor och uppdrag när de är besvarade."))


def may_state_position(actor: Actor, consultation: Consultation, union_id: int) -> Verdict:
    """Write a union's statement: the union itself, or finance for the record."""
    if consultation.state in {ConsultationState.CALLED, ConsultationState.CLOSED}:
        return Denied(_("Yttranden kan lämnas när underlaget är lämnat och tills samverkan är avslutad."))
    if actor.owns_the_process or actor.holds(Role.REPRESENTATIVE, BodyKind.UNION, union_id):
        return Allowed(_("den fackliga organisationen"))
    return Denied(_("Bara organisationens egen företrädare, eller ekonomiavdelningen för protokollet, kan skriva här."))


def may_subscribe(actor: Actor, body_id: int | None) -> Verdict:
    """Make a calendar link: one's own, or that of a body one has a part in."""
    if not actor.is_signed_in:
        return Denied(_("Logga in för att prenumerera på en kalender."))
    if body_id is None or actor.owns_the_process or actor.holds(body_id=body_id):
        return Allowed(_("du själv"))
    return Denied(_("En kalender för ett organ kan skapas av den som har ett uppdrag där."))


VERBS: dict[str, Callable[..., Verdict]] = {
    "meetings.plan_meeting": may_plan,
    "meetings.set_agenda": may_run,
    "meetings.call": may_run,
    "meetings.cancel_meeting": may_run,
    "meetings.take_attendance": may_run,
    "meetings.write_notes": may_run,
    "meetings.lay_on_table": may_run,
    "meetings.track_item": may_run,
    "meetings.close_meeting": may_run,
    "meetings.answer_item": may_answer,
    "meetings.close_item": may_close_item,
    "meetings.give_material": may_conclude,
    "meetings.state_position": may_state_position,
    "meetings.conclude": may_conclude,
    "meetings.subscribe": may_subscribe,
}
