"""Plans as pages show them: the matrix of boards and parts, a plan's outline, what it ties to."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from ramverk.apps.cycle.models import Activity, Round, Submission
from ramverk.apps.cycle.policy_submission import HANDED_IN, bodies_behind
from ramverk.apps.cycle.submission_content import Mark
from ramverk.apps.frames.models import Change, Directive, DirectiveAssignment, Operation
from ramverk.apps.frames.policy import CHANGES, DIRECTIVES
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.frame import Frame, edition_of
from ramverk.apps.plans.models import ActivityPlan, Goal, GoalLevel, Section, SectionKind, Touch
from ramverk.apps.plans.policy import GOALS, PLANS
from ramverk.apps.plans.rows import SplitLine
from ramverk.apps.plans.ties import marks_of
from ramverk.apps.trail import clock


def plans_seen(actor: Actor) -> QuerySet[ActivityPlan]:
    """The plans this actor may open."""
    rows = ActivityPlan.objects.select_related("submission__activity__round", "submission__body", "edition", "revises")
    return PLANS.filter(rows, actor)


@dataclass(frozen=True, slots=True)
class Part:
    """One column of the matrix for one board: how many of its sections are ready."""

    label: str
    ready: int
    of: int

    @property
    def is_done(self) -> bool:
        """Whether all are."""
        return self.ready == self.of


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A board's line in the matrix. Everyone sees how far it has come; what is written is the board's."""

    submission: Submission
    plan_id: int | None
    parts: tuple[Part | None, ...]
    is_own: bool
    is_in: bool
    marks: Sequence[Mark] = ()
    """How it stands against its frame, where that is the reader's to see."""

    @property
    def is_late(self) -> bool:
        """Whether its last day has passed."""
        return is_late(self.submission)


def is_late(submission: Submission) -> bool:
    """Whether the last day has passed without anything handed in, as the page that collects the plans says it."""
    return submission.submitted_at is None and submission.activity.is_late_on(clock.today())


KINDS = (SectionKind.TEXT, SectionKind.GOALS, SectionKind.SPLIT, SectionKind.REQUESTS, SectionKind.CONSEQUENCE)


def matrix(activity: Activity, actor: Actor) -> list[BoardRow]:
    """Boards by parts of the plan. What a revision carries over counts as ready when it is attested."""
    mine = bodies_behind(actor)
    counts: dict[int, dict[str, list[bool]]] = {}
    rows = Section.objects.filter(plan__submission__activity=activity).values_list(
        "plan__submission", "kind", "is_ready", "is_required", "saved_at", "touch", "attested_at"
    )
    for submission_id, kind, is_ready, is_required, saved_at, touch, attested_at in rows:
        if is_required or saved_at or is_ready or touch != Touch.NEW:
            done = attested_at is not None if touch == Touch.CARRIED else is_ready
            counts.setdefault(submission_id, {}).setdefault(kind, []).append(done)
    found = []
    delivered = Submission.objects.filter(activity=activity).select_related("activity__round", "body", "plan__edition")
    submissions = list(delivered.order_by("body__name"))
    marks_by = marks_of(submissions, actor)
    for one in submissions:
        marks = counts.get(one.pk, {})
        is_in, plan = one.state in HANDED_IN, getattr(one, "plan", None)
        parts = tuple(_part(kind, marks.get(kind, []), is_in=is_in) for kind in KINDS)
        row = BoardRow(one, plan.pk if plan else None, parts, one.body_id in mine, is_in, marks_by.get(one.pk, ()))
        found.append(row)
    return found


def _part(kind: SectionKind, marks: Sequence[bool], *, is_in: bool) -> Part | None:
    """What is handed in is the board's last word, whether every section was marked or not."""
    return Part(str(kind.label), len(marks) if is_in else sum(marks), len(marks)) if marks else None


@dataclass(frozen=True, slots=True)
class Outline:
    """A plan's sections with how much is ready."""

    sections: Sequence[Section]
    ready: int
    wanted: int


def ledger_lines(frame: Frame) -> list[SplitLine]:
    """A split to begin with: what the ledger knows of each operation. What has no operation is left to the board."""
    operations = {one.code: one.pk for one in Operation.objects.filter(code__in=frame.parts)}
    return [
        SplitLine(pk, {str(year): int(amount) for year, amount in frame.parts[code].items() if amount})
        for code, pk in sorted(operations.items())
    ]


def outline(plan: ActivityPlan) -> Outline:
    """What must be written and how much of it is marked as ready; an unwritten voluntary section does not count."""
    sections = list(plan.sections.all())
    wanted = [one for one in sections if one.is_required or one.saved_at or one.is_ready]
    ready = sum(one.attested_at is not None if one.is_standing else one.is_ready for one in wanted)
    return Outline(sections, ready, len(wanted))


def council_goals(in_round: Round, actor: Actor) -> list[Goal]:
    """The vision and the council's goals of a round."""
    rows = Goal.objects.filter(round=in_round, level__in=[GoalLevel.VISION, GoalLevel.COUNCIL])
    return list(GOALS.filter(rows.select_related("parent"), actor).order_by("-level", "order", "pk"))


def changes_to_link(plan: ActivityPlan, actor: Actor) -> list[Change]:
    """The changes of the board's frame along its edition's line that a goal can be paid by; opening rows are not."""
    edition = edition_of(plan)
    if edition is None:
        return []
    line = [edition.pk]
    parent = edition.parent
    while parent is not None:
        line.append(parent.pk)
        parent = parent.parent
    rows = (
        Change.objects.filter(edition__in=line, body=plan.submission.body_id)
        .filter(rule="")
        .exclude(cause="opening_frame")
    )
    return list(CHANGES.filter(rows.exclude(cause="opening_frame"), actor).order_by("text")[:200])


def assignments_to_link(plan: ActivityPlan, actor: Actor) -> list[DirectiveAssignment]:
    """The directive's assignments to this board or to all: as decided where it is, else as drafted."""
    directives = DIRECTIVES.filter(Directive.objects.filter(edition__round=plan.submission.activity.round_id), actor)
    decided = directives.filter(document__isnull=False)
    rows = DirectiveAssignment.objects.filter(directive__in=decided if decided.exists() else directives)
    return [one for one in rows.select_related("body") if one.body_id in (None, plan.submission.body_id)]
