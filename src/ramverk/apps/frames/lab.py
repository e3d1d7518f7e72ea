"""What if: levers on what an edition rests on, and what each of them does to the result. Nothing is saved.

The levers act on different posts, so their effects add up exactly: each is the difference between the rows that the
moved assumption would make and those of the assumption as it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ramverk.apps.frames.generation import pay_rows, price_rows
from ramverk.apps.frames.ledger import core_edition
from ramverk.apps.frames.models import AssumptionKind, AssumptionSet, Edition
from ramverk.apps.frames.queries.editions import chosen_sets
from ramverk.apps.frames.queries.statements import stated
from ramverk.apps.frames.rows import Row
from ramverk.apps.frames.rule_rows import Rows
from ramverk.apps.frames.rule_volumes import volume_rows
from ramverk.core.editions.causes import Cause
from ramverk.core.editions.changes import PostKind
from ramverk.core.editions.editions import Edition as CoreEdition
from ramverk.core.editions.editions import fold
from ramverk.core.money import Ore
from ramverk.core.statements.result_budget import ResultBudget, result_budget


class Lever(StrEnum):
    """What can be moved."""

    TAX_RATE = "tax_rate"
    TAX_BASE = "tax_base"
    PAY = "pay"
    PRICES = "prices"
    POPULATION = "population"
    VOLUME = "volume"
    FRAMES = "frames"
    LOAN_RATE = "loan_rate"


@dataclass(frozen=True, slots=True)
class LeverWords:
    """What a lever is called, its unit, the step that the tornado compares, and how its slider goes.

    A number may be written beyond the slider's `reach` to either side, up to `MOST` times it.
    """

    label: Promise | str
    unit: Promise | str
    step: Fraction
    reach: Fraction
    notch: Fraction = Fraction(1, 10)


MOST = 10
LEVERS: Mapping[Lever, LeverWords] = {
    Lever.TAX_RATE: LeverWords(_("Skattesats"), _("öre per 100 kr"), Fraction(10), Fraction(100), Fraction(1)),
    Lever.TAX_BASE: LeverWords(_("Skatteintäkter"), _("procent, alla år"), Fraction(1, 2), Fraction(5)),
    Lever.PAY: LeverWords(_("Löner"), _("procentenheter mer varje år"), Fraction(1, 2), Fraction(5)),
    Lever.PRICES: LeverWords(_("Priser"), _("procentenheter mer varje år"), Fraction(1, 2), Fraction(5)),
    Lever.POPULATION: LeverWords(
        _("Invånare"), _("procent fler i varje åldersgrupp, alla år"), Fraction(1), Fraction(5)
    ),
    Lever.VOLUME: LeverWords(
        _("Volymer skrivna för hand"), _("procent av det som är skrivet"), Fraction(10), Fraction(50), Fraction(1)
    ),
    Lever.FRAMES: LeverWords(_("Nämndernas ramar"), _("procent, alla år"), Fraction(1, 2), Fraction(5)),
    Lever.LOAN_RATE: LeverWords(_("Ränta på lånen"), _("procentenheter mer på alla lån"), Fraction(1, 2), Fraction(5)),
}
Effect = dict[int, Ore]
"""What a lever does to each year's result, öre."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The result as it is, what each lever does to it, and the result with all of them. Öre by year."""

    years: tuple[int, ...]
    before: Effect
    effects: Mapping[Lever, Effect]
    after: Effect
    tornado: tuple[tuple[Lever, Ore], ...]
    """What one step of each lever does to the budget year, the largest first."""


def what_if(edition: Edition, moved: Mapping[Lever, Fraction], tax_rate: Fraction | None) -> WhatIf:
    """`moved` is how far each lever is moved, in its unit; `tax_rate` is today's, in kronor per 100 kr.

    Without a tax rate its lever does nothing: what an öre gives cannot be known; nor without a balance budget that of
    interest. Internal interest has no lever: what a board pays central finance receives, and the result stays.
    """
    core = core_edition(edition)
    budget = result_budget(fold(core), core.years)
    sets = chosen_sets(edition)
    before = {year: budget.result(year) for year in core.years}
    effects = {lever: _effect(lever, by, edition, core, budget, sets, tax_rate) for lever, by in moved.items() if by}
    after = {year: sum((effect[year] for effect in effects.values()), before[year]) for year in core.years}
    steps = [
        (lever, _effect(lever, words.step, edition, core, budget, sets, tax_rate)[core.years[0]])
        for lever, words in LEVERS.items()
    ]
    steps.sort(key=lambda pair: -abs(pair[1]))
    return WhatIf(core.years, before, effects, after, tuple(step for step in steps if step[1]))


def _effect(
    lever: Lever,
    by: Fraction,
    edition: Edition,
    core: CoreEdition,
    budget: ResultBudget,
    sets: Mapping[str, AssumptionSet],
    tax_rate: Fraction | None,
) -> Effect:
    years = core.years
    if lever is Lever.TAX_RATE:
        part = by / 100 / tax_rate if tax_rate else Fraction(0)
        return {year: _municipal_tax(core, year).share(part) for year in years}
    if lever is Lever.TAX_BASE:
        return {year: _municipal_tax(core, year).share(by / 100) for year in years}
    if lever is Lever.FRAMES:
        return {year: budget.frames[year].share(by / 100) for year in years}
    if lever is Lever.VOLUME:
        volumes = [change for change in core.all_changes() if change.cause is Cause.VOLUME and not change.rule]
        return {year: Ore(sum(int(change.in_year(year)) for change in volumes)).share(by / 100) for year in years}
    if lever is Lever.LOAN_RATE:
        return _dearer_loans(by, edition, years)
    return _difference(lever, by, edition, sets)


def _dearer_loans(by: Fraction, edition: Edition, years: tuple[int, ...]) -> Effect:
    """What more interest costs: on the average of what is owed when the year begins and when it ends."""
    position = stated(edition).position
    if position is None:
        return dict.fromkeys(years, Ore(0))
    owed = {year: position.balance("loans", year - 1) + position.balance("loans", year) for year in years}
    return {year: -owed[year].share(by / 200) for year in years}


def _more_people(by: Fraction, edition: Edition, sets: Mapping[str, AssumptionSet]) -> tuple[Rows, Rows]:
    """The rows of volume as they are, and with more people; on-cost and interest move nothing but their counterpart."""
    people, priced = sets.get(AssumptionKind.POPULATION), sets.get(AssumptionKind.PRICE_LIST)
    if people is None or priced is None:
        return {}, {}
    return volume_rows(edition, people, priced), volume_rows(edition, people, priced, by)


def _municipal_tax(core: CoreEdition, year: int) -> Ore:
    return sum(
        (
            amounts.get(year, Ore(0))
            for post, amounts in fold(core).items()
            if post.kind is PostKind.FINANCE and post.part == "municipal_tax"
        ),
        Ore(0),
    )


def _difference(lever: Lever, by: Fraction, edition: Edition, sets: Mapping[str, AssumptionSet]) -> Effect:
    """The rows that the moved assumption makes, less those of the assumption as it is."""
    years = [int(year) for year in edition.years]
    if lever is Lever.PAY:
        chosen = sets.get(AssumptionKind.PAY)
        values = dict(chosen.values) if chosen else {}
        higher = {str(year): _raised(values.get(str(year)), by) for year in years}
        as_it_is, moved = (pay_rows(edition, _like(chosen, one)) for one in (values, higher))
    elif lever is Lever.POPULATION:
        as_it_is, moved = _more_people(by, edition, sets)
    else:
        chosen = sets.get(AssumptionKind.PRICE_INDEX)
        prices = dict(chosen.values) if chosen else {}
        dearer = {
            price_class: {year: str(Fraction(pct) + by) for year, pct in by_year.items()}
            for price_class, by_year in prices.items()
        }
        as_it_is, moved = (price_rows(edition, _like(chosen, one)) for one in (prices, dearer))
    return {year: Ore(_sum(moved, year) - _sum(as_it_is, year)) for year in years}


def _raised(row: Mapping[str, object] | None, by: Fraction) -> dict[str, object]:
    known = row or {"pct": "0", "month": _APRIL}
    return {"pct": str(Fraction(str(known["pct"])) + by), "month": known["month"]}


_APRIL = 4
"""From when pay is raised where no assumption says so."""


def _like(chosen: AssumptionSet | None, values: Mapping[str, object]) -> AssumptionSet:
    return AssumptionSet(name=chosen.name if chosen else "", source="", values=values)


def _sum(rows: Mapping[str, Row], year: int) -> int:
    return sum(row.amounts.get(str(year), 0) for row in rows.values())
