"""Registers the area of decisions with Django."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """Matters, clauses, votes, minutes and the confirming gate."""

    name = "ramverk.apps.decisions"
    label = "decisions"
    verbose_name = "Beslut"
