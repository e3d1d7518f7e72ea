"""The desk of decisions: the matter where there is one, else the plain desk, which stays underneath as the deed."""

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from ramverk.apps.cycle.desk_decision import DecisionDesk, summary
from ramverk.apps.cycle.desks import DeskStatus, Duty
from ramverk.apps.cycle.models import Activity
from ramverk.apps.decisions.models import SittingState
from ramverk.apps.decisions.queries.duties import duties_of
from ramverk.apps.organisation.actor import Actor


class MatterDesk(DecisionDesk):
    """Answers for decisions: how far the matter has come, and who has a vote to give."""

    def statuses(self, activities: Sequence[Activity]) -> Mapping[int, DeskStatus]:
        """The plain desk's answer, with the matter's state in words while it is dealt with.

        Decisions and matters are asked for in one query: a step has one or two of each, so the joined rows are few.
        """
        decided: dict[int, str] = {}
        dealt_with: dict[int, str] = {}
        rows = Activity.objects.filter(pk__in=[activity.pk for activity in activities]).order_by(
            "decisions__decided_on", "decisions__pk", "sittings__day", "sittings__pk"
        )
        for row in rows.values_list("pk", *_OF_THE_DECISION, *_OF_THE_MATTER):
            pk, short, name, paragraph, kind, title, number, state = row
            if paragraph is not None:
                decided[pk] = summary(short or name, paragraph)
            if kind in _OF_THE_YEAR:
                said = {"matter": f"{title} ({number})", "state": SittingState(state).label}
                dealt_with[pk] = _("%(matter)s: %(state)s") % said
        found = self.answers(activities, decided)
        for pk, words in dealt_with.items():
            status = found[pk]
            if not status.is_complete:
                found[pk] = DeskStatus(status.is_complete, words, status.missing, status.blockers)
        return found

    def duties(self, activities: Sequence[Activity], actor: Actor) -> Iterable[Duty]:
        """The plain desk's duties, the votes that wait for the actor, and what decisions oblige. One query more."""
        yield from super().duties(activities, actor)
        yield from duties_of(activities, actor)

    def url(self, activity: Activity) -> str:
        """The matter of the activity."""
        return reverse("decisions:activity", args=[activity.pk])


_OF_THE_DECISION = ("decisions__body__short_name", "decisions__body__name", "decisions__paragraph")
_OF_THE_MATTER = (
    "sittings__matter__kind", "sittings__matter__title", "sittings__matter__register_number", "sittings__state",
)  # fmt: skip
_OF_THE_YEAR = ("directive", "budget", "confirming")
