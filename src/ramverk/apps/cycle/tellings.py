"""What the year itself tells of: handing in, decisions, dates."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ramverk.apps.cycle.gates import day_in_words
from ramverk.apps.cycle.models import Activity, Round, Submission
from ramverk.apps.cycle.policy import ACTIVITIES
from ramverk.apps.cycle.policy_desks import PARTY_SEALED
from ramverk.apps.cycle.told import Telling, Thing, Together
from ramverk.apps.organisation.actor import Actor


def _submissions(actor: Actor, in_round: Round) -> Iterator[Thing]:
    """How far each board has come is no secret; nothing of a draft is in these words."""
    activities = _activities(actor, in_round)
    rows = Submission.objects.filter(activity__in=activities.values("pk")).order_by()
    for pk, board, step, what in rows.values_list("pk", "body__name", "activity", "activity__title"):
        together = Together(str(step), reverse("desks:submissions", args=[step]), "board")
        yield Thing(pk, reverse("desks:submission", args=[pk]), {"board": board, "what": what}, together)


def _activities(actor: Actor, in_round: Round) -> QuerySet[Activity]:
    return ACTIVITIES.filter(Activity.objects.filter(round=in_round).order_by(), actor)


def _steps(actor: Actor, in_round: Round) -> list[Thing]:
    return [_step(one) for one in _activities(actor, in_round)]


def _open_steps(actor: Actor, in_round: Round) -> list[Thing]:
    """The parties set the day of their own steps: that is theirs to tell."""
    return [_step(one) for one in _activities(actor, in_round).exclude(kind__in=PARTY_SEALED)]


def _step(one: Activity) -> Thing:
    return Thing(one.pk, reverse("cycle:activity", args=[one.pk]), {"what": one.title, "day": day_in_words(one)})


TELLINGS = (
    Telling(
        "cycle.submission",
        {
            "cycle.adopt": _("%(board)s har antagit: %(what)s"),
            "cycle.hand_in": _("%(board)s har lämnat in: %(what)s"),
            "cycle.return_submission": _("Återlämnat till %(board)s: %(what)s"),
        },
        _submissions,
    ),
    Telling(
        "cycle.activity",
        {
            "cycle.record_decision": _("Beslutat: %(what)s"),
            "cycle.move_activity": _("Nytt datum (nu %(day)s): %(what)s"),
            "cycle.cancel_activity": _("Inställt: %(what)s"),
        },
        _steps,
    ),
    Telling("cycle.activity", {"cycle.fix_day": _("Dagen är bestämd (nu %(day)s): %(what)s")}, _open_steps),
)
