"""Take up last year's goals in a plan that is being written: from the board's own file, or as finance read them in."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.earlier_goals import Plain, add_missing
from ramverk.apps.plans.holding import lock_section, remember, saved
from ramverk.apps.plans.models import ActivityPlan, SectionKind
from ramverk.apps.plans.queries.stored import rows_of_goals
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid


@transaction.atomic
def take_up_goals(actor: Actor, plan: ActivityPlan, goals: Sequence[Plain], name: str) -> int:
    """Those that the plan does not have already, all or none. Answers how many."""
    section = plan.sections.filter(kind=SectionKind.GOALS).first()
    if section is None:
        raise Invalid(_("Planmallen har inget avsnitt för mål."))
    section.plan = plan
    row = lock_section(actor, section, section.version)
    count = add_missing(row, goals, row.plan.submission.activity.round)
    if count:
        saved(actor, row, row.version)
        remember(actor, row, {"rows": rows_of_goals(row)})
        record(actor, "plans.take_up_goals", row, after={"file": name, "goals": count})
    return count
