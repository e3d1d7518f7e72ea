"""Begin an edition: an empty branch on its parent, resting on the same assumptions."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Activity, Round
from ramverk.apps.frames.actions.generate_changes import generate_changes
from ramverk.apps.frames.models import Edition, EditionAssumption, EditionKind
from ramverk.apps.frames.policy import CENTRES_OWN, may
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def start_edition(
    actor: Actor, in_round: Round, kind: str, name: str, parent: Edition | None, activity: Activity | None = None
) -> Edition:
    """A new open edition of the round. Only the opening budget has no parent."""
    require(may(actor, "frames.start_edition"))
    if kind not in CENTRES_OWN:
        raise Invalid(_("Det slaget av utgåva börjar inte här."))
    if not name.strip():
        raise Invalid(_("Ge utgåvan ett namn, till exempel ”Utkast till ramdirektiv 2019”."))
    if (parent is None) != (kind == EditionKind.BASE):
        raise Invalid(_("Välj vilken utgåva den nya bygger på. Bara den ingående budgeten bygger på ingen."))
    if parent is not None and parent.round_id != in_round.pk:
        raise Invalid(_("Utgåvan bygger på en annan omgångs budget. Läs in den som ingående budget i stället."))
    years = [in_round.budget_year, *in_round.plan_years]
    edition = Edition.objects.create(
        round=in_round, kind=kind, name=name.strip()[:160], parent=parent, years=years, activity=activity,
        created_at=clock.now(), created_by=actor.name,
    )  # fmt: skip
    if parent is not None:
        EditionAssumption.objects.bulk_create(
            EditionAssumption(edition=edition, kind=row.kind, assumption_set_id=row.assumption_set_id)
            for row in parent.assumptions.all()
        )
    record(actor, "frames.start_edition", edition, after={"kind": kind, "parent": str(parent or "")})
    if parent is not None and parent.kind == EditionKind.BASE:  # what does not last leaves the frames at once
        generate_changes(actor, edition)
        edition.refresh_from_db(fields=["version"])
    return edition
