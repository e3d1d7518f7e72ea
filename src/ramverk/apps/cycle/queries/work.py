"""My work: what I am to do, do for others, will do, wait for and have done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ramverk.apps.cycle import desks
from ramverk.apps.cycle.gates import keep_at_hand
from ramverk.apps.cycle.models import Activity, ActivityKind, ActivityState, Need, Participation, Precision, Round
from ramverk.apps.cycle.policy import ACTIVITIES, answers_for
from ramverk.apps.cycle.queries.people import audiences_of
from ramverk.apps.cycle.queries.year import NEAR_DAYS, OVER, short_name, status_of
from ramverk.apps.cycle.wording import span_text
from ramverk.apps.organisation.actor import Actor


@dataclass(frozen=True, slots=True)
class Task:
    """One line: a verb with its object, when it is due, what it blocks and where it is done."""

    what: str
    url: str
    due: date | None
    is_vague: bool
    when: str
    status: str
    blocks: str
    waits_for: str = ""
    for_name: str = ""
    is_done: bool = False
    activity_id: int = 0
    begins: date | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """The five lists, each by the date of duty."""

    to_do: Sequence[Task]
    as_substitute: Sequence[Task]
    coming: Sequence[Task]
    waiting: Sequence[Task]
    done: Sequence[Task]


VERBS = {
    ActivityKind.DISPATCH: gettext_lazy("Skicka ut: %s"),
    ActivityKind.SUBMISSION: gettext_lazy("Lämna in: %s"),
    ActivityKind.DECISION: gettext_lazy("Besluta: %s"),
    ActivityKind.HANDOVER: gettext_lazy("Överlämna: %s"),
    ActivityKind.PREPARATION: gettext_lazy("Bered: %s"),
    ActivityKind.CONSULTATION: gettext_lazy("Samverka: %s"),
    ActivityKind.REVISION: gettext_lazy("Revidera: %s"),
}


def work(actor: Actor, in_round: Round, today: date) -> Work:
    """Everything the actor has a part in, from the desks first and from participation where no desk speaks."""
    rows = ACTIVITIES.filter(Activity.objects.filter(round=in_round, became=None), actor)
    activities = list(rows.select_related("owner").defer("text", "yields", "cells"))
    by_id = {item.pk: item for item in activities}
    blocks, gates = _blocks(_needs_among(in_round, by_id), today)
    duties = desks.duties(activities, actor)
    tasks = [
        _from_duty(duty, by_id[duty.activity_id], blocks, gates, today) for duty in duties if duty.activity_id in by_id
    ]
    spoken = {duty.activity_id for duty in duties}
    tasks += [
        _from_duty(duty, by_id[duty.activity_id], {}, {}, today)
        for duty in desks.duties_beside(in_round, actor)
        if duty.activity_id in by_id
    ]
    tasks += _from_participation(actor, activities, spoken, blocks, gates, today)
    return _sorted_into_lists(tasks, _waiting(actor, activities, blocks, today), today)


def _needs_among(in_round: Round, by_id: dict[int, Activity]) -> list[Need]:
    """What the activities need of one another. One query, also for the desks, which find it with the activities."""
    known = []
    for need in Need.objects.filter(activity__round=in_round).order_by("pk"):
        if need.activity_id in by_id and need.needed_id in by_id:
            need.activity, need.needed = by_id[need.activity_id], by_id[need.needed_id]
            known.append(need)
    keep_at_hand(by_id.values(), known)
    return known


def _blocks(needs: Iterable[Need], today: date) -> tuple[dict[int, str], dict[int, str]]:
    """For each activity the first step it blocks ("KS 6 februari") and the closed gate it waits for."""
    blocks: dict[int, tuple[date, str]] = {}
    gates: dict[int, str] = {}
    for need in needs:
        if not need.is_gate or need.needed.is_over:
            continue
        if not need.activity.is_over:
            entry = (need.activity.end or date.max, short_name(need.activity, today))
            blocks[need.needed_id] = min(blocks.get(need.needed_id, entry), entry)
        gates.setdefault(need.activity_id, short_name(need.needed, today))
    return {pk: name for pk, (_when, name) in blocks.items()}, gates


def _task(
    item: Activity, what: str, url: str, blocks: dict[int, str], gates: dict[int, str], today: date, **more: object
) -> Task:
    return Task(
        what=what, activity_id=item.pk, url=url, due=item.end, is_vague=item.is_window,
        when=span_text(item.start, item.end, item.precision, today.year), status=status_of(item, today)[0],
        blocks=blocks.get(item.pk, ""), waits_for=gates.get(item.pk, ""),
        begins=item.end if item.is_deadline else item.start,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def _from_duty(duty: desks.Duty, item: Activity, blocks: dict[int, str], gates: dict[int, str], today: date) -> Task:
    verb = str(duty.verb)
    if duty.due is not None:
        return _by_itself(duty, today)
    is_done = duty.is_done or item.state in OVER
    what = verb if item.title in verb else f"{verb}: {item.title}"
    return _task(item, what, duty.url, blocks, gates, today, for_name=duty.for_name, is_done=is_done)


def _by_itself(duty: desks.Duty, today: date) -> Task:
    """A duty with a last day of its own: it lives on when its activity is over."""
    due = duty.due
    assert due is not None  # noqa: S101 - asked by the caller
    status = "late" if due < today and not duty.is_done else "open"
    when = span_text(due, due, Precision.DAY, today.year)
    return Task(
        what=str(duty.verb), url=duty.url, due=due, is_vague=False, when=when, status=status, blocks="",
        for_name=duty.for_name, is_done=duty.is_done, activity_id=duty.activity_id, begins=due - timedelta(days=60),
    )  # fmt: skip


def _from_participation(
    actor: Actor,
    activities: Sequence[Activity],
    spoken: set[int],
    blocks: dict[int, str],
    gates: dict[int, str],
    today: date,
) -> list[Task]:
    """What the actor performs or is invited to where no desk has said what to do."""
    silent = [item for item in activities if item.pk not in spoken and item.state != ActivityState.CANCELLED]
    audiences = audiences_of(actor, today)
    taking_part = Participation.objects.filter(activity__in=silent, audience__in=audiences).exclude(mode="optional")
    modes = {(row.activity_id, row.audience_id): row.mode for row in taking_part}
    found = []
    for item in silent:
        mine = [(mode, audiences[audience or 0]) for (pk, audience), mode in modes.items() if pk == item.pk]
        if answers_for(actor, item) and desks.desk_for(item) is None:
            mine.append(("performer", ""))
        if not mine or all(mode == "recipient" for mode, _for in mine):
            continue
        performs = any(mode == "performer" for mode, _for in mine)
        verb = VERBS.get(ActivityKind(item.kind), "%s") if performs else _("Delta: %s")
        for_name = "" if any(not name for _mode, name in mine) else mine[0][1]
        url = reverse("cycle:activity", args=[item.pk])
        is_done = item.state in OVER
        found.append(_task(item, str(verb) % item.title, url, blocks, gates, today, for_name=for_name, is_done=is_done))
    return found


def _waiting(actor: Actor, activities: Sequence[Activity], blocks: dict[int, str], today: date) -> list[Task]:
    """Steps the actor answers for in which others are waited for."""
    own = [item for item in activities if item.state not in OVER and _is_due(item, today)]
    own = [item for item in own if actor.owns_the_process or answers_for(actor, item)]
    statuses = desks.statuses(own)
    found = []
    for item in own:
        status = statuses.get(item.pk)
        if status is None or not status.missing:
            continue
        what = _("%(title)s: väntar på %(names)s") % {"title": item.title, "names": ", ".join(map(str, status.missing))}
        found.append(_task(item, what, reverse("cycle:activity", args=[item.pk]), blocks, {}, today))
    return found


def _is_due(item: Activity, today: date) -> bool:
    return item.end is not None and (item.end - today).days <= NEAR_DAYS


def _sorted_into_lists(tasks: Sequence[Task], waiting: Sequence[Task], today: date) -> Work:
    def by_duty(rows: list[Task], *, latest_first: bool = False) -> list[Task]:
        return sorted(rows, key=lambda task: task.due or date.max, reverse=latest_first)

    left = [task for task in tasks if not task.is_done]
    own = [task for task in left if not task.for_name]
    return Work(
        to_do=by_duty([task for task in own if _is_now(task, today)]),
        as_substitute=by_duty([task for task in left if task.for_name]),
        coming=by_duty([task for task in own if not _is_now(task, today)]),
        waiting=by_duty(list(waiting)),
        done=by_duty([task for task in tasks if task.is_done], latest_first=True),
    )


def _is_now(task: Task, today: date) -> bool:
    """Begun, late, or beginning within two weeks, and not held back by a gate unless it is late."""
    if task.begins is None:
        return False
    near = (task.begins - today).days <= NEAR_DAYS
    return near and (not task.waits_for or task.begins <= today)
