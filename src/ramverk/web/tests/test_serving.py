"""How pages are served: few at a time, and without asking SQLite what it can do in the middle of a crowd."""

import os
import socket
import sys

import pytest
import typer
from django.db.backends.sqlite3.features import DatabaseFeatures

from ramverk.web import server_commands, serving


def test_a_process_works_on_few_requests_at_a_time():
    line = serving.command(8123)
    assert line[line.index("--blocking-threads") + 1] == str(serving.THREADS)
    assert serving.THREADS <= 8


def test_no_connection_asks_for_json_under_the_write_lock():
    assert DatabaseFeatures.supports_json_field is True


def test_the_server_is_a_process_of_its_own_that_knows_its_address(monkeypatch):
    monkeypatch.delenv("RAMVERK_BASE_URL", raising=False)
    begun = []
    monkeypatch.setattr(os, "execv", lambda program, line: begun.append((program, line)))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server_commands._serve(port, 3)
    assert begun == [(sys.executable, serving.command(port, workers=3))]
    assert os.environ.pop("RAMVERK_BASE_URL") == f"http://127.0.0.1:{port}"


def test_a_port_in_use_is_told_before_anything_is_served(capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(typer.Exit):
            server_commands._serve(taken.getsockname()[1], 1)
        assert "är upptagen" in capsys.readouterr().err
        with pytest.raises(typer.Exit):  # before a minute's work is done for it
            server_commands.demo(port=taken.getsockname()[1])
        assert "är upptagen" in capsys.readouterr().err
