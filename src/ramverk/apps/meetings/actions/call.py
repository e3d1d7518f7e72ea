"""Call the participants: who they are is settled now, and each gets an invitation their calendar understands."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.meetings.invitations import send_cancellations, send_requests
from ramverk.apps.meetings.models import Attendance, Meeting, MeetingState
from ramverk.apps.meetings.policy import may_run
from ramverk.apps.meetings.queries import called_people
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Person
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.flip import flip
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def call(actor: Actor, meeting: Meeting, version: int, extra: tuple[Person, ...] = ()) -> list[Attendance]:
    """Resolve the participants by role and send the invitations. Calling again sends an update to everyone."""
    require(may_run(actor, meeting))
    for mandate, is_optional in called_people(meeting.activity, meeting.day):
        role = f"{mandate.get_role_display()}, {mandate.body}"
        Attendance.objects.get_or_create(
            meeting=meeting, person=mandate.person, defaults={"as_role": role[:200], "is_optional": is_optional}
        )
    for person in extra:
        Attendance.objects.get_or_create(meeting=meeting, person=person, defaults={"as_role": _("särskilt kallad")})
    attendances = list(meeting.attendances.select_related("person"))
    if not attendances:
        raise Invalid(
            _("Ingen person svarar mot deltagarna i dag. Koppla deltagarna till organ, eller kalla någon särskilt.")
        )
    from_state = meeting.state
    state = MeetingState.CALLED if from_state == MeetingState.PLANNED else from_state
    change(meeting, version, state=state, sequence=meeting.sequence + 1)
    meeting.attendances.filter(invited_at__isnull=True).update(invited_at=clock.now())
    if state != from_state:
        flip(actor, meeting, from_state, state)
    record(actor, "meetings.call", meeting, after={"called": len(attendances), "sequence": meeting.sequence})
    transaction.on_commit(lambda: send_requests(meeting, attendances, settings.DEFAULT_FROM_EMAIL), robust=True)
    return attendances


@transaction.atomic
def cancel_meeting(actor: Actor, meeting: Meeting, version: int, reason: str) -> None:
    """Cancel: everyone called gets the cancellation into their calendar."""
    require(may_run(actor, meeting))
    if not reason.strip():
        raise Invalid(_("Ange varför mötet ställs in; det skickas till alla som är kallade."))
    from_state = meeting.state
    change(meeting, version, state=MeetingState.CANCELLED, sequence=meeting.sequence + 1)
    flip(actor, meeting, from_state, MeetingState.CANCELLED, reason)
    record(actor, "meetings.cancel_meeting", meeting, reason=reason)
    attendances = list(meeting.attendances.select_related("person").filter(invited_at__isnull=False))
    transaction.on_commit(
        lambda: send_cancellations(meeting, attendances, settings.DEFAULT_FROM_EMAIL, reason), robust=True
    )
