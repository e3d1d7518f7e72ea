"""The balance test (balanskravsutredning) of an edition, and the deficits that are to be restored."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from django.utils.translation import gettext as _

from ramverk.apps.frames.models import Edition
from ramverk.apps.frames.queries.statements import Amount, Row, Stated
from ramverk.apps.frames.statement_values import DEFICIT, by_line
from ramverk.core.findings import Finding, Severity
from ramverk.core.money import Ore, format_amount
from ramverk.core.statements.balance_lines import Side
from ramverk.core.statements.balance_test import BalanceTest, balance_test
from ramverk.core.statements.position import Position
from ramverk.core.statements.restoring import Deficit, check_restored, restore
from ramverk.core.statements.result_reserve import reserve_room

RESERVE_LAW_FROM = 2024
"""The result reserve of KL 11:14 (RER); before that RUR, whose rules are unconfirmed here and whose balance stays."""
_ASIDE = ("reserve_set_aside", "reserve_2024_set_aside")
_DRAWN = ("reserve_draw", "reserve_2024_draw")


def drawn_from_reserves(position: Position, year: int) -> Ore:
    """What a year draws from both reserves, öre."""
    return sum((position.flow(code, year) for code in _DRAWN), Ore(0))


@dataclass(frozen=True, slots=True)
class Balanced:
    """The balance test of every year, line by line, and the ledger of deficits."""

    rows: tuple[Row, ...]
    deficits: tuple[Deficit, ...]
    findings: tuple[Finding, ...]
    years: tuple[int, ...]

    @property
    def ledger(self) -> list[tuple[Deficit, list[tuple[int, Ore, Ore]]]]:
        """Each deficit with what every later year restores and leaves."""
        return [
            (one, [(year, one.restored.get(year, Ore(0)), one.rest(year)) for year in self.years if year > one.year])
            for one in self.deficits
        ]


def balanced(edition: Edition, of: Stated) -> Balanced | None:
    """The balance test, where there is a position to take capital gains and the reserve from."""
    position = of.position
    if position is None or of.opening is None:
        return None
    years = position.years
    tests = {year: _test(of, position, year) for year in years}
    left = by_line(of.opening.values).get(DEFICIT, {})
    results = {year: _ore(tests[year].balance_requirement_result) for year in years}
    deficits = restore(left, results)
    decided_in = int(edition.years[0]) - 1
    findings = [*check_restored(deficits, years[-1], decided_in), *_reserve_findings(of, position, tests, decided_in)]
    return Balanced(tuple(_rows(of, position, tests)), deficits, tuple(findings), years)


_ADJUSTMENTS = ("gains_excepted", "losses_excepted", "unrealised", "unrealised_reversed")


def _test(of: Stated, position: Position, year: int) -> BalanceTest:
    gains = max(0, int(position.flow("capital_gains", year)))
    adjusted = [Fraction(-gains), *(Fraction(int(position.flow(code, year))) for code in _ADJUSTMENTS)]
    moved = [
        *(Fraction(-int(position.flow(code, year))) for code in _ASIDE),
        *(Fraction(int(position.flow(code, year))) for code in _DRAWN),
    ]
    return balance_test(Fraction(int(of.results.result(year))), adjusted, moved)


def _ore(value: Fraction) -> Ore:
    return Ore(int(value))


def _rows(of: Stated, position: Position, tests: Mapping[int, BalanceTest]) -> list[Row]:
    years = position.years

    def row(label: str, code: str, sign: int) -> Row:
        cells = [Amount(year, position.flow(code, year) * sign, f"flode={code}&ar={year}") for year in years]
        return Row(label, tuple(cells))

    gains = tuple(
        Amount(year, Ore(-max(0, int(position.flow("capital_gains", year)))), f"flode=capital_gains&ar={year}")
        for year in years
    )
    result = tuple(
        Amount(year, of.results.result(year), f"flode=result_for_the_year&ar={year}") for year in years
    )  # fmt: skip
    adjusted = tuple(Amount(year, _ore(tests[year].after_adjustments)) for year in years)
    last = tuple(Amount(year, _ore(tests[year].balance_requirement_result)) for year in years)
    return [
        Row(_("Årets resultat"), result, "sum", is_result=True),
        Row(_("Samtliga realisationsvinster"), gains),
        *_present(
            row(_("Realisationsvinster enligt undantagsmöjlighet"), "gains_excepted", 1),
            row(_("Realisationsförluster enligt undantagsmöjlighet"), "losses_excepted", 1),
            row(_("Orealiserade vinster och förluster i värdepapper"), "unrealised", 1),
            row(_("Återföring av orealiserade vinster och förluster"), "unrealised_reversed", 1),
        ),
        Row(_("Årets resultat efter balanskravsjusteringar"), adjusted, "sum", is_result=True),
        *_reserves(row, years),
        Row(_("Årets balanskravsresultat"), last, "sum", is_result=True),
    ]


def _reserves(row: Callable[[str, str, int], Row], years: Sequence[int]) -> list[Row]:
    """The reserve of the law of the years always, the other one where it moves."""
    older = [
        row(_("Reservering till %s") % _("resultatutjämningsreserv"), "reserve_set_aside", -1),
        row(_("Användning av %s") % _("resultatutjämningsreserv"), "reserve_draw", 1),
    ]
    newer = [
        row(_("Reservering till %s") % _("resultatreserv"), "reserve_2024_set_aside", -1),
        row(_("Användning av %s") % _("resultatreserv"), "reserve_2024_draw", 1),
    ]
    return [*_present(*older), *newer] if years[-1] >= RESERVE_LAW_FROM else [*older, *_present(*newer)]


def _present(*rows: Row) -> list[Row]:
    return [row for row in rows if not row.is_empty]


def _reserve_findings(
    of: Stated, position: Position, tests: Mapping[int, BalanceTest], decided_in: int
) -> list[Finding]:
    """What is set aside against what may be, by the law of the day: KL 11:14 from 2024, unconfirmed before that.

    A balance in RUR does not count against the room in the new reserve, and what draws on it after 2023 is told of.
    """
    found = []
    for year in position.years:
        older, aside = position.flow("reserve_set_aside", year), position.flow("reserve_2024_set_aside", year)
        if older:
            code = "reserve_closed" if decided_in >= RESERVE_LAW_FROM else "reserve_unconfirmed"
            found.append(_told(code, year, older))
        if decided_in >= RESERVE_LAW_FROM and (drawn := position.flow("reserve_draw", year)):
            found.append(_told("reserve_in_transition", year, drawn))
        if not aside:
            continue
        if decided_in < RESERVE_LAW_FROM:
            found.append(_told("reserve_too_early", year, aside))
            continue
        budget, at = of.results.by_year[year], of.results.column(year)
        equity = position.side(Side.EQUITY, year - 1) - position.balance("pension_liability_before_1998", year - 1)
        room = reserve_room(
            Fraction(int(budget.taxes_and_grants(at))),
            Fraction(int(budget.result(at))),
            tests[year].after_adjustments,
            Fraction(int(position.balance("equity_result_reserve_2024", year - 1))),
            Fraction(int(equity)),
        )
        if int(aside) > room.most:
            found.append(_too_much(year, aside, Ore(int(room.most))))
    return found


class _Sentence(NamedTuple):
    """What is to be looked at in a reserve, with the amount and the year filled in."""

    swedish: str
    english: str
    law: str | None = None


_SENTENCES: Mapping[str, _Sentence] = {
    "reserve_unconfirmed": _Sentence(
        "{amount} tkr sätts av till resultatutjämningsreserven {year}. Reglerna före 2024 är inte inlästa här; "
        "kontrollera mot kommunens riktlinjer.",
        "{amount} tkr is set aside to the result equalisation reserve in {year}. The rules before 2024 have not been "
        "read here; check the municipality's guidelines.",
    ),
    "reserve_closed": _Sentence(
        "{amount} tkr sätts av till resultatutjämningsreserven {year}, men från 2024 är det resultatreserven som det "
        "sätts av till. Flytta avsättningen dit i planen.",
        "{amount} tkr is set aside to the result equalisation reserve in {year}, but from 2024 it is the result "
        "reserve that is set aside to. Move it there in the plan.",
        "Kommunallagen 11 kap. 14 §",
    ),
    "reserve_in_transition": _Sentence(
        "{amount} tkr används ur resultatutjämningsreserven {year}. Hur länge den gamla reserven får användas är inte "
        "inläst här; kontrollera övergångsbestämmelserna.",
        "{amount} tkr is drawn from the result equalisation reserve in {year}. How long the old reserve may be used "
        "has not been read here; check the transitional rules.",
    ),
    "reserve_too_early": _Sentence(
        "{amount} tkr sätts av till resultatreserven {year}, men den finns först i budgetar som beslutas från 2024. "
        "Skriv avsättningen på resultatutjämningsreserven.",
        "{amount} tkr is set aside to the result reserve in {year}, but it exists only in budgets decided from 2024. "
        "Write it on the result equalisation reserve.",
    ),
}


def _told(code: str, year: int, amount: Ore) -> Finding:
    words, filled = _SENTENCES[code], {"amount": format_amount(amount), "year": year}
    swedish, english = words.swedish.format_map(filled), words.english.format_map(filled)
    return Finding(code, Severity.WARNING, (), swedish, english, words.law)


def _too_much(year: int, aside: Ore, most: Ore) -> Finding:
    amount, room = format_amount(aside), format_amount(most)
    return Finding(
        "reserve_too_large", Severity.ERROR, (),
        f"{amount} tkr sätts av till resultatreserven {year}, men högst {room} tkr får sättas av. "
        "Sänk avsättningen i planen.",
        f"{amount} tkr is set aside to the result reserve in {year}, but at most {room} tkr may be. "
        "Lower it in the plan.",
        "Kommunallagen 11 kap. 14 §", blocks=True,
    )  # fmt: skip
