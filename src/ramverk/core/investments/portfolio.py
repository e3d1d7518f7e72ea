"""Many project sheets together: sums by board, kind and year, and what they do to frames, result and debt."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ramverk.core.editions.causes import Cause
from ramverk.core.investments.sheets import Sheet
from ramverk.core.money import Amounts, Ore

FINANCE = "internal_interest"
"""The finance line that receives the internal interest; it stands where a board would."""

__all__ = ["FINANCE", "Bite", "Group", "Pressure", "bites", "group_by", "pressure", "self_financing_pct"]


@dataclass(frozen=True, slots=True)
class Group:
    """The sums of some projects: gross, contributions and net by year, öre."""

    name: str
    gross: Amounts
    contributions: Amounts
    count: int

    @property
    def net(self) -> Amounts:
        """Gross less contributions, by year."""
        return {year: self.gross[year] - self.contributions[year] for year in self.gross}

    @property
    def net_total(self) -> Ore:
        """All years' net."""
        return sum(self.net.values(), Ore(0))


def group_by(sheets: Iterable[Sheet], years: Sequence[int], of: Callable[[Sheet], str]) -> list[Group]:
    """Sums per group in the order the groups first occur.

    >>> bridge = Sheet("a", "Bron", "TN", outlay={2019: Ore(500)}, contributions={2019: Ore(200)})
    >>> [(group.name, int(group.net[2019])) for group in group_by([bridge], [2019], lambda sheet: sheet.board)]
    [('TN', 300)]
    """
    members: dict[str, list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        members[of(sheet)].append(sheet)
    return [
        Group(
            name,
            {year: _sum(sheet.outlay.get(year, Ore(0)) for sheet in rows) for year in years},
            {year: _sum(sheet.contributions.get(year, Ore(0)) for sheet in rows) for year in years},
            len(rows),
        )
        for name, rows in members.items()
    ]


def _sum(amounts: Iterable[Ore]) -> Ore:
    return sum(amounts, Ore(0))


@dataclass(frozen=True, slots=True)
class Bite:
    """What one project changes in one board's frame against the year before the budget year; ledger sign."""

    key: str
    project: str
    board: str
    cause: Cause
    amounts: Amounts


def bites(sheets: Iterable[Sheet], years: Sequence[int], interest_pct: Fraction) -> list[Bite]:
    """Every frame that the projects hit: capital cost at the carrier, effects and rent where the sheet says.

    The opening frame holds the capital cost of the year before the first year, so only what comes on top is a change.
    An internal rent has two sides: the paying board and the carrier, which receives it. What the carriers pay in
    interest comes back to central finance, which `FINANCE` stands for.
    """
    found: list[Bite] = []
    for sheet in sheets:
        carrier = sheet.carrier or sheet.board
        cost = sheet.capital_in((years[0] - 1, *years), interest_pct)
        on_top = {year: cost[years[0] - 1] - cost[year] for year in years}
        found.append(Bite(f"{sheet.key}:capital", sheet.name, carrier, Cause.CAPITAL_COST, on_top))
        interest = sheet.interest_in((years[0] - 1, *years), interest_pct)
        back = {year: interest[year] - interest[years[0] - 1] for year in years}
        found.append(Bite(f"{sheet.key}:interest", sheet.name, FINANCE, Cause.CAPITAL_COST, back))
        for place, effect in enumerate(sheet.effects):
            amounts = {year: effect.amounts.get(year, Ore(0)) for year in years}
            key = f"{sheet.key}:{'rent' if effect.is_rent else 'effect'}{place}"
            cause = Cause.INTERNAL_RENT if effect.is_rent else _cause_of(sheet)
            if effect.is_rent and effect.board == carrier:
                continue
            found.append(Bite(key, sheet.name, effect.board, cause, amounts))
            if effect.is_rent:
                back = {year: -amount for year, amount in amounts.items()}
                found.append(Bite(f"{key}:other", sheet.name, carrier, cause, back))
    return [bite for bite in found if any(bite.amounts.values())]


def _cause_of(sheet: Sheet) -> Cause:
    """More people, cheaper operation, or something that is wanted: the category says which."""
    return {"volume": Cause.VOLUME, "efficiency": Cause.EFFICIENCY}.get(sheet.category, Cause.POLITICAL)


@dataclass(frozen=True, slots=True)
class Pressure:
    """What some projects do to the municipality as a whole, öre by year.

    `result` is the effect on the year's result against the year before the first (capital cost and effects; internal
    rents cancel, and the internal interest stands for what the money costs), `debt` what must have been borrowed or
    taken from cash since the first year.
    """

    net: Amounts
    capital: Amounts
    depreciation: Amounts
    result: Amounts
    debt: Amounts


def pressure(sheets: Sequence[Sheet], years: Sequence[int], interest_pct: Fraction) -> Pressure:
    """The sheets' weight together.

    >>> road = Sheet("a", "Vägen", "TN", outlay={2019: Ore(500), 2020: Ore(100)})
    >>> [int(amount) for amount in pressure([road], [2019, 2020], Fraction(2)).debt.values()]
    [500, 600]
    """
    net = {year: _sum(sheet.net(year) for sheet in sheets) for year in years}
    costs = [sheet.capital_in(years, interest_pct) for sheet in sheets]
    interests = [sheet.interest_in(years, interest_pct) for sheet in sheets]
    hit = bites(sheets, years, interest_pct)
    debt, run = {}, Ore(0)
    for year in years:
        run = run + net[year]
        debt[year] = run
    return Pressure(
        net,
        {year: _sum(cost[year] for cost in costs) for year in years},
        {year: _sum(cost[year] for cost in costs) - _sum(one[year] for one in interests) for year in years},
        {year: _sum(bite.amounts[year] for bite in hit if bite.board != FINANCE) for year in years},
        debt,
    )


def self_financing_pct(own_money: Ore, net: Ore) -> Fraction | None:
    """How much of the net investment result and depreciation pay, in per cent; None where nothing is invested.

    >>> self_financing_pct(Ore(150), Ore(200))
    Fraction(75, 1)
    """
    return Fraction(100 * int(own_money), int(net)) if net > 0 else None
