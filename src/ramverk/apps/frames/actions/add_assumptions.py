"""Keep a set of assumptions: dated, with its source, for good."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Round
from ramverk.apps.frames.assumptions import checked_values
from ramverk.apps.frames.models import AssumptionSet
from ramverk.apps.frames.policy import may
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.freeze import NamedFile
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def add_assumptions(
    actor: Actor,
    in_round: Round,
    kind: str,
    name: str,
    dated: date,
    source: str,
    values: Mapping[str, Any],
    *,
    file: NamedFile | None = None,
    replaces: AssumptionSet | None = None,
) -> AssumptionSet:
    """`values` are texts as people write them, see `assumptions.checked_values`. The very same set twice is refused."""
    require(may(actor, "frames.add_assumptions"))
    if not name.strip() or not source.strip():
        raise Invalid(
            _("Ge antagandet ett namn och en källa, till exempel ”Cirkulär 17:68” och ”SKL, 21 december 2017”.")
        )
    years = [in_round.budget_year, *in_round.plan_years]
    said = {"kind": kind, "name": name.strip()[:160], "dated": dated, "source": source.strip()[:300]}
    kept = checked_values(kind, values, years)
    if any(one.values == kept for one in AssumptionSet.objects.filter(**said)):
        raise Invalid(_("%s är redan inlagt, samma dag och med samma värden. Välj det i en utgåva.") % said["name"])
    made = AssumptionSet.objects.create(
        **said, values=kept, file=file.file if file else None, replaces=replaces,
        added_at=clock.now(), added_by=actor.name,
    )  # fmt: skip
    record(actor, "frames.add_assumptions", made, after={"kind": kind, "dated": dated, "source": made.source})
    return made
