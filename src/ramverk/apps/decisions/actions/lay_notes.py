"""Lay the notes of those who prepared a matter in it: from then on whoever sees the matter reads them."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.decisions.actions.write_clauses import lock
from ramverk.apps.decisions.models import Sitting, SittingPaper
from ramverk.apps.decisions.policy import may
from ramverk.apps.decisions.queries.attached import notes_to_lay
from ramverk.apps.meetings.models import Meeting
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def lay_notes(actor: Actor, sitting: Sitting, version: int, meeting: Meeting) -> SittingPaper:
    """Only frozen notes: what is laid in a matter can no longer be changed. They hold no decision."""
    locked = lock(sitting, version)
    require(may(actor, "decisions.lay_notes", locked))
    found = notes_to_lay(locked, actor)
    if any(one.pk == meeting.pk for one in found.unfinished):
        raise Invalid(_("Anteckningarna från %s är inte frysta än. Avsluta mötet först, så fryses de.") % meeting.title)
    ready = next((one for one in found.ready if one.pk == meeting.pk), None)
    if ready is None or ready.minutes is None or ready.activity.owner is None:
        raise Invalid(_("Anteckningarna finns redan i ärendet, eller hör inte till beredningen av det."))
    made = SittingPaper.objects.create(
        sitting=locked, document=ready.minutes, body=ready.activity.owner, day=ready.day, laid_at=clock.now(),
        laid_by=actor.name,
    )  # fmt: skip
    change(locked, locked.version)
    after = {"paper": ready.minutes.title, "checksum": ready.minutes.checksum}
    record(actor, "decisions.lay_notes", locked, after=after)
    return made
