"""The other pages that may not lie: rooms, settings, decisions, glossary, command line, links."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from typer.testing import CliRunner

from ramverk.web.cli import app

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "ramverk"


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_rooms_names_every_room_and_no_other():
    named = set(re.findall(r"^\| `(ramverk[\w.]*)`", page("docs/rooms.md"), re.MULTILINE))
    rooms = {f"ramverk.{name}" for name in ("core", "rules", "formats", "apps", "demo", "web")}
    rooms |= {f"ramverk.core.{file.parent.name}" for file in (SOURCE / "core").glob("*/__init__.py")}
    areas = {f"ramverk.apps.{folder.name}" for folder in (SOURCE / "apps").iterdir() if (folder / "apps.py").exists()}
    assert named == rooms | areas


def test_operations_names_every_setting_and_no_other():
    documented = set(re.findall(r"`(RAMVERK_\w+)`", page("docs/operations.md")))
    read = set()
    for file in SOURCE.rglob("*.py"):
        read |= set(re.findall(r'"(RAMVERK_[A-Z_]+)"', file.read_text(encoding="utf-8")))
    assert documented == read


def test_decisions_are_listed_and_every_listed_one_exists():
    listed = set(re.findall(r"\((\d{4}-[\w-]+\.md)\)", page("docs/decisions/README.md")))
    written = {file.name for file in (ROOT / "docs/decisions").glob("[0-9]*.md")}
    assert listed == written


def test_decisions_are_numbered_without_gaps():
    numbers = sorted(int(file.name[:4]) for file in (ROOT / "docs/decisions").glob("[0-9]*.md"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_every_model_is_named_in_the_glossary():
    glossary = page("docs/glossary.md")
    names = {model.__name__ for model in apps.get_models() if model.__module__.startswith("ramverk.")}
    missing = {name for name in names if not re.search(rf"\| `?{name}`? \|", glossary)}
    assert not missing


def test_every_name_the_glossary_says_is_in_the_code_is_there():
    rows = (row.split("|") for row in page("docs/glossary.md").splitlines() if row.startswith("| "))
    names = {name for row in rows for name in re.findall(r"`(\w+)`", row[3])}
    code = {word for file in SOURCE.rglob("*.py") for word in re.findall(r"\w+", file.read_text(encoding="utf-8"))}
    assert len(names) > 50
    assert not names - code


def test_every_area_has_a_readme_of_about_ten_lines():
    for folder in (SOURCE / "apps").iterdir():
        if (folder / "apps.py").exists():
            lines = (folder / "README.md").read_text(encoding="utf-8").splitlines()
            assert 5 <= len([line for line in lines if line.strip()]) <= 40, folder.name


PAGES = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
CALLS = {
    match.group(1)
    for file in PAGES
    for match in re.finditer(
        r"\.venv/bin/ramverk ((?:timetable|calc|document|archive) \w+|\w+)", file.read_text(encoding="utf-8")
    )
}
"""Every command that the documentation lets somebody type."""


@pytest.mark.parametrize("call", sorted(CALLS))
def test_every_command_the_documentation_names_exists(call):
    if call != "manage":  # passes its arguments on to Django
        assert CliRunner().invoke(app, [*call.split(), "--help"]).exit_code == 0


def test_the_documentation_tells_of_each_group_of_commands():
    groups = {"run", "manage", "timetable", "calc", "document", "archive"}  # the demo is made by make
    assert groups <= {call.split()[0] for call in CALLS}


def test_what_can_be_typed_is_written_with_the_place_it_lies_in():
    """`ramverk` is on nobody's path: the program lies in .venv."""
    for file in PAGES:
        bare = re.findall(r"^ {4}ramverk .*", file.read_text(encoding="utf-8"), re.MULTILINE)
        assert not bare, f"{file.name}: {bare}"


def test_every_management_command_the_documentation_names_exists():
    from django.core.management import get_commands

    for name in re.findall(r"ramverk manage (\w+)", page("docs/operations.md")):
        assert name in get_commands(), name


def test_links_between_the_pages_lead_somewhere():
    for file in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", file.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (file.parent / target).exists(), f"{file.name} → {target}"


def test_every_target_of_make_explains_itself():
    targets = re.findall(r"^([a-z]+):(?!=)", page("Makefile"), re.MULTILINE)
    explained = re.findall(r"^([a-z]+):.*## \w", page("Makefile"), re.MULTILINE)
    assert set(targets) == set(explained)
    assert {"help", "install", "demo", "run", "test", "check", "fix", "bench"} <= set(explained)
