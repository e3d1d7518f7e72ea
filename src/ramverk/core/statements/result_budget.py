"""The result budget of an edition: frames, central finance, taxes, grants and financial items, to the year's result."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ramverk.core.editions.changes import PostKind
from ramverk.core.editions.editions import Folded
from ramverk.core.findings import Finding, Severity
from ramverk.core.money import Amounts, Ore, Unit, format_amount

__all__ = [
    "FINANCE_LINES",
    "FinanceLine",
    "Group",
    "ResultBudget",
    "check_balance",
    "covered_by_reserve",
    "result_budget",
]


class Group(StrEnum):
    """Where a finance line stands in the result budget."""

    CENTRAL = "central"
    TAX = "tax"
    GRANTS = "grants"
    FINANCIAL = "financial"


@dataclass(frozen=True, slots=True)
class FinanceLine:
    """One line outside the boards' frames."""

    code: str
    swedish: str
    english: str
    group: Group


FINANCE_LINES: Mapping[str, FinanceLine] = {
    line.code: line
    for line in (
        FinanceLine("pensions", "Pensioner", "Pensions", Group.CENTRAL),
        FinanceLine("pay_pool", "Lönepott", "Central pay pool", Group.CENTRAL),
        FinanceLine("executive_disposal", "Kommunstyrelsens förfogande", "Executive board's funds", Group.CENTRAL),
        FinanceLine("on_cost_difference", "PO-differens", "On-cost difference", Group.CENTRAL),
        FinanceLine("internal_interest", "Intern ränta", "Internal interest", Group.CENTRAL),
        FinanceLine("municipal_tax", "Kommunalskatt", "Municipal tax", Group.TAX),
        FinanceLine("final_settlement_current_year", "Slutavräkning innevarande år", "Settlement this year", Group.TAX),
        FinanceLine("final_settlement_previous_year", "Slutavräkning föregående år", "Settlement last year", Group.TAX),
        FinanceLine("income_equalisation", "Inkomstutjämning", "Income equalisation", Group.GRANTS),
        FinanceLine("cost_equalisation", "Kostnadsutjämning", "Cost equalisation", Group.GRANTS),
        FinanceLine("structural_grant", "Strukturbidrag", "Structural grant", Group.GRANTS),
        FinanceLine("introduction_grant", "Införandebidrag", "Introduction grant", Group.GRANTS),
        FinanceLine("regulation_item", "Regleringspost", "Regulation item", Group.GRANTS),
        FinanceLine("lss_equalisation", "LSS-utjämning", "LSS equalisation", Group.GRANTS),
        FinanceLine("property_charge", "Kommunal fastighetsavgift", "Property charge", Group.GRANTS),
        FinanceLine("other_general_grants", "Övriga generella bidrag", "Other general grants", Group.GRANTS),
        FinanceLine("financial_income", "Finansiella intäkter", "Financial income", Group.FINANCIAL),
        FinanceLine("financial_cost", "Finansiella kostnader", "Financial cost", Group.FINANCIAL),
    )
}  # fmt: skip
"""Every finance line by its code, in the order of the statement."""


@dataclass(frozen=True, slots=True)
class ResultBudget:
    """The sums of an edition, öre by year; income positive, cost negative."""

    years: tuple[int, ...]
    frames: Amounts
    central: Amounts
    tax_revenue: Amounts
    general_grants_and_equalisation: Amounts
    financial: Amounts

    def net_operating_cost(self, year: int) -> Ore:
        """Frames and central finance together."""
        return self.frames[year] + self.central[year]

    def taxes_and_grants(self, year: int) -> Ore:
        """What the net cost is paid with."""
        return self.tax_revenue[year] + self.general_grants_and_equalisation[year]

    def operating_result(self, year: int) -> Ore:
        """Before financial items."""
        return self.net_operating_cost(year) + self.taxes_and_grants(year)

    def result(self, year: int) -> Ore:
        """The result for the year."""
        return self.operating_result(year) + self.financial[year]


def result_budget(folded: Folded, years: tuple[int, ...]) -> ResultBudget:
    """Add an edition's posts up to its result budget. A finance line that is not known counts as central."""
    frames = dict.fromkeys(years, Ore(0))
    groups = {group: dict.fromkeys(years, Ore(0)) for group in Group}
    for post, amounts in folded.items():
        if post.kind is PostKind.FRAME:
            into = frames
        elif post.kind is PostKind.FINANCE:
            line = FINANCE_LINES.get(post.part)
            into = groups[line.group if line else Group.CENTRAL]
        else:
            continue
        for year in years:
            into[year] += amounts.get(year, Ore(0))
    return ResultBudget(
        years, frames, groups[Group.CENTRAL], groups[Group.TAX], groups[Group.GRANTS], groups[Group.FINANCIAL]
    )


def check_balance(budget: ResultBudget) -> list[Finding]:
    """The balance requirement: the budget year may not be negative, plan years may and are warned about (KL 11:5)."""
    first = budget.years[0]
    return [
        _deficit(year, Ore(-int(budget.result(year))), is_budget_year=year == first)
        for year in budget.years
        if budget.result(year) < 0
    ]


def _deficit(year: int, missing: Ore, *, is_budget_year: bool) -> Finding:
    amount = format_amount(missing, Unit.TKR)
    if is_budget_year:
        sv = (
            f"Budgeten för {year} har ett underskott på {amount} tkr. Intäkterna ska överstiga kostnaderna; "
            "sänk kostnader, höj intäkter, eller redovisa synnerliga skäl i beslutet."
        )
        en = (
            f"The budget for {year} has a deficit of {amount} tkr. Revenue must exceed cost; lower cost, raise "
            "revenue, or state exceptional reasons in the decision."
        )
    else:
        sv = f"Planåret {year} har ett underskott på {amount} tkr. Det är lagligt men behöver en åtgärd i tid."
        en = f"Plan year {year} has a deficit of {amount} tkr. That is lawful, but needs action in time."
    return Finding(
        "balance_requirement" if is_budget_year else "plan_year_deficit",
        Severity.ERROR if is_budget_year else Severity.WARNING,
        (),
        sv,
        en,
        "Kommunallagen 11 kap. 5 §" if is_budget_year else None,
        blocks=is_budget_year,
    )


def covered_by_reserve(year: int, missing: Ore, drawn: Ore) -> Finding:
    """A deficit that is met by drawing on the result reserve: lawful, to be said in the decision (KL 11:5)."""
    amount, reserve = format_amount(missing, Unit.TKR), format_amount(drawn, Unit.TKR)
    return Finding(
        "deficit_covered_by_reserve",
        Severity.WARNING,
        (),
        f"Underskottet {year} på {amount} tkr täcks av {reserve} tkr ur resultatreserven. Det måste stå i beslutet och "
        "följa kommunens riktlinjer.",
        f"The deficit of {year}, {amount} tkr, is covered by {reserve} tkr from the result reserve. The decision must "
        "say so, within the municipality's guidelines.",
        "Kommunallagen 11 kap. 5 §",
    )
