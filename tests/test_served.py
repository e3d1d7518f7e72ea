"""The server as it is started and asked: begun where a document has been set, its workers set documents too."""

import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest
from django.conf import settings as chosen
from django.db import connection

from ramverk.apps.publishing.models import Publication
from ramverk.demo.build import PASSWORD

LATEST = 60
"""Seconds that an answer may take before the server is held to hang; it usually takes less than one."""
SOMEBODY = "hedvig.brandvik@exempelby.example"
AS_AFTER_A_YEAR = """
from ramverk.formats.documents.pdf import draw_png
draw_png('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
from ramverk.web import installation
installation.use(installation.DEMO)
from django.core.management import call_command
call_command("migrate", fake=True, interactive=False, verbosity=0)
from django.contrib.auth import get_user_model
somebody = get_user_model().objects.get(email="{email}")
somebody.set_password("{password}")
somebody.save()
from ramverk.web.cli import app
app(["demo", "--keep", "--port", "{port}"])
"""
"""The demo's own command, in a process that has set a drawing before it serves, as walking the year does. The tests'
database has its tables straight from the models and its passwords hashed in the tests' quick way: its migrations are
noted as done, and the one who is to sign in gets a password, first.
"""


@pytest.fixture
def served(exempelby, tmp_path):
    """Exempelby's April behind the product's own server, on a port of its own: its address."""
    with closing(sqlite3.connect(tmp_path / "demo.sqlite3")) as copy:
        connection.connection.backup(copy)
    (tmp_path / "party-rooms.key").write_bytes(Path(chosen.ROOM_KEY_FILE).read_bytes())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    with (tmp_path / "told").open("w+") as told, subprocess.Popen(
        [sys.executable, "-c", AS_AFTER_A_YEAR.format(port=port, email=SOMEBODY, password=PASSWORD)],
        env=kept | {"RAMVERK_HOME": str(tmp_path)}, stdout=told, stderr=subprocess.STDOUT,
    ) as server:  # fmt: skip
        try:
            _awaited(server, port, tmp_path / "told")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _awaited(server: subprocess.Popen[bytes], port: int, told: Path) -> None:
    """Wait until somebody listens on the port."""
    end = time.monotonic() + LATEST
    while time.monotonic() < end and server.poll() is None:
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail(f"The server never listened:\n{told.read_text(encoding='utf-8')}")


def _signed_in(address: str) -> OpenerDirector:
    """A browser of sorts, with the cookies of somebody who has signed in through the form."""
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    form = browser.open(f"{address}/konto/logga-in/", timeout=LATEST).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
    assert token
    words = urlencode({"login": SOMEBODY, "password": PASSWORD, "csrfmiddlewaretoken": token[1]}).encode()
    browser.open(f"{address}/konto/logga-in/", words, timeout=LATEST)
    return browser


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="The server reads a copy of the database as a file; only SQLite has one."
)
def test_every_worker_of_a_running_server_sets_a_pdf(served):
    public = build_opener()
    slug = Publication.objects.get().slug
    kept = public.open(f"{served}/offentligt/{slug}/{slug}.pdf", timeout=LATEST)
    assert kept.read(5) == b"%PDF-"
    browser = _signed_in(served)
    edition = Publication.objects.get().edition_id
    try:
        for _worker in range(2):
            made = browser.open(f"{served}/dokument/som/mal-och-budget/{edition}.pdf", timeout=LATEST)
            assert made.headers["Content-Type"] == "application/pdf"
            assert made.read(5) == b"%PDF-"
    except (TimeoutError, URLError) as silence:
        pytest.fail(f"No PDF came within {LATEST} s: {silence}")
