"""Rows of levels that change: on-cost and internal interest, each with its counterpart on central finance.

The boards and the counterpart sum to zero every year, to the öre: the rounding of the boards is taken up by the
counterpart (`docs/calculations/on-cost.md`, `internal-interest.md`).
"""

from fractions import Fraction

from django.utils.translation import gettext as _

from ramverk.apps.frames.assumptions import pay_revisions
from ramverk.apps.frames.levels import RATE, book_values, levels
from ramverk.apps.frames.models import AssumptionSet, Edition, PriceClass
from ramverk.apps.frames.numbers import decimal
from ramverk.apps.frames.rule_rows import Rows, class_sums, counterpart, rule_row, whole
from ramverk.core.editions.causes import Cause
from ramverk.core.investments.capital_cost import interest_change
from ramverk.core.pay import on_cost_change, revised_pay

ON_COST, INTEREST = "on_cost", "internal_interest"


def on_cost_rows(edition: Edition, chosen: AssumptionSet, pay: AssumptionSet | None) -> Rows:
    """Each board's pay of the year, as the chosen revisions leave it, times the change of the rate."""
    rates = levels(chosen.values[RATE], edition.years)
    revisions = pay_revisions(pay.values) if pay else ()
    sets = [chosen, pay] if pay else [chosen]
    opening = edition.years[0] - 1
    rows: Rows = {}
    for (body, price_class), amount in sorted(class_sums(edition).items()):
        if price_class != PriceClass.PAY or not amount:
            continue
        bills = revised_pay(Fraction(amount), revisions, edition.years)
        amounts = {str(year): whole(on_cost_change(bill, rates[opening], rates[year])) for year, bill in bills.items()}
        rows |= rule_row(
            f"{ON_COST}:{body}", _text(_("Ändrat PO-pålägg"), rates), Cause.ON_COST, amounts, sets, body_id=body
        )
    words = _("Motpost till nämndernas ändrade PO-pålägg")
    return rows | counterpart(f"{ON_COST}:central", words, Cause.ON_COST, rows, sets, "on_cost_difference")


def interest_rows(edition: Edition, chosen: AssumptionSet) -> Rows:
    """What each board has in the books when the year opens, times the change of the rate."""
    rates = levels(chosen.values[RATE], edition.years)
    opening = edition.years[0] - 1
    rows: Rows = {}
    for body, books in sorted(book_values(chosen.values).items()):
        amounts = {
            str(year): -whole(interest_change(Fraction(int(books[year])), rates[opening], rates[year]))
            for year in edition.years
            if year in books
        }
        text = _text(_("Ändrad internränta"), rates)
        rows |= rule_row(f"{INTEREST}:{body}", text, Cause.INTERNAL_INTEREST, amounts, [chosen], body_id=body)
    words = _("Motpost till nämndernas ändrade internränta")
    central = f"{INTEREST}:central"
    return rows | counterpart(central, words, Cause.INTERNAL_INTEREST, rows, [chosen], "internal_interest")


def _text(words: str, rates: dict[int, Fraction]) -> str:
    """The words with the rate before and the last one: "Ändrad internränta, 1,75 → 1,5 procent"."""
    first, last = decimal(next(iter(rates.values()))), decimal(list(rates.values())[-1])
    return _("%(what)s, från %(first)s till %(last)s procent") % {"what": words, "first": first, "last": last}
