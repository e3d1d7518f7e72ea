"""Take over a section that somebody else holds: with a reason, and they are told."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.actions.notify import notify
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.holding import holder_of, leave_to, lock_plan
from ramverk.apps.plans.models import Lease, Section
from ramverk.apps.plans.policy import may_lead, may_write_section
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def take_over(actor: Actor, section: Section, reason: str) -> Lease:
    """What the earlier holder goes on writing is not lost: it is kept beside the section, and both texts are shown."""
    require(may_lead(actor, section.plan))
    plan = lock_plan(actor, section.plan)
    row = Section.objects.select_for_update(of=("self",)).get(pk=section.pk)
    row.plan = plan
    require(may_write_section(actor, row))
    held = holder_of(row)
    if held is None or held.person_id == actor.person_id:
        raise Invalid(_("Ingen annan skriver i avsnittet. Det är bara att börja."))
    if not reason.strip():
        raise Invalid(_("Skriv varför du tar över; den som skrev får veta det."))
    earlier = held.person
    lease = leave_to(actor, held)
    words = {"who": actor.name, "section": row.heading, "reason": reason.strip()}
    notify(
        [earlier],
        "plans.taken_over",
        _("%(who)s har tagit över avsnittet ”%(section)s”") % words,
        _("Skäl: %(reason)s Det du hade skrivit finns kvar på avsnittets sida.") % words,
        plan.submission.activity,
    )
    record(actor, "plans.take_over", row, before={"holder": earlier.name}, after={"holder": actor.name}, reason=reason)
    return lease
