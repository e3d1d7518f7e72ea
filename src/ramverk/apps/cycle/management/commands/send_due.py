"""`ramverk manage send_due`: today's reminders and the gathered mails. Run it once a day, for example at seven."""

from typing import Any

from django.core.management.base import BaseCommand

from ramverk.apps.cycle.actions.remind import remind
from ramverk.apps.cycle.actions.send_notices import send_notices


class Command(BaseCommand):
    """Remind of last days, then send each person one mail with everything that is new."""

    help = "Make today's reminders and send each person one mail with what is new. Run once a day."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Remind and send."""
        reminders = remind()
        mails = send_notices()
        self.stdout.write(f"{reminders} reminders, {mails} mails.")
