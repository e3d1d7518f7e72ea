"""Registers the area of proposals with Django."""

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    """Party rooms, proposals, handover and questions to officials."""

    name = "ramverk.apps.proposals"
    label = "proposals"
    verbose_name = "Budgetförslag"
