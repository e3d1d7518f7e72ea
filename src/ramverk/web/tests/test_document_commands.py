"""`ramverk document` as a finance officer types it."""

import json

import pytest
from typer.testing import CliRunner

from ramverk.apps.frames.actions.write_directive import write_directive
from ramverk.apps.publishing.tests.conftest import *  # noqa: F403 - the edition to write of
from ramverk.web.cli import app

pytestmark = pytest.mark.django_db


@pytest.fixture
def direktivet(finans, utkastet):
    """The directive of the edition, written before it is frozen."""
    return write_directive(finans, utkastet, 0, [("Läget", "Stramt.")], [], None)


def ramverk(*words):
    return CliRunner().invoke(app, ["document", *map(str, words)])


def test_it_lists_the_kinds_there_are():
    kinds = json.loads(ramverk("list", "--format", "json").stdout)
    assert {"mal-och-budget", "ramdirektiv"} <= {kind["kind"] for kind in kinds}
    assert all({"pdf", "docx", "html", "xlsx"} == set(kind["formats"]) for kind in kinds)


@pytest.mark.parametrize(
    ("kind", "form", "first"),
    [
        ("mal-och-budget", "pdf", b"%PDF"),
        ("mal-och-budget", "xlsx", b"PK"),
        ("ramdirektiv", "docx", b"PK"),
        ("ramdirektiv", "html", b"<!doctype html>"),
    ],
)
def test_it_writes_the_newest_edition_in_every_form(direktivet, fryst, tmp_path, kind, form, first):
    target = tmp_path / f"fil.{form}"
    result = ramverk("write", kind, "--format", form, "--out", target)
    assert result.exit_code == 0, result.output
    assert target.read_bytes().startswith(first)


def test_the_name_of_the_file_says_which_form_it_is_where_nobody_does(direktivet, fryst, tmp_path):
    result = ramverk("write", "ramdirektiv", "--out", tmp_path / "direktiv.html")
    assert "html, " in result.output
    assert (tmp_path / "direktiv.html").read_bytes().startswith(b"<!doctype html>")


def test_a_list_of_nothing_says_so(fryst):
    result = ramverk("list", "verksamhetsplan")
    assert result.exit_code == 0
    assert "Inget av slaget verksamhetsplan är öppet" in result.output


def test_what_there_is_none_of_is_said_with_what_there_is(fryst, tmp_path):
    for words in (
        ("write", "roman", "--out", tmp_path / "x"),
        ("write", "ramdirektiv", "--format", "odt", "--out", tmp_path / "x"),
    ):
        result = ramverk(*words)
        assert result.exit_code == 2
        assert "Det finns:" in result.output


def test_an_edition_without_a_directive_says_so(fryst, tmp_path):
    result = ramverk("write", "ramdirektiv", "--out", tmp_path / "x.pdf")
    assert result.exit_code == 2
    assert "bygger inte på något ramdirektiv" in result.output


def test_without_a_frozen_edition_it_says_what_to_do_first(kommunen, tmp_path):
    result = ramverk("write", "mal-och-budget", "--out", tmp_path / "x.pdf")
    assert result.exit_code == 2
    assert "Frys en utgåva" in result.output


def test_a_file_that_cannot_be_written_is_said(direktivet, fryst, tmp_path):
    result = ramverk("write", "ramdirektiv", "--out", tmp_path / "saknas" / "x.pdf")
    assert result.exit_code == 2
    assert "kunde inte skrivas" in result.output
