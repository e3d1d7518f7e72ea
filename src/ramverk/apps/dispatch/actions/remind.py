"""Remind those who have not acknowledged."""

import logging
from smtplib import SMTPException

from django.core.mail import get_connection
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from ramverk.apps.dispatch.mails import mail_for
from ramverk.apps.dispatch.models import Dispatch, Receipt
from ramverk.apps.dispatch.policy import may_follow_up
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.record import record
from ramverk.apps.trail.verdicts import Invalid, require

logger = logging.getLogger(__name__)


@transaction.atomic
def remind(actor: Actor, dispatch: Dispatch) -> int:
    """One mail to each, at most one a day; the mails go when the deed is committed. Answers how many."""
    require(may_follow_up(actor, dispatch))
    Dispatch.objects.select_for_update(of=("self",)).get(pk=dispatch.pk)
    silent = dispatch.receipts.filter(acknowledged_at=None)
    if not silent.exists():
        raise Invalid(_("Ingen att påminna: alla har kvitterat."))
    due = silent.filter(Q(reminded_at=None) | ~Q(reminded_at__date=clock.today()))
    ids = list(due.values_list("pk", flat=True))
    if not ids:
        raise Invalid(_("Alla som inte har kvitterat är redan påminda i dag."))
    Receipt.objects.filter(pk__in=ids).update(reminded_at=clock.now())
    names = list(Receipt.objects.filter(pk__in=ids).values_list("person__name", flat=True))
    record(actor, "dispatch.remind", dispatch, after={"people": names})
    transaction.on_commit(lambda: _mail(ids), robust=True)
    return len(ids)


def _mail(ids: list[int]) -> None:
    """A reminder that cannot be sent today is no loss: it can be sent tomorrow."""
    connection = get_connection()
    rows = Receipt.objects.filter(pk__in=ids).select_related("person", "dispatch__sender", "dispatch__document")
    mails = [mail_for(row, is_reminder=True) for row in rows if row.person.email]
    try:
        connection.send_messages(mails)
    except (SMTPException, OSError):
        logger.exception("The reminders could not be sent.")
