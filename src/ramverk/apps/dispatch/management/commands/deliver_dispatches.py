"""`ramverk manage deliver_dispatches`: send the dispatch mails that have not gone, for example after a mail failure."""

from typing import Any

from django.core.management.base import BaseCommand

from ramverk.apps.dispatch.actions.deliver import deliver


class Command(BaseCommand):
    """Safe to run as often as one likes; a timer every few minutes is a good habit."""

    help = "Send the dispatch mails that have not been handed over to the mail server yet."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Send, and say how many went and how many are left."""
        sent, left = deliver()
        self.stdout.write(f"{sent} sent, {left} left.")
        if left:
            raise SystemExit(1)
