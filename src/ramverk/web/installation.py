"""Which installation a command works on: a municipality's own, or the demo."""

import os
import secrets
import shutil
import sys
from pathlib import Path

DEMO = "ramverk.web.settings.demo"
PRODUCTION = "ramverk.web.settings.production"


def command() -> str:
    """How to call this command again: `ramverk` where the shell finds it, else its file: `.venv/bin/ramverk`."""
    called = sys.argv[0]
    by_file = Path(called).name == "ramverk" and called not in ("ramverk", shutil.which("ramverk"))
    return called if by_file else "ramverk"


def home() -> Path:
    """The folder of the installation's files, as the settings see it."""
    return Path(os.environ.get("RAMVERK_HOME", Path.cwd() / "var"))


def use(settings: str) -> None:
    """Set Django up with these settings, for a command that runs in this process."""
    os.environ["DJANGO_SETTINGS_MODULE"] = settings
    home().mkdir(parents=True, exist_ok=True)
    import django

    django.setup()


def chosen() -> str:
    """The settings named in the environment, else the own installation's where there is one, else the demo's."""
    if named := os.environ.get("DJANGO_SETTINGS_MODULE"):
        return named
    return PRODUCTION if _secret_file().exists() or os.environ.get("RAMVERK_SECRET_KEY") else DEMO


def load_secret(*, create: bool) -> None:
    """Put the installation's secret key into the environment; with `create`, make one the first time."""
    if os.environ.get("RAMVERK_SECRET_KEY"):
        return
    file = _secret_file()
    if create and not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
            handle.write(secrets.token_urlsafe(50))
    if file.exists():
        os.environ["RAMVERK_SECRET_KEY"] = file.read_text(encoding="utf-8").strip()


def tell(sentence: str) -> None:
    """Say something to the person at the terminal, beside the output proper."""
    print(sentence, file=sys.stderr, flush=True)  # noqa: T201 - a command line speaks


def _secret_file() -> Path:
    return home() / "secret-key"
