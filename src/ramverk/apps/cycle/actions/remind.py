"""Remind people of last days that come near or have passed, as the round says."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle import desks
from ramverk.apps.cycle.actions.notify import notify
from ramverk.apps.cycle.models import Activity, ActivityKind, ActivityState, Notice, Round, RoundState
from ramverk.apps.cycle.queries.people import concerned
from ramverk.apps.cycle.wording import day_text, distance_text
from ramverk.apps.organisation.models import Mandate, Person, on
from ramverk.apps.trail import clock

BY_BOARDS = (ActivityKind.SUBMISSION, ActivityKind.REVISION)
OVER = (ActivityState.DONE, ActivityState.CANCELLED)


@transaction.atomic
def remind() -> int:
    """Leave today's reminders; answers how many. Run twice a day it reminds once."""
    today = clock.today()
    count = 0
    for in_round in Round.objects.defer("reading").filter(state__in=[RoundState.RUNNING, RoundState.DECIDED]):
        days = [today + timedelta(days=n) for n in in_round.remind_before]
        days += [today - timedelta(days=n) for n in in_round.remind_after]
        due = list(in_round.activities.filter(end__in=days).exclude(state__in=OVER).select_related("owner"))
        count += _remind_of(due, today)
    return count


def _remind_of(activities: list[Activity], today: date) -> int:
    statuses = desks.statuses(activities)
    people = concerned(activities, today)
    count = 0
    for activity in activities:
        status = statuses.get(activity.pk)
        if activity.end is None or (activity.kind in BY_BOARDS and status is not None and status.is_complete):
            continue  # every board has done its part; what is left is a tick of the process owner's
        waited_for = _waited_for(people[activity.pk], status.missing if status else (), today)
        words = {
            "title": activity.title[:160],
            "day": day_text(activity.end),
            "distance": distance_text(activity.end, today),
        }
        late = activity.end < today
        subject = _("Försenad: %(title)s (%(day)s)") if late else _("%(title)s: sista dag %(day)s, %(distance)s")
        code = f"cycle.remind:{(activity.end - today).days}"
        told = set(Notice.objects.filter(activity=activity, code=code).values_list("person_id", flat=True))
        count += notify([p for p in waited_for if p.pk not in told], code, subject % words, "", activity)
    return count


def _waited_for(people: Iterable[Person], missing: Iterable[str], today: date) -> list[Person]:
    """Those among the people who belong to a body that is waited for; all of them where the desk names nobody."""
    names = set(missing)
    if not names:
        return list(people)
    mandates = Mandate.objects.filter(on(today), person__in=list(people)).select_related("body__parent")
    belong = {
        mandate.person_id
        for mandate in mandates
        for body in (mandate.body, mandate.body.parent)
        if body is not None and names.intersection({body.name, body.short_name, str(body)})
    }
    return [person for person in people if person.pk in belong] or list(people)
