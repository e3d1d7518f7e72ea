"""What a chart is: its kind, its numbers, and the words around them. How it is drawn is decided elsewhere."""

from dataclasses import dataclass
from enum import StrEnum

from ramverk.core.money import Ore, Unit, format_amount, format_count, format_exact

__all__ = ["Chart", "Kind", "Role", "Series"]


class Kind(StrEnum):
    """The few kinds of charts there are."""

    BRIDGE = "bridge"
    """A level, steps up and down, and the level they lead to."""
    BARS = "bars"
    """Bars to both sides of zero, in the given order."""
    SHARES = "shares"
    """Bars from one edge, the parts of a whole, in the given order."""
    PATH = "path"
    """One amount, stop by stop."""
    FAN = "fan"
    """Three lines over years, low, middle and high, with the room between them shaded."""
    TRENDS = "trends"
    """A line of its own for each series, all on one scale: how it moves from its first column, in per cent."""


class Role(StrEnum):
    """What an amount is, so that it can be told apart by more than colour."""

    LEVEL = "level"
    STEP = "step"
    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"
    AS_IS = "as_is"


@dataclass(frozen=True, slots=True)
class Series:
    """One row of the chart and of its table: a label and an amount in öre per column. None is missing, not zero."""

    label: str
    amounts: tuple[int | None, ...]
    role: Role = Role.STEP

    def __post_init__(self) -> None:
        """Plain whole numbers: geometry adds and divides what amounts of money refuse to."""
        object.__setattr__(self, "amounts", tuple(None if one is None else int(one) for one in self.amounts))


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as data. `title` says what it shows to those who do not see it."""

    kind: Kind
    title: str
    columns: tuple[str, ...]
    series: tuple[Series, ...]
    caption: str = ""
    """Unit, source and edition, written under it."""
    unit: Unit = Unit.TKR
    plus_is_good: bool = True
    is_exact: bool = False
    """Written with every decimal, at least two, as "35,08" and "3,00" of a hundred kronor."""
    is_count: bool = False
    """Whole numbers of something (people), not öre."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(amount for one in self.series for amount in one.amounts)

    def words(self, amount: int | None, *, signed: bool = False) -> str:
        """An amount as it is written in the chart and in its table."""
        if self.is_count and amount is not None:
            return format_count(amount, Unit.KR, sign=signed)
        if self.is_exact and amount is not None:
            whole, _comma, decimals = format_exact(Ore(amount), self.unit).partition(",")
            return f"{whole},{decimals:0<2}"
        return format_amount(None if amount is None else Ore(amount), self.unit, sign=signed)

    def table(self) -> list[tuple[str, list[str]]]:
        """The same numbers as rows: label and an amount in words per column; steps with their sign."""
        return [
            (one.label, [self.words(amount, signed=one.role is Role.STEP) for amount in one.amounts])
            for one in self.series
        ]
