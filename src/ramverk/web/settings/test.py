"""The test suite: quick hashing, mails in memory, the database chosen by RAMVERK_TEST_DATABASE (sqlite or a URL)."""

import os
import tempfile

import dj_database_url

from ramverk.web.settings.base import *  # noqa: F403 - a settings file is its base with some names replaced

SECRET_KEY = "tests"  # noqa: S105
DEMO = True
KOLADA_URL = ""
SCB_URL = ""
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

YEAR_REMEMBERED_SECONDS = 0
ROOM_KEY_FILE = os.path.join(tempfile.mkdtemp(prefix="ramverk-rooms-"), "party-rooms.key")  # noqa: PTH118

if _url := os.environ.get("RAMVERK_TEST_DATABASE", ""):
    DATABASES = {"default": dj_database_url.parse(_url)}
else:
    DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}

MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]  # noqa: F405 - tests serve no static files
