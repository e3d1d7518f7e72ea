"""What a revision asks of a board: only what the way from the earlier frames to the decided ones touched."""

from dataclasses import dataclass

from ramverk.apps.frames.ledger import board_key, core_edition
from ramverk.apps.frames.models import Operation
from ramverk.apps.plans.frame import Frame, frame_of
from ramverk.apps.plans.models import ActivityPlan, GoalLink, Section, SectionKind, SplitRow, Touch
from ramverk.core.editions.bridge import Bridge, bridge
from ramverk.core.editions.changes import PostKind
from ramverk.core.money import Ore


def passed(plan: ActivityPlan) -> Bridge | None:
    """The bridge of the board from the frames its earlier plan was written against to those of the revision."""
    earlier = plan.revises
    if earlier is None or earlier.edition is None or plan.edition is None:
        return None
    key = board_key(plan.submission.body)
    return bridge(
        core_edition(earlier.edition),
        core_edition(plan.edition),
        wanted=lambda post: post.kind is PostKind.FRAME and post.owner == key,
    )


@dataclass(frozen=True, slots=True)
class Moved:
    """Whether the frame moved, and the ledger's changes that moved it, by their key."""

    frame: bool
    changes: frozenset[str]


def moved(plan: ActivityPlan) -> Moved:
    """What happened to the board's frame. A change that comes and goes still counts: goals may rest on it."""
    found = passed(plan)
    if found is None:
        return Moved(frame=True, changes=frozenset())
    keys = frozenset(step.change.id for row in found.rows for step in row.steps)
    return Moved(any(found.difference(year) for year in found.years), keys)


def mark_touched(plan: ActivityPlan) -> None:
    """Sections that follow the frame are touched when it moved and something is in them; goals when what pays them did.

    Everything else is carried over and is only attested.
    """
    what = moved(plan)
    for section in plan.sections.all():
        touched = _is_touched(section, what)
        Section.objects.filter(pk=section.pk).update(touch=Touch.TOUCHED if touched else Touch.CARRIED)


def _is_touched(section: Section, what: Moved) -> bool:
    if section.kind == SectionKind.GOALS:
        links = GoalLink.objects.filter(goal__section=section, change__isnull=False)
        return any(str(key) in what.changes for key in links.values_list("change__key", flat=True))
    if not (what.frame and section.follows_frame):
        return False
    return section.is_required or bool(section.text.strip()) or section.requests.exists()


def move_split(plan: ActivityPlan) -> None:
    """Let the copied split follow what the ledger moved in each operation; what has no operation is the board's."""
    earlier = plan.revises
    section = plan.sections.filter(kind=SectionKind.SPLIT).first()
    if section is None or earlier is None or earlier.edition is None or plan.edition is None:
        return
    before, after = (frame_of(one, plan.submission.body) for one in (earlier.edition, plan.edition))
    rows = list(section.split_rows.select_related("operation"))
    for code in sorted({*before.parts, *after.parts} - {""}):
        difference = {year: _part(after, code, year) - _part(before, code, year) for year in after.years}
        if any(difference.values()):
            _add(section, rows, code, difference)


def _part(frame: Frame, code: str, year: int) -> Ore:
    return frame.parts.get(code, {}).get(year, Ore(0))


def _add(section: Section, rows: list[SplitRow], code: str, difference: dict[int, Ore]) -> None:
    row = next((one for one in rows if one.operation.code == code), None)
    if row is None:
        operation = Operation.objects.filter(code=code).first()
        if operation is None:
            return
        row = SplitRow(section=section, operation=operation, order=len(rows))
    for year, amount in difference.items():
        row.amounts[str(year)] = row.amounts.get(str(year), 0) + int(amount)
    row.save()
