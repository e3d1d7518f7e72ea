"""Open a board's plan: sections from the template; a revision begins as a copy of what was handed in before."""

from django.db import transaction

from ramverk.apps.cycle.models import ActivityKind, Round, Submission
from ramverk.apps.plans.earlier_goals import begin_with_last_year, fields_of
from ramverk.apps.plans.frame import Frame, frame_of, newest_frames
from ramverk.apps.plans.models import (
    ActivityPlan,
    FrameRequest,
    Goal,
    GoalLink,
    Indicator,
    Section,
    SectionKind,
    SplitRow,
    TemplateSection,
)
from ramverk.apps.plans.queries.plans import ledger_lines
from ramverk.apps.plans.recognising import is_written_here
from ramverk.apps.plans.revising import mark_touched, move_split
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.actors import Actor


@transaction.atomic
def open_plan(actor: Actor, submission: Submission) -> ActivityPlan:
    """The submission's plan; twice gives the same."""
    plan, is_new = ActivityPlan.objects.get_or_create(submission=submission)
    if not is_new:
        return plan
    in_round = submission.activity.round
    plan.edition = newest_frames(in_round)
    if submission.activity.kind == ActivityKind.REVISION:
        plan.revises = (
            ActivityPlan.objects.filter(submission__activity__round=in_round, submission__body=submission.body_id)
            .exclude(pk=plan.pk)
            .order_by("-pk")
            .first()
        )
    plan.save(update_fields=["edition", "revises"])
    take_up_template(plan, in_round)
    if plan.revises:
        copy_forward(plan, plan.revises)
        move_split(plan)
        mark_touched(plan)
    else:
        if plan.edition:
            split_as_the_ledger(plan, frame_of(plan.edition, submission.body))
        begin_with_last_year(plan, in_round)
    record(actor, "plans.open_plan", plan, after={"edition": str(plan.edition) if plan.edition else ""})
    return plan


def take_up_template(plan: ActivityPlan, in_round: Round) -> None:
    """Headings, instructions and order from the template. A section that left it stays where something is written."""
    kept = {one.key: one for one in plan.sections.all()}
    for wanted in TemplateSection.objects.filter(round=in_round):
        fields = {
            "order": wanted.order, "heading": wanted.heading, "instruction": wanted.instruction, "kind": wanted.kind,
            "is_required": wanted.is_required, "follows_frame": wanted.follows_frame,
        }  # fmt: skip
        if wanted.key in kept:
            Section.objects.filter(pk=kept.pop(wanted.key).pk).update(**fields)
        else:
            Section.objects.create(plan=plan, key=wanted.key, **fields)
    for gone in kept.values():
        if not (gone.text or gone.goals.exists() or gone.split_rows.exists() or gone.requests.exists()):
            gone.delete()


def split_as_the_ledger(plan: ActivityPlan, frame: Frame) -> None:
    """Begin the split with what the ledger knows of each operation; what has no operation is left to the board."""
    section = plan.sections.filter(kind=SectionKind.SPLIT).first()
    if section is None or section.split_rows.exists():
        return
    SplitRow.objects.bulk_create(
        SplitRow(section=section, order=order, operation_id=line.operation_id, amounts=dict(line.amounts))
        for order, line in enumerate(ledger_lines(frame))
    )


def copy_forward(plan: ActivityPlan, earlier: ActivityPlan) -> None:
    """Everything the earlier plan holds, section by section, with the identity of its rows."""
    sections = {one.key: one for one in plan.sections.all()}
    for old in earlier.sections.all():
        new = sections.get(old.key) or Section.objects.create(
            plan=plan, key=old.key, order=old.order, heading=old.heading, instruction=old.instruction, kind=old.kind,
            is_required=old.is_required, follows_frame=old.follows_frame,
        )  # fmt: skip
        Section.objects.filter(pk=new.pk).update(text=old.text)
        SplitRow.objects.bulk_create(SplitRow(**fields_of(row), section=new) for row in old.split_rows.all())
        FrameRequest.objects.bulk_create(FrameRequest(**fields_of(row), section=new) for row in old.requests.all())
        _copy_goals(old, new)


def _copy_goals(old: Section, new: Section) -> None:
    copies: dict[int, Goal] = {}
    for goal in old.goals.prefetch_related("indicators", "links").order_by("level", "order", "pk"):
        copy = Goal(**fields_of(goal), section=new)
        if goal.parent_id in copies:
            copy.parent = copies[goal.parent_id]
        copy.save()
        copies[goal.pk] = copy
        Indicator.objects.bulk_create(Indicator(**fields_of(one), goal=copy) for one in goal.indicators.all())
        GoalLink.objects.bulk_create(GoalLink(**fields_of(one), goal=copy) for one in goal.links.all())


def open_where_written(actor: Actor, submission: Submission) -> None:
    """What happens when a board's room is opened: its plan, where plans are written here."""
    if is_written_here(submission.activity):
        open_plan(actor, submission)
