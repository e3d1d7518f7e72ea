"""Registers the area of investments with Django."""

from django.apps import AppConfig


class InvestmentsConfig(AppConfig):
    """Project sheets, capital cost and priority."""

    name = "ramverk.apps.investments"
    label = "investments"
    verbose_name = "Investeringar"
