"""`ramverk manage hand_over_due`: hand over the proposals whose set hour has come. Run it every minute."""

from typing import Any

from django.core.management.base import BaseCommand

from ramverk.apps.proposals.actions.hand_over import hand_over_due


class Command(BaseCommand):
    """Hand over what waits for its hour."""

    help = "Hand over the proposals whose set hour has come. Run every minute."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Hand over."""
        self.stdout.write(f"{hand_over_due()} handed over.")
