"""Settings that hold everywhere. What differs from place to place comes from `RAMVERK_…` variables."""

import os
from pathlib import Path

import dj_database_url
import django_stubs_ext
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

django_stubs_ext.monkeypatch()  # `UploadedFile[bytes]` and its like are written for the type checker, and must run

PACKAGE = Path(__file__).resolve().parents[2]
HOME = Path(os.environ.get("RAMVERK_HOME", Path.cwd() / "var"))
"""Where this installation keeps its database and its collected static files."""


def env_list(name: str, default: str = "") -> list[str]:
    """A comma-separated variable as a list without blanks."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


DEBUG = False
DEMO = False
SECRET_KEY = os.environ.get("RAMVERK_SECRET_KEY", "")
ALLOWED_HOSTS = env_list("RAMVERK_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = env_list("RAMVERK_TRUSTED_ORIGINS")
SECURITY_CONTACT = os.environ.get("RAMVERK_SECURITY_CONTACT", "")
"""Where somebody who finds a weakness can write: an address (mailto:…) or a page (https://…), shown in security.txt."""
BASE_URL = os.environ.get("RAMVERK_BASE_URL", "http://127.0.0.1:8000")
"""The address people reach the installation by, for links in mails and calendars."""

INSTALLED_APPS = [
    "ramverk.web",
    "ramverk.apps.trail",
    "ramverk.apps.organisation",
    "ramverk.apps.cycle",
    "ramverk.apps.dispatch",
    "ramverk.apps.meetings",
    "ramverk.apps.keyfigures",
    "ramverk.apps.frames",
    "ramverk.apps.investments",
    "ramverk.apps.plans",
    "ramverk.apps.proposals",
    "ramverk.apps.decisions",
    "ramverk.apps.publishing",
    "ramverk.demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "ramverk.web.preferences.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "ramverk.web.middleware.ClockMiddleware",
    "ramverk.web.middleware.ActorMiddleware",
    "ramverk.web.middleware.RefusalMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "ramverk.web.urls"
WSGI_APPLICATION = "ramverk.web.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "csp.context_processors.nonce",
                "ramverk.web.context.page_frame",
            ],
        },
    },
]

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("RAMVERK_DATABASE_URL", f"sqlite:///{HOME / 'ramverk.sqlite3'}"), conn_max_age=60
    )
}
SQLITE_OPTIONS = {
    # Deferred transactions answer "database is locked" under many writers; IMMEDIATE with a wait does not.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = dict(SQLITE_OPTIONS)

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "organisation.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"

ACCOUNT_ADAPTER = "ramverk.web.accounts.InvitationOnlyAdapter"
ACCOUNT_FORMS = {
    "login": "ramverk.web.account_forms.SignInForm",
    "change_password": "ramverk.web.account_forms.ChangePasswordForm",
    "set_password": "ramverk.web.account_forms.SetPasswordForm",
    "reset_password": "ramverk.web.account_forms.ResetPasswordForm",
    "reset_password_from_key": "ramverk.web.account_forms.ResetPasswordKeyForm",
    "reauthenticate": "ramverk.web.account_forms.ReauthenticateForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation link has already proved the address
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key", "reset_password": "20/m/ip,5/m/key"}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("RAMVERK_TRUSTED_PROXIES", "0"))
"""How many proxies stand before the server; without it every visitor behind a proxy shares one rate limit."""
CSRF_FAILURE_VIEW = "ramverk.web.errors.csrf_failure"

CACHES = {
    # Shared by all worker processes, so that a rate limit counts once however many workers there are.
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "ramverk_cache"},
}

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 10 * 60 * 60
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Svenska")), ("en", _("Engelska"))]
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

EMAIL_BACKEND = os.environ.get("RAMVERK_EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST = os.environ.get("RAMVERK_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("RAMVERK_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("RAMVERK_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("RAMVERK_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("RAMVERK_SMTP_TLS", "") == "1"
DEFAULT_FROM_EMAIL = os.environ.get("RAMVERK_MAIL_FROM", "ramverk@localhost")

ROOM_KEY_FILE = os.environ.get("RAMVERK_ROOM_KEY_FILE", str(HOME / "party-rooms.key"))
"""The key that wraps the party rooms' keys: a file beside the database, made at first need, readable by its account."""

UPLOAD_LIMIT_BYTES = 20 * 1024 * 1024
BUDGET_UPLOAD_LIMIT_BYTES = 100 * 1024 * 1024  # a detailed budget of half a million rows
DATA_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_LIMIT_BYTES + 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_LIMIT_BYTES

KOLADA_URL = os.environ.get("RAMVERK_KOLADA_URL", "https://api.kolada.se/v3")
"""Where key figures are fetched from; empty turns fetching off, and figures are read from files."""
KOLADA_SECONDS = 10.0
"""How long one answer is waited for."""
SCB_URL = os.environ.get("RAMVERK_SCB_URL", "https://statistikdatabasen.scb.se/api/v2")
"""Where Statistics Sweden's tables are fetched from; empty turns it off, and tables are read from saved files."""

YEAR_REMEMBERED_SECONDS = 15
"""How long a worker shows the year as it was read, if no deed has been done meanwhile; 0 reads it every time."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"ramverk.security": {"level": "INFO"}},
}
