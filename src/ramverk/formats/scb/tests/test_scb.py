"""SCB's recorded answers, and what happens when they are damaged."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramverk.formats.kolada.errors import SourceFault
from ramverk.formats.scb.addresses import data_address, search_address
from ramverk.formats.scb.decoding import facts, gathered, labels_of, next_page, read_answer, selections
from ramverk.formats.scb.shapes import CodeList, Config, Dataset, Tables

RECORDED = Path(__file__).parent / "recorded"


def recorded(name):
    return (RECORDED / f"{name}.json").read_bytes()


def test_a_cube_is_read_cell_by_cell_with_its_codes():
    dataset = read_answer(recorded("TAB6471_data"), Dataset)
    found = list(facts(dataset))
    assert len(found) == 2772
    assert found[0].codes == {
        "Region": "01", "Alder": "0-9", "Kon": "TotSa", "ContentsCode": "000007SF", "Tid": "2026M01",
    }  # fmt: skip
    assert found[0].value == dataset.value[0]
    assert labels_of(dataset, "Region")["01"] == "Stockholms län"
    assert dataset.role.time == ["Tid"]
    assert "slumpmässig osäkerhet" in dataset.note[0]


def test_totals_are_cells_and_are_never_added_up():
    dataset = read_answer(recorded("TAB6471_data"), Dataset)
    cells = {tuple(fact.codes.values()): fact.value for fact in facts(dataset)}
    total = cells["01", "0-9", "TotSa", "000007SF", "2026M01"]
    parts = sum(cells["01", "0-9", sex, "000007SF", "2026M01"] for sex in ("1", "2"))
    assert abs(total - parts) < 10, "noise is added since 2025; the total is the cell, not the sum"


def test_the_catalogue_the_limits_and_the_code_lists_are_read():
    tables = read_answer(recorded("search"), Tables)
    assert tables.tables[0].id.startswith("TAB")
    assert next_page(tables) is None or "pageNumber" in next_page(tables)
    assert read_answer(recorded("config"), Config).maxDataCells == 150_000
    classes = gathered(read_answer(recorded("codelist_agg_Alder10arJ"), CodeList))
    assert (classes["9"], classes["10"]) == ("-9", "10-19")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda d: d.pop("value"), "changed_shape"),
        (lambda d: d["value"].pop(), "changed_shape"),
        (lambda d: d["dimension"].pop("Kon"), "changed_shape"),
        (lambda d: d["size"].__setitem__(0, 20), "changed_shape"),
        (lambda d: d.__setitem__("value", "many"), "changed_shape"),
    ],
)
def test_a_cube_that_does_not_fit_together_is_refused(change, code):
    cube = json.loads(recorded("TAB6471_data"))
    change(cube)
    with pytest.raises(SourceFault) as fault:
        list(facts(read_answer(json.dumps(cube).encode(), Dataset)))
    assert fault.value.code == code


def test_half_an_answer_is_refused_as_something_that_may_pass():
    with pytest.raises(SourceFault) as fault:
        read_answer(recorded("config")[:40], Config)
    assert fault.value.may_pass


def test_sparse_values_are_missing_where_they_are_not_given():
    cube = {"id": ["A"], "size": [3], "dimension": {"A": {"label": "a", "category": {"index": ["x", "y", "z"]}}}}
    dataset = read_answer(json.dumps(cube | {"value": {"0": 1, "2": 0}}).encode(), Dataset)
    assert [fact.value for fact in facts(dataset)] == [1, None, 0]


@given(st.integers(1, 40), st.integers(1, 40), st.integers(1, 200))
def test_a_question_is_divided_so_that_no_part_is_too_large_and_none_is_lost(regions, ages, most):
    codes = {"Region": [f"{n}" for n in range(regions)], "Alder": [f"{n}" for n in range(ages)]}
    if ages > most:
        with pytest.raises(ValueError):
            selections(codes, most, "Region")
        return
    parts = selections(codes, most, "Region")
    assert all(len(part["Region"]) * len(part["Alder"]) <= most for part in parts)
    assert [code for part in parts for code in part["Region"]] == codes["Region"]


def test_addresses_are_as_documented():
    assert search_address("http://x/api/v2", "folk mängd").endswith("/tables?query=folk%20m%C3%A4ngd&lang=sv")
    address = data_address(
        "http://x/api/v2", "TAB6471", {"Region": ["0683"], "Tid": ["TOP(5)"]}, {"Alder": "agg_Ålder10årJ"}
    )
    assert (
        "/tables/TAB6471/data?valueCodes[Region]=0683&valueCodes[Tid]=TOP(5)&codelist[Alder]=agg_%C3%85lder" in address
    )
    assert address.endswith("outputFormat=json-stat2")
