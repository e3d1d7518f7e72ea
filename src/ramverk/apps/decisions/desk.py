"""The desk of decisions: the matter where there is one, else the plain desk, which stays underneath as the deed."""

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from ramverk.apps.cycle.desk_decision import DecisionDesk
from ramverk.apps.cycle.desks import DeskStatus, Duty
from ramverk.apps.cycle.models import Activity
from ramverk.apps.decisions.models import Proposition, PropositionState, Sitting, SittingState
from ramverk.apps.organisation.actor import Actor


class MatterDesk(DecisionDesk):
    """Answers for decisions: how far the matter has come, and who has a vote to give."""

    def statuses(self, activities: Sequence[Activity]) -> Mapping[int, DeskStatus]:
        """The plain desk's answer, with the matter's state in words while it is dealt with. One query more."""
        found = dict(super().statuses(activities))
        rows = Sitting.objects.filter(activity__in=activities, matter__kind__in=_OF_THE_YEAR).select_related("matter")
        for row in rows:
            status = found.get(row.activity_id)
            if status is not None and not status.is_complete:
                summary = _("%(matter)s: %(state)s") % {"matter": row.matter, "state": row.get_state_display()}
                found[row.activity_id] = DeskStatus(status.is_complete, summary, status.missing, status.blockers)
        return found

    def duties(self, activities: Sequence[Activity], actor: Actor) -> Iterable[Duty]:
        """The plain desk's duties, and the votes that wait for the actor. One query more."""
        yield from super().duties(activities, actor)
        if actor.person_id is None:
            return
        open_votes = Proposition.objects.filter(
            state=PropositionState.VOTING,
            clause__sitting__activity__in=activities,
            clause__sitting__state=SittingState.OPEN,
            clause__sitting__places__person=actor.person_id,
            clause__sitting__places__serves_for__isnull=False,
        ).exclude(ballots__place__person=actor.person_id)
        for row in open_votes.select_related("clause__sitting"):
            url = reverse("decisions:vote", args=[row.pk])
            yield Duty(_("Rösta"), row.clause.sitting.activity_id, url)

    def url(self, activity: Activity) -> str:
        """The matter of the activity."""
        return reverse("decisions:activity", args=[activity.pk])


_OF_THE_YEAR = ("directive", "budget", "confirming")
