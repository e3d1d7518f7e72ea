"""Register a matter, and put it before a body at an activity."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ramverk.apps.cycle.models import Activity
from ramverk.apps.cycle.policy_desks import DECIDING
from ramverk.apps.decisions.actions.write_clauses import copy_clauses, lacks_edition
from ramverk.apps.decisions.models import Matter, MatterKind, Sitting, SittingState
from ramverk.apps.decisions.policy import may
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.flip import flip
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require

EDITION_FIRST = gettext_lazy(
    "Ekonomiavdelningen knyter först den beslutade utgåvan till beslutet, så att ramarna följer med."
)


@transaction.atomic
def register_matter(
    actor: Actor, activity: Activity, body: Body, kind: str, register_number: str, title: str, day: date
) -> Sitting:
    """A new matter with its first sitting. The register number is the municipality's own and used once."""
    require(may(actor, "decisions.register_matter", body_id=body.pk))
    _check(body, kind, register_number, title)
    matter = Matter.objects.create(
        round=activity.round, kind=kind, register_number=register_number.strip(), title=title.strip(),
        registered_at=clock.now(), registered_by=actor.name,
    )  # fmt: skip
    sitting = Sitting.objects.create(matter=matter, activity=activity, body=body, day=day)
    flip(actor, matter, "", matter.state)
    record(actor, "decisions.register_matter", matter, after={"register_number": matter.register_number, "kind": kind})
    return sitting


def _check(body: Body, kind: str, register_number: str, title: str) -> None:
    if body.kind not in DECIDING:
        raise Invalid(
            _("%(body)s bereder men kan inte fatta beslutet. Välj kommunstyrelsen, en nämnd eller fullmäktige.")
            % {"body": body.name}
        )
    if kind not in MatterKind.values:
        raise Invalid(_("Välj vad ärendet gäller."))
    if not register_number.strip() or not title.strip():
        raise Invalid(_("Ärendet behöver ett diarienummer och en rubrik."))
    if Matter.objects.filter(register_number=register_number.strip()).exists():
        raise Invalid(
            _("Diarienumret %s är redan taget. Ett ärende behåller sitt nummer genom alla organ; öppna det i stället.")
            % register_number.strip()
        )


@transaction.atomic
def bring_on(actor: Actor, earlier: Sitting, activity: Activity, body: Body, day: date) -> Sitting:
    """Bring a matter on to its next sitting: what the earlier one decided is the main proposal there.

    After a tabling or a referral the clauses and the proposals that were on the table go along.
    """
    require(may(actor, "decisions.register_matter", body_id=body.pk))
    if not earlier.is_over:
        raise Invalid(_("%s är inte färdigt med ärendet än. Avsluta behandlingen där först.") % earlier.body.name)
    if body.kind not in DECIDING:
        raise Invalid(_("Organet kan inte fatta beslut i ärendet."))
    if day < earlier.day:
        raise Invalid(_("Sammanträdet kan inte ligga före det där ärendet senast behandlades."))
    if lacks_edition(earlier):
        raise Invalid(EDITION_FIRST)
    sitting = Sitting.objects.create(matter=earlier.matter, activity=activity, body=body, day=day, after=earlier)
    copy_clauses(earlier, sitting)
    record(
        actor, "decisions.bring_on", sitting,
        after={"body": body.name, "day": day, "after": str(earlier) if earlier.state == SittingState.DECIDED else ""},
    )  # fmt: skip
    return sitting
