"""What every answer carries, whatever the page."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

PAGES = ["/", "/konto/logga-in/", "/konto/losenord/glomt/", "/stil/", "/finns-inte/", "/inbjudan/gissning/"]
ROOMS = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_fenced_in(path, client, kommunen):
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("path", PAGES)
def test_no_page_holds_style_or_script_of_its_own(path, client, kommunen):
    text = client.get(path).text
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)


def test_no_template_holds_style_or_script_of_its_own():
    found = [
        f"{template.relative_to(ROOMS)}: {match.group()}"
        for template in ROOMS.rglob("templates/**/*.html")
        for match in re.finditer(r"<style|\sstyle=|\son[a-z]+=\"|javascript:", template.read_text(encoding="utf-8"))
    ]
    assert not found


def test_the_session_cookie_is_for_the_server_alone(client, ekonomichefen):
    client.post("/konto/logga-in/", {"login": ekonomichefen.email, "password": "en lång fras att minnas"})
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_a_municipality_s_own_installation_asks_for_https():
    text = (ROOMS / "web" / "settings" / "production.py").read_text(encoding="utf-8")
    for name in ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"):
        assert f"{name} = True" in text


def test_security_txt_says_whom_to_tell(client, kommunen, settings):
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = "mailto:sakerhet@exempelby.example"
    text = client.get("/.well-known/security.txt").text
    assert "Contact: mailto:sakerhet@exempelby.example" in text
    assert re.search(r"Expires: \d{4}-\d\d-\d\dT[\d:]+Z", text)


def test_a_page_that_is_not_there_says_so_in_words(client, kommunen):
    response = client.get("/finns-inte/")
    assert response.status_code == 404
    assert "Här finns ingen sida" in response.text


def test_a_failure_of_ours_is_ours_and_asks_nothing_of_the_database(kommunen, monkeypatch):
    from ramverk.web import frame

    def fail(*_anything):
        raise RuntimeError("the database is away")

    monkeypatch.setattr(frame, "links", fail)
    monkeypatch.setattr("ramverk.web.context.municipality_and_round", fail)
    response = Client(raise_request_exception=False).get("/")
    assert response.status_code == 500
    assert "Felet ligger hos oss" in response.text
