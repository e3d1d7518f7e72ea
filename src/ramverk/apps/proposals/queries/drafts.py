"""A draft opened by a member: its edition, its result, and what is to be mended in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from ramverk.apps.frames.assumptions import decimal
from ramverk.apps.frames.findings import findings_of
from ramverk.apps.frames.ledger import board_key, core_edition
from ramverk.apps.frames.models import Edition, FinancialGoal
from ramverk.apps.frames.queries.figures import Figures, figures, figures_of, line_name
from ramverk.apps.frames.queries.goals import ShownGoal, goals_held
from ramverk.apps.frames.queries.statements import Stated, stated, stated_of
from ramverk.apps.organisation.models import Body, BodyKind, PartyStanding, on
from ramverk.apps.proposals.clauses import Clause, clauses_of
from ramverk.apps.proposals.draft import Draft, core_of_draft, draft_of
from ramverk.apps.proposals.models import PartyRoom, SealedItem
from ramverk.apps.proposals.projects import (
    Basis,
    DraftProject,
    Impossible,
    InvestmentsOf,
    after_deeds,
    basis_of,
    deed_words,
    flows_moved,
    ledger_rows,
)
from ramverk.apps.proposals.queries.rooms import seated_in
from ramverk.apps.proposals.signs import is_income
from ramverk.apps.proposals.terms import OpenTerms, rates_behind, rates_of, terms_of
from ramverk.apps.proposals.vault import Proof, unseal
from ramverk.apps.trail import clock
from ramverk.core.editions.changes import Post, PostKind
from ramverk.core.editions.content import checksum
from ramverk.core.editions.editions import Edition as CoreEdition
from ramverk.core.editions.editions import EditionKind, fold
from ramverk.core.editions.proposing import (
    WayToFinance,
    check_closed,
    check_legal_content,
    tax_of_income,
    value_of_an_ore,
    ways_to_finance,
)
from ramverk.core.findings import Finding, Severity, worst_first
from ramverk.core.investments.choosing import TooEarlyError, invested
from ramverk.core.investments.sheets import Sheet
from ramverk.core.money import Ore, Unit, format_amount

DEBT = "loans"
"""The line of the balance budget that loans stand on."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A draft in the hands of a member."""

    item: SealedItem
    draft: Draft
    base: Edition
    base_core: CoreEdition
    core: CoreEdition
    terms: OpenTerms
    rates_behind: Mapping[int, int]
    """The tax rates its base counts on, öre per 100 kr by year."""
    basis: Basis
    sheets: tuple[Sheet, ...]
    """The projects it counts on."""
    impossible: tuple[Impossible, ...]
    """What it does with projects that cannot be."""

    @property
    def rates(self) -> dict[int, int | None]:
        """The tax rate of each year: its own, else its base's."""
        return rates_of(self.draft.tax_rate, self.rates_behind, self.core.years)


def opened(proof: Proof, item: SealedItem, *, is_logged: bool = True) -> Opened:
    """Unseal a draft and stand it on its base."""
    return stood(item, draft_of(unseal(proof, item, is_logged=is_logged)))


def stood(item: SealedItem, draft: Draft) -> Opened:
    """A draft, saved or only being written, on its base."""
    base = Edition.objects.select_related("round").get(uid=draft.base)
    terms, base_core = terms_of(base.round), core_edition(base)
    basis, behind = basis_of(base), rates_behind(base, terms)
    core = core_of_draft(draft, item.uid, base_core, behind, kind_of(item.room), basis)
    sheets, impossible = after_deeds(basis, draft.projects, base_core.years[0])
    return Opened(item, draft, base, base_core, core, terms, behind, basis, sheets, impossible)


def kind_of(room: PartyRoom) -> EditionKind:
    """The majority's where every party of the room governs today and together they are all that do."""
    governing = set(PartyStanding.objects.filter(on(clock.today()), governs=True).values_list("party_id", flat=True))
    seated = {place.party_id for place in seated_in(room)}
    return EditionKind.MAJORITY_PROPOSAL if governing and seated == governing else EditionKind.PARTY_PROPOSAL


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a draft comes to: everything the live part of its page shows."""

    figures: Figures
    base: Figures
    findings: tuple[Finding, ...]
    goals: tuple[ShownGoal, ...]
    results: tuple[tuple[int, int, int], ...]
    """Year, the base's result and the draft's, öre."""
    rates: tuple[tuple[int, int | None], ...]
    an_ore: int
    """What an öre in tax gives the first year, öre; 0 where the base's rate is unknown."""
    of_median: int | None
    """What another rate than the base's costs somebody with a median income, öre the first year."""
    ways: tuple[WayToFinance, ...]
    checksum: str
    investments: InvestmentsOf | None
    """None where the base counts on no list of projects."""

    @property
    def hinders(self) -> list[Finding]:
        """What must be mended before the draft is complete."""
        return [finding for finding in self.findings if finding.blocks]

    @property
    def result(self) -> int:
        """The first year's result."""
        return self.results[0][2]


def outcome(one: Opened) -> Outcome:
    """Work the draft out with the finance department's own calculator."""
    of, before = figures_of(one.core), figures(one.base)
    goals = list(FinancialGoal.objects.filter(round=one.base.round_id))
    year = one.core.years[0]
    rates, behind = one.rates, one.rates_behind.get(year, 0)
    an_ore = value_of_an_ore(fold(one.base_core), year, behind)
    moved = (rates[year] or 0) - behind
    median = one.terms.median_income
    missing = Ore(max(0, -int(of.budget.result(year))))
    statements = stated_of(one.core, one.base, flows_moved(one.basis, one.sheets, one.core.years))
    return Outcome(
        of,
        before,
        tuple(_findings(one, len(goals))),
        tuple(goals_held(goals, statements)),
        tuple((each, int(before.budget.result(each)), int(of.budget.result(each))) for each in of.years),
        tuple(rates.items()),
        int(an_ore),
        int(tax_of_income(Ore(median), moved)) if median and behind else None,
        ways_to_finance(
            missing, year, [change for change in one.core.changes if not change.rule], of.budget.frames[year], an_ore,
            pots=_pots(one, year), projects=_project_gains(one, year),
            lowered=max(0, -moved) if behind else 0,
        ),
        checksum(one.core),
        _investments(one, statements),
    )  # fmt: skip


def _pots(one: Opened, year: int) -> dict[str, Ore]:
    """What is set aside centrally, open to politics, by finance line: what could be used instead."""
    folded = fold(one.core)
    found = {code: -folded.get(Post(PostKind.FINANCE, "", code), {}).get(year, Ore(0)) for code in one.terms.open_lines}
    return {code: amount for code, amount in sorted(found.items()) if amount > 0}


def _project_gains(one: Opened, year: int) -> dict[str, Ore]:
    """What the year's result gains where something the draft itself does with a project is not done."""
    found = {}
    for project in one.draft.projects:
        rest = tuple(other for other in one.draft.projects if other != project)
        sheets, _impossible = after_deeds(one.basis, rest, one.core.years[0])
        rows = ledger_rows(replace(one.basis, sheets=one.sheets), sheets, one.core.years, one.item.uid)
        gain = sum((row.in_year(year) for row in rows if row.post.kind is not PostKind.PROJECT), Ore(0))
        if gain > 0:
            found[project.key] = gain
    return found


def _investments(one: Opened, statements: Stated) -> InvestmentsOf | None:
    if not one.basis.listed:
        return None
    years, pct = one.core.years, one.basis.interest_pct
    loans: dict[int, tuple[int, int]] = {}
    base = stated(one.base)
    if base.position is not None and statements.position is not None:
        loans = {y: (int(base.position.balance(DEBT, y)), int(statements.position.balance(DEBT, y))) for y in years}
    return InvestmentsOf(years, invested(one.basis.sheets, years, pct), invested(one.sheets, years, pct), loans)


def _findings(one: Opened, financial_goals: int) -> list[Finding]:
    needing = (BodyKind.EXECUTIVE_BOARD, BodyKind.BOARD)
    boards = [board_key(body) for body in Body.objects.filter(kind__in=needing, valid_to=None)]
    legal = check_legal_content(
        one.core, rate_known=None not in one.rates.values(), boards=boards, goals=len(one.draft.goals),
        financial_goals=financial_goals,
    )  # fmt: skip
    own = [change for change in one.core.changes if not change.rule and change.post.kind is not PostKind.PROJECT]
    closed = check_closed(own, one.terms.is_open_or_taxed)
    return worst_first([*findings_of(one.core), *closed, *legal, *_of_projects(one)])


def _of_projects(one: Opened) -> Iterator[Finding]:
    for project in one.draft.projects:
        if one.terms.is_closed_project(one.basis.known.get(project.key)):
            yield Finding(
                "project_closed", Severity.ERROR, (project.key,),
                f"Projektet ”{project.name}” är stängt för partierna. Ångra ändringen, eller be ekonomiavdelningen "
                "öppna projektet för alla.",
                f"The project “{project.name}” is closed to the parties. Undo the change, or ask the finance "
                "department to open it for everyone.",
                blocks=True,
            )  # fmt: skip
    for name, error in one.impossible:
        if isinstance(error, TooEarlyError):
            code, sv = "project_too_early", "skulle börja före budgetens första år. Ångra flytten."
            en = "would begin before the budget's first year. Undo the move."
        else:
            code, sv = "project_not_resizable", "har ingen utgift kvar att ändra. Ångra den nya storleken."
            en = "has no outlay left to resize. Undo the new size."
        yield Finding(code, Severity.ERROR, (), f"Projektet ”{name}” {sv}", f"The project “{name}” {en}", blocks=True)


def clauses_of_draft(one: Opened) -> tuple[Clause, ...]:
    """The draft as clauses."""
    of = figures_of(one.core)
    frames = [(board.key, board.name, {cell.year: cell.amount or 0 for cell in board.frame}) for board in of.boards]
    results = {year: int(of.budget.result(year)) for year in of.years}
    net = invested(one.sheets, one.core.years, one.basis.interest_pct).net if one.basis.listed else {}
    return clauses_of(one.draft, one.rates, frames, results, net, project_words(one), _set_aside(one, of))


def _set_aside(one: Opened, of: Figures) -> list[tuple[str, str, dict[int, int]]]:
    """What is set aside centrally and open to the parties: code, name and net cost by year."""
    return [
        (line.code, line.label, {cell.year: -(cell.amount or 0) for cell in line.cells})
        for line in of.finance
        if line.is_central and line.code in one.terms.open_lines and not is_income("", line.code)
    ]  # fmt: skip


def project_words(one: Opened) -> list[tuple[DraftProject, str]]:
    """What the draft does with projects, in its order."""
    after = {sheet.key: sheet for sheet in one.sheets}
    return [(project, deed_words(project, after, one.basis.known)) for project in one.draft.projects]


def way_words(way: WayToFinance, texts: dict[str, str]) -> str:
    """A way to finance in words; `texts` by the ids of changes and the keys of projects."""
    text = texts.get(way.change, "")
    if way.kind == "pot":
        text = line_name(way.change)
    amount = decimal(way.amount * 100, 2) if way.kind == "even_cut" else str(int(way.amount))
    words = {
        "tax": _("Höj skatten med %(amount)s öre per 100 kronor."),
        "keep_rate": _("Behåll underlagets skattesats i stället för att sänka."),
        "pot": _("Använd %(tkr)s tkr av raden ”%(text)s”."),
        "project": _("Ångra det ni gör med projektet ”%(text)s”."),
        "even_cut": _("Sänk alla nämnders ramar lika, med %(amount)s procent."),
        "drop": _("Avstå från ”%(text)s”."),
        "postpone": _("Skjut upp ”%(text)s” ett år."),
    }
    return words[way.kind] % {"amount": amount, "text": text, "tkr": format_amount(way.gives, Unit.TKR)}
