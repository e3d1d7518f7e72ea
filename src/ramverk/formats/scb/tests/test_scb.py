"""SCB's recorded answers, and what happens when they are damaged."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramverk.formats.kolada.errors import SourceFault
from ramverk.formats.scb.addresses import data_address, search_address
from ramverk.formats.scb.decoding import facts, gathered, is_cube, labels_of, read_answer, selections
from ramverk.formats.scb.series import series_of
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


def test_a_cube_becomes_series_of_areas_years_and_sexes():
    dataset = read_answer(recorded("TAB6471_data"), Dataset)
    found = {series.key: series for series in series_of(dataset)}
    assert len(found) == 11
    children = found["0-9|000007SF"]
    assert children.title == "Folkmängden per månad, 0-9 år"
    assert (children.counted_in, children.unfinished) == ("antal", 2026)
    assert children.block.areas[0] == "0001"
    cells = {tuple(fact.codes.values()): fact.value for fact in facts(dataset)}
    for sex, code in (("T", "TotSa"), ("M", "1"), ("K", "2")):
        assert children.block.value("0001", 2026, sex) == cells["01", "0-9", code, "000007SF", "2026M04"]


def cube(periods, values=None, **sides):
    names = [*sides, "Tid"]
    codes = {**sides, "Tid": periods}
    size = [len(codes[name]) for name in names]
    count = int(np.prod(size))
    dimension = {
        name: {"label": name, "category": {"index": codes[name], "label": {code: f"{code} år" for code in codes[name]}}}
        for name in names
    }
    whole = {"id": names, "size": size, "dimension": dimension, "value": values or list(range(count)), "label": "Allt",
             "role": {"time": ["Tid"]}}  # fmt: skip
    return read_answer(json.dumps(whole).encode(), Dataset)


def test_a_years_figure_is_its_last_told_month_and_regions_that_are_no_areas_are_left():
    (series,) = series_of(cube(["2024M11", "2024M12", "2025M01"], Region=["00", "0683", "0683A", "RIKS"]))
    assert series.block.areas == ("0000", "0683")
    assert series.block.series("0683") == {2024: 4.0, 2025: 5.0}
    assert series.unfinished == 2025
    (national,) = series_of(cube(["2024K4", "2025K4"], values={"0": 1.5}))
    assert national.block.series("0000") == {2024: 1.5, 2025: None}
    assert (national.unfinished, national.title) == (None, "Allt")


def test_a_side_that_is_called_sex_and_is_none_is_a_side_like_others():
    assert len(list(series_of(cube(["2024"], Kon=["x", "y"])))) == 2
    assert [series.title for series in series_of(cube(["2024"], Alder=["6", "7"]))] == ["6 år", "7 år"]


@pytest.mark.parametrize("period", ["2018/19", "hösten", "24M01"])
def test_a_period_that_is_no_year_is_refused(period):
    with pytest.raises(SourceFault, match="period"):
        list(series_of(cube([period])))


def test_a_saved_cube_is_known_from_other_files():
    assert is_cube(recorded("TAB6471_data"))
    assert not is_cube(b'{"values": [], "count": 0, "next_url": null}')
