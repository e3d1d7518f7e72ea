"""A municipality's own installation: secrets from the environment, HTTPS wherever the address says so."""

from django.core.exceptions import ImproperlyConfigured

from ramverk.web.settings.base import *  # noqa: F403 - a settings file is its base with some names replaced

if not SECRET_KEY:  # noqa: F405
    raise ImproperlyConfigured("Set RAMVERK_SECRET_KEY to a long random value (see docs/operations.md).")

if BASE_URL.startswith("https://"):  # noqa: F405
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
