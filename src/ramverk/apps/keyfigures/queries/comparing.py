"""One's own figures beside others', and what the distance is worth."""

from collections.abc import Sequence
from dataclasses import dataclass

from ramverk.apps.keyfigures.models import CountedIn, Indicator, Wish
from ramverk.apps.keyfigures.policy import INDICATORS
from ramverk.apps.keyfigures.queries.groups import Group
from ramverk.apps.keyfigures.queries.known import NATION, Known, known, own_area
from ramverk.apps.organisation.actor import Actor
from ramverk.core.keyfigures.blocks import Block
from ramverk.core.keyfigures.comparison import Direction, Placing, Trend, is_better, placed, trend
from ramverk.core.keyfigures.kronor import reference_cost, to_deviation, to_level
from ramverk.core.keyfigures.signals import OutOfLine, out_of_line
from ramverk.core.money import Ore

INHABITANTS = "N01951"


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator in a year: own, the group's, the nation's, how it has gone, and what the distance is worth."""

    of: Known
    year: int | None
    placing: Placing
    nation: float | None
    course: Trend | None
    gap: Ore | None
    """What it would take to be at the group's middle: minus saves."""
    odd: OutOfLine | None

    @property
    def indicator(self) -> Indicator:
        """The indicator."""
        return self.of.indicator

    @property
    def is_preliminary(self) -> bool:
        """Whether the year is not final."""
        return self.of.is_preliminary(self.year)

    @property
    def is_better(self) -> bool | None:
        """Whether one's own is better than the group's middle, by the wished direction."""
        own, middle = self.placing.own, self.placing.middle
        return None if own is None or middle is None else is_better(own, middle, Direction(self.indicator.wish))

    @property
    def course_is_good(self) -> bool | None:
        """Whether it goes the wished way."""
        return self.course.is_good(Direction(self.indicator.wish)) if self.course else None


def january_set(actor: Actor) -> list[Indicator]:
    """The indicators shown first in the January dialogue, in their order."""
    rows = INDICATORS.filter(Indicator.objects.filter(order__gt=0), actor)
    return list(rows.select_related("heads", "deviation", "body").order_by("order", "code"))


def compare(indicators: Sequence[Indicator], group: Group | None, year: int | None = None) -> list[Line]:
    """A line per indicator; without a year, the last one in which one's own municipality has a value."""
    own, beside = own_area().code, _beside(indicators)
    return [_line(one, own, group, year, beside) for one in known(indicators)]


def compare_groups(indicator: Indicator, groups: Sequence[Group], year: int | None = None) -> list[tuple[Group, Line]]:
    """One indicator against each group in turn."""
    own, beside = own_area().code, _beside([indicator])
    of = known([indicator])[0]
    return [(group, _line(of, own, group, year, beside)) for group in groups]


def _beside(indicators: Sequence[Indicator]) -> dict[int, Block]:
    """The blocks that distances in kronor need, by the key of their indicator; at 0 the inhabitants."""
    beside = {row.pk: row for one in indicators for row in (one.heads, one.deviation) if row}
    inhabitants = Indicator.objects.filter(code=INHABITANTS).first()
    if inhabitants:
        beside[inhabitants.pk] = inhabitants
    blocks = {one.indicator.pk: one.block for one in known(beside.values())}
    if inhabitants:
        blocks[0] = blocks[inhabitants.pk]
    return blocks


def _line(of: Known, own: str, group: Group | None, asked: int | None, beside: dict[int, Block]) -> Line:
    block, indicator = of.block, of.indicator
    year = asked or block.last_year(own)
    if year is None:
        return Line(of, None, placed(None, []), None, None, None, None)
    others = block.among(year, group.members if group else ())
    placing = placed(block.value(own, year), others, Direction(indicator.wish))
    return Line(
        of=of, year=year, placing=placing, nation=block.value(NATION, year), course=trend(block.series(own)),
        gap=gap(indicator, placing, own, year, beside), odd=out_of_line(placing.own, others),
    )  # fmt: skip


def gap(indicator: Indicator, placing: Placing, own: str, year: int, beside: dict[int, Block]) -> Ore | None:
    """What it would take to be at the group's middle, where that can be said in kronor: for costs, not for results."""
    if placing.own is None or placing.middle is None or indicator.wish == Wish.HIGHER:
        return None
    if indicator.deviation_id:
        deviation = beside[indicator.deviation_id].value(own, year)
        return None if deviation is None else to_deviation(deviation, placing.own, placing.middle)
    heads = None
    if indicator.counted_in == CountedIn.KR_PER_INHABITANT and 0 in beside:
        heads = beside[0].value(own, year)
    elif indicator.counted_in == CountedIn.KR_PER and indicator.heads_id:
        heads = beside[indicator.heads_id].value(own, year)
    return None if heads is None else to_level(placing.own, placing.middle, heads)


def reference(indicator: Indicator, year: int) -> tuple[Ore | None, float | None, float | None]:
    """The reference cost of a net cost deviation in per cent, with the deviation in mnkr and in per cent."""
    own = own_area().code
    if not indicator.deviation:
        return None, None, None
    percent, deviation = (one.block.value(own, year) for one in known([indicator, indicator.deviation]))
    if percent is None or deviation is None:
        return None, deviation, percent
    return reference_cost(deviation, percent), deviation, percent
