"""The balance and cash-flow budgets as clauses: their figures, their words, and what another result does to them.

Figures are öre by name. A year alone names what the clause is about first (equity at the year's end, the year's cash
flow); the rest is told by the year and a word.
"""

from collections.abc import Mapping, Sequence

from ramverk.apps.decisions.models import ClauseKind
from ramverk.core.money import Ore, Unit, format_amount
from ramverk.core.statements.balance_lines import CASH, Side
from ramverk.core.statements.position import Position

LOANS, ASSETS, CASH_LEFT = "loans", "assets", "cash"
_WORDS: Mapping[str, tuple[tuple[str, str], ...]] = {
    ClauseKind.BALANCE: (("", "eget kapital"), (LOANS, "lån"), (ASSETS, "summa tillgångar")),
    ClauseKind.CASH_FLOW: (("", "årets kassaflöde"), (CASH_LEFT, "likvida medel vid årets slut")),
}
_BY_THE_SUM = {(ClauseKind.BALANCE, ""), (ClauseKind.BALANCE, ASSETS), (ClauseKind.CASH_FLOW, CASH_LEFT)}
"""What every year's result adds up in. A year's cash flow is moved by that year's result alone; loans are not moved:
what is not borrowed comes out of the cash."""


def balance_figures(position: Position, years: Sequence[int]) -> dict[str, int]:
    """Equity, loans and total assets at the end of each year."""
    found = {}
    for year in years:
        found[_name(year)] = int(position.side(Side.EQUITY, year))
        found[_name(year, LOANS)] = int(position.balance(LOANS, year))
        found[_name(year, ASSETS)] = int(position.total_assets(year))
    return found


def cash_flow_figures(position: Position, years: Sequence[int]) -> dict[str, int]:
    """The change of cash in each year, and the cash that is left."""
    found = {}
    for year in years:
        found[_name(year)] = int(position.change_of_cash(year))
        found[_name(year, CASH_LEFT)] = int(position.balance(CASH, year))
    return found


def _name(year: int | str, what: str = "") -> str:
    return f"{year} {what}".strip()


def years_of(figures: Mapping[str, int]) -> list[str]:
    """The years a clause speaks of."""
    return sorted({name.partition(" ")[0] for name in figures})


def each_year(kind: str, figures: Mapping[str, int]) -> str:
    """Every year in words."""
    return "; ".join(_in_words(kind, year, figures) for year in years_of(figures))


def _in_words(kind: str, year: str, figures: Mapping[str, int]) -> str:
    parts = (
        f"{word} {format_amount(Ore(int(figures[_name(year, what)])), Unit.TKR)} tkr"
        for what, word in _WORDS[kind]
        if _name(year, what) in figures
    )
    return f"{year} {', '.join(parts)}"


def restated(kind: str, text: str, figures: Mapping[str, int], moved: Mapping[int, int]) -> tuple[str, dict[str, int]]:
    """The sentence and its figures when each year's result is so much better than it was drawn up on, öre."""
    after, total = {name: int(amount) for name, amount in figures.items()}, 0
    for year in years_of(figures):
        here = moved.get(int(year), 0)
        total += here
        for what, _word in _WORDS[kind]:
            name = _name(year, what)
            if name in after and what != LOANS:
                after[name] += total if (kind, what) in _BY_THE_SUM else here
        text = text.replace(_in_words(kind, year, figures), _in_words(kind, year, after))
    return text, after
