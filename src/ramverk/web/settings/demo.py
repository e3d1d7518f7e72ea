"""The demo: one machine, plain HTTP on the loopback address, mails kept in the in-app outbox, a movable clock."""

import os

from ramverk.web.settings.base import *  # noqa: F403 - a settings file is its base with some names replaced

DEMO = True
KOLADA_URL = ""
SCB_URL = ""
SECRET_KEY = SECRET_KEY or "the-demo-holds-invented-data-only-and-listens-on-loopback"  # noqa: F405
EMAIL_BACKEND = "ramverk.apps.dispatch.outbox.OutboxBackend"
if "RAMVERK_DATABASE_URL" not in os.environ:
    DATABASES["default"]["NAME"] = str(HOME / "demo.sqlite3")  # noqa: F405
