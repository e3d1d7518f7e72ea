"""Registers the organisation area with Django."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """The municipality, its bodies, people, mandates and audiences."""

    name = "ramverk.apps.organisation"
    label = "organisation"
    verbose_name = "Organisation"
