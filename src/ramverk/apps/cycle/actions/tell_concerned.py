"""Leave a notice with everyone an activity concerns, except the one who did the deed."""

from collections.abc import Mapping, Sequence

from ramverk.apps.cycle.actions.notify import notify
from ramverk.apps.cycle.models import Activity
from ramverk.apps.cycle.queries.people import concerned
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock


def tell_concerned(
    actor: Actor,
    activities: Sequence[Activity],
    code: str,
    subject: str,
    text: str = "",
    subjects: Mapping[int, str] | None = None,
) -> int:
    """Tell them; with `subjects` each activity has a sentence of its own. Answers how many people were told."""
    told: set[int] = set()
    for activity_id, people in concerned(activities, clock.today()).items():
        activity = next(item for item in activities if item.pk == activity_id)
        others = [person for person in people if person.pk != actor.person_id]
        notify(others, code, (subjects or {}).get(activity_id, subject), text, activity)
        told.update(person.pk for person in others)
    return len(told)
