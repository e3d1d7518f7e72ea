"""Put an indicator in the catalogue, from which goals are measured."""

import re

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.models import CatalogueIndicator, IndicatorDirection
from ramverk.apps.plans.policy import may_govern
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require

_PUBLIC = re.compile(r"[NU]\d{5}")
"""A public key figure's id: N for the municipality, U for a unit."""


@transaction.atomic
def add_to_catalogue(
    actor: Actor,
    code: str,
    name: str,
    *,
    definition: str = "",
    unit: str = "",
    direction: str = IndicatorDirection.INCREASE,
    source: str = "",
    lag_months: int = 0,
) -> CatalogueIndicator:
    """An id like N15030 is a public key figure; any other is the municipality's own. An id is used once."""
    require(may_govern(actor, "plans.add_to_catalogue"))
    code = code.strip().upper()
    if not code or not name.strip():
        raise Invalid(_("Skriv både id och namn."))
    if CatalogueIndicator.objects.filter(code=code).exists():
        raise Invalid(_("Indikatorn %s finns redan i katalogen.") % code)
    made = CatalogueIndicator.objects.create(
        code=code[:20], is_local=not _PUBLIC.fullmatch(code), name=name.strip()[:200], definition=definition.strip(),
        unit=unit.strip()[:40], direction=direction, source=source.strip()[:200], lag_months=lag_months,
    )  # fmt: skip
    record(actor, "plans.add_to_catalogue", made, after={"code": made.code})
    return made
