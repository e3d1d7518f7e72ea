"""Registers the area of key figures with Django."""

from django.apps import AppConfig


class KeyfiguresConfig(AppConfig):
    """Indicators, comparison groups, analysis and conclusions."""

    name = "ramverk.apps.keyfigures"
    label = "keyfigures"
    verbose_name = "Nyckeltal"
