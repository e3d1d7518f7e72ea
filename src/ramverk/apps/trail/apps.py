"""Registers the trail area with Django."""

from django.apps import AppConfig


class TrailConfig(AppConfig):
    """What was done, by whom, when and why: trail entries, version tokens, frozen documents."""

    name = "ramverk.apps.trail"
    label = "trail"
    verbose_name = "Spår"
