"""Let an edition that is about to be frozen rest on a plan that holds the investments as they stand."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from ramverk.apps.frames.investment_totals import flows_beside, investment_totals
from ramverk.apps.frames.models import AssumptionKind, AssumptionSet, Edition, EditionAssumption
from ramverk.apps.frames.statement_values import invested_flows
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.record import record


def keep_investments(actor: Actor, edition: Edition) -> None:
    """A part of `freeze_edition`, which asks whether the actor may; nothing happens where no area knows investments.

    The new plan is the chosen one with the investment area's years in place of what is typed, and says so.
    """
    totals = investment_totals(edition)
    if not totals:
        return
    chosen = EditionAssumption.objects.filter(edition=edition, kind=AssumptionKind.FINANCING).first()
    plan = chosen.assumption_set if chosen else None
    values = {code: dict(by_year) for code, by_year in plan.values.items()} if plan else {}
    for year, total in totals.items():
        for code, amount in invested_flows(total).items():
            values.setdefault(code, {})[str(year)] = int(amount)
    for code, amounts in flows_beside(edition).items():
        for year, amount in amounts.items():
            kept = values.setdefault(code, {})
            kept[str(year)] = max(int(kept.get(str(year), 0)) + int(amount), 0)
    with override("sv"):
        words = _("Investeringar som de stod när ”%s” frystes") % edition.name
    sources = dict.fromkeys([*([plan.source] if plan else []), *(one.source for one in totals.values() if one.source)])
    made = AssumptionSet.objects.create(
        kind=AssumptionKind.FINANCING, name=words[:160], dated=clock.today(), source="; ".join(sources)[:300],
        values=values, replaces=plan, added_at=clock.now(), added_by=actor.name,
    )  # fmt: skip
    EditionAssumption.objects.update_or_create(
        edition=edition, kind=AssumptionKind.FINANCING, defaults={"assumption_set": made}
    )
    record(actor, "frames.add_assumptions", made, after={"kind": made.kind, "dated": made.dated, "source": made.source})
