"""The demo's Django application."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Exempelby kommun: one invented municipality."""

    name = "ramverk.demo"
    label = "demo"
    verbose_name = "Exempelby kommun"
