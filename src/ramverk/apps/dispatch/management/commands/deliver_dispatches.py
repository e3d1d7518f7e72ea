"""`ramverk manage deliver_dispatches`: send what has reached its hour, and the mails that have not gone."""

from typing import Any

from django.core.management.base import BaseCommand

from ramverk.apps.dispatch.actions.deliver import deliver
from ramverk.apps.dispatch.actions.send_at_hour import send_due


class Command(BaseCommand):
    """Safe to run as often as one likes; run it every minute, so that what has an hour goes within it."""

    help = "Send dispatches whose hour has come, and the mails that have not been handed over yet. Run every minute."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Send, and say how many went and how many are left."""
        send_due()
        sent, left = deliver()
        self.stdout.write(f"{sent} sent, {left} left.")
        if left:
            raise SystemExit(1)
