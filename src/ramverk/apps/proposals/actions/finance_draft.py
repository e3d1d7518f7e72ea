"""Take one of the ways to finance what is missing: the draft is changed as the way says, and can be changed back."""

import uuid
from dataclasses import replace
from itertools import pairwise

from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.proposals.actions.write_draft import save_draft
from ramverk.apps.proposals.draft import Draft, DraftRow
from ramverk.apps.proposals.models import SealedItem
from ramverk.apps.proposals.queries.drafts import Opened, outcome
from ramverk.apps.trail.verdicts import Stale
from ramverk.core.editions.proposing import WayKind, WayToFinance
from ramverk.core.money import allocate


def finance_draft(actor: Actor, one: Opened, version: int, wanted: str) -> SealedItem:
    """`wanted` names the way as its page showed it; a way that is no longer offered is refused."""
    found = outcome(one)
    way = next((way for way in found.ways if way.name == wanted), None)
    if way is None:
        raise Stale(_("Förslaget har ändrats, så det sättet finns inte längre. Läs in sidan igen."))
    frames = {board.key: board.frame[0].amount or 0 for board in found.figures.boards}
    open_frames = {key: amount for key, amount in frames.items() if key not in one.terms.closed_boards and amount > 0}
    return save_draft(
        actor, one.item, version, lambda draft: _with(draft, one, way, open_frames), _("finansierade det som fattades")
    )


def _with(draft: Draft, one: Opened, way: WayToFinance, frames: dict[str, int]) -> Draft:
    years = [str(year) for year in one.core.years]
    if way.kind is WayKind.KEEP_RATE:
        return replace(draft, tax_rate={})  # it follows its base again
    if way.kind is WayKind.TAX:
        rates = {str(year): rate or 0 for year, rate in one.rates.items()}
        rate = rates[years[0]] + int(way.amount)
        return replace(draft, tax_rate={year: max(rate, rates[year]) for year in years})
    if way.kind is WayKind.PROJECT:
        return replace(draft, projects=tuple(project for project in draft.projects if project.key != way.change))
    if way.kind is WayKind.POT:
        row = DraftRow(
            _key(), "finance", "", way.change, {years[0]: int(way.gives)}, _("Används för att finansiera"),
            is_one_off=True,
        )  # fmt: skip
        return replace(draft, rows=(*draft.rows, row))
    if way.kind is WayKind.EVEN_CUT:
        shares = allocate(way.gives, list(frames.values()))
        cuts = [
            DraftRow(_key(), "frame", key, "", dict.fromkeys(years, int(share)), _("Lika sänkning av alla ramar"))
            for key, share in zip(frames, shares, strict=True)
            if share
        ]
        return replace(draft, rows=(*draft.rows, *cuts))
    return _without(draft, way, years)


def _without(draft: Draft, way: WayToFinance, years: list[str]) -> Draft:
    """An own addition dropped, a shift with both its sides; or moved a year on."""
    pair = next((row.pair for row in draft.rows if row.key == way.change), "")
    rows = []
    for row in draft.rows:
        if row.key != way.change and not (pair and row.pair == pair):
            rows.append(row)
        elif way.kind is WayKind.POSTPONE:
            later = {after: row.amounts[year] for year, after in pairwise(years) if year in row.amounts}
            if later:
                rows.append(replace(row, amounts=later))
    return replace(draft, rows=tuple(rows))


def _key() -> str:
    return str(uuid.uuid4())
