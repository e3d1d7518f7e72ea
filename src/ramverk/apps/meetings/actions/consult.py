"""Consult the unions: give the material, take their statements, conclude, and reopen when the material is replaced."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.meetings.actions.close_meeting import consultation_minutes
from ramverk.apps.meetings.materials import offered
from ramverk.apps.meetings.models import (
    Consultation,
    ConsultationMaterial,
    ConsultationState,
    MeetingState,
    Position,
    Statement,
)
from ramverk.apps.meetings.policy import may_conclude, may_state_position
from ramverk.apps.meetings.queries import unions_called
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.flip import flip
from ramverk.apps.trail.actions.freeze import NamedFile, freeze
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.actors import Actor as AnyActor
from ramverk.apps.trail.models import FrozenDocument
from ramverk.apps.trail.verdicts import Invalid, require

CONCLUDED = {
    ConsultationState.AGREED,
    ConsultationState.DISAGREED,
    ConsultationState.CENTRAL,
    ConsultationState.CLOSED,
}


@transaction.atomic
def give_material(
    actor: Actor, consultation: Consultation, version: int, title: str, text: str, files: Sequence[NamedFile] = ()
) -> ConsultationMaterial:
    """Freeze the material and give it. If the talk was already held or ended on other material, it reopens."""
    require(may_conclude(actor, consultation.meeting))
    if not title.strip() or not (text.strip() or files):
        raise Invalid(_("Underlaget behöver en rubrik och en text eller minst en fil."))
    document = freeze(actor, "consultation_material", title.strip(), {"text": text.strip()}, files)
    return attach_material(actor, consultation, version, document)


@transaction.atomic
def attach_material(
    actor: AnyActor, consultation: Consultation, version: int, document: FrozenDocument
) -> ConsultationMaterial:
    """Give a document that is frozen already: a dispatch, a proposal."""
    earlier = consultation.materials.order_by("-pk").first()
    if earlier and earlier.document.checksum == document.checksum:
        raise Invalid(_("Samma underlag är redan lämnat."))
    material = ConsultationMaterial.objects.create(
        consultation=consultation, document=document, given_at=clock.now(), replaces=earlier
    )
    from_state = consultation.state
    was_held = from_state in CONCLUDED | {ConsultationState.HELD}
    state = ConsultationState.REOPENED if was_held else ConsultationState.MATERIAL_GIVEN
    change(consultation, version, state=state)
    reason = _("Underlaget har ersatts; samverkan gällde en tidigare version.") if was_held else ""
    if from_state != state:
        flip(actor, consultation, from_state, state, reason)
    after = {"checksum": document.checksum, "title": document.title, "state": state}
    record(actor, "meetings.give_material", consultation, after=after, reason=reason)
    return material


@transaction.atomic
def give_paper(
    actor: Actor, consultation: Consultation, version: int, document: FrozenDocument
) -> ConsultationMaterial:
    """Give a frozen paper that is offered for this talk, such as the proposal's edition: that version and no other."""
    require(may_conclude(actor, consultation.meeting))
    if document.pk not in {paper.pk for paper in offered(consultation, actor)}:
        raise Invalid(_("Välj en fryst version som inte är lämnad än."))
    return attach_material(actor, consultation, version, document)


@transaction.atomic
def assess_risk(actor: Actor, consultation: Consultation, version: int, text: str) -> None:
    """What the proposal may mean for the staff, and what is done about it. It is part of the minutes."""
    require(may_conclude(actor, consultation.meeting))
    if consultation.meeting.state == MeetingState.CLOSED:
        raise Invalid(_("Minnesanteckningarna är frysta. Skriv det i ett nytt möte, eller i ett tillägg."))
    if not text.strip():
        raise Invalid(_("Skriv vilka risker ni har sett och vad ni gör åt dem, eller att ni inte har sett några."))
    before, after = change(consultation, version, risk_assessment=text.strip())
    record(actor, "meetings.assess_risk", consultation, before=before, after=after)


@transaction.atomic
def state_position(
    actor: Actor, consultation: Consultation, union: Body, position: str, text: str, *, wants_central: bool = False
) -> Statement:
    """Write or change one union's statement."""
    require(may_state_position(actor, consultation, union.pk))
    if position not in Position.values:
        raise Invalid(_("Välj enig, oenig eller yttrande utan ställningstagande."))
    statement, is_new = Statement.objects.get_or_create(consultation=consultation, union=union)
    before, after = change(
        statement, statement.version, position=position, text=text.strip(), wants_central=wants_central
    )
    record(actor, "meetings.state_position", statement, before={} if is_new else before, after=after)
    return statement


@transaction.atomic
def conclude(actor: Actor, consultation: Consultation, version: int, outcome: str, action: str = "") -> None:
    """Say how it ended. Agreement needs that no union disagrees; every union called must have been heard."""
    require(may_conclude(actor, consultation.meeting))
    if outcome not in {ConsultationState.AGREED, ConsultationState.DISAGREED, ConsultationState.CENTRAL}:
        raise Invalid(_("Välj enighet, oenighet eller hänskjuten till central nivå."))
    if not consultation.materials.exists():
        raise Invalid(_("Inget underlag är lämnat. Lämna underlaget innan samverkan avslutas."))
    heard = {row.union_id: row for row in consultation.statements.all()}
    silent = [union.name for union in unions_called(consultation.meeting.day) if union.pk not in heard]
    if silent:
        raise Invalid(_("Dessa har inte yttrat sig: %(unions)s.") % {"unions": ", ".join(silent)})
    if outcome == ConsultationState.AGREED and any(row.position == Position.DISAGREE for row in heard.values()):
        raise Invalid(_("En organisation är oenig; samverkan kan inte avslutas i enighet."))
    from_state = consultation.state
    change(consultation, version, state=outcome, action=action.strip() or consultation.action)
    flip(actor, consultation, from_state, outcome)
    if (
        consultation.meeting.state == MeetingState.CLOSED
    ):  # the minutes are frozen: what comes later is a paper of its own
        title = _("Tillägg till minnesanteckningar: %(title)s") % {"title": consultation.meeting.title}
        freeze(actor, "minutes_addendum", title, consultation_minutes(consultation))
    record(actor, "meetings.conclude", consultation, after={"outcome": outcome, "action": action})
