"""Let an edition count on a frozen investment list, with some projects left out, and work its rows out anew."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from ramverk.apps.frames.actions.generate_changes import generate_changes
from ramverk.apps.frames.models import Edition
from ramverk.apps.investments.models import EditionInvestments, InvestmentList
from ramverk.apps.investments.policy import may_choose_list
from ramverk.apps.investments.queries.portfolio import sheets_in
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require

LATEST = 3
"""Years a project may be put off within one decision; further than that it is proposed anew."""


@transaction.atomic
def choose_list(
    actor: Actor,
    edition: Edition,
    chosen: InvestmentList,
    left_out: Sequence[str] = (),
    delayed: Mapping[str, int] = MappingProxyType({}),
) -> EditionInvestments:
    """Capital cost, rents and operating effects of the chosen projects become generated rows of the edition.

    `delayed` names by key the projects that come some years later than the list says.
    """
    locked = Edition.objects.select_for_update().get(pk=edition.pk)
    require(may_choose_list(actor, locked))
    sheets = sheets_in(chosen)
    outside = [sheet.key for sheet in sheets if sheet.key in set(left_out)]
    if any(not 0 <= years <= LATEST for years in delayed.values()):
        raise Invalid(_("Ett projekt skjuts fram ett till %s år.") % LATEST)
    later = {one.key: delayed[one.key] for one in sheets if one.key not in outside and delayed.get(one.key)}
    made, _new = EditionInvestments.objects.update_or_create(
        edition=locked, defaults={"chosen": chosen, "left_out": outside, "delayed": later}
    )
    EditionInvestments.objects.filter(pk=made.pk).update(version=F("version") + 1)
    Edition.objects.filter(pk=locked.pk).update(version=F("version") + 1)
    generate_changes(actor, locked)
    names = [sheet.name for sheet in sheets if sheet.key in outside]
    after = {"list": chosen.name, "left_out": names, "delayed": [one.name for one in sheets if one.key in later]}
    record(actor, "investments.choose_list", locked, after={name: value for name, value in after.items() if value})
    return made
