"""What a service costs beside what structure explains: reference cost, net cost and frame, in kronor and per head."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ramverk.apps.keyfigures.frames_beside import Framed, frame_of
from ramverk.apps.keyfigures.models import Indicator
from ramverk.apps.keyfigures.policy import INDICATORS
from ramverk.apps.keyfigures.queries.comparing import INHABITANTS
from ramverk.apps.keyfigures.queries.groups import Group
from ramverk.apps.keyfigures.queries.known import Known, known, own_area
from ramverk.apps.organisation.actor import Actor
from ramverk.core.keyfigures.comparison import placed
from ramverk.core.keyfigures.kronor import million_kronor, per_head, reference_cost
from ramverk.core.money import Ore


@dataclass(frozen=True, slots=True)
class PerHead:
    """An amount, and the same per inhabitant where their number is known."""

    amount: Ore
    each: Ore | None


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """One service. Amounts are öre of net cost; the frame is of a later year than the rest, and says which."""

    indicator: Indicator
    year: int
    is_preliminary: bool
    percent: float
    group_percent: float | None
    reference: PerHead
    net_cost: PerHead
    deviation: Ore
    frame: PerHead | None
    frame_year: int | None
    framed: Framed | None


def reference_rows(actor: Actor, group: Group | None) -> list[ReferenceRow]:
    """Every service whose deviation is known both in million kronor and in per cent, in the order of January."""
    chosen = INDICATORS.filter(Indicator.objects.filter(deviation__isnull=False), actor)
    indicators = list(chosen.select_related("deviation").order_by("order", "code"))
    heads = known(Indicator.objects.filter(code=INHABITANTS))
    return list(_rows(actor, indicators, group, heads[0] if heads else None))


def _rows(
    actor: Actor, indicators: Sequence[Indicator], group: Group | None, heads: Known | None
) -> Iterator[ReferenceRow]:
    own = own_area().code
    beside = known([one.deviation for one in indicators if one.deviation])
    for of, deviating in zip(known(indicators), beside, strict=True):
        for year in reversed(of.block.years):
            percent, deviation = of.block.value(own, year), deviating.block.value(own, year)
            if percent is None or deviation is None:
                continue
            reference = reference_cost(deviation, percent)
            if reference is not None:
                yield _row(actor, of, group, heads, year, percent, million_kronor(deviation), reference)
            break


def _row(
    actor: Actor, of: Known, group: Group | None, heads: Known | None, year: int, percent: float, deviation: Ore,
    reference: Ore,
) -> ReferenceRow:  # fmt: skip
    own = own_area().code
    others = of.block.of_year(year, group.members) if group else []
    people = heads.block.value(own, year) if heads else None
    framed = frame_of(of.indicator.operations, actor)
    frame_year = min(framed.by_year, default=None) if framed else None
    frame = None
    if framed and frame_year is not None and any(framed.by_year.values()):
        last = heads.block.last_year(own) if heads else None
        now = heads.block.value(own, last) if heads and last else None
        frame = _each(framed.by_year[frame_year], now)
    return ReferenceRow(
        indicator=of.indicator, year=year, is_preliminary=of.is_preliminary(year), percent=percent,
        group_percent=placed(percent, others).middle, reference=_each(reference, people),
        net_cost=_each(reference + deviation, people), deviation=deviation, frame=frame, frame_year=frame_year,
        framed=framed,
    )  # fmt: skip


def _each(amount: Ore, people: float | None) -> PerHead:
    return PerHead(amount, per_head(amount, people) if people else None)
