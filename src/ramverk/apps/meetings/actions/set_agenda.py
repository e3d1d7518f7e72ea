"""Set the agenda: add a slot, change one, take one away, change the order."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from ramverk.apps.meetings.models import AgendaItem, Meeting
from ramverk.apps.meetings.policy import may_run
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def add_slot(
    actor: Actor, meeting: Meeting, title: str, minutes_long: int = 15, body: Body | None = None, presented: str = ""
) -> AgendaItem:
    """Add a slot at the end."""
    require(may_run(actor, meeting))
    if not title.strip():
        raise Invalid(_("Punkten behöver en rubrik."))
    last = meeting.agenda.aggregate(Max("order"))["order__max"] or 0
    item = AgendaItem.objects.create(
        meeting=meeting, order=last + 1, title=title.strip(), minutes_long=minutes_long, body=body, presented=presented
    )
    record(actor, "meetings.set_agenda", meeting, after={"added": item.title, "minutes": minutes_long})
    return item


@transaction.atomic
def change_slot(actor: Actor, item: AgendaItem, version: int, *, title: str, minutes_long: int, presented: str) -> None:
    """Change a slot's words or length; what was written in it stays."""
    require(may_run(actor, item.meeting))
    if not title.strip():
        raise Invalid(_("Punkten behöver en rubrik."))
    before, after = change(item, version, title=title.strip(), minutes_long=minutes_long, presented=presented)
    record(actor, "meetings.set_agenda", item.meeting, before=before, after=after)


@transaction.atomic
def remove_slot(actor: Actor, item: AgendaItem) -> None:
    """Take a slot away, unless something was already written in it."""
    require(may_run(actor, item.meeting))
    if item.notes:
        raise Invalid(_("Punkten har anteckningar och kan inte tas bort."))
    record(actor, "meetings.set_agenda", item.meeting, before={"removed": item.title})
    item.delete()


@transaction.atomic
def reorder(actor: Actor, meeting: Meeting, order: Sequence[int]) -> None:
    """Put the slots in this order (ids)."""
    require(may_run(actor, meeting))
    items = {item.pk: item for item in meeting.agenda.all()}
    if set(order) != set(items):
        raise Invalid(_("Dagordningen ändrades av någon annan. Läs in sidan igen."))
    for place, key in enumerate(order, 1):
        AgendaItem.objects.filter(pk=key).update(order=place)
    record(actor, "meetings.set_agenda", meeting, after={"order": [items[key].title for key in order]})
