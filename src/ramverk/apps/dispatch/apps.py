"""Registers the dispatch area with Django."""

from django.apps import AppConfig


class DispatchConfig(AppConfig):
    """Dispatches: recipients resolved on the day, frozen content, receipts, what they open."""

    name = "ramverk.apps.dispatch"
    label = "dispatch"
    verbose_name = "Utskick"
