"""A draft opened by a member: its edition, its result, and what is to be mended in it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from ramverk.apps.frames.assumptions import decimal
from ramverk.apps.frames.findings import findings_of
from ramverk.apps.frames.ledger import board_key, core_edition
from ramverk.apps.frames.models import Edition, FinancialGoal
from ramverk.apps.frames.queries.figures import Figures, figures, figures_of
from ramverk.apps.frames.queries.goals import ShownGoal, goals_held
from ramverk.apps.frames.queries.statements import stated_of
from ramverk.apps.organisation.models import Body, BodyKind, PartyStanding, on
from ramverk.apps.proposals.clauses import Clause, clauses_of
from ramverk.apps.proposals.draft import Draft, core_of_draft, draft_of
from ramverk.apps.proposals.models import PartyRoom, SealedItem
from ramverk.apps.proposals.queries.rooms import seated_in
from ramverk.apps.proposals.terms import OpenTerms, rates_of, terms_of
from ramverk.apps.proposals.vault import Proof, unseal
from ramverk.apps.trail import clock
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
from ramverk.core.findings import Finding, worst_first
from ramverk.core.money import Ore


@dataclass(frozen=True, slots=True)
class Opened:
    """A draft in the hands of a member."""

    item: SealedItem
    draft: Draft
    base: Edition
    base_core: CoreEdition
    core: CoreEdition
    terms: OpenTerms


def opened(proof: Proof, item: SealedItem, *, is_logged: bool = True) -> Opened:
    """Unseal a draft and stand it on its base."""
    return stood(item, draft_of(unseal(proof, item, is_logged=is_logged)))


def stood(item: SealedItem, draft: Draft) -> Opened:
    """A draft, saved or only being written, on its base."""
    base = Edition.objects.select_related("round").get(uid=draft.base)
    terms, base_core = terms_of(base.round), core_edition(base)
    core = core_of_draft(draft, item.uid, base_core, terms.tax_rate, kind_of(item.room))
    return Opened(item, draft, base, base_core, core, terms)


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
    """What an öre in tax gives the first year, öre; 0 where today's rate is unknown."""
    of_median: int | None
    """What the changed rate costs somebody with a median income, öre the first year."""
    ways: tuple[WayToFinance, ...]
    checksum: str

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
    rates = rates_of(one.draft.tax_rate, one.terms, one.core.years)
    an_ore = value_of_an_ore(fold(one.base_core), year, one.terms.tax_rate or 0)
    moved = (rates[year] or 0) - (one.terms.tax_rate or 0)
    median = one.terms.median_income
    missing = Ore(max(0, -int(of.budget.result(year))))
    return Outcome(
        of,
        before,
        tuple(_findings(one, len(goals))),
        tuple(goals_held(goals, stated_of(one.core, one.base))),
        tuple((each, int(before.budget.result(each)), int(of.budget.result(each))) for each in of.years),
        tuple(rates.items()),
        int(an_ore),
        int(tax_of_income(Ore(median), moved)) if median and one.terms.tax_rate else None,
        ways_to_finance(missing, year, one.core.changes, of.budget.frames[year], an_ore),
        checksum(one.core),
    )


def _findings(one: Opened, financial_goals: int) -> list[Finding]:
    needing = (BodyKind.EXECUTIVE_BOARD, BodyKind.BOARD)
    boards = [board_key(body) for body in Body.objects.filter(kind__in=needing, valid_to=None)]
    legal = check_legal_content(
        one.core, rate_known=one.terms.tax_rate is not None, boards=boards, goals=len(one.draft.goals),
        financial_goals=financial_goals,
    )  # fmt: skip
    closed = check_closed(one.core.changes, one.terms.is_open_or_taxed)
    return worst_first([*findings_of(one.core), *closed, *legal])


def clauses_of_draft(one: Opened) -> tuple[Clause, ...]:
    """The draft as clauses."""
    of = figures_of(one.core)
    frames = [(board.key, board.name, {cell.year: cell.amount or 0 for cell in board.frame}) for board in of.boards]
    rates = rates_of(one.draft.tax_rate, one.terms, one.core.years)
    return clauses_of(one.draft, rates, frames, {year: int(of.budget.result(year)) for year in of.years})


def way_words(way: WayToFinance, texts: dict[str, str]) -> str:
    """A way to finance in words."""
    if way.kind == "tax":
        return _("Höj skatten med %s öre per 100 kronor.") % int(way.amount)
    if way.kind == "even_cut":
        return _("Sänk alla nämnders ramar lika, med %s procent.") % decimal(way.amount * 100, 2)
    text = texts.get(way.change, "")
    if way.kind == "drop":
        return _("Avstå från ”%s”.") % text
    return _("Skjut upp ”%s” ett år.") % text
