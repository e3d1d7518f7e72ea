"""A mail backend that keeps mails in the database instead of sending them: the demo's outbox."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from ramverk.apps.dispatch.models import OutboxMail
from ramverk.apps.trail import clock


class OutboxBackend(BaseEmailBackend):
    """Writes each message into `OutboxMail`, whole."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep the messages; answer how many."""
        for message in email_messages:
            OutboxMail.objects.create(
                at=clock.now(),
                sender=message.from_email,
                recipients=list(message.recipients()),
                subject=str(message.subject)[:300],
                text=str(message.body),
                raw=message.message().as_string(),
            )
        return len(email_messages)
