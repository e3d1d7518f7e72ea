"""The shell's own Django application: base templates, static files, commands."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Base templates, design tokens, middleware."""

    name = "ramverk.web"
    label = "web"
    verbose_name = "Ramverk"

    def ready(self) -> None:
        """Listen for people coming and going."""
        from ramverk.web import preferences, sign_in_trail  # noqa: F401 - their receivers connect on import
