"""The shell's own Django application: base templates, static files, commands."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Base templates, design tokens, middleware."""

    name = "ramverk.web"
    label = "web"
    verbose_name = "Ramverk"
