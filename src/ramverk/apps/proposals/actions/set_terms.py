"""Finance sets the terms that hold for all parties alike."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Round
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.proposals.models import Terms
from ramverk.apps.proposals.policy import may_set_terms
from ramverk.apps.proposals.terms import NEVER_OPEN, terms_of
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def set_terms(
    actor: Actor, in_round: Round, version: int, *, tax_rate: int | None, median_income: int | None,
    open_lines: Iterable[str], closed_boards: Iterable[str], closed_projects: Iterable[str] | None = None,
) -> Terms:  # fmt: skip
    """`version` is 0 where nobody has set any before. Taxes and grants are never opened. `closed_projects` is None
    where nothing is said of them: what was said before stands.
    """
    require(may_set_terms(actor))
    if tax_rate is not None and not 0 < tax_rate < 5000:
        raise Invalid(_("Skattesatsen skrivs i kronor per 100 kronor, till exempel 21:64."))
    if median_income is not None and not 0 < median_income < 10**10:
        raise Invalid(_("Medianinkomsten skrivs i kronor om året."))
    chosen = {
        "tax_rate": tax_rate, "median_income": median_income,
        "open_lines": sorted(set(open_lines) - NEVER_OPEN), "closed_boards": sorted(set(closed_boards)),
    }  # fmt: skip
    if closed_projects is not None:
        chosen["closed_projects"] = sorted(set(closed_projects))
    beginning = terms_of(in_round)
    row, made = Terms.objects.get_or_create(
        round=in_round,
        defaults={"open_lines": sorted(beginning.open_lines), "closed_boards": sorted(beginning.closed_boards)},
    )
    before, after = change(row, 1 if made and not version else version, **chosen)
    record(actor, "proposals.set_terms", row, before=before, after=after)
    return row
