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
STEPS = {
    f"{title[0].lower()}{title[1:]}": text
    for title, text in re.findall(r"^### (.+?)\n(.*?)(?=^### |\Z)", PAGE, re.MULTILINE | re.DOTALL)
}
"""What several rows do alike, by the words a row links to it with."""
BLOCKS = SECTIONS | STEPS
LABELS = ("Screen", "Verb", "Test")


def under(section: str, label: str) -> str:
    """What stands behind this label, with the lines and points below it that are indented."""
    found = re.search(rf"^- {label}:(.*(?:\n  .*)*)", section, re.MULTILINE)
    return found.group(1).strip() if found else ""


def named(section: str, label: str) -> list[str]:
    """The names in backticks behind this label."""
    return re.findall(r"`([^`]+)`", under(section, label))


def shared(row: str) -> list[str]:
    """The steps a row says it takes, as it writes them."""
    return re.findall(r"\[([^\]]+)\]\(#", under(SECTIONS[row], "Shared"))


def points(section: str, label: str) -> list[str]:
    """What is said behind a label, sentence by sentence, without case and line breaks."""
    words = re.sub(r"\s+", " ", re.sub(r"\n  - ", ". ", under(section, label))).lower()
    return [point.strip(" -") for point in re.split(r"[.;](?: |$)", words) if point.strip(" -")]


def test_it_has_exactly_the_rows_of_the_timetable_in_their_order():
    assert list(SECTIONS) == [row for row, _ in ROWS]


@pytest.mark.parametrize(("row", "raw_date"), ROWS)
def test_each_heading_carries_the_date_as_written(row, raw_date):
    assert raw_date in SECTIONS[row].splitlines()[0]


@pytest.mark.parametrize("row", list(SECTIONS))
def test_each_row_says_what_works_now_and_what_is_to_come(row):
    assert points(SECTIONS[row], "Works now")
    assert points(SECTIONS[row], "Still to come")


@pytest.mark.parametrize("row", list(SECTIONS))
def test_each_row_names_a_screen_a_verb_and_a_test_of_its_own_or_by_a_shared_step(row):
    for label in LABELS:
        assert any(named(text, label) for text in [SECTIONS[row], *(STEPS[step] for step in shared(row))]), label


@pytest.mark.parametrize("row", list(SECTIONS))
def test_no_row_names_anything_twice_nor_what_its_shared_steps_name(row):
    for label in LABELS:
        names = named(SECTIONS[row], label)
        assert len(names) == len(set(names)), f"{row}: {label} twice"
        said_elsewhere = {name for step in shared(row) for name in named(STEPS[step], label)}
        assert not said_elsewhere & set(names), f"{row}: {label} stands in the shared step already"


@pytest.mark.parametrize("step", list(STEPS))
def test_a_shared_step_names_each_thing_once_and_exactly_the_rows_that_take_it(step):
    for label in LABELS:
        names = named(STEPS[step], label)
        assert names
        assert len(names) == len(set(names)), f"{step}: {label} twice"
    assert under(STEPS[step], "Rows").split(", ") == [row for row in SECTIONS if step in shared(row)]


@pytest.mark.parametrize("block", list(BLOCKS))
def test_no_sentence_is_said_twice_and_none_is_longer_than_a_breath(block):
    said = points(BLOCKS[block], "Works now")
    assert len(said) == len(set(said))
    assert all(len(point) <= 260 for point in said), max(said, key=len)


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


@pytest.mark.parametrize("block", list(BLOCKS))
def test_each_screen_it_names_is_an_address(block):
    missing = set(named(BLOCKS[block], "Screen")) - address_names()
    assert not missing, f"{block}: no such address: {missing}"


@pytest.mark.parametrize("block", list(BLOCKS))
def test_each_verb_it_names_is_an_action(block):
    for verb in named(BLOCKS[block], "Verb"):
        area, file, *function = verb.split(".")
        module = importlib.import_module(f"ramverk.apps.{area}.actions.{file}")
        assert callable(getattr(module, (function or [file])[0])), f"{block}: {verb}"


@pytest.mark.parametrize("block", list(BLOCKS))
def test_each_test_it_names_exists(block):
    for test in named(BLOCKS[block], "Test"):
        path, _, name = test.partition("::")
        file = ROOT / ("src/ramverk" if not path.startswith("tests/") else "") / path
        assert file.exists(), f"{block}: {path}"
        assert not name or f"def {name}(" in file.read_text(encoding="utf-8"), f"{block}: {test}"
