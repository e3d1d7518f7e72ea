"""Hand over the mails that have not been handed over yet. May be run as often as one likes."""

import logging
from smtplib import SMTPException, SMTPRecipientsRefused

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import QuerySet

from ramverk.apps.dispatch.mails import mail_for
from ramverk.apps.dispatch.models import Dispatch, DispatchState, Receipt
from ramverk.apps.trail import clock

logger = logging.getLogger(__name__)


def undelivered(dispatch_id: int | None = None) -> QuerySet[Receipt]:
    """Receipts of sent dispatches whose mail has not gone, and that have an address to go to."""
    rows = Receipt.objects.filter(delivered_at__isnull=True, dispatch__state=DispatchState.SENT)
    rows = rows.exclude(person__email__isnull=True).exclude(person__email="")
    return rows if dispatch_id is None else rows.filter(dispatch=dispatch_id)


def deliver(dispatch_id: int | None = None) -> tuple[int, int]:
    """Send what is missing, of one dispatch or of all; answers how many went and how many are left.

    Each mail is sent and marked in a transaction of its own that holds its row, so that two deliveries at once send it
    once, and a crash loses none: at worst one mail goes twice, with the same message id.
    """
    sent = 0
    connection: BaseEmailBackend = get_connection()
    for pk in list(undelivered(dispatch_id).values_list("pk", flat=True)):
        try:
            sent += _deliver_one(pk, connection)
        except SMTPRecipientsRefused:
            logger.warning("The mail server refused the recipient of receipt %s.", pk)
        except (SMTPException, OSError):
            logger.exception("The mail server cannot be reached; the remaining mails wait.")
            break
    connection.close()
    return sent, undelivered(dispatch_id).count()


@transaction.atomic
def _deliver_one(pk: int, connection: BaseEmailBackend) -> int:
    row = Receipt.objects.select_for_update(of=("self",)).select_related("person", "dispatch__sender").get(pk=pk)
    if row.delivered_at is not None:
        return 0
    mail_for(row, connection).send()
    Receipt.objects.filter(pk=pk).update(delivered_at=clock.now())
    return 1


def deliver_and_log(dispatch: Dispatch) -> None:
    """What happens when the sending has been committed."""
    deliver(dispatch.pk)
