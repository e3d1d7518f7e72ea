"""The rows that rules make: prices, pay, on-cost, interest, volumes, tax forecast, and what areas above register.

Worked out anew each time an assumption is chosen, never edited by hand.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import override

from ramverk.apps.frames.assumptions import forecast_lines, pay_revisions, price_index
from ramverk.apps.frames.decided_rate import decided_rate, tax_on
from ramverk.apps.frames.ledger import core_edition, line_of
from ramverk.apps.frames.models import AssumptionKind, AssumptionSet, Change, Edition, PriceClass
from ramverk.apps.frames.passing import PASSING, passing_rows
from ramverk.apps.frames.rows import row_of
from ramverk.apps.frames.rule_levels import INTEREST, ON_COST, interest_rows, on_cost_rows
from ramverk.apps.frames.rule_rows import Rows, class_sums, rule_row, whole
from ramverk.apps.frames.rule_volumes import VOLUME, volume_rows
from ramverk.core.editions.causes import Cause
from ramverk.core.editions.changes import PostKind as CorePost
from ramverk.core.editions.editions import fold
from ramverk.core.editions.proposing import MUNICIPAL_TAX
from ramverk.core.money import Ore
from ramverk.core.pay import revised_pay
from ramverk.core.statements.result_budget import FINANCE_LINES

PRICE, PAY, FORECAST = "price_index", "pay_revision", "forecast"
"""The rules that make rows; `Change.rule` names one of them, then what it is about."""
Generator = Callable[[Edition], Rows]
_generators: list[tuple[Generator, str]] = []


def register(generator: Generator, rule: str = "") -> None:
    """Let an area above say which rows an edition calls for, by its rule's key: the whole of them, parents included.

    A branch gets only what differs from its parents' rows of the same keys; a key called for with nothing takes them
    back. Where `rule` is named, keys are `<rule>:<what>`, and those that are no longer called for are taken back too.
    """
    _generators.append((generator, rule))


def generated_rows(edition: Edition) -> Rows:
    """Every row that the edition's assumptions call for, by its rule's key.

    Texts are Swedish whoever works them out: the same assumptions always give the same ledger.
    """
    with override("sv"):
        return _called_for(edition)


def _called_for(edition: Edition) -> Rows:
    sets = {row.kind: row.assumption_set for row in edition.assumptions.select_related("assumption_set")}
    pay = sets.get(AssumptionKind.PAY)
    made: dict[str, Rows] = {}
    if chosen := sets.get(AssumptionKind.PRICE_INDEX):
        made[PRICE] = price_rows(edition, chosen)
    if pay:
        made[PAY] = pay_rows(edition, pay)
    if chosen := sets.get(AssumptionKind.ON_COST):
        made[ON_COST] = on_cost_rows(edition, chosen, pay)
    if chosen := sets.get(AssumptionKind.INTERNAL_INTEREST):
        made[INTEREST] = interest_rows(edition, chosen)
    people, priced = sets.get(AssumptionKind.POPULATION), sets.get(AssumptionKind.PRICE_LIST)
    if people and priced:
        made[VOLUME] = volume_rows(edition, people, priced)
    made[PASSING] = passing_rows(edition)
    rows: Rows = {}
    for rule, found in made.items():
        rows |= _beyond_inherited(edition, rule, found)
    for generator, rule in _generators:
        rows |= _beyond_inherited(edition, rule, generator(edition))
    if chosen := sets.get(AssumptionKind.FORECAST):
        rows |= _forecast_rows(edition, chosen)
    return rows


def _beyond_inherited(edition: Edition, rule: str, rows: Rows) -> Rows:
    """What is left when the ancestors' rows of the same rule are taken away: a branch holds the difference only.

    A row of the ancestors that a named rule no longer makes is taken back whole.
    """
    inherited: dict[str, dict[str, int]] = {}
    parent = core_edition(edition).parent
    for change in parent.all_changes() if parent else ():
        if change.rule in rows or (rule and change.rule.startswith(f"{rule}:")):
            sums = inherited.setdefault(change.rule, {})
            for year, amount in change.amounts.items():
                sums[str(year)] = sums.get(str(year), 0) + int(amount)
    left: Rows = {}
    for key, row in (_no_longer_made(edition, inherited.keys() - rows.keys()) | rows).items():
        before = inherited.get(key, {})
        moved = {year: row.amounts.get(year, 0) - before.get(year, 0) for year in {**row.amounts, **before}}
        if kept := {year: amount for year, amount in sorted(moved.items()) if amount}:
            left[key] = replace(row, amounts=kept)
    return left


def _no_longer_made(edition: Edition, keys: set[str]) -> Rows:
    """The ancestors' rows of these keys, as they would be without any amount."""
    if not keys:
        return {}
    above = [member.pk for member in line_of(edition)[:-1]]
    stored = Change.objects.filter(edition__in=above, rule__in=keys).order_by("edition_id")
    return {row.rule: replace(row_of(row), amounts={}) for row in stored}


def price_rows(edition: Edition, chosen: AssumptionSet) -> Rows:
    """Each class of each board times its index, every year on the years before it."""
    index = price_index(chosen.values)
    rows: Rows = {}
    for (body, price_class), amount in sorted(class_sums(edition).items()):
        level, amounts = Fraction(1), {}
        for year in edition.years:
            level *= 1 + index.get((price_class, year), Fraction(0)) / 100
            amounts[str(year)] = int(Ore(amount).share(level - 1))
        key = f"{PRICE}:{body}:{price_class}"
        text = _("Prisuppräkning, %s") % PriceClass(price_class).label
        rows |= rule_row(key, text, Cause.PRICE, amounts, [chosen], body_id=body)
    return rows


def pay_rows(edition: Edition, chosen: AssumptionSet) -> Rows:
    """The pay bill with its on-cost, revised from a month; the rest of the full year's cost the year after."""
    sums = class_sums(edition)
    rows: Rows = {}
    for body in sorted({body for body, price_class in sums if price_class in _PAID}):
        bill = Fraction(sum(sums.get((body, price_class), 0) for price_class in _PAID))
        bills = revised_pay(bill, pay_revisions(chosen.values), edition.years)
        amounts = {str(year): whole(of_year - bill) for year, of_year in bills.items()}
        rows |= rule_row(f"{PAY}:{body}", _("Lönekompensation"), Cause.PAY, amounts, [chosen], body_id=body)
    return rows


_PAID = (PriceClass.PAY, PriceClass.ON_COST)


def _forecast_rows(edition: Edition, chosen: AssumptionSet) -> Rows:
    """The difference between the forecast's line and what the edition holds without the rows of this rule.

    The tax stands on the rate that is decided, whatever the forecast counts with.
    """
    held, decided = _finance_without_rule(edition), decided_rate(edition)
    rows: Rows = {}
    for line, said in forecast_lines(chosen.values).items():
        amounts = tax_on(decided, chosen, said) if decided and line == MUNICIPAL_TAX.part else said
        moved = {str(year): int(amounts[year]) - held.get((line, year), 0) for year in edition.years if year in amounts}
        if not any(moved.values()):
            continue
        words = _("Skatteprognos: %s") % FINANCE_LINES[line].swedish.lower()
        if decided and amounts != said:
            words = f"{words}, {decided.words()}"
        rows |= rule_row(f"{FORECAST}:{line}", words, Cause.FORECAST, moved, [chosen], line=line)
    return rows


def _finance_without_rule(edition: Edition) -> Mapping[tuple[str, int], int]:
    held: dict[tuple[str, int], int] = defaultdict(int)
    loaded = core_edition(edition)
    for post, amounts in fold(loaded).items():
        if post.kind is CorePost.FINANCE:
            for year, amount in amounts.items():
                held[post.part, year] += int(amount)
    for change in loaded.changes:
        if change.rule.startswith(FORECAST):
            for year, amount in change.amounts.items():
                held[change.post.part, year] -= int(amount)
    return held
