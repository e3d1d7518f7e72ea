"""Registers the cycle area with Django."""

from django.apps import AppConfig


class CycleConfig(AppConfig):
    """One Mål & Budget round: activities, date histories, phases, gates, my work."""

    name = "ramverk.apps.cycle"
    label = "cycle"
    verbose_name = "Årsomgång"
