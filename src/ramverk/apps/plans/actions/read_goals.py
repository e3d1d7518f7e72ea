"""Read in what last year's goals came to, for the boards that have no plan of last year in Ramverk."""

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import ActivityKind, Round, Submission
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.earlier_goals import ReadGoals, begin_with_last_year
from ramverk.apps.plans.frame import WRITTEN
from ramverk.apps.plans.models import EarlierGoals
from ramverk.apps.plans.policy import may_govern
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require


@transaction.atomic
def read_goals(actor: Actor, in_round: Round, read: ReadGoals) -> int:
    """All or none; what a file said of a board before is replaced. Answers how many goals.

    A plan that is opened later begins with them, and so does one that is open and has no goals yet. A board that has
    begun to write its own takes up the rest by itself.
    """
    require(may_govern(actor, "plans.read_goals"))
    if read.faults:
        raise Invalid(_("Filen har fel som behöver rättas. Inget är sparat."))
    for body, goals in read.goals.items():
        EarlierGoals.objects.update_or_create(
            round=in_round, body_id=body,
            defaults={"goals": goals, "file_name": read.file[:200], "at": clock.now(), "by": actor.name},
        )  # fmt: skip
    rows = Submission.objects.select_for_update(of=("self",)).filter(
        activity__round=in_round, activity__kind=ActivityKind.SUBMISSION, state__in=WRITTEN, body__in=read.goals,
        plan__isnull=False,
    )  # fmt: skip
    for submission in rows.select_related("activity"):
        begin_with_last_year(submission.plan, in_round)
    count = sum(len(goals) for goals in read.goals.values())
    record(actor, "plans.read_goals", in_round, after={"file": read.file, "boards": len(read.goals), "goals": count})
    return count
