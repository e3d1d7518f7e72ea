"""A project sheet (projektblad) as a plain value: what a board orders, what it costs whom, and when.

Outlays and contributions are positive öre, as sheets print them; effects on frames have the ledger's sign: cost is
negative.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from ramverk.core.investments.capital_cost import CapitalYear, Component, capital_cost
from ramverk.core.money import Amounts, Ore

__all__ = ["FEE_FINANCED", "NOTHING", "Effect", "Part", "Sheet", "sheet_from_json"]

NOTHING = Ore(0)
FEE_FINANCED = ("va", "waste")
"""Types paid by fees; they are never mixed with what taxes pay."""


@dataclass(frozen=True, slots=True)
class Part:
    """A component with a life of its own. Without a month of its own it is activated with the project."""

    name: str
    amount: Ore
    life_years: int


@dataclass(frozen=True, slots=True)
class Effect:
    """What the project does to one board's frame each year: operations, or internal rent it pays."""

    board: str
    amounts: Amounts
    because: str = ""
    is_rent: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One project. `board` orders it, `carrier` bears the cost after activation; both by their short names.

    `total` is the whole gross outlay that is, or is to be, decided; `spent` what was paid before the first year.
    `texts` holds the written fields, a secret one as a mapping that names its paragraph instead of its words.
    """

    key: str
    name: str
    board: str
    carrier: str = ""
    funding: str = ""
    category: str = ""
    priority: str = ""
    phase: str = ""
    rank: int = 0
    is_block: bool = False
    is_ongoing: bool = False
    total: Ore | None = None
    spent: Ore = NOTHING
    forecast: Ore | None = None
    carry_over: Ore = NOTHING
    outlay: Amounts = field(default_factory=dict)
    contributions: Amounts = field(default_factory=dict)
    parts: tuple[Part, ...] = ()
    activated: tuple[int, int] | None = None
    effects: tuple[Effect, ...] = ()
    texts: Mapping[str, Any] = field(default_factory=dict)
    files: tuple[tuple[str, str], ...] = ()
    """What is attached to it: names and checksums."""

    def net(self, year: int) -> Ore:
        """Gross outlay less contributions."""
        return self.outlay.get(year, NOTHING) - self.contributions.get(year, NOTHING)

    @property
    def gross_total(self) -> Ore:
        """What was spent and every year's gross outlay."""
        return self.spent + sum(self.outlay.values(), NOTHING)

    @property
    def net_total(self) -> Ore:
        """The gross total less every contribution."""
        return self.gross_total - sum(self.contributions.values(), NOTHING)

    @property
    def remaining(self) -> Ore | None:
        """What is left of the decided total; None where no total is decided."""
        return None if self.total is None else self.total - self.spent

    @property
    def parts_total(self) -> Ore:
        """What the components add up to."""
        return sum((part.amount for part in self.parts), NOTHING)

    def capital_years(self, interest_pct: Fraction) -> tuple[CapitalYear, ...]:
        """Depreciation and internal interest, in öre, year by year; nothing without a month of activation.

        Contributions follow the assets: each component counts with the share that the municipality itself pays.
        """
        if self.activated is None or not self.parts or self.parts_total <= 0:
            return ()
        year, month = self.activated
        share = self._own_share()
        components = [
            Component(int(part.amount) * share, Fraction(part.life_years), year, month)
            for part in self.parts
            if part.amount > 0 and part.life_years > 0
        ]
        return capital_cost(components, interest_pct) if share else ()

    def _own_share(self) -> Fraction:
        gross = int(self.gross_total)
        return Fraction(max(int(self.net_total), 0), gross) if gross > 0 else Fraction(1)

    def capital_in(self, years: Iterable[int], interest_pct: Fraction) -> Amounts:
        """The capital cost of some years, positive, each rounded once to whole öre."""
        known = {row.year: row.capital_cost for row in self.capital_years(interest_pct)}
        return {year: Ore(1).share(known.get(year, Fraction(0))) for year in years}

    def interest_in(self, years: Iterable[int], interest_pct: Fraction) -> Amounts:
        """The internal interest of some years, positive, each rounded once to whole öre."""
        known = {row.year: row.internal_interest for row in self.capital_years(interest_pct)}
        return {year: Ore(1).share(known.get(year, Fraction(0))) for year in years}

    def delayed(self, years: int) -> "Sheet":
        """The same project so many years later: outlays, contributions, effects and activation move, money spent stays.

        >>> road = Sheet("a", "Vägen", "TN", outlay={2019: Ore(5)}, activated=(2019, 6))
        >>> (road.delayed(1).outlay, road.delayed(1).activated)
        ({2020: 5}, (2020, 6))
        """
        if not years:
            return self
        return replace(
            self, outlay=_later(self.outlay, years), contributions=_later(self.contributions, years),
            activated=(self.activated[0] + years, self.activated[1]) if self.activated else None,
            effects=tuple(replace(one, amounts=_later(one.amounts, years)) for one in self.effects),
        )  # fmt: skip

    @property
    def money(self) -> tuple[object, ...]:
        """What is decided about it: its years, its activation, its whole, its components and its effects."""
        return (self.outlay, self.contributions, self.activated, self.total, self.parts, self.effects)

    def as_json(self) -> dict[str, Any]:
        """The sheet as a document keeps it; the same sheet always gives the same value."""
        return {
            "key": self.key, "name": self.name, "board": self.board, "carrier": self.carrier, "funding": self.funding,
            "category": self.category, "priority": self.priority, "phase": self.phase, "rank": self.rank,
            "is_block": self.is_block, "is_ongoing": self.is_ongoing,
            "total": None if self.total is None else int(self.total), "spent": int(self.spent),
            "forecast": None if self.forecast is None else int(self.forecast), "carry_over": int(self.carry_over),
            "outlay": _plain(self.outlay), "contributions": _plain(self.contributions),
            "parts": [[part.name, int(part.amount), part.life_years] for part in self.parts],
            "activated": list(self.activated) if self.activated else None,
            "effects": [
                {"board": one.board, "amounts": _plain(one.amounts), "because": one.because, "is_rent": one.is_rent}
                for one in self.effects
            ],
            "texts": dict(sorted(self.texts.items())),
        } | ({"files": [list(one) for one in self.files]} if self.files else {})  # fmt: skip


def _later(amounts: Amounts, years: int) -> Amounts:
    return {year + years: amount for year, amount in amounts.items()}


def _plain(amounts: Amounts) -> dict[str, int]:
    return {str(year): int(amounts[year]) for year in sorted(amounts)}


def _amounts(value: Mapping[str, int]) -> Amounts:
    return {int(year): Ore(amount) for year, amount in value.items()}


def sheet_from_json(value: Mapping[str, Any]) -> Sheet:
    """The sheet that `as_json` wrote.

    >>> sheet = Sheet("a", "Bron", "TN", outlay={2019: Ore(5)}, activated=(2019, 6), parts=(Part("Bro", Ore(5), 50),))
    >>> sheet_from_json(sheet.as_json()) == sheet
    True
    """
    effects: Sequence[Mapping[str, Any]] = value["effects"]
    year_month = value["activated"]
    return Sheet(
        key=value["key"], name=value["name"], board=value["board"], carrier=value["carrier"],
        funding=value["funding"], category=value["category"], priority=value["priority"], phase=value["phase"],
        rank=value["rank"], is_block=value["is_block"], is_ongoing=value["is_ongoing"],
        total=None if value["total"] is None else Ore(value["total"]), spent=Ore(value["spent"]),
        forecast=None if value["forecast"] is None else Ore(value["forecast"]), carry_over=Ore(value["carry_over"]),
        outlay=_amounts(value["outlay"]), contributions=_amounts(value["contributions"]),
        parts=tuple(Part(name, Ore(amount), life) for name, amount, life in value["parts"]),
        activated=(year_month[0], year_month[1]) if year_month else None,
        effects=tuple(
            Effect(one["board"], _amounts(one["amounts"]), one["because"], one["is_rent"]) for one in effects
        ),
        texts=dict(value["texts"]), files=tuple((name, checksum) for name, checksum in value.get("files", ())),
    )  # fmt: skip
