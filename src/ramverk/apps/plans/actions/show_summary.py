"""Show a plan that is still being written at a dialogue: on one page, frozen as it was shown."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Activity, ActivityKind
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.contents import plan_content
from ramverk.apps.plans.frame import edition_of
from ramverk.apps.plans.models import ActivityPlan, PlanSummary
from ramverk.apps.plans.policy import may_show
from ramverk.apps.plans.queries.summary import summary_of
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.freeze import freeze
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def show_summary(actor: Actor, plan: ActivityPlan, activity: Activity) -> PlanSummary:
    """The board decides; from then on those of the dialogue see the page. A later one replaces it and both stand."""
    require(may_show(actor, plan))
    if activity.kind != ActivityKind.DIALOGUE or activity.round_id != plan.submission.activity.round_id:
        raise Invalid(_("Välj en av omgångens dialoger."))
    body = plan.submission.body
    content = summary_of(plan_content(plan), plan.submission.activity.round, body, edition_of(plan))
    title = _("%(board)s: planen i korthet") % {"board": body.name}
    document = freeze(actor, "plan_summary", title, content)
    made = PlanSummary.objects.create(
        plan=plan, activity=activity, body=body, document=document, at=clock.now(), by=actor.name
    )
    record(actor, "plans.show_summary", plan, after={"activity": activity.title, "checksum": document.checksum})
    return made
