"""The desk of party work and hand-over: sealed to everyone but the party itself."""

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from ramverk.apps.cycle.desks import DeskStatus, Duty
from ramverk.apps.cycle.models import Activity, ActivityKind, ActivityState
from ramverk.apps.cycle.policy_desks import own_parties
from ramverk.apps.cycle.queries_party import marked, parties_by_activity
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Role
from ramverk.apps.trail import clock


class PartyDesk:
    """Answers for party work and hand-over."""

    def statuses(self, activities: Sequence[Activity]) -> Mapping[int, DeskStatus]:
        """Nothing but whether the step is done: how far a party has come is nobody else's business. No query."""
        found: dict[int, DeskStatus] = {}
        for activity in activities:
            done = activity.state == ActivityState.DONE
            is_handover = activity.kind == ActivityKind.HANDOVER
            if is_handover:
                summary = _("överlämnat") if done else _("inte överlämnat än")
            else:
                summary = _("partiernas eget arbete")
            blockers = [] if done or not is_handover else [_("Överlämningen är inte bekräftad än.")]
            found[activity.pk] = DeskStatus(is_complete=done or not is_handover, summary=summary, blockers=blockers)
        return found

    def duties(self, activities: Sequence[Activity], actor: Actor) -> Iterable[Duty]:
        """Confirming for one's own party; by its leader where something is handed over. A fixed number of queries."""
        own = own_parties(actor)
        if not own:
            return
        concerned, done = parties_by_activity(activities, clock.today()), marked(activities)
        for activity in activities:
            if activity.state == ActivityState.CANCELLED:
                continue
            for party_id, held in own.items():
                if party_id not in concerned[activity.pk] or held.role != Role.GROUP_LEADER:
                    continue
                verb = _("Överlämna") if activity.kind == ActivityKind.HANDOVER else _("Bekräfta att partiet är klart")
                is_done = party_id in done.get(activity.pk, set()) or activity.state == ActivityState.DONE
                yield Duty(verb, activity.pk, self.url(activity), is_done)

    def url(self, activity: Activity) -> str:
        """The sealed page."""
        return reverse("desks:party", args=[activity.pk])
