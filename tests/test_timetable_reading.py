"""The real timetables in tests/data/timetables are read at least as well as the product promises."""

import importlib.util
import json
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from ramverk.formats.timetable_documents import read_document
from ramverk.formats.timetable_json import write_timetable
from ramverk.rules.plan import read_plan

DATA = Path(__file__).parent / "data"
CASES = sorted(path.name.removesuffix(".expected.json") for path in (DATA / "timetables").glob("*.expected.json"))
PROMISED = {"recall": 0.97, "precision": 0.97, "dates": 0.95, "kind": 0.90, "participants": 0.90, "findings": 0.70}
SEED = "00_seed_2018"
SEED_PROMISED = dict.fromkeys(("recall", "precision", "dates", "kind", "participants"), 1.0) | {"findings": 0.9}


@cache
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_timetables", DATA / "score_timetables.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@cache
def scored(case: str) -> dict:
    expected = json.loads((DATA / "timetables" / f"{case}.expected.json").read_text(encoding="utf-8"))
    source = (DATA / "timetables" / f"{case}.txt").read_bytes()
    timetable = read_plan(read_document(source, f"{case}.txt"), expected["assumed_start_year"])
    result = scorer().compare(expected, write_timetable(timetable))
    return result | {"must_warn": expected.get("scoring", {}).get("must_warn", False)}


@pytest.mark.parametrize("measure", PROMISED)
def test_it_reads_the_real_timetables_as_well_as_promised(measure):
    values = [scored(case)[measure] for case in CASES if not scored(case)["must_warn"]]
    known = [value for value in values if value is not None]
    assert sum(known) / len(known) >= PROMISED[measure]


@pytest.mark.parametrize("measure", SEED_PROMISED)
def test_it_reads_the_reference_timetable_without_a_fault(measure):
    assert scored(SEED)[measure] >= SEED_PROMISED[measure], scored(SEED)["problems"]


@pytest.mark.parametrize("case", CASES)
def test_it_warns_where_a_text_cannot_be_read_safely(case):
    result = scored(case)
    assert result["alarms"] > 0 or not result["must_warn"]


@pytest.mark.parametrize("case", CASES)
def test_it_keeps_the_order_of_the_document(case):
    assert scored(case)["moved"] == 0
