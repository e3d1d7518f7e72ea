"""Freeze the consolidated list of what the boards have handed in: the figures somebody is shown, for good."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Activity, Round
from ramverk.apps.investments.models import InvestmentList
from ramverk.apps.investments.policy import may
from ramverk.apps.investments.queries.portfolio import handed_in
from ramverk.apps.investments.queries.projects import in_force
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.freeze import freeze
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def freeze_list(actor: Actor, in_round: Round, name: str, activity: Activity | None = None) -> InvestmentList:
    """The latest version of every board, with the boards that are missing named."""
    require(may(actor, "investments.freeze_list"))
    prerequisites = in_force(in_round)
    if prerequisites is None or prerequisites.is_open:
        raise Invalid(_("Listan räknas på utskickade förutsättningar. Skicka ut dem först."))
    if not name.strip():
        raise Invalid(_("Ge listan ett namn, till exempel ”Investeringar till kommunstyrelsen 20 mars”."))
    delivered = handed_in(in_round)
    if not delivered.sheets:
        raise Invalid(_("Ingen nämnd har lämnat in än. Listan kan frysas när det finns något på den."))
    content = {
        "round": in_round.name,
        "prerequisites": prerequisites.number,
        "internal_interest_pct": prerequisites.internal_interest_pct,
        "years": list(delivered.years),
        "projects": [sheet.as_json() for sheet in delivered.sheets],
        "versions": delivered.versions,
        "missing": delivered.missing,
    }
    document = freeze(actor, "investment_list", name.strip()[:160], content)
    made = InvestmentList.objects.create(
        round=in_round, activity=activity, name=name.strip()[:160], prerequisites=prerequisites, document=document,
        at=clock.now(), by=actor.name,
    )  # fmt: skip
    after = {"checksum": document.checksum, "projects": len(delivered.sheets), "missing": delivered.missing}
    record(actor, "investments.freeze_list", made, after=after)
    return made
