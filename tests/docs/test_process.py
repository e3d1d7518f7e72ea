"""docs/process.md maps each row of the reference timetable to its screen, verb and test; it may not lie."""

import importlib
import json
import re
from pathlib import Path

import pytest
from django.urls import get_resolver

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "process.md").read_text(encoding="utf-8")
SEED = json.loads((ROOT / "tests/data/timetables/00_seed_2018.expected.json").read_text(encoding="utf-8"))
ROWS = [(row["id"], row["raw_date"]) for row in SEED["activities"]]
SECTIONS = dict(re.findall(r"^## (R\d\d)\b(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))


def named(section: str, label: str) -> list[str]:
    """The names in backticks on the line that begins with this label."""
    line = re.search(rf"^- {label}: (.*(?:\n  .*)*)", section, re.MULTILINE)
    return re.findall(r"`([^`]+)`", line.group(1)) if line else []


def test_it_has_exactly_the_rows_of_the_timetable_in_their_order():
    assert list(SECTIONS) == [row for row, _ in ROWS]


@pytest.mark.parametrize(("row", "raw_date"), ROWS)
def test_each_heading_carries_the_date_as_written(row, raw_date):
    assert raw_date in SECTIONS[row].splitlines()[0]


@pytest.mark.parametrize("row", list(SECTIONS))
def test_each_row_says_what_works_now_and_what_is_to_come(row):
    assert re.search(r"^- Works now: \S", SECTIONS[row], re.MULTILINE)
    assert re.search(r"^- Still to come: \S", SECTIONS[row], re.MULTILINE)


def address_names() -> set[str]:
    found = set()

    def walk(resolver, prefix):
        for pattern in resolver.url_patterns:
            if hasattr(pattern, "url_patterns"):
                walk(pattern, prefix + (f"{pattern.namespace}:" if pattern.namespace else ""))
            elif pattern.name:
                found.add(prefix + pattern.name)

    walk(get_resolver(), "")
    return found


@pytest.mark.parametrize("row", list(SECTIONS))
def test_each_screen_it_names_is_an_address(row):
    screens = named(SECTIONS[row], "Screen")
    assert screens
    missing = set(screens) - address_names()
    assert not missing, f"{row}: no such address: {missing}"


@pytest.mark.parametrize("row", list(SECTIONS))
def test_each_verb_it_names_is_an_action(row):
    verbs = named(SECTIONS[row], "Verb")
    assert verbs
    for verb in verbs:
        area, file, *function = verb.split(".")
        module = importlib.import_module(f"ramverk.apps.{area}.actions.{file}")
        assert callable(getattr(module, (function or [file])[0])), f"{row}: {verb}"


@pytest.mark.parametrize("row", list(SECTIONS))
def test_each_test_it_names_exists(row):
    tests = named(SECTIONS[row], "Test")
    assert tests
    for test in tests:
        path, _, name = test.partition("::")
        file = ROOT / ("src/ramverk" if not path.startswith("tests/") else "") / path
        assert file.exists(), f"{row}: {path}"
        assert not name or f"def {name}(" in file.read_text(encoding="utf-8"), f"{row}: {test}"
