"""The boards' revised plans beside the changes since the council's decision: what comes from them, and what is left."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import ActivityKind, HandIn, Submission
from ramverk.apps.cycle.policy_submission import HAND_INS
from ramverk.apps.frames.ledger import line_of
from ramverk.apps.frames.models import Change, Edition
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body
from ramverk.apps.plans.frame import frame_of
from ramverk.apps.plans.revised import code_of, revised_plans, split_of, submission_of, words_of, written_against
from ramverk.core.money import Ore
from ramverk.core.split import whole_kronor

Split = Mapping[str, Mapping[int, int]]


@dataclass(frozen=True, slots=True)
class PlanSource:
    """The revised plan that a change comes from."""

    words: str
    submission: int


def sources_of(edition: Edition, keys: Iterable[str]) -> dict[str, PlanSource]:
    """By the keys of changes: the plan each is linked to, for those that are."""
    rows = Change.objects.filter(key__in=list(keys)).exclude(linked_to="").values_list("key", "linked_to")
    linked = {str(key): submission_of(code) for key, code in rows}
    if not any(linked.values()):
        return {}
    plans = {row.submission_id: row for row in revised_plans(edition.round)}
    return {key: PlanSource(words_of(plans[pk]), pk) for key, pk in linked.items() if pk is not None and pk in plans}


@dataclass(frozen=True, slots=True)
class Revised:
    """A board's revised plan beside the edition. `left` is what reading it in would move, net cost by operation."""

    body: Body
    hand_in: HandIn | None
    left: Split
    hinder: str = ""
    is_read: bool = False

    @property
    def is_ready(self) -> bool:
        """Whether there is something to read in."""
        return bool(self.left) and not self.hinder

    @property
    def is_settled(self) -> bool:
        """Whether it is read in and nothing is left to read."""
        return self.is_read and not self.hinder and not self.left


def revised(edition: Edition) -> list[Revised]:
    """Every board that owes a revised plan, by name."""
    handed = {row.submission_id: row for row in revised_plans(edition.round)}
    owed = Submission.objects.filter(
        activity__round=edition.round_id, activity__kind=ActivityKind.REVISION
    ).select_related("body")
    line = Edition.objects.filter(pk__in=[row.pk for row in line_of(edition)]).exclude(checksum="")
    editions = {one.checksum: one for one in line}
    return [_revised(edition, editions, row, handed.get(row.pk)) for row in owed.order_by("body__name", "pk")]


def _revised(edition: Edition, editions: Mapping[str, Edition], submission: Submission, row: HandIn | None) -> Revised:
    body = submission.body
    if row is None:
        return Revised(body, None, {}, _("Den reviderade planen är inte inlämnad än."))
    against = editions.get(written_against(row))
    if against is None:
        return Revised(body, row, {}, _("Planen är skriven mot en annan utgåva än den som beslutet bygger på."))
    read = _read(edition, row)
    split = split_of(row)
    if not split:
        return Revised(body, row, {}, _("Planen fördelar inte ramen på verksamheter."))
    left = _left(against, body, split, read)
    if left is None:
        return Revised(body, row, {}, _("Fördelningen går inte jämnt upp med den beslutade ramen."))
    return Revised(body, row, left, is_read=bool(read))


SPLIT = "split"
"""The word of the code by which a row's source points at a plan's split."""


def reference_of(row: HandIn) -> str:
    """What the source of a row that was read from a plan's split points at."""
    return f"{SPLIT}:{row.submission_id}"


def plans_read(submissions: Collection[int], _edition: Edition, actor: Actor) -> Mapping[int, str]:
    """Where the plans that rows were read from are read themselves: the versions handed in are open to all who work."""
    handed_in = HAND_INS.filter(HandIn.objects.filter(submission__in=submissions), actor)
    pks = set(handed_in.values_list("submission_id", flat=True))
    return {pk: reverse("desks:submission", args=[pk]) for pk in pks}


def _read(edition: Edition, row: HandIn) -> dict[str, dict[int, int]]:
    """What has been read from this plan already, net cost by operation."""
    line = [member.pk for member in line_of(edition)]
    rows = Change.objects.filter(edition__in=line, linked_to=code_of(row)).select_related("operation")
    found: dict[str, dict[int, int]] = {}
    for one in rows:
        if one.source.get("reference") == reference_of(row):
            sums = found.setdefault(one.operation.code if one.operation else "", {})
            for year, amount in one.amounts.items():
                sums[int(year)] = sums.get(int(year), 0) - int(amount)
    return found


def _left(against: Edition, body: Body, split: Split, read: Split) -> dict[str, dict[int, int]] | None:
    """The split less what the ledger had when the plan was written and what has been read since; None where it does
    not add up to nothing. Öre that the plan's whole kronor leave over stay where there is no operation.
    """
    frame = frame_of(against, body)
    left: dict[str, dict[int, int]] = {}
    for code in {*split, *frame.parts, *read, ""}:
        had = frame.parts.get(code, {})
        left[code] = {
            year: split.get(code, {}).get(year, 0) - int(had.get(year, Ore(0))) - read.get(code, {}).get(year, 0)
            for year in frame.years
        }
    for year in frame.years:
        over = sum(amounts[year] for amounts in left.values())
        if whole_kronor(Ore(over)):
            return None
        left[""][year] -= over
    return {code: amounts for code, amounts in sorted(left.items()) if any(amounts.values())}
