"""Registers the area of activity plans with Django."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Activity plans, goals, measures and targets."""

    name = "ramverk.apps.plans"
    label = "plans"
    verbose_name = "Verksamhetsplaner"
