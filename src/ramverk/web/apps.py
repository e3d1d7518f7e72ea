"""The shell's own Django application: base templates, static files, commands."""

import sqlite3

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Base templates, design tokens, middleware."""

    name = "ramverk.web"
    label = "web"
    verbose_name = "Ramverk"

    def ready(self) -> None:
        """Listen for people coming and going; say of SQLite what need not be asked."""
        from django.db.backends.sqlite3.base import DatabaseWrapper

        from ramverk.web import preferences, sign_in_trail  # noqa: F401 - their receivers connect on import

        # Django asks it of every new connection, in a transaction that takes the write lock; asked while many write,
        # the answer is "locked" and is remembered as no, so that this thread's pages fail from then on.
        # Every SQLite since 3.38 has JSON.
        DatabaseWrapper.features_class.supports_json_field = sqlite3.sqlite_version_info >= (3, 38)  # type: ignore[assignment]
