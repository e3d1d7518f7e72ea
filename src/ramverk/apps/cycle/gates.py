"""What an activity still waits for, and the sentence that says so."""

from collections.abc import Iterable
from datetime import date

from django.utils import formats
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ramverk.apps.cycle.models import Activity, ActivityKind, ActivityState, Need, Precision
from ramverk.apps.trail.verdicts import Sentence

NOT_YET: dict[str, Sentence] = {
    ActivityKind.DECISION: gettext_lazy("Beslutet är inte fattat än"),
    ActivityKind.DISPATCH: gettext_lazy("Utskicket är inte skickat än"),
    ActivityKind.SUBMISSION: gettext_lazy("Alla har inte lämnat in än"),
    ActivityKind.REVISION: gettext_lazy("Alla har inte reviderat än"),
    ActivityKind.CONSULTATION: gettext_lazy("Samverkan är inte avslutad än"),
    ActivityKind.HANDOVER: gettext_lazy("Överlämningen är inte gjord än"),
    ActivityKind.PREPARATION: gettext_lazy("Beredningen är inte klar än"),
    ActivityKind.PUBLICATION: gettext_lazy("Publiceringen är inte gjord än"),
}


AT_HAND = "_open_needs_at_hand"
"""Where a list that has read all needs of a round leaves them, so that the desks do not read them again."""


def keep_at_hand(activities: Iterable[Activity], needs: Iterable[Need]) -> None:
    """Leave these needs with their activities; `needs` are all of them, each with its needed activity loaded."""
    found: dict[int, list[Need]] = {item.pk: [] for item in activities}
    for need in needs:
        if need.activity_id in found and not need.needed.is_over:
            found[need.activity_id].append(need)
    for item in activities:
        mine = sorted(found[item.pk], key=lambda need: (not need.is_gate, need.needed.end or date.max, need.pk))
        setattr(item, AT_HAND, mine)


def open_needs(activities: Iterable[Activity]) -> dict[int, list[Need]]:
    """What each activity needs and that is not done yet, gates first. One query; none if they are at hand."""
    asked = list(activities)
    if asked and all(AT_HAND in vars(item) for item in asked):
        return {item.pk: needs for item in asked if (needs := vars(item)[AT_HAND])}
    rows = (
        Need.objects.filter(activity__in=asked)
        .exclude(needed__state__in=[ActivityState.DONE, ActivityState.CANCELLED])
        .select_related("needed__owner")
        .order_by("-is_gate", "needed__end", "pk")
    )
    found: dict[int, list[Need]] = {}
    for need in rows:
        found.setdefault(need.activity_id, []).append(need)
    return found


def open_gates(activity: Activity) -> list[Need]:
    """The gates of one activity that are still closed."""
    return [need for need in open_needs([activity]).get(activity.pk, []) if need.is_gate]


def sentence(need: Need) -> str:
    """Why not yet: what is missing, and when who is to do it: "… (KS 6 februari)"."""
    why = NOT_YET.get(need.needed.kind, _("Ett tidigare steg är inte klart än"))
    words = {"why": why, "what": Truncator(need.needed.title).chars(90), "when": who_and_when(need.needed)}
    return _("%(why)s: %(what)s (%(when)s).") % words


def who_and_when(activity: Activity) -> str:
    """ "KS 6 februari", as short as it can be said; a vague date stays vague."""
    owner = activity.owner
    who = (owner.short_name or owner.name) if owner else ""
    return " ".join(part for part in (who, day_in_words(activity)) if part)


def day_in_words(activity: Activity) -> str:
    """ "6 februari", "2–3 maj", "mars" or "utan datum"."""
    if activity.start is None or activity.end is None:
        return _("utan datum")
    if activity.precision in {Precision.MONTH, Precision.MONTHS}:
        months = dict.fromkeys(formats.date_format(day, "F") for day in (activity.start, activity.end))
        return "–".join(months)
    if activity.start == activity.end:
        return formats.date_format(activity.end, "j F")
    first = formats.date_format(activity.start, "j" if activity.start.month == activity.end.month else "j F")
    return f"{first}–{formats.date_format(activity.end, 'j F')}"
