"""The desk of submissions and revisions: each board's delivery from draft to accepted."""

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from ramverk.apps.cycle.desks import DeskStatus, Duty
from ramverk.apps.cycle.models import Activity, Submission
from ramverk.apps.cycle.models import SubmissionState as S
from ramverk.apps.cycle.policy_submission import (
    BOARD_ROLES,
    HANDED_IN,
    REGISTRARS,
    WRITERS,
    bodies_behind,
    requires_adoption,
)
from ramverk.apps.cycle.queries_submission import Progress, progress, submissions_of, waiting_in_states
from ramverk.apps.organisation.actor import Actor, Held

NEXT_WRITER = {S.NOT_STARTED, S.DRAFT, S.RETURNED}


class SubmissionDesk:
    """Answers for submissions and revisions."""

    def statuses(self, activities: Sequence[Activity]) -> Mapping[int, DeskStatus]:
        """One query: how many boards have handed in, and which are waited for."""
        known = progress(activities)
        return {activity.pk: _status(activity, known.get(activity.pk)) for activity in activities}

    def duties(self, activities: Sequence[Activity], actor: Actor) -> Iterable[Duty]:
        """The next step of one's own board; checking and accepting for the centre. At most two queries."""
        boards = bodies_behind(actor, WRITERS)
        if boards:
            yield from _of_boards(activities, actor, boards)
        if actor.owns_the_process:
            yield from _of_centre(activities)

    def url(self, activity: Activity) -> str:
        """The matrix of boards and steps."""
        return reverse("desks:submissions", args=[activity.pk])


def _status(activity: Activity, known: Progress | None) -> DeskStatus:
    if known is None:
        if activity.is_over:
            return DeskStatus(is_complete=True)
        return DeskStatus(is_complete=False, blockers=[_("Inlämningen är inte öppnad för nämnderna än.")])
    words = {"in": known.handed_in, "all": known.boards}
    blockers = [] if known.all_in else [_("Alla nämnder har inte lämnat in.")]
    return DeskStatus(
        is_complete=known.all_in,
        summary=_("%(in)s av %(all)s nämnder har lämnat in") % words,
        missing=known.missing,
        blockers=blockers,
    )


def _of_boards(activities: Sequence[Activity], actor: Actor, boards: dict[int, Held]) -> Iterable[Duty]:
    registrars = bodies_behind(actor, REGISTRARS)
    by_id = {activity.pk: activity for activity in activities}
    for row in submissions_of(activities).filter(body__in=list(boards)):
        held = registrars.get(row.body_id) or boards[row.body_id]
        needs_board = requires_adoption(by_id[row.activity_id])
        verb = _next_verb(row, needs_board=needs_board)
        if row.state not in HANDED_IN and row.state not in NEXT_WRITER and row.body_id not in registrars:
            continue
        url = reverse("desks:submission", args=[row.pk])
        yield Duty(verb, row.activity_id, url, is_done=row.state in HANDED_IN, for_name=held.for_name)


def _next_verb(row: Submission, *, needs_board: bool) -> str:
    board = {"board": row.body.name}
    if row.state == S.READY:
        if needs_board:
            return _("Ta upp på dagordningen i %(board)s") % board
        return _("Lämna in för %(board)s") % board
    sentences = {
        S.RETURNED: _("Ändra det återlämnade underlaget för %(board)s"),
        S.ON_AGENDA: _("Registrera beslutet i %(board)s"),
        S.ADOPTED: _("Lämna in för %(board)s"),
        S.SUBMITTED: _("Inlämnat för %(board)s"),
        S.CHECKED: _("Inlämnat för %(board)s"),
        S.ACCEPTED: _("Inlämnat för %(board)s"),
    }
    return sentences.get(S(row.state), _("Skriv underlaget för %(board)s")) % board


def _of_centre(activities: Sequence[Activity]) -> Iterable[Duty]:
    states = waiting_in_states(activities)
    for activity in activities:
        counts = states.get(activity.pk, {})
        url = reverse("desks:submissions", args=[activity.pk])
        if waiting := counts.get(S.SUBMITTED, 0) + counts.get(S.CHECKED, 0):
            yield Duty(_("Kontrollera och godta (%s väntar)") % waiting, activity.pk, url)
        elif counts and set(counts) == {S.ACCEPTED}:
            yield Duty(_("Kontrollera och godta"), activity.pk, url, is_done=True)


def sees_draft(actor: Actor, submission: Submission) -> bool:
    """Whether the draft's content is the actor's to see: the same circle as the list filter, asked without a query."""
    return submission.body_id in bodies_behind(actor, BOARD_ROLES)
