"""The three statements of an edition: result, balance and cash flow, each number with the parts it is made of.

Amounts are öre. In the result budget a plus is money in; in the balance budget everything is positive; in the cash-flow
budget a plus is money into the cash.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ramverk.apps.frames.investment_totals import InvestmentTotal, flows_beside, investment_totals
from ramverk.apps.frames.ledger import Line, core_of, line_of
from ramverk.apps.frames.models import AssumptionKind, AssumptionSet, Edition
from ramverk.apps.frames.queries.editions import chosen_sets
from ramverk.apps.frames.remembering import remembered
from ramverk.apps.frames.statement_values import DEFICIT, by_line, flow_years, invested_flows, opening_year
from ramverk.core.editions.changes import PostKind, Source, SourceKind
from ramverk.core.editions.editions import Edition as CoreEdition
from ramverk.core.editions.editions import Folded, fold
from ramverk.core.findings import Finding, worst_first
from ramverk.core.money import Amounts, Ore
from ramverk.core.statements.balance_lines import (
    BALANCE_LINES,
    FLOWS,
    RESULT,
    RESULT_FLOW,
    BalanceLine,
    Flow,
    Section,
    Side,
)
from ramverk.core.statements.position import Position, roll
from ramverk.core.statements.position_checks import check_investments, check_position, tie_outs
from ramverk.core.statements.result_budget import ResultBudget, result_budget
from ramverk.core.statements.tables import Tied

FINANCIAL_INCOME, FINANCIAL_COST = "financial_income", "financial_cost"


@dataclass(frozen=True, slots=True)
class Results:
    """The result budgets of the current year (the ledger's opening) and of the edition's own years."""

    years: tuple[int, ...]
    by_year: Mapping[int, ResultBudget]
    lines: Mapping[int, Mapping[str, Ore]]
    """Finance lines by year and code."""

    def result(self, year: int) -> Ore:
        """The result for a year; the current year's is the one the ledger opened with."""
        return self.by_year[year].result(self.column(year))

    def column(self, year: int) -> int:
        """The year as its result budget knows it: the ledger's opening stands under the budget year."""
        return max(year, self.years[1])


@remembered
def results_of(line: Line) -> Results:
    """The results of a line of editions, one year earlier than its own years."""
    return _results(core_of(line[:1]), core_of(line))


def _results(root: CoreEdition, edition: CoreEdition) -> Results:
    years = edition.years
    opening, own = fold(root), fold(edition)
    current = result_budget(opening, years)
    budget = result_budget(own, years)
    lines = {years[0] - 1: _finance(opening, years[0])} | {year: _finance(own, year) for year in years}
    return Results((years[0] - 1, *years), {years[0] - 1: current} | dict.fromkeys(years, budget), lines)


def _finance(folded: Folded, year: int) -> dict[str, Ore]:
    sums: dict[str, Ore] = {}
    for post, amounts in folded.items():
        if post.kind is PostKind.FINANCE:
            sums[post.part] = sums.get(post.part, Ore(0)) + amounts.get(year, Ore(0))
    return sums


@dataclass(frozen=True, slots=True)
class Stated:
    """An edition's results and, where an opening balance is chosen, its financial position."""

    results: Results
    position: Position | None
    opening: AssumptionSet | None
    plan: AssumptionSet | None
    planned: Mapping[int, InvestmentTotal]
    """What the area of investments says, by year."""
    typed: Position | None
    """The position with the typed investments only, to hold the two against one another."""

    def source_of(self, flow: Flow, year: int) -> Source:
        """Where a flow's amount comes from."""
        if flow.code == RESULT:
            return Source(SourceKind.RULE, _("resultatbudgeten"), f"result:{year}")
        total = self.planned.get(year)
        if total is not None and flow.code in invested_flows(total):
            return Source(SourceKind.RULE, total.source or _("investeringsbudgeten"), total.reference)
        return _source(self.plan)


def stated(edition: Edition) -> Stated:
    """What is stated of an edition as it stands."""
    sets = chosen_sets(edition)
    line = line_of(edition)
    results = results_of(line)
    opening, plan = sets.get(AssumptionKind.OPENING_BALANCE), sets.get(AssumptionKind.FINANCING)
    years = [int(year) for year in edition.years]
    known = set(flow_years(years))
    planned = {year: total for year, total in investment_totals(edition).items() if year in known}
    if opening is None:
        return Stated(results, None, None, plan, planned, None)
    totals = tuple(sorted(planned.items()))
    beside = tuple((code, tuple(sorted(amounts.items()))) for code, amounts in sorted(flows_beside(edition).items()))
    typed, position = _rolled(line, opening.pk, plan.pk if plan else None, totals, beside)
    return Stated(results, position, opening, plan, planned, typed)


def stated_of(edition: CoreEdition, base: Edition, more: Mapping[str, Amounts] | None = None) -> Stated:
    """The same of an edition that is stored nowhere in clear, resting on what its stored base rests on.

    `more` is what it adds to the base's flows, by flow and year: other investments, and the loans for them. Nothing of
    it is remembered.
    """
    before, results = stated(base), _results(edition.line()[0], edition)
    if before.opening is None:
        return replace(before, results=results)
    totals = tuple(sorted(before.planned.items()))
    plan = before.plan.pk if before.plan else None
    beside = flows_beside(base)
    for code, amounts in (more or {}).items():
        known = beside.get(code, {})
        beside[code] = {year: known.get(year, Ore(0)) + amount for year, amount in amounts.items()}
    typed, position = _roll(results, edition.years, before.opening.pk, plan, totals, beside)
    return replace(before, results=results, position=position, typed=typed)


@remembered
def _rolled(
    line: Line,
    opening: int,
    plan: int | None,
    planned: tuple[tuple[int, InvestmentTotal], ...],
    beside: tuple[tuple[str, tuple[tuple[int, Ore], ...]], ...],
) -> tuple[Position, Position]:
    """The position with the typed investments, and with those that the area of investments knows in their place.

    Sets of assumptions never change, so their keys are enough to remember by.
    """
    more = {code: dict(amounts) for code, amounts in beside}
    return _roll(results_of(line), line[-1].years, opening, plan, planned, more)


def _roll(
    results: Results,
    years: tuple[int, ...],
    opening: int,
    plan: int | None,
    planned: tuple[tuple[int, InvestmentTotal], ...],
    more: Mapping[str, Amounts] | None = None,
) -> tuple[Position, Position]:
    begins = opening_year(years)
    known = {row.pk: by_line(row.values) for row in AssumptionSet.objects.filter(pk__in=[opening, plan or 0])}
    balance = {
        code: amounts[begins] for code, amounts in known[opening].items() if code != DEFICIT and begins in amounts
    }
    flows = known.get(plan or 0, {})
    outcome = {year: results.result(year) for year in results.years}
    if more:
        typed = roll(begins, balance, outcome, _with_more(_with_totals(flows, dict(planned)), more))
        return typed, typed
    typed = roll(begins, balance, outcome, flows)
    return typed, roll(begins, balance, outcome, _with_totals(flows, dict(planned))) if planned else typed


def _with_more(flows: Mapping[str, Amounts], more: Mapping[str, Amounts]) -> dict[str, Amounts]:
    """The flows with something added to some of them; none goes below nothing."""
    merged = {code: dict(amounts) for code, amounts in flows.items()}
    for code, amounts in more.items():
        known = merged.setdefault(code, {})
        for year, amount in amounts.items():
            known[year] = max(known.get(year, Ore(0)) + amount, Ore(0))
    return merged


def _with_totals(flows: Mapping[str, Amounts], planned: Mapping[int, InvestmentTotal]) -> dict[str, Amounts]:
    """The flows with the investment area's years in place of what is typed."""
    merged = {code: dict(amounts) for code, amounts in flows.items()}
    for year, total in planned.items():
        for code, amount in invested_flows(total).items():
            merged.setdefault(code, {})[year] = amount
    return merged


def statement_findings(of: Stated) -> list[Finding]:
    """What does not tie or cannot be, worst first."""
    if of.position is None or of.typed is None:
        return []
    typed = {year for code in _INVESTED for year in of.typed.flows.get(code, {})}
    planned = {year: total.net for year, total in of.planned.items() if year in typed}
    return worst_first([*check_position(of.position), *check_investments(of.typed, planned)])


_INVESTED = ("tangible_investment", "intangible_investment", "contributions")


def ties(of: Stated) -> tuple[Tied, ...]:
    """Every tie-out of the position; nothing where there is none."""
    return tie_outs(of.position) if of.position else ()


@dataclass(frozen=True, slots=True)
class Amount:
    """One cell: the year, öre, and where its explanation is: the page, what it is asked with, and of which edition."""

    year: int
    amount: Ore
    query: str = ""
    page: str = "frames:why_statement"
    edition: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a statement. `kind` is "sum", "memo" (never summed) or empty; a result may be good or bad."""

    label: str
    cells: tuple[Amount, ...]
    kind: str = ""
    is_result: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in any year."""
        return not any(cell.amount for cell in self.cells)


def words(thing: BalanceLine | Flow) -> str:
    """What a line or a flow is called."""
    return thing.english if get_language() == "en" else thing.swedish


def result_rows(edition: Edition, of: Stated) -> list[Row]:
    """The result budget. Sums are the statement's own, "varav" is memo, the current year is the ledger's opening."""
    results, years = of.results, of.results.years
    opening = line_of(edition)[0].pk

    def cell(year: int, amount: Ore, query: str, page: str) -> Amount:
        asked = f"{query}&ar={results.column(year)}" if query else ""
        return Amount(year, amount, asked, page, opening if year == years[0] else edition.pk)

    def row(
        label: str, amounts: Mapping[int, Ore], query: str = "", kind: str = "", page: str = "frames:why", **more: bool
    ) -> Row:
        return Row(label, tuple(cell(year, amounts[year], query, page) for year in years), kind, **more)

    def sums(name: str) -> dict[int, Ore]:
        return {year: getattr(results.by_year[year], name)(results.column(year)) for year in years}

    def group(name: str) -> dict[int, Ore]:
        return {year: getattr(results.by_year[year], name)[results.column(year)] for year in years}

    def line(code: str) -> dict[int, Ore]:
        return {year: results.lines[year].get(code, Ore(0)) for year in years}

    net, bridge = sums("net_operating_cost"), "frames:bridge"
    worn = {year: -of.position.depreciation(year) if of.position else Ore(0) for year in years}
    rows = []
    if any(worn.values()):
        rows = [
            row(_("Intäkter och kostnader, netto"), {year: net[year] - worn[year] for year in years}),
            _of_flows(row(_("Avskrivningar"), worn), of, edition),
        ]
    return [
        *rows,
        row(_("Verksamhetens nettokostnad"), net, "", "sum"),
        row(_("varav nämndernas ramar"), group("frames"), "organ=", "memo", bridge),
        row(_("varav gemensamt i finansförvaltningen"), group("central"), "grupp=central", "memo"),
        row(_("Skatteintäkter"), group("tax_revenue"), "grupp=tax"),
        row(_("Generella statsbidrag och utjämning"), group("general_grants_and_equalisation"), "grupp=grants"),
        row(_("Verksamhetens resultat"), sums("operating_result"), "", "sum", is_result=True),
        row(_("Finansiella intäkter"), line(FINANCIAL_INCOME), f"rad={FINANCIAL_INCOME}"),
        row(_("Finansiella kostnader"), line(FINANCIAL_COST), f"rad={FINANCIAL_COST}"),
        row(_("Årets resultat"), sums("result"), "organ=resultat", "sum", bridge, is_result=True),
    ]


def _of_flows(row: Row, of: Stated, edition: Edition) -> Row:
    """Depreciation is a flow of the plan: its cells lead there."""
    known = of.position.years if of.position else ()
    cells = tuple(
        Amount(cell.year, cell.amount, f"flode=depreciation&ar={cell.year}", edition=edition.pk)
        if cell.year in known
        else Amount(cell.year, cell.amount)
        for cell in row.cells
    )
    return Row(row.label, cells, row.kind)


def balance_rows(position: Position) -> tuple[list[Row], list[Row], list[Row]]:
    """The balance budget: assets, what they are paid with, and what stands beside it."""
    years = (position.opening_year, *position.years)
    assets: list[Row] = []
    for side, label in (
        (Side.FIXED_ASSETS, _("Anläggningstillgångar")),
        (Side.INFRASTRUCTURE, ""),
        (Side.CURRENT_ASSETS, _("Omsättningstillgångar")),
    ):
        assets += _side(position, side, label)
    total = Row(_("Summa tillgångar"), tuple(Amount(year, position.total_assets(year)) for year in years), "sum")
    funding: list[Row] = []
    for side, label in (
        (Side.EQUITY, _("Eget kapital")),
        (Side.PROVISIONS, _("Avsättningar")),
        (Side.LIABILITIES, _("Skulder")),
    ):
        funding += _side(position, side, label)
    cells = tuple(Amount(year, position.total_funding(year)) for year in years)
    whole = Row(_("Summa eget kapital, avsättningar och skulder"), cells, "sum")
    return [*assets, total], [*funding, whole], _side(position, Side.MEMO, "")


def _side(position: Position, side: Side, label: str) -> list[Row]:
    years = (position.opening_year, *position.years)
    rows = [
        Row(
            words(line), tuple(Amount(year, position.balance(code, year), f"balans={code}&ar={year}") for year in years)
        )
        for code, line in BALANCE_LINES.items()
        if line.side is side
    ]
    kept = [row for row in rows if not row.is_empty]
    if label and kept:
        kept.append(Row(label, tuple(Amount(year, position.side(side, year)) for year in years), "sum"))
    return kept


def cash_flow_rows(position: Position) -> list[Row]:
    """The cash-flow budget, section by section, to the change of cash."""
    years = position.years
    rows: list[Row] = []
    for sections, label, subtotal in (
        ((Section.FUNDS,), _("Medel före förändring av rörelsekapital"), True),
        ((Section.WORKING_CAPITAL,), _("Kassaflöde från den löpande verksamheten"), False),
        ((Section.INVESTING,), _("Kassaflöde från investeringar"), True),
        ((Section.FINANCING,), _("Kassaflöde från finansiering"), True),
        ((Section.INFRASTRUCTURE,), "", True),
    ):
        rows += [row for section in sections for row in _flows(position, section)]
        if label:
            amounts = {
                year: sum((position.section(section, year) for section in sections), Ore(0))
                if subtotal
                else position.operating(year)
                for year in years
            }
            rows.append(Row(label, tuple(Amount(year, amounts[year]) for year in years), "sum"))
    changes = tuple(Amount(year, position.change_of_cash(year), f"balans=cash&ar={year}") for year in years)
    rows.append(Row(_("Förändring av kassan"), changes, "sum", is_result=True))
    closing = tuple(Amount(year, position.balance("cash", year), f"balans=cash&ar={year}") for year in years)
    return [*rows, Row(_("Kassa vid årets slut"), closing, "memo")]


def _flows(position: Position, section: Section) -> Iterable[Row]:
    for flow in (RESULT_FLOW, *FLOWS.values()):
        if flow.section is section:
            cells = tuple(
                Amount(year, position.flow(flow.code, year) * flow.cash, f"flode={flow.code}&ar={year}")
                for year in position.years
            )
            row = Row(words(flow), cells)
            if flow.code == RESULT or not row.is_empty:
                yield row


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an explained amount, and where it comes from."""

    label: str
    amount: Ore
    source: Source
    query: str = ""


@dataclass(frozen=True, slots=True)
class Explained:
    """A number of the balance or cash-flow budget as the sum of its parts."""

    label: str
    year: int
    amount: Ore
    parts: tuple[Part, ...]

    @property
    def ties(self) -> bool:
        """Whether the parts sum to it, to the öre."""
        return sum((part.amount for part in self.parts), Ore(0)) == self.amount


def _source(chosen: AssumptionSet | None) -> Source:
    """A set of assumptions as a source; without words where there is none."""
    if chosen is None:
        return Source(SourceKind.RULE, "")
    return Source(SourceKind.RULE, f"{chosen.name}, {chosen.source}", f"assumption:{chosen.pk}")


def explain_balance(of: Stated, code: str, year: int) -> Explained | None:
    """A balance as what stood there a year earlier and what moved it; the opening as its source."""
    position, line = of.position, BALANCE_LINES.get(code)
    if position is None or line is None or year not in position.balances[code]:
        return None
    amount = position.balance(code, year)
    if year == position.opening_year:
        return Explained(words(line), year, amount, (Part(_("Bokslut %s") % year, amount, _source(of.opening)),))
    before = Part(
        _("Vid slutet av %s") % (year - 1),
        position.balance(code, year - 1),
        _source(None),
        f"balans={code}&ar={year - 1}",
    )
    moved = [
        Part(words(one.flow), one.amount, of.source_of(one.flow, year), f"flode={one.flow.code}&ar={year}")
        for one in position.movements(code, year)
    ]
    return Explained(words(line), year, amount, (before, *moved))


def explain_flow(of: Stated, code: str, year: int) -> Explained | None:
    """A flow as it was planned, and from where."""
    position = of.position
    flow = RESULT_FLOW if code == RESULT else FLOWS.get(code)
    if position is None or flow is None or year not in position.years:
        return None
    amount = position.flow(code, year)
    return Explained(words(flow), year, amount, (Part(words(flow), amount, of.source_of(flow, year)),))
