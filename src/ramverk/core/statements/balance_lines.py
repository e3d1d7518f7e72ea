"""The lines of the balance budget and of the cash-flow budget, and the flows that move them.

A flow is one amount per year, positive as people write it, that moves the balance sheet in two places: every flow keeps
assets equal to equity, provisions and liabilities, so a balance sheet that begins even stays even.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["BALANCE_LINES", "CASH", "FLOWS", "RESULT", "BalanceLine", "Flow", "FlowGroup", "Section", "Side"]

CASH = "cash"
RESULT = "result_for_the_year"


class Side(StrEnum):
    """Where a line stands in the balance sheet."""

    FIXED_ASSETS = "fixed_assets"
    INFRASTRUCTURE = "state_infrastructure_contribution"
    CURRENT_ASSETS = "current_assets"
    EQUITY = "equity"
    PROVISIONS = "provisions"
    LIABILITIES = "liabilities"
    MEMO = "memo"

    @property
    def is_asset(self) -> bool:
        """Whether the line is something the municipality has."""
        return self in {Side.FIXED_ASSETS, Side.INFRASTRUCTURE, Side.CURRENT_ASSETS}


class Section(StrEnum):
    """The parts of the cash-flow budget, in its order."""

    FUNDS = "funds_before_working_capital"
    WORKING_CAPITAL = "working_capital"
    INVESTING = "cash_flow_investing"
    FINANCING = "cash_flow_financing"
    INFRASTRUCTURE = "infrastructure_contributions"


class FlowGroup(StrEnum):
    """How the flows are grouped where they are written down."""

    INVESTING = "investing"
    DEPRECIATION = "depreciation"
    FINANCING = "financing"
    PROVISIONS = "provisions"
    WORKING_CAPITAL = "working_capital"
    EQUITY = "equity"
    BALANCE_TEST = "balance_test"


@dataclass(frozen=True, slots=True)
class BalanceLine:
    """One line of the balance sheet. Assets, equity, provisions and liabilities are all positive."""

    code: str
    swedish: str
    english: str
    side: Side


BALANCE_LINES: Mapping[str, BalanceLine] = {
    line.code: line
    for line in (
        BalanceLine("intangible_assets", "Immateriella anläggningstillgångar", "Intangible assets", Side.FIXED_ASSETS),
        BalanceLine("tangible_assets", "Materiella anläggningstillgångar", "Tangible assets", Side.FIXED_ASSETS),
        BalanceLine(
            "financial_fixed_assets", "Finansiella anläggningstillgångar", "Financial fixed assets", Side.FIXED_ASSETS
        ),
        BalanceLine(
            "state_infrastructure_contribution",
            "Bidrag till statlig infrastruktur",
            "Contributions to state infrastructure",
            Side.INFRASTRUCTURE,
        ),
        BalanceLine("receivables", "Fordringar", "Receivables", Side.CURRENT_ASSETS),
        BalanceLine("land_development", "Exploateringsfastigheter", "Land under development", Side.CURRENT_ASSETS),
        BalanceLine(
            "short_term_investments", "Kortfristiga placeringar", "Short-term investments", Side.CURRENT_ASSETS
        ),
        BalanceLine(CASH, "Kassa och bank", "Cash and bank", Side.CURRENT_ASSETS),
        BalanceLine("equity_result_reserve", "Resultatutjämningsreserv", "Result equalisation reserve", Side.EQUITY),
        BalanceLine(
            "equity_result_reserve_2024", "Resultatreserv (från 2024)", "Result reserve (from 2024)", Side.EQUITY
        ),
        BalanceLine("equity_other", "Övrigt eget kapital", "Other equity", Side.EQUITY),
        BalanceLine("pension_provisions", "Avsättningar för pensioner", "Pension provisions", Side.PROVISIONS),
        BalanceLine("other_provisions", "Andra avsättningar", "Other provisions", Side.PROVISIONS),
        BalanceLine("loans", "Lån", "Loans", Side.LIABILITIES),
        BalanceLine(
            "deferred_income",
            "Investeringsbidrag och anslutningsavgifter att periodisera",
            "Deferred contributions and connection fees",
            Side.LIABILITIES,
        ),
        BalanceLine("short_term_liabilities", "Kortfristiga skulder", "Short-term liabilities", Side.LIABILITIES),
        BalanceLine(
            "pension_liability_before_1998",
            "Pensionsförpliktelser före 1998",
            "Pension liability before 1998",
            Side.MEMO,
        ),
        BalanceLine("guarantees", "Borgensåtaganden", "Guarantees", Side.MEMO),
    )
}
"""Every line by its code, in the order of the statement. Memo lines stand beside it and are never summed."""


@dataclass(frozen=True, slots=True)
class Flow:
    """One amount a year, what it does to the balance sheet, and where it stands in the cash-flow budget.

    `cash` is +1 or -1 where it stands in the cash-flow budget (a reversal counts too: depreciation cost no cash), 0
    where it does not. `may_be_negative` is false where a minus can only be a slip.
    """

    code: str
    swedish: str
    english: str
    group: FlowGroup
    moves: Mapping[str, int] = field(default_factory=dict)
    section: Section | None = None
    cash: int = 0
    may_be_negative: bool = False

    def moves_of(self, line: str) -> int:
        """The sign with which it moves a line; 0 where it does not."""
        return self.cash if line == CASH else self.moves.get(line, 0)


def _flow(
    code: str, swedish: str, english: str, group: FlowGroup, moves: Mapping[str, int], section: Section | None = None,
    cash: int = 0, *, signed: bool = False,
) -> Flow:  # fmt: skip
    return Flow(code, swedish, english, group, moves, section, cash, signed)


_I, _D, _F, _P, _W = (
    FlowGroup.INVESTING, FlowGroup.DEPRECIATION, FlowGroup.FINANCING, FlowGroup.PROVISIONS, FlowGroup.WORKING_CAPITAL,
)  # fmt: skip
_E, _B = FlowGroup.EQUITY, FlowGroup.BALANCE_TEST

FLOWS: Mapping[str, Flow] = {
    flow.code: flow
    for flow in (
        _flow(
            "tangible_investment",
            "Investeringar i materiella tillgångar",
            "Investment in tangible assets",
            _I,
            {"tangible_assets": 1},
            Section.INVESTING,
            -1,
        ),
        _flow(
            "intangible_investment",
            "Investeringar i immateriella tillgångar",
            "Investment in intangible assets",
            _I,
            {"intangible_assets": 1},
            Section.INVESTING,
            -1,
        ),
        _flow(
            "contributions",
            "Investeringsbidrag och anslutningsavgifter",
            "Contributions and connection fees",
            _I,
            {"deferred_income": 1},
            Section.INVESTING,
            1,
        ),
        _flow(
            "sale_proceeds",
            "Försäljning av anläggningstillgångar",
            "Sales of fixed assets",
            _I,
            {"tangible_assets": -1},
            Section.INVESTING,
            1,
        ),
        _flow(
            "capital_gains",
            "Realisationsvinster (förluster med minus)",
            "Capital gains (losses with minus)",
            _I,
            {"tangible_assets": 1},
            Section.FUNDS,
            -1,
            signed=True,
        ),
        _flow(
            "depreciation",
            "Avskrivningar, materiella tillgångar",
            "Depreciation, tangible assets",
            _D,
            {"tangible_assets": -1},
            Section.FUNDS,
            1,
        ),
        _flow(
            "amortisation",
            "Avskrivningar, immateriella tillgångar",
            "Amortisation, intangible assets",
            _D,
            {"intangible_assets": -1},
            Section.FUNDS,
            1,
        ),
        _flow(
            "infrastructure_release",
            "Upplösning av bidrag till statlig infrastruktur",
            "Release of infrastructure contributions",
            _D,
            {"state_infrastructure_contribution": -1},
            Section.FUNDS,
            1,
        ),
        _flow(
            "deferred_income_release",
            "Upplösning av investeringsbidrag och anslutningsavgifter",
            "Release of deferred contributions",
            _D,
            {"deferred_income": -1},
            Section.FUNDS,
            -1,
        ),
        _flow("new_loans", "Nya lån", "New loans", _F, {"loans": 1}, Section.FINANCING, 1),
        _flow("repayment", "Amorteringar", "Repayments", _F, {"loans": -1}, Section.FINANCING, -1),
        _flow(
            "long_term_lending",
            "Ökad utlåning och andelar (minskning med minus)",
            "More lending and shares (less with minus)",
            _F,
            {"financial_fixed_assets": 1},
            Section.FINANCING,
            -1,
            signed=True,
        ),
        _flow(
            "infrastructure_contribution",
            "Utbetalt bidrag till statlig infrastruktur",
            "Paid infrastructure contribution",
            _F,
            {"state_infrastructure_contribution": 1},
            Section.INFRASTRUCTURE,
            -1,
        ),
        _flow(
            "pension_provision",
            "Avsatt till pensioner",
            "Set aside for pensions",
            _P,
            {"pension_provisions": 1},
            Section.FUNDS,
            1,
            signed=True,
        ),
        _flow(
            "pension_payment",
            "Utbetalat ur pensionsavsättningen",
            "Paid out of the pension provision",
            _P,
            {"pension_provisions": -1},
            Section.FINANCING,
            -1,
        ),
        _flow(
            "other_provision",
            "Andra avsättningar som görs",
            "Other provisions made",
            _P,
            {"other_provisions": 1},
            Section.FUNDS,
            1,
            signed=True,
        ),
        _flow(
            "other_provision_payment",
            "Utbetalat ur andra avsättningar",
            "Paid out of other provisions",
            _P,
            {"other_provisions": -1},
            Section.FINANCING,
            -1,
        ),
        _flow(
            "pension_liability_change",
            "Ändring av pensionsförpliktelser före 1998",
            "Change of pension liability before 1998",
            _P,
            {"pension_liability_before_1998": 1},
            signed=True,
        ),
        _flow(
            "guarantees_change",
            "Ändring av borgensåtaganden",
            "Change of guarantees",
            _P,
            {"guarantees": 1},
            signed=True,
        ),
        _flow(
            "receivables_increase",
            "Ökade fordringar (minskning med minus)",
            "More receivables (less with minus)",
            _W,
            {"receivables": 1},
            Section.WORKING_CAPITAL,
            -1,
            signed=True,
        ),
        _flow(
            "land_development_increase",
            "Ökad exploatering (försäljning med minus)",
            "More land development (sales with minus)",
            _W,
            {"land_development": 1},
            Section.WORKING_CAPITAL,
            -1,
            signed=True,
        ),
        _flow(
            "short_term_investments_increase",
            "Ökade placeringar (minskning med minus)",
            "More short-term investments (less with minus)",
            _W,
            {"short_term_investments": 1},
            Section.WORKING_CAPITAL,
            -1,
            signed=True,
        ),
        _flow(
            "short_term_liabilities_increase",
            "Ökade kortfristiga skulder (minskning med minus)",
            "More short-term liabilities (less with minus)",
            _W,
            {"short_term_liabilities": 1},
            Section.WORKING_CAPITAL,
            1,
            signed=True,
        ),
        _flow(
            "result_forecast",
            "Prognosens avvikelse från budgeterat resultat",
            "The forecast's difference from the budgeted result",
            _E,
            {"equity_other": 1},
            Section.FUNDS,
            1,
            signed=True,
        ),
        _flow(
            "reserve_set_aside",
            "Sätts av till resultatutjämningsreserven",
            "Set aside to the result equalisation reserve",
            _E,
            {"equity_result_reserve": 1, "equity_other": -1},
        ),
        _flow(
            "reserve_draw",
            "Används ur resultatutjämningsreserven",
            "Drawn from the result equalisation reserve",
            _E,
            {"equity_result_reserve": -1, "equity_other": 1},
        ),
        _flow(
            "reserve_2024_set_aside",
            "Sätts av till resultatreserven",
            "Set aside to the result reserve",
            _E,
            {"equity_result_reserve_2024": 1, "equity_other": -1},
        ),
        _flow(
            "reserve_2024_draw",
            "Används ur resultatreserven",
            "Drawn from the result reserve",
            _E,
            {"equity_result_reserve_2024": -1, "equity_other": 1},
        ),
        _flow("gains_excepted", "Realisationsvinster enligt undantag", "Capital gains excepted", _B, {}),
        _flow("losses_excepted", "Realisationsförluster enligt undantag", "Capital losses excepted", _B, {}),
        _flow(
            "unrealised",
            "Orealiserade förluster (vinster med minus)",
            "Unrealised losses (gains with minus)",
            _B,
            {},
            signed=True,
        ),
        _flow(
            "unrealised_reversed",
            "Återförda orealiserade förluster (vinster med minus)",
            "Reversed unrealised losses (gains with minus)",
            _B,
            {},
            signed=True,
        ),
    )
}
"""Every flow that is planned, by its code, in the order it is written down. The year's result is a flow of its own."""

RESULT_FLOW = Flow(
    RESULT, "Årets resultat", "Result for the year", FlowGroup.EQUITY, {"equity_other": 1}, Section.FUNDS, 1, True
)
"""The result of the result budget: it raises equity, and cash until the other flows take back what was not cash."""
