"""What a service costs beside what structure explains: reference cost, net cost and frame, in kronor and per head."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ramverk.apps.keyfigures.frames_beside import Framed, PriceIndex, frames_of
from ramverk.apps.keyfigures.models import Indicator
from ramverk.apps.keyfigures.policy import INDICATORS
from ramverk.apps.keyfigures.queries.comparing import INHABITANTS
from ramverk.apps.keyfigures.queries.groups import Group
from ramverk.apps.keyfigures.queries.known import Known, known, own_area
from ramverk.apps.organisation.actor import Actor
from ramverk.core.keyfigures.comparison import placed
from ramverk.core.keyfigures.kronor import at_prices, million_kronor, per_head, reference_cost
from ramverk.core.money import Ore


@dataclass(frozen=True, slots=True)
class PerHead:
    """An amount, and the same per inhabitant where their number is known."""

    amount: Ore
    each: Ore | None


@dataclass(frozen=True, slots=True)
class Costs:
    """What a service costs and what structure explains of it, in the prices of one year; a frame of that year beside.

    `left` is what the frame gives beyond the net cost: below zero it gives less.
    """

    prices_of: int
    reference: PerHead
    net_cost: PerHead
    deviation: PerHead
    left: PerHead | None = None


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """One service. Amounts are öre of net cost."""

    indicator: Indicator
    year: int
    is_preliminary: bool
    percent: float
    group_percent: float | None
    costs: Costs
    """As they were told, in their own year's prices."""
    indexed: Costs | None
    """The same in the prices of the frame's year; nothing where no index reaches that far."""
    frame: PerHead | None
    frame_year: int | None
    framed: Framed | None

    @property
    def lacks_index(self) -> bool:
        """Whether there is a frame, and no index to bring the costs to its prices."""
        return self.frame is not None and self.indexed is None


def reference_rows(actor: Actor, group: Group | None) -> list[ReferenceRow]:
    """Every service whose deviation is known both in million kronor and in per cent, in the order of January."""
    chosen = INDICATORS.filter(Indicator.objects.filter(deviation__isnull=False), actor)
    indicators = list(chosen.select_related("deviation").order_by("order", "code"))
    heads = known(Indicator.objects.filter(code=INHABITANTS))
    people = heads[0].block.series(own_area().code) if heads else {}
    framed = frames_of([one.operations for one in indicators], actor)
    return list(_rows(indicators, framed, group, people))


@dataclass(frozen=True, slots=True)
class IndexTold:
    """The index that brought costs to the frame's prices: its steps, and what 100 kronor of the oldest year became."""

    index: PriceIndex
    steps: Sequence[tuple[int, Fraction]]
    of: int
    to: int
    hundred: Ore | None


def index_told(rows: Sequence[ReferenceRow]) -> IndexTold | None:
    """How the costs were brought to the frames' prices; nothing where none was."""
    indexed = [row for row in rows if row.indexed]
    if not indexed:
        return None
    oldest = min(indexed, key=lambda row: row.year)
    index = oldest.framed.index if oldest.framed else None
    if index is None or oldest.indexed is None:
        return None
    of, to = oldest.year, oldest.indexed.prices_of
    steps = [(year, index.by_year[year]) for year in range(of + 1, to + 1)]
    return IndexTold(index, steps, of, to, at_prices(Ore(100_00), of, to, index.by_year))


People = Mapping[int, float | None]
"""One's own inhabitants by year."""


def _rows(
    indicators: Sequence[Indicator], framed: Sequence[Framed | None], group: Group | None, people: People
) -> Iterator[ReferenceRow]:
    own = own_area().code
    beside = known([one.deviation for one in indicators if one.deviation])
    for of, deviating, given in zip(known(indicators), beside, framed, strict=True):
        for year in reversed(of.block.years):
            percent, deviation = of.block.value(own, year), deviating.block.value(own, year)
            if percent is None or deviation is None:
                continue
            reference = reference_cost(deviation, percent)
            if reference is not None:
                yield _row(of, group, given, people, year, percent, million_kronor(deviation), reference)
            break


def _row(
    of: Known, group: Group | None, framed: Framed | None, people: People, year: int, percent: float, deviation: Ore,
    reference: Ore,
) -> ReferenceRow:  # fmt: skip
    others = of.block.among(year, group.members if group else ())
    frame_year = min(framed.by_year, default=None) if framed else None
    frame = None
    if framed and frame_year is not None and any(framed.by_year.values()):
        known_people = [heads for heads in people.values() if heads is not None]
        frame = _each(framed.by_year[frame_year], known_people[-1] if known_people else None)
    heads = people.get(year)
    return ReferenceRow(
        indicator=of.indicator, year=year, is_preliminary=of.is_preliminary(year), percent=percent,
        group_percent=placed(percent, others).middle, costs=_costs(year, reference, deviation, heads, frame),
        indexed=_indexed(year, frame_year, framed, (reference, deviation), heads, frame) if frame else None,
        frame=frame, frame_year=frame_year, framed=framed,
    )  # fmt: skip


def _indexed(
    year: int, to: int | None, framed: Framed | None, amounts: tuple[Ore, Ore], heads: float | None, frame: PerHead
) -> Costs | None:
    """The costs in the prices of the frame's year, by the index that the frame's own edition rests on."""
    if to is None or framed is None or framed.index is None:
        return None
    reference, deviation = (at_prices(amount, year, to, framed.index.by_year) for amount in amounts)
    return None if reference is None or deviation is None else _costs(to, reference, deviation, heads, frame)


def _costs(prices_of: int, reference: Ore, deviation: Ore, heads: float | None, frame: PerHead | None) -> Costs:
    net_cost = _each(reference + deviation, heads)
    left = None
    if frame:
        each = None if frame.each is None or net_cost.each is None else frame.each - net_cost.each
        left = PerHead(frame.amount - net_cost.amount, each)
    return Costs(prices_of, _each(reference, heads), net_cost, _each(deviation, heads), left)


def _each(amount: Ore, people: float | None) -> PerHead:
    return PerHead(amount, per_head(amount, people) if people else None)
