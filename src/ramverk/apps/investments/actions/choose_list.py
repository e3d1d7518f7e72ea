"""Let an edition count on a frozen investment list, with some projects left out, and work its rows out anew."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F

from ramverk.apps.frames.actions.generate_changes import generate_changes
from ramverk.apps.frames.models import Edition
from ramverk.apps.investments.models import EditionInvestments, InvestmentList
from ramverk.apps.investments.policy import may_choose_list
from ramverk.apps.investments.queries.portfolio import sheets_in
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import require


@transaction.atomic
def choose_list(
    actor: Actor, edition: Edition, chosen: InvestmentList, left_out: Sequence[str] = ()
) -> EditionInvestments:
    """Capital cost, rents and operating effects of the chosen projects become generated rows of the edition."""
    locked = Edition.objects.select_for_update().get(pk=edition.pk)
    require(may_choose_list(actor, locked))
    sheets = sheets_in(chosen)
    outside = [sheet.key for sheet in sheets if sheet.key in set(left_out)]
    made, _new = EditionInvestments.objects.update_or_create(
        edition=locked, defaults={"chosen": chosen, "left_out": outside}
    )
    EditionInvestments.objects.filter(pk=made.pk).update(version=F("version") + 1)
    Edition.objects.filter(pk=locked.pk).update(version=F("version") + 1)
    generate_changes(actor, locked)
    names = [sheet.name for sheet in sheets if sheet.key in outside]
    record(actor, "investments.choose_list", locked, after={"list": chosen.name, "left_out": names})
    return made
