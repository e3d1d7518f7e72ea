"""What the presenter view shows in a slot: pages that areas above register, or the slot's own text."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import ActivityKind
from ramverk.apps.meetings.models import AgendaItem, TrackedItem
from ramverk.apps.organisation.actor import Actor


@dataclass(frozen=True, slots=True)
class Slide:
    """One page on the wall: its heading, the template that draws it, and what that needs."""

    heading: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


SlidesOf = Callable[[AgendaItem, Actor], Sequence[Slide]]
_registered: list[SlidesOf] = []


def register_slides(slides_of: SlidesOf) -> None:
    """Let an area draw the slots it knows something about. It shows only what everyone at the meeting may see."""
    _registered.append(slides_of)


def slides(item: AgendaItem, actor: Actor) -> list[Slide]:
    """The pages of a slot, at least one; last what earlier steps have asked of its board."""
    found = [slide for of_area in _registered for slide in of_area(item, actor)]
    asked = list(_asked(item))
    if not found and (item.presented.strip() or not asked):
        found = [Slide(item.title, "meetings/_slide.html", {"text": item.presented})]
    return [*found, *asked]


def _asked(item: AgendaItem) -> Iterator[Slide]:
    """A board's questions and assignments from the steps before; in a slot with nothing of its own, the day's.

    Everyone called to the meetings of a round may see what was asked at them, so they stand on the wall.
    """
    activity = item.meeting.activity
    rows = TrackedItem.objects.select_related("body", "owner", "due_activity")
    if item.body_id is not None and activity.kind in _FOLLOWED:
        earlier = rows.filter(activity__round_id=activity.round_id, activity__order__lt=activity.order)
        found = list(earlier.filter(body_id=item.body_id).order_by("pk"))
        heading = _("Frågat tidigare")
    elif item.body_id is None and not item.presented.strip():
        found = list(rows.filter(meeting_id=item.meeting_id).order_by("body__name", "pk"))
        heading = _("Dagens frågor och uppdrag")
    else:
        return
    if found:
        yield Slide(heading, "meetings/_slide_asked.html", {"items": found})


_FOLLOWED = (ActivityKind.DIALOGUE, ActivityKind.PREPARATION)
