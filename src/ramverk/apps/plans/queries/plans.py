"""Plans as pages show them: the matrix of boards and parts, a plan's outline, what it ties to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from ramverk.apps.cycle.models import Activity, Round, Submission, SubmissionState
from ramverk.apps.cycle.policy_submission import HANDED_IN
from ramverk.apps.frames.models import Change, Directive, DirectiveAssignment, Edition, Operation
from ramverk.apps.frames.policy import CHANGES, DIRECTIVES
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.findings import amounts_of
from ramverk.apps.plans.frame import Frame, frame_of, newest_frames
from ramverk.apps.plans.models import ActivityPlan, Goal, GoalLevel, Section, SectionKind, SplitRow, Touch
from ramverk.apps.plans.policy import GOALS, PLANS
from ramverk.apps.plans.rows import SplitLine
from ramverk.core.money import Amounts
from ramverk.core.split import left_to_split, whole_kronor


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
    over: int | None = None
    """Öre that the split lies above the frame in the year where it does so most; below zero what is left to split.
    None where there is nothing to tell, or where it is not the reader's to see."""


KINDS = (SectionKind.TEXT, SectionKind.GOALS, SectionKind.SPLIT, SectionKind.REQUESTS, SectionKind.CONSEQUENCE)


def matrix(activity: Activity, own: Iterable[int], *, with_frames: bool = False) -> list[BoardRow]:
    """Boards by parts of the plan. Two queries, and two more where the split is held against each frame.

    What a revision carries over counts as ready when it is attested.
    """
    mine = set(own)
    counts: dict[int, dict[str, list[bool]]] = {}
    rows = Section.objects.filter(plan__submission__activity=activity).values_list(
        "plan__submission", "kind", "is_ready", "is_required", "saved_at", "touch", "attested_at"
    )
    for submission_id, kind, is_ready, is_required, saved_at, touch, attested_at in rows:
        if is_required or saved_at or is_ready or touch != Touch.NEW:
            done = attested_at is not None if touch == Touch.CARRIED else is_ready
            counts.setdefault(submission_id, {}).setdefault(kind, []).append(done)
    found = []
    submissions = list(
        Submission.objects.filter(activity=activity).select_related("body", "plan__edition").order_by("body__name")
    )
    over = overruns(activity, [one for one in submissions if with_frames or one.body_id in mine])
    for one in submissions:
        marks = counts.get(one.pk, {})
        parts = tuple(
            Part(str(kind.label), sum(marks[kind]), len(marks[kind])) if marks.get(kind) else None for kind in KINDS
        )
        plan = getattr(one, "plan", None)
        row = BoardRow(
            one, plan.pk if plan else None, parts, one.body_id in mine, one.state in HANDED_IN, over.get(one.pk)
        )
        found.append(row)
    return found


def overruns(activity: Activity, submissions: Iterable[Submission]) -> dict[int, int]:
    """How far each board's split lies above its frame in its worst year, by submission; minus is left to split. Öre."""
    plans = {plan.pk: one for one in submissions if (plan := getattr(one, "plan", None)) is not None}
    newest = newest_frames(activity.round) if plans else None
    split: dict[int, list[Amounts]] = {}
    rows = SplitRow.objects.filter(section__plan__in=plans).values_list("section__plan", "amounts")
    for plan_pk, amounts in rows:
        split.setdefault(plan_pk, []).append(amounts_of(amounts))
    found = {}
    for plan_pk, parts in split.items():
        one = plans[plan_pk]
        edition = one.plan.edition if one.state not in WRITTEN else newest or one.plan.edition
        if edition is None:
            continue
        frame = frame_of(edition, one.body)
        left = left_to_split(frame.amounts, parts, frame.years)
        found[one.pk] = -min(whole_kronor(amount) * 100 for amount in left.values())
    return found


WRITTEN = (SubmissionState.NOT_STARTED, SubmissionState.DRAFT, SubmissionState.RETURNED)


@dataclass(frozen=True, slots=True)
class Tie:
    """How the split stands against the frame, year by year. Öre."""

    frame: Frame
    split: Amounts
    left: Amounts

    @property
    def ties(self) -> bool:
        """Whether every year sums to the krona."""
        return not any(whole_kronor(amount) for amount in self.left.values())

    @property
    def rows(self) -> list[tuple[int, int, int, int]]:
        """Year, frame, split, left."""
        return [
            (year, int(self.frame.amounts[year]), int(self.split[year]), int(self.left[year]))
            for year in self.frame.years
        ]


def tie_of(plan: ActivityPlan, section: Section | None = None) -> Tie | None:
    """The split of the plan against its frame; None before frames are decided."""
    edition = edition_of(plan)
    if edition is None:
        return None
    section = section or next((one for one in plan.sections.all() if one.kind == SectionKind.SPLIT), None)
    if section is None:
        return None
    frame = frame_of(edition, plan.submission.body)
    left = left_to_split(frame.amounts, [amounts_of(row.amounts) for row in section.split_rows.all()], frame.years)
    return Tie(frame, {year: frame.amounts[year] - left[year] for year in frame.years}, left)


def edition_of(plan: ActivityPlan) -> Edition | None:
    """Whose frame the plan is held against: the newest while it is written, then the one it was written for."""
    newest = None if is_locked(plan) else newest_frames(plan.submission.activity.round)
    return plan.edition if newest is None or newest.pk == plan.edition_id else newest


@dataclass(frozen=True, slots=True)
class Outline:
    """A plan's sections with how much is ready."""

    sections: Sequence[Section]
    ready: int
    wanted: int

    @property
    def per_cent(self) -> int:
        """For the bar."""
        return round(100 * self.ready / self.wanted) if self.wanted else 0


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
    return Outline(sections, sum(one.is_ready for one in wanted), len(wanted))


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


def is_locked(plan: ActivityPlan) -> bool:
    """Whether the plan is past writing for now."""
    return plan.submission.state not in WRITTEN
