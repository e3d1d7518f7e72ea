"""The gate of a confirming decision: every change since the council decided, classed with evidence."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ramverk.apps.cycle.desks import Paper
from ramverk.apps.cycle.models import Activity
from ramverk.apps.decisions.models import ChangeReview, ReviewState
from ramverk.apps.decisions.queries.revised import PlanSource, sources_of
from ramverk.apps.frames.ledger import core_edition
from ramverk.apps.frames.models import Edition, Operation
from ramverk.apps.frames.policy import EDITIONS
from ramverk.apps.frames.queries.figures import line_name
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.verdicts import Invalid
from ramverk.core.editions.changes import Change
from ramverk.core.editions.content import canonical
from ramverk.core.editions.editions import EditionKind
from ramverk.core.editions.technical import Classified, classify, effect_on_result


@dataclass(frozen=True, slots=True)
class Moved:
    """One row of a group as shown: whose, and öre by year as the ledger counts."""

    who: str
    text: str
    amounts: tuple[int, ...]
    plan: PlanSource | None = None
    """The board's revised plan that it comes from."""


@dataclass(frozen=True, slots=True)
class GateLine:
    """Changes that belong together, what the classifier finds, and what a person found."""

    found: Classified
    group: str
    rows: tuple[Moved, ...]
    review: ChangeReview | None

    @property
    def evidence(self) -> str:
        """In the reader's language."""
        return self.found.evidence_en if get_language() == "en" else self.found.evidence_sv

    @property
    def ground(self) -> str:
        """The evidence without what it names: the same on many lines."""
        return self.found.ground_en if get_language() == "en" else self.found.ground_sv

    @property
    def title(self) -> str:
        """What the group is called."""
        return self.found.changes[0].text

    @property
    def moved(self) -> tuple[int, ...]:
        """How much the line moves by year, öre: what is taken or what is given, whichever is more."""
        by_year = zip(*(row.amounts for row in self.rows), strict=True)
        return tuple(max(sum(n for n in year if n > 0), -sum(n for n in year if n < 0)) for year in by_year)

    @property
    def plans(self) -> tuple[PlanSource, ...]:
        """The revised plans that it comes from, each once."""
        return tuple(dict.fromkeys(row.plan for row in self.rows if row.plan is not None))

    @property
    def is_confirmed(self) -> bool:
        """Whether a person has found it technical as it stands."""
        return self.found.is_technical and self.review is not None and self.review.state == ReviewState.CONFIRMED


@dataclass(frozen=True, slots=True)
class GateClass:
    """Technical lines of one class on the same ground, which then is said once."""

    kind: str
    name: str
    ground: str
    lines: tuple[GateLine, ...]


@dataclass(frozen=True, slots=True)
class Gate:
    """All of it."""

    years: tuple[int, ...]
    lines: tuple[GateLine, ...]
    refused: tuple[ChangeReview, ...]
    effect: tuple[int, ...]
    """What all changes together do to the result, by year; only a forecast may."""

    @property
    def doubtful(self) -> tuple[GateLine, ...]:
        """Those that are not technical as they stand."""
        return tuple(line for line in self.lines if not line.found.is_technical)

    @property
    def classes(self) -> tuple[GateClass, ...]:
        """The technical lines by class and ground, in the order of the classes."""
        found: dict[tuple[str, str], list[GateLine]] = {}
        for line in self.lines:
            if line.found.kind is not None:
                found.setdefault((line.found.kind.value, line.ground), []).append(line)
        return tuple(
            GateClass(kind, str(CLASS_NAMES[kind]), ground, tuple(lines))
            for (kind, ground), lines in sorted(found.items())
        )

    @property
    def is_clear(self) -> bool:
        """Whether everything left is technical and found so by a person."""
        return all(line.is_confirmed for line in self.lines)


CLASS_NAMES = {
    "a": lazy("ramväxling och fördelning"),
    "b": lazy("lönepotten fördelad"),
    "c": lazy("påslag och internränta"),
    "d": lazy("kapitalkostnad för beslutade projekt"),
    "e": lazy("rättelse"),
    "f": lazy("namn eller kod"),
    "g": lazy("skatteprognos"),
    "h": lazy("statlig reform"),
    "i": lazy("beslut som fullmäktige redan har fattat"),
}
"""What each technical class holds, in words."""


def gate_of(edition: Edition) -> Gate:
    """The gate as it stands."""
    changes, years = changes_to_judge(edition)
    reviews = {row.group: row for row in ChangeReview.objects.filter(edition=edition).select_related("matter")}
    plans = sources_of(edition, (change.id for change in changes))
    operations = dict(Operation.objects.values_list("code", "name"))
    lines = []
    for found in classify(changes):
        group = group_of(found.changes)
        rows = tuple(_moved(change, years, operations, plans.get(change.id)) for change in found.changes)
        lines.append(GateLine(found, group, rows, reviews.get(group)))
    refused = tuple(row for row in reviews.values() if row.state == ReviewState.REFUSED)
    effect = effect_on_result(changes)
    return Gate(years, tuple(lines), refused, tuple(int(effect.get(year, 0)) for year in years))


def changes_to_judge(edition: Edition) -> tuple[tuple[Change, ...], tuple[int, ...]]:
    """Every change since the council's decision, along the line of parents, and the edition's years."""
    core = core_edition(edition)
    line = core.line()
    last = max((at for at, one in enumerate(line) if one.kind is EditionKind.COUNCIL_DECISION), default=len(line) - 2)
    return tuple(change for one in line[last + 1 :] for change in one.changes), core.years


def group_of(changes: Sequence[Change]) -> str:
    """What a review is tied to: the rows and everything that was judged in them."""
    judged = [
        [one.id, one.cause.value, one.post.kind.value, one.post.owner, one.post.part, one.source.words,
         one.source.reference, one.pair, {str(year): int(amount) for year, amount in one.amounts.items()}]
        for one in changes
    ]  # fmt: skip
    return hashlib.sha256(canonical(sorted(judged, key=lambda row: str(row[0])))).hexdigest()


def _moved(change: Change, years: Sequence[int], operations: Mapping[str, str], plan: PlanSource | None) -> Moved:
    amounts = tuple(int(change.in_year(year)) for year in years)
    return Moved(_who(change, operations), change.text, amounts, plan)


def _who(change: Change, operations: Mapping[str, str]) -> str:
    """The board with the operation where the row names one, or the line of central finance."""
    if not change.post.owner:
        return line_name(change.post.part)
    where = operations.get(change.post.part, change.post.part)
    return f"{change.post.owner}, {where}" if where else change.post.owner


def check_gate(edition: Edition) -> None:
    """Refuse an edition that holds anything else than confirmed technical changes."""
    left = [line for line in gate_of(edition).lines if not line.is_confirmed]
    if left:
        names = "; ".join(line.title for line in left[:4])
        raise Invalid(_("Det konfirmerande beslutet får bara innehålla tekniska justeringar. Pröva först: %s.") % names)


def gate_beside(edition: Edition, actor: Actor) -> Iterator[Paper]:
    """The way to the gate from a confirming edition, for those who may see it, with what is left to judge."""
    if edition.kind != EditionKind.CONFIRMED.value:
        return
    if EDITIONS.filter(Edition.objects.filter(pk=edition.pk), actor).exists():
        yield Paper(
            _("Bara tekniska justeringar: prövningen"), reverse("decisions:gate", args=[edition.pk]), _left(edition)
        )


def gates_at(activity: Activity, actor: Actor) -> list[Paper]:
    """The same at the step that decides it."""
    rows = Edition.objects.filter(activity=activity, kind=EditionKind.CONFIRMED.value)
    return [paper for edition in rows for paper in gate_beside(edition, actor)]


def _left(edition: Edition) -> str:
    left = sum(not line.is_confirmed for line in gate_of(edition).lines)
    return ngettext("%(n)s ändring att pröva", "%(n)s ändringar att pröva", left) % {"n": left} if left else ""
