"""Lay what is left of the frame on a row of the split, or spread it over all rows in proportion to their size."""

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.frames.models import Edition
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.actions.save_split import put_split
from ramverk.apps.plans.findings import amounts_of
from ramverk.apps.plans.frame import frame_of
from ramverk.apps.plans.holding import lock_section
from ramverk.apps.plans.models import Section
from ramverk.apps.plans.rows import SplitLine
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid
from ramverk.core.money import Amounts, Ore, Unit, format_exact
from ramverk.core.split import NothingToFollow, left_to_split, spread_left, whole_kronor


@transaction.atomic
def lay_rest(
    actor: Actor, section: Section, version: int, edition: Edition, lines: Sequence[SplitLine], at: int | None
) -> Section:
    """`lines` are the rows as they were typed and `at` the place among them that gets the rest; None spreads it.

    The rows as typed are a version of their own, so that going back takes away the rest and nothing else.
    """
    row = lock_section(actor, section, version)
    frame = frame_of(edition, row.plan.submission.body)
    put_split(actor, row, version, edition, lines)
    stored = list(row.split_rows.select_related("operation"))
    parts = [amounts_of(one.amounts) for one in stored]
    exact = left_to_split(frame.amounts, parts, frame.years)
    left = {year: Ore(whole_kronor(amount) * 100) for year, amount in exact.items()}  # a split ties to the krona
    if not any(left.values()):
        raise Invalid(_("Det finns ingen rest: raderna är tillsammans lika med ramen alla år."))
    shares = [left if place == at else {} for place in range(len(parts))] if at is not None else _spread(left, parts)
    laid = [
        replace(line, key=str(one.key), amounts=_together(part, share))
        for line, one, part, share in zip(lines, stored, parts, shares, strict=True)
    ]
    where = str(stored[at]) if at is not None else ""
    amounts = {str(year): int(amount) for year, amount in left.items() if amount}
    put_split(actor, row, row.version, edition, laid, rest={"row": where, "amounts": amounts})
    told = {year: f"{format_exact(Ore(amount), Unit.TKR)} tkr" for year, amount in amounts.items()}
    record(actor, "plans.lay_rest", row, after={"board": row.plan.submission.body.name, "row": where, **told})
    return row


def _spread(left: Amounts, parts: Sequence[Amounts]) -> list[Amounts]:
    try:
        return spread_left(left, parts, tuple(left))
    except NothingToFollow as error:
        years = ", ".join(str(year) for year in error.years)
        raise Invalid(
            _("Ingen rad har belopp för %s, så det finns inget att fördela i proportion till. Lägg resten på en rad.")
            % years
        ) from error


def _together(part: Amounts, share: Amounts) -> dict[str, int]:
    """The row's amounts with its share, as they are stored."""
    years = sorted({*part, *share})
    return {str(year): int(part.get(year, Ore(0)) + share.get(year, Ore(0))) for year in years}
