"""Which steps of a timetable are about activity plans."""

import re

from ramverk.apps.cycle.models import Activity, ActivityKind
from ramverk.apps.plans.models import TemplateSection

_PLAN = re.compile(r"verksamhetsplan|nämnds?plan|\bVP\b|activity plan", re.IGNORECASE)


def names_plans(activity: Activity) -> bool:
    """Whether the title speaks of activity plans."""
    return bool(_PLAN.search(activity.title))


def is_plan_activity(activity: Activity) -> bool:
    """A submission or revision whose title names activity plans."""
    is_kind = activity.kind in {ActivityKind.SUBMISSION, ActivityKind.REVISION}
    return is_kind and names_plans(activity)


def is_written_here(activity: Activity) -> bool:
    """Whether plans for it are written in Ramverk: its round has a plan template. Else they are handed in as files."""
    return is_plan_activity(activity) and TemplateSection.objects.filter(round=activity.round_id).exists()
