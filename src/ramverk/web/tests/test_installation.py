"""What the command line says of itself can be typed as it stands."""

import sys

import pytest

from ramverk.web import installation


@pytest.mark.parametrize(
    ("called", "found", "again"),
    [
        (".venv/bin/ramverk", None, ".venv/bin/ramverk"),
        ("/opt/ramverk/.venv/bin/ramverk", "/usr/bin/ramverk", "/opt/ramverk/.venv/bin/ramverk"),
        ("/usr/bin/ramverk", "/usr/bin/ramverk", "ramverk"),
        ("/usr/lib/python3/dist-packages/pytest/__main__.py", None, "ramverk"),
    ],
)
def test_it_is_called_by_its_file_where_the_shell_would_not_find_it(called, found, again, monkeypatch):
    monkeypatch.setattr(sys, "argv", [called])
    monkeypatch.setattr(installation.shutil, "which", lambda name: found)
    assert installation.command() == again
