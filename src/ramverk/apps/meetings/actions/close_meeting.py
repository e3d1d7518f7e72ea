"""Close the meeting: its minutes are frozen with a checksum."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.meetings.models import Consultation, ConsultationState, Meeting, MeetingState
from ramverk.apps.meetings.policy import may_run
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.flip import flip
from ramverk.apps.trail.actions.freeze import NamedFile, freeze
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.models import FrozenDocument
from ramverk.apps.trail.verdicts import Invalid, require

OPEN_CONSULTATION = {
    ConsultationState.CALLED,
    ConsultationState.MATERIAL_GIVEN,
    ConsultationState.HELD,
    ConsultationState.REOPENED,
}


def draft_minutes(meeting: Meeting) -> dict[str, Any]:
    """The minutes as they stand: exactly what closing would freeze."""
    attendances = meeting.attendances.select_related("person")
    content: dict[str, Any] = {
        "day": meeting.day,
        "starts_at": meeting.starts_at,
        "ends_at": meeting.ends_at,
        "place": meeting.place,
        "present": [f"{row.person} ({row.as_role})" for row in attendances if row.was_present],
        "absent": [f"{row.person} ({row.as_role})" for row in attendances if row.was_present is False],
        "points": [{"title": item.title, "notes": item.notes} for item in meeting.agenda.all()],
        "tracked": [
            {
                "kind": item.get_kind_display(),
                "text": item.text,
                "owner": str(item.owner or item.body or ""),
                "due": item.due,
            }
            for item in meeting.items.select_related("owner", "body")
        ],
    }
    if consultation := Consultation.objects.filter(meeting=meeting).first():
        content["consultation"] = consultation_minutes(consultation)
    return content


@transaction.atomic
def close_meeting(actor: Actor, meeting: Meeting, version: int) -> FrozenDocument:
    """Freeze the minutes. A consultation must have ended first, in agreement or not."""
    require(may_run(actor, meeting))
    if meeting.state != MeetingState.HELD:
        raise Invalid(_("Mötet är inte hållet än. Fyll i närvaron först."))
    consultation = Consultation.objects.filter(meeting=meeting).first()
    if consultation and consultation.state in OPEN_CONSULTATION:
        raise Invalid(_("Samverkan är inte avslutad: ange om den slutade i enighet, oenighet eller på central nivå."))
    files = [NamedFile(row.file, row.name, row.media_type) for row in meeting.documents.select_related("file")]
    title = _("Minnesanteckningar: %(title)s") % {"title": meeting.title}
    minutes = freeze(actor, "minutes", title, draft_minutes(meeting), files)
    change(meeting, version, state=MeetingState.CLOSED, minutes=minutes)
    flip(actor, meeting, MeetingState.HELD, MeetingState.CLOSED)
    record(actor, "meetings.close_meeting", meeting, after={"checksum": minutes.checksum})
    return minutes


def consultation_minutes(consultation: Consultation) -> dict[str, Any]:
    """The union part of the minutes: material with checksums, statements, outcome."""
    return {
        "kind": consultation.get_kind_display(),
        "outcome": consultation.get_state_display(),
        "risk_assessment": consultation.risk_assessment,
        "action": consultation.action,
        "materials": [
            {"title": row.document.title, "checksum": row.document.checksum, "given_at": row.given_at}
            for row in consultation.materials.select_related("document")
        ],
        "statements": [
            {"union": str(row.union), "position": row.get_position_display(), "text": row.text}
            for row in consultation.statements.select_related("union")
        ],
    }
