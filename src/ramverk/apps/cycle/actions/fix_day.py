"""Fix a window to days: "mars" becomes 14 March."""

from datetime import date, time

from django.db import transaction
from django.utils.translation import gettext as _

from ramverk.apps.cycle.actions.flip_activity import lock_activity
from ramverk.apps.cycle.actions.set_dates import set_dates
from ramverk.apps.cycle.models import Activity, Precision
from ramverk.apps.cycle.planned import PlannedDate
from ramverk.apps.cycle.policy import may
from ramverk.apps.cycle.queries.plan import precision_of
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.verdicts import Invalid, Refused, require

VERB = "cycle.fix_day"
VAGUE = {Precision.MONTH, Precision.MONTHS, Precision.WEEK, Precision.NONE}


@transaction.atomic
def fix_day(
    actor: Actor,
    activity: Activity,
    version: int,
    day: date,
    end: date | None = None,
    starts_at: time | None = None,
    ends_at: time | None = None,
) -> Activity:
    """Fix it to a day within its window; outside the window it is a move."""
    allowed = require(may(actor, VERB, activity))
    row = lock_activity(activity, version)
    if row.precision not in VAGUE:
        raise Refused(_("Datumet är redan bestämt. Flytta aktiviteten i stället."))
    last = end or day
    if last < day:
        raise Invalid(_("Slutdagen ligger före startdagen. Byt plats på dem."))
    if row.start and row.end and not (row.start <= day and last <= row.end):
        raise Invalid(_("Dagen ligger utanför %s. Flytta aktiviteten om den ska ligga då.") % row.dates.last())
    when = PlannedDate("", day, last, precision_of(day, last), starts_at, ends_at)
    set_dates(actor, VERB, {row: when}, _("Dagen bestämd"), str(allowed.by))
    return row
