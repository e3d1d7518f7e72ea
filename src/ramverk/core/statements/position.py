"""The financial position year by year: an opening balance rolled by the year's result and the planned flows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ramverk.core.money import Amounts, Ore
from ramverk.core.statements.balance_lines import (
    BALANCE_LINES,
    CASH,
    FLOWS,
    RESULT,
    RESULT_FLOW,
    Flow,
    Section,
    Side,
)
from ramverk.core.statements.tables import Relation, RollRelation, Statement, SumRelation

__all__ = ["Movement", "Position", "as_statement", "relations", "roll"]

_NOTHING = Ore(0)
_EVERY = (RESULT_FLOW, *FLOWS.values())


@dataclass(frozen=True, slots=True)
class Movement:
    """What one flow does to one line in one year."""

    flow: Flow
    amount: Ore


@dataclass(frozen=True, slots=True)
class Position:
    """Balance sheets at year ends and the flows between them, öre. `years` are those with flows, ascending.

    The opening stands at the end of the year before the first; `balances` are worked out by `roll`.
    """

    years: tuple[int, ...]
    flows: Mapping[str, Amounts]
    balances: Mapping[str, Amounts]

    @property
    def opening_year(self) -> int:
        """The year whose end the opening balance is of."""
        return self.years[0] - 1

    def flow(self, code: str, year: int) -> Ore:
        """One flow in one year; nothing planned is zero."""
        return self.flows.get(code, {}).get(year, _NOTHING)

    def balance(self, line: str, year: int) -> Ore:
        """A line at the end of a year, the opening year among them."""
        return self.balances[line][year]

    def movements(self, line: str, year: int) -> tuple[Movement, ...]:
        """What moved a line during a year, in the order of the flows."""
        return tuple(_movements(self.flows, line, year))

    def side(self, side: Side, year: int) -> Ore:
        """The sum of one part of the balance sheet."""
        return sum((self.balance(code, year) for code, line in BALANCE_LINES.items() if line.side is side), _NOTHING)

    def total_assets(self, year: int) -> Ore:
        """Everything the municipality has."""
        return sum((self.side(side, year) for side in Side if side.is_asset), _NOTHING)

    def total_funding(self, year: int) -> Ore:
        """Equity, provisions and liabilities."""
        return self.side(Side.EQUITY, year) + self.side(Side.PROVISIONS, year) + self.side(Side.LIABILITIES, year)

    def section(self, section: Section, year: int) -> Ore:
        """The sum of one part of the cash-flow budget."""
        return sum((self.flow(flow.code, year) * flow.cash for flow in _EVERY if flow.section is section), _NOTHING)

    def operating(self, year: int) -> Ore:
        """Cash flow of the operations: funds and the change of working capital."""
        return self.section(Section.FUNDS, year) + self.section(Section.WORKING_CAPITAL, year)

    def change_of_cash(self, year: int) -> Ore:
        """All sections together."""
        return sum((self.section(section, year) for section in Section), _NOTHING)

    def net_investment(self, year: int) -> Ore:
        """Outlay less contributions, positive."""
        gross = self.flow("tangible_investment", year) + self.flow("intangible_investment", year)
        return gross - self.flow("contributions", year)

    def depreciation(self, year: int) -> Ore:
        """Depreciation and amortisation, positive."""
        return self.flow("depreciation", year) + self.flow("amortisation", year)


def roll(opening_year: int, opening: Mapping[str, Ore], results: Amounts, flows: Mapping[str, Amounts]) -> Position:
    """The position from the year after `opening_year` on, for every year that has a result.

    The result in the opening balance is already equity. Raises ValueError for a line or flow that is not known and
    where the years have a hole: a balance cannot be rolled over a year nobody has budgeted.

    >>> kr = 100
    >>> opening = {"tangible_assets": Ore(900 * kr), "cash": Ore(100 * kr), "equity_other": Ore(1000 * kr)}
    >>> flows = {"tangible_investment": {2019: Ore(80 * kr)}, "depreciation": {2019: Ore(50 * kr)}}
    >>> position = roll(2018, opening, {2019: Ore(20 * kr)}, flows)
    >>> [int(position.balance(line, 2019)) // kr for line in ("tangible_assets", "cash", "equity_other")]
    [930, 90, 1020]
    """
    years = tuple(sorted(results))
    if years != tuple(range(opening_year + 1, opening_year + 1 + len(years))):
        raise ValueError(f"the years {years} do not follow one another from {opening_year}")
    if unknown := sorted((set(opening) - set(BALANCE_LINES)) | (set(flows) - set(FLOWS))):
        raise ValueError(f"unknown: {', '.join(unknown)}")
    every = {RESULT: results, **flows}
    balances: dict[str, Amounts] = {}
    for code in BALANCE_LINES:
        closing = balances[code] = {opening_year: opening.get(code, _NOTHING)}
        for year in years:
            closing[year] = sum((moved.amount for moved in _movements(every, code, year)), closing[year - 1])
    return Position(years, every, balances)


def _movements(flows: Mapping[str, Amounts], line: str, year: int) -> Iterator[Movement]:
    for flow in _EVERY:
        sign = flow.moves_of(line)
        if sign and (amount := flows.get(flow.code, {}).get(year)):
            yield Movement(flow, amount * sign)


def as_statement(position: Position) -> Statement:
    """The balance and cash-flow budgets as lines and columns, in öre, so that relations can be held against them."""
    columns = (position.opening_year, *position.years)
    lines: dict[str, dict[str, Fraction]] = {
        code: {str(year): Fraction(int(position.balance(code, year))) for year in columns} for code in BALANCE_LINES
    }
    for side in Side:
        lines[f"sum:{side}"] = {str(year): Fraction(int(position.side(side, year))) for year in columns}
    lines["sum:assets"] = {str(year): Fraction(int(position.total_assets(year))) for year in columns}
    lines["sum:funding"] = {str(year): Fraction(int(position.total_funding(year))) for year in columns}
    for code in (RESULT, *FLOWS):
        lines[f"flow:{code}"] = {str(year): Fraction(int(position.flow(code, year))) for year in position.years}
    for section in Section:
        lines[section.value] = {str(year): Fraction(int(position.section(section, year))) for year in position.years}
    lines["change_of_cash"] = {
        str(year): Fraction(int(position.balance(CASH, year) - position.balance(CASH, year - 1)))
        for year in position.years
    }
    return Statement("position", tuple(map(str, columns)), lines)


def relations(years: Sequence[int]) -> list[Relation]:
    """The tie-outs of the balance and cash-flow budgets, exact to the öre: T6 to T9 (T8 per reserve), T12 and T13."""
    exact, columns = Fraction(0), tuple(map(str, years))
    found: list[Relation] = [
        SumRelation(
            "T6", "sum:assets", {"sum:equity": 1, "sum:provisions": 1, "sum:liabilities": 1}, exact,
            (str(years[0] - 1), *columns),
        ),
        SumRelation("T9", "change_of_cash", {section.value: 1 for section in Section}, exact, columns),
    ]  # fmt: skip
    rolls = {
        "T7": ("sum:equity", ((f"flow:{RESULT}", 1), ("flow:result_forecast", 1))),
        "T8": ("equity_result_reserve", (("flow:reserve_set_aside", 1), ("flow:reserve_draw", -1))),
        "T8:2024": (
            "equity_result_reserve_2024", (("flow:reserve_2024_set_aside", 1), ("flow:reserve_2024_draw", -1)),
        ),
        "T12": (
            "tangible_assets",
            (("flow:tangible_investment", 1), ("flow:depreciation", -1), ("flow:sale_proceeds", -1),
             ("flow:capital_gains", 1)),
        ),
        "T13": ("loans", (("flow:new_loans", 1), ("flow:repayment", -1))),
    }  # fmt: skip
    for year in years:
        for tie, (line, added) in rolls.items():
            terms = [(code, str(year), sign) for code, sign in added]
            found.append(RollRelation(tie, line, str(year - 1), str(year), terms, exact))
    return found
