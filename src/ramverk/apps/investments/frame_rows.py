"""What an edition's chosen projects do to its ledger, and the yearly totals that its statements read."""

import uuid
from collections.abc import Iterable
from fractions import Fraction

from django.utils.translation import gettext as _

from ramverk.apps.frames.investment_totals import InvestmentTotal
from ramverk.apps.frames.ledger import board_key, line_of
from ramverk.apps.frames.models import Edition, PostKind
from ramverk.apps.frames.rows import Row
from ramverk.apps.investments.models import EditionInvestments
from ramverk.apps.investments.queries.portfolio import sheets_in
from ramverk.apps.organisation.models import Body
from ramverk.core.editions.causes import Cause
from ramverk.core.investments.portfolio import FINANCE, Bite, bites
from ramverk.core.investments.sheets import Sheet
from ramverk.core.money import Amounts, Ore

RULE = "inv"


def chosen_of(edition: Edition) -> EditionInvestments | None:
    """The list that the edition counts on: its own, else the nearest of its parents."""
    for member in reversed(line_of(edition)):
        found = EditionInvestments.objects.filter(edition=member.pk).select_related(
            "chosen__document", "chosen__prerequisites"
        )
        if row := found.first():
            return row
    return None


def counted(row: EditionInvestments) -> list[Sheet]:
    """The projects that come along."""
    outside = set(row.left_out)
    return [sheet for sheet in sheets_in(row.chosen) if sheet.key not in outside]


def investment_rows(edition: Edition) -> dict[str, Row]:
    """Every row that the chosen list calls for: the edition's own choice, else its nearest parent's.

    What the parents hold already, and what they counted on and this edition does not, is settled by who asks.
    """
    row = chosen_of(edition)
    if row is None:
        return {}
    bodies = {board_key(body): body.pk for body in Body.objects.all()}
    rows: dict[str, Row] = {}
    for bite in _bites(row, edition):
        rows |= _row(bite, bite.amounts, row, bodies)
    return rows


def _bites(row: EditionInvestments, edition: Edition) -> Iterable[Bite]:
    interest = Fraction(row.chosen.prerequisites.internal_interest_pct)
    return bites(counted(row), edition.years, interest)


def _row(bite: Bite, amounts: Amounts, row: EditionInvestments, bodies: dict[str, int]) -> dict[str, Row]:
    is_finance = bite.board == FINANCE
    if not is_finance and bite.board not in bodies:
        return {}
    key = f"{RULE}:{bite.key}"
    words = {
        Cause.CAPITAL_COST: _("Internränta: %s") if is_finance else _("Kapitalkostnad: %s"),
        Cause.INTERNAL_RENT: _("Internhyra: %s"),
    }
    return {
        key: Row(
            post_kind=PostKind.FINANCE if is_finance else PostKind.FRAME,
            body_id=None if is_finance else bodies[bite.board],
            line=bite.board if is_finance else "",
            cause=bite.cause.value,
            amounts={str(year): int(amount) for year, amount in amounts.items() if amount},
            text=words.get(bite.cause, _("Driftkonsekvens: %s")) % bite.project,
            source={"kind": "rule", "words": row.chosen.name, "reference": f"investment_list:{row.chosen_id}"},
            pair=_pair(bite),
            rule=key,
        )
    }


def _pair(bite: Bite) -> str:
    """Both sides of an internal rent know each other, so that the ledger can see that they cancel."""
    if bite.cause is not Cause.INTERNAL_RENT:
        return ""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{RULE}:{bite.key.removesuffix(':other')}"))


def totals_of(edition: Edition) -> dict[int, InvestmentTotal]:
    """What the edition counts on, year by year; nothing where no list is chosen."""
    row = chosen_of(edition)
    if row is None:
        return {}
    sheets = counted(row)
    return {
        year: InvestmentTotal(
            tangible=sum((sheet.outlay.get(year, Ore(0)) for sheet in sheets), Ore(0)),
            contributions=sum((sheet.contributions.get(year, Ore(0)) for sheet in sheets), Ore(0)),
            source=row.chosen.name,
        )
        for year in edition.years
    }
