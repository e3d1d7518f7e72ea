"""How plans stand against their frames: what is split, and what is asked for outside (utom ram). Net cost, öre.

`held_against` is the one place where the two are held against each other: a plan as it stands, one that was frozen, the
lists of boards and the page of a dialogue all ask it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ramverk.apps.cycle.models import Submission
from ramverk.apps.cycle.submission_content import Mark
from ramverk.apps.frames.models import Edition
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.findings import amounts_of
from ramverk.apps.plans.frame import Frame, edition_of, frame_of, newest_frames
from ramverk.apps.plans.models import ActivityPlan, Section, SectionKind
from ramverk.apps.plans.policy import may_see_tie
from ramverk.core.money import Amounts, Ore, Unit, format_amount, format_exact
from ramverk.core.split import left_to_split, whole_kronor

SUMMARY = "plan_summary"
"""The kind of frozen content that is a plan on one page."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A plan held against its frame, year by year."""

    frame: Frame
    left: Amounts
    """What of each year's frame is in no part yet; minus where the parts are more than the frame."""
    asked: Amounts
    requests: int

    @property
    def split(self) -> Amounts:
        """What is in some part."""
        return {year: self.frame.amounts[year] - self.left[year] for year in self.frame.years}

    @property
    def off(self) -> dict[int, int]:
        """How far the parts lie above the frame, in whole kronor; below zero what is left to split."""
        return {year: -whole_kronor(self.left[year]) * 100 for year in self.frame.years}

    @property
    def ties(self) -> bool:
        """Whether every year sums to the krona."""
        return not any(self.off.values())

    @property
    def rows(self) -> list[tuple[int, int, int, int]]:
        """Year, frame, split, left."""
        split = self.split
        return [
            (year, int(self.frame.amounts[year]), int(split[year]), int(self.left[year])) for year in self.frame.years
        ]

    @property
    def marks(self) -> list[Mark]:
        """In words, for lists: how the parts lie, then what is asked for outside the frame."""
        first = next((year for year in self.frame.years if self.asked[year]), None)
        if first is None:
            return [self._lies()]
        said = ngettext(
            "utom ram: %(n)s önskemål, %(amount)s tkr %(year)s",
            "utom ram: %(n)s önskemål, %(amount)s tkr %(year)s",
            self.requests,
        )
        return [self._lies(), Mark(said % (_words(int(self.asked[first]), first) | {"n": self.requests}))]

    def _lies(self) -> Mark:
        """The year furthest above the frame; else the first with something left; else that all is well."""
        off = self.off
        above = max(off, key=off.__getitem__)
        if off[above] > 0:
            return Mark(_("%(amount)s tkr över ramen %(year)s") % _words(off[above], above), is_wrong=True)
        if not any(self.split.values()) and any(self.frame.amounts.values()):
            return Mark(_("inget är fördelat än"))
        below = next((year for year, amount in off.items() if amount), None)
        if below is None:
            return Mark(_("ryms i ramen"))
        return Mark(_("%(amount)s tkr kvar att fördela %(year)s") % _words(-off[below], below))


_TKR = 100_000


def _words(ore: int, year: int) -> dict[str, Any]:
    """Whole thousands, and kronor only where there is less than that."""
    write = format_amount if ore >= _TKR else format_exact
    return {"amount": write(Ore(ore), Unit.TKR), "year": year}


def held_against(frame: Frame, parts: Iterable[Amounts], requests: Sequence[Amounts]) -> Tie:
    """The parts and the requests of a plan beside its frame."""
    asked = {year: sum((one.get(year, Ore(0)) for one in requests), Ore(0)) for year in frame.years}
    return Tie(frame, left_to_split(frame.amounts, parts, frame.years), asked, len(requests))


def ties_of(plans: Sequence[ActivityPlan]) -> dict[int, Tie]:
    """By plan as they stand now; none without a section for the split, or before frames are decided."""
    parts: dict[int, list[Amounts]] = {}
    requests: dict[int, list[Amounts]] = {}
    rows = Section.objects.filter(plan__in=plans, kind__in=[SectionKind.SPLIT, SectionKind.REQUESTS]).order_by()
    for plan, kind, part, asked in rows.values_list("plan", "kind", "split_rows__amounts", "requests__amounts"):
        kept = (parts if kind == SectionKind.SPLIT else requests).setdefault(plan, [])
        if amounts := part or asked:
            kept.append(amounts_of(amounts))
    newest: dict[int, Edition | None] = {}
    editions: dict[int, Edition] = {}
    found = {}
    for one in plans:
        in_round = one.submission.activity.round
        if in_round.pk not in newest:
            newest[in_round.pk] = newest_frames(in_round)
        edition = edition_of(one, newest[in_round.pk])
        if edition is not None and one.pk in parts:
            edition = editions.setdefault(edition.pk, edition)  # its line is looked up once
            frame = frame_of(edition, one.submission.body)
            found[one.pk] = held_against(frame, parts[one.pk], requests.get(one.pk, []))
    return found


def tie_of(plan: ActivityPlan) -> Tie | None:
    """One plan as it stands."""
    return ties_of([plan]).get(plan.pk)


def tie_in(content: Mapping[str, Any]) -> Tie | None:
    """A plan as it was frozen, as `plan_content` has it, or as its summary tells it."""
    if not content.get("frame"):
        return None
    frame = Frame(tuple(int(year) for year in content["years"]), amounts_of(content["frame"]), {})
    if content["kind"] == SUMMARY:
        left = content.get("left")  # a summary from before this was told has none
        return Tie(frame, amounts_of(left), amounts_of(content["asked"]), len(content["requests"])) if left else None
    rows: dict[str, list[Amounts]] = {SectionKind.SPLIT: [], SectionKind.REQUESTS: []}
    for section in content["sections"]:
        if section["kind"] in rows:
            rows[section["kind"]] += [amounts_of(row["amounts"]) for row in section["rows"]]
    return held_against(frame, rows[SectionKind.SPLIT], rows[SectionKind.REQUESTS])


def marks_of(submissions: Iterable[Submission], actor: Actor) -> dict[int, list[Mark]]:
    """How the boards' plans stand, by submission, as far as it is the actor's to see."""
    seen = [one for one in submissions if getattr(one, "plan", None) is not None and may_see_tie(actor, one)]
    ties = ties_of([one.plan for one in seen])
    return {one.pk: ties[one.plan.pk].marks for one in seen if one.plan.pk in ties}
