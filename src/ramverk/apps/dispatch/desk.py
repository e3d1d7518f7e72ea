"""The desk of dispatches."""

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from ramverk.apps.cycle.desks import DeskStatus, Duty
from ramverk.apps.cycle.gates import open_needs, sentence
from ramverk.apps.cycle.models import Activity
from ramverk.apps.dispatch.models import Dispatch, DispatchState, Receipt
from ramverk.apps.dispatch.policy import SENT, may_compose, persons_of
from ramverk.apps.dispatch.queries import current
from ramverk.apps.organisation.actor import Actor


class DispatchDesk:
    """Answers for dispatches."""

    def statuses(self, activities: Sequence[Activity]) -> Mapping[int, DeskStatus]:
        """Two queries: the current editions with their receipts, and the gates still closed."""
        known = current(activities)
        needs = open_needs([step for step in activities if step.pk not in known or known[step.pk].state not in SENT])
        found: dict[int, DeskStatus] = {}
        for step in activities:
            row = known.get(step.pk)
            if row is not None and row.state in SENT:
                found[step.pk] = DeskStatus(is_complete=True, summary=_receipts(row))
                continue
            blockers = [sentence(need) for need in needs.get(step.pk, []) if need.is_gate]
            summary = row.get_state_display() if row else ""
            blockers = [] if step.is_over else [*blockers, _("Utskicket är inte skickat än.")]
            found[step.pk] = DeskStatus(is_complete=step.is_over, summary=summary, blockers=blockers)
        return found

    def duties(self, activities: Sequence[Activity], actor: Actor) -> Iterable[Duty]:
        """Writing and sending, for the sender; reading and acknowledging, for each recipient. At most two queries."""
        yield from _of_recipient(activities, actor)
        writers = [step for step in activities if may_compose(actor, step)]
        if not writers:
            return
        known = current(writers)
        for step in writers:
            row = known.get(step.pk)
            is_done = step.is_over or (row is not None and row.state in SENT)
            verb = _("Skriv utskicket") if row is None and not is_done else _("Skicka ut")
            yield Duty(verb, step.pk, self.url(step), is_done)

    def url(self, activity: Activity) -> str:
        """The current edition, or the form that starts it."""
        return reverse("dispatch:at_activity", args=[activity.pk])


def _receipts(row: Dispatch) -> str:
    words = {"n": getattr(row, "acknowledged", 0), "all": getattr(row, "reached", 0)}
    return _("skickat; %(n)s av %(all)s har kvitterat") % words


def _of_recipient(activities: Sequence[Activity], actor: Actor) -> Iterable[Duty]:
    names = {held.for_id: held.for_name for held in actor.mandates if held.for_id}
    rows = Receipt.objects.filter(
        dispatch__activity__in=activities, dispatch__state=DispatchState.SENT, person__in=persons_of(actor)
    ).values_list("dispatch_id", "dispatch__activity_id", "person_id", "acknowledged_at")
    for dispatch_id, activity_id, person_id, acknowledged_at in rows:
        url = reverse("dispatch:page", args=[dispatch_id])
        is_done = acknowledged_at is not None
        yield Duty(_("Läs och kvittera"), activity_id, url, is_done, names.get(person_id, ""))
