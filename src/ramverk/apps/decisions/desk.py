"""The desk of decisions: the matter where there is one, else the plain desk, which stays underneath as the deed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from ramverk.apps.cycle.desk_decision import DecisionDesk, summary
from ramverk.apps.cycle.desks import DeskStatus, Duty
from ramverk.apps.cycle.models import Activity
from ramverk.apps.decisions.models import SittingState
from ramverk.apps.decisions.policy import leads
from ramverk.apps.decisions.queries.duties import duties_of
from ramverk.apps.decisions.queries.next_step import OF_THE_YEAR, POSTPONED, Tail, to_bring_on, to_do, waited_for
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import BodyKind


class MatterDesk(DecisionDesk):
    """Answers for decisions: how far the matter has come, and who has a vote to give."""

    def statuses(self, activities: Sequence[Activity]) -> Mapping[int, DeskStatus]:
        """The plain desk's answer, with the matter's state in words while it is dealt with.

        Decisions and matters are asked for in one query: a step has one or two of each, so the joined rows are few.
        """
        decided: dict[int, str] = {}
        dealt_with: dict[int, str] = {}
        missing: dict[int, tuple[str, ...]] = {}
        titled = {activity.pk for activity in activities if activity.row}
        rows = Activity.objects.filter(pk__in=[activity.pk for activity in activities]).order_by(
            "decisions__decided_on", "decisions__pk", "sittings__day", "sittings__pk"
        )
        for row in rows.values_list("pk", *_OF_THE_DECISION, *_OF_THE_MATTER):
            pk, short, name, paragraph, kind, title, number, state, body, then, then_on = row
            if paragraph is not None:
                decided[pk] = summary(short or name, paragraph)
            if kind in OF_THE_YEAR or (kind and pk not in titled):
                said = {"matter": f"{title} ({number})", "state": SittingState(state).label}
                dealt_with[pk] = _("%(matter)s: %(state)s") % said
                is_put_off = state in POSTPONED and body == BodyKind.COUNCIL
                missing[pk] = (waited_for(then, then_on),) if is_put_off else ()
        found = self.answers(activities, decided)
        for pk, words in dealt_with.items():
            status = found[pk]
            if not status.is_complete:
                found[pk] = DeskStatus(status.is_complete, words, missing[pk] or status.missing, status.blockers)
        return found

    def duties(self, activities: Sequence[Activity], actor: Actor) -> Iterable[Duty]:
        """What comes next in each step's matter, the votes that wait for the actor, and what decisions oblige."""
        asked, tails = duties_of(activities, actor)
        yield from self._next(activities, actor, tails)
        yield from asked

    def _next(self, activities: Sequence[Activity], actor: Actor, tails: Sequence[Tail]) -> Iterable[Duty]:
        """The plain desk's duties, in the words of the matter where there is one; none where others are waited for."""
        at = {tail.activity_id: tail for tail in tails}
        on_its_way = _on_its_way(activities, tails, at)
        for duty in super().duties(activities, actor):
            tail = at.get(duty.activity_id) or on_its_way.get(duty.activity_id)
            if duty.is_done or tail is None:
                yield duty
                continue
            is_own = duty.activity_id in at and leads(actor, tail.body_id)
            if found := to_do(tail) if is_own else to_bring_on(tail):
                yield replace(duty, verb=found[0], url=found[1])

    def url(self, activity: Activity) -> str:
        """The matter of the activity."""
        return reverse("decisions:activity", args=[activity.pk])


_OF_THE_DECISION = ("decisions__body__short_name", "decisions__body__name", "decisions__paragraph")
_OF_THE_MATTER = (
    "sittings__matter__kind", "sittings__matter__title", "sittings__matter__register_number", "sittings__state",
    "sittings__body__kind", "sittings__followed_by__body__name", "sittings__followed_by__day",
)  # fmt: skip


def _on_its_way(activities: Sequence[Activity], tails: Sequence[Tail], at: Mapping[int, Tail]) -> dict[int, Tail]:
    """The matters that other bodies have, by the step that waits for them.

    What was referred comes back to its step. What the executive board prepares comes to the council's next one.
    """
    found = {tail.came_from: tail for tail in tails if tail.came_from not in at}
    prepared = next((tail for tail in tails if tail.is_prepared_for_the_council), None)
    steps = [
        step for step in activities
        if step.owner and step.owner.kind == BodyKind.COUNCIL and not step.is_over and step.pk not in at
    ]  # fmt: skip
    if prepared and prepared.came_from is None and steps:
        found[min(steps, key=lambda step: (step.start or date.max, step.order)).pk] = prepared
    return {pk: tail for pk, tail in found.items() if pk is not None}
