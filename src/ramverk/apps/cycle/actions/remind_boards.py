"""Remind the boards that have not handed in."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ramverk.apps.cycle.actions.notify import notify
from ramverk.apps.cycle.gates import day_in_words
from ramverk.apps.cycle.models import Activity, Notice, Submission
from ramverk.apps.cycle.policy_submission import HANDED_IN, may_remind
from ramverk.apps.cycle.queries_submission import people_behind
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def remind_boards(actor: Actor, activity: Activity) -> list[str]:
    """Those who write for each missing board hear of it, at most once a day. Answers the boards reminded."""
    require(may_remind(actor, activity))
    Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    late = list(Submission.objects.filter(activity=activity).exclude(state__in=HANDED_IN).select_related("body"))
    if not late:
        raise Invalid(_("Ingen att påminna: alla nämnder har lämnat in."))
    if Notice.objects.filter(activity=activity, code="submission.reminder", created_at__date=clock.today()).exists():
        raise Invalid(_("Nämnderna har redan påmints i dag."))
    names = [row.body.name for row in late]
    people = people_behind([row.body_id for row in late], clock.today())
    subject = _("Påminnelse: %(what)s, senast %(day)s") % {"what": activity.title, "day": day_in_words(activity)}
    told = notify(people, "submission.reminder", subject, "", activity)
    record(actor, "cycle.remind_boards", activity, after={"boards": names, "people": told})
    return names


def reminded_sentence(names: list[str]) -> str:
    """ "Två nämnder är påminda: …"."""
    words = {"count": len(names), "names": ", ".join(names)}
    return (
        ngettext("%(count)s nämnd är påmind: %(names)s.", "%(count)s nämnder är påminda: %(names)s.", len(names))
        % words
    )
