"""Registers the dispatch area with Django."""

from django.apps import AppConfig


class DispatchConfig(AppConfig):
    """Dispatches: recipients resolved on the day, frozen content, receipts, what they open."""

    name = "ramverk.apps.dispatch"
    label = "dispatch"
    verbose_name = "Utskick"

    def ready(self) -> None:
        """Put up the desk of dispatches."""
        from ramverk.apps.cycle.desks import register
        from ramverk.apps.dispatch.desk import DispatchDesk
        from ramverk.apps.dispatch.models import DispatchState
        from ramverk.apps.dispatch.search import SHELVES
        from ramverk.apps.dispatch.wording import FIELDS, VERBS
        from ramverk.apps.trail.search import put_up
        from ramverk.apps.trail.wording import name_fields, name_values, name_verbs

        put_up(*SHELVES)
        register(["dispatch"], DispatchDesk())
        name_verbs(VERBS)
        name_values("dispatch.dispatch", "state", {str(value): label for value, label in DispatchState.choices})
        name_fields(FIELDS)
