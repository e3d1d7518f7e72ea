"""Published and statute-computed cases are worked out anew, from their inputs alone."""

import importlib.util
import json
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ramverk.web.cli import app

DATA = Path(__file__).parent / "data"
FAMILIES = sorted(
    path for path in (DATA / "cases").iterdir() if path.is_dir() and path.name != "published_discrepancies"
)


def calc_check(folder):
    return CliRunner().invoke(app, ["calc", "check", str(folder), "--format", "json"])


@pytest.fixture
def scorer(monkeypatch):
    spec = importlib.util.spec_from_file_location("score_cases", DATA / "score_cases.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    def run(template, folder):
        assert shlex.split(template)[0] == "ramverk"
        return json.loads(calc_check(folder).stdout), ""

    monkeypatch.setattr(module, "run", run)
    return module


@pytest.mark.parametrize("folder", FAMILIES, ids=lambda path: path.name)
def test_every_answer_of_a_family_comes_out_and_none_leans_on_itself(folder, scorer):
    found = scorer.score(folder, "ramverk calc check {folder}", show=False)
    assert (found["error"], found["wrong"], found["dependent"]) == ("", 0, 0)
    assert found["coverage"] >= 0.9


def case(folder, **content):
    (folder / "fall.json").write_text(json.dumps(content), encoding="utf-8")
    return calc_check(folder)


def test_a_wrong_answer_is_told_and_leaves_code_1(tmp_path):
    result = case(tmp_path, family="pay_compensation", revisions=[
        {"paybill_annual_mnkr": 100, "raise_percent": 2, "effective_month": 7, "expected_effect_revision_year_mnkr": 2},
    ])  # fmt: skip
    row = json.loads(result.stdout)["relations"][0]
    assert (result.exit_code, row["computed"], row["holds"]) == (1, 1, False)


def test_a_case_that_lacks_something_says_what(tmp_path):
    result = case(tmp_path, family="pay_compensation", revisions=[{"raise_percent": 2}])
    assert json.loads(result.stdout)["relations"][0]["why"] == "Uppgiften 'paybill_annual_mnkr' saknas."
    assert result.exit_code == 1


@pytest.mark.parametrize(
    "content",
    [
        {"revisions": 5},
        {"revisions": [None]},
        {"components": [{}]},
        {"council_meetings": [{"date": "x"}], "process_year": 2018},
    ],
)
def test_odd_content_is_answered_with_a_sentence(tmp_path, content):
    result = case(tmp_path, **content)
    assert result.exit_code == 1
    assert json.loads(result.stdout)["relations"][0]["why"]


def relations(result):
    return {row["path"]: row for row in json.loads(result.stdout)["relations"]}


def test_what_is_missing_in_one_part_does_not_hide_the_parts_beside_it(tmp_path):
    result = case(tmp_path, family="tax_by_statute",
        preliminary_tax={"tax_base_kr": 1000, "uplift_factors": [1, 1], "tax_rate_kr_per_100": 20, "expected_kr": 200},
        final_settlement={"national_final_tax_kr": 1, "national_preliminary_tax_kr": 1, "national_inhabitants_1_nov": 0,
                          "own_inhabitants_1_nov": 5},
        property_charge={"previous_year_amount_kr": 5, "charges_latest_decision_kr": 1,
                         "charges_second_latest_decision_kr": 9, "expected_kr": -3},
    )  # fmt: skip
    found = relations(result)
    assert found["/preliminary_tax/expected_kr"]["holds"]
    assert found["/property_charge/expected_kr"]["computed"] == -3
    assert "antalet invånare är inte större än 0" in found["/final_settlement"]["why"]


def test_uplift_factors_may_be_named_by_their_years_and_are_never_left_out(tmp_path):
    tax = {"tax_base_kr": 1000000, "tax_rate_kr_per_100": 20, "expected_kr": 242000}
    named = {"income_year_2023": 1.1, "income_year_2024": 1.1}
    result = case(
        tmp_path, preliminary_tax=[tax | {"uplift_factors": named}, tax, tax | {"uplift_factors": ["x", 1.1]}]
    )
    found = relations(result)
    assert found["/preliminary_tax/0/expected_kr"]["holds"]
    assert found["/preliminary_tax/1"]["why"] == "Uppgiften 'uplift_factors' saknas."
    assert "'x' är inget tal" in found["/preliminary_tax/2"]["why"]


def test_optional_parts_may_be_null(tmp_path):
    years = [{"year": 2024, "result_for_the_year": 3, "balance_adjustments": None, "reserve_and_other_movements": None}]
    assert case(tmp_path, family="balance_test", years=years).exit_code == 0
    frames = {"opening_frame": {"amount": 5}, "years": [{"changes": None, "published_new_frame": 5}]}
    assert case(tmp_path, family="frame_bridge", **frames).exit_code == 0
    assert case(tmp_path, family="proposals", governing={"boards_tkr": {"KS": 1}}, decision=None).exit_code == 0


@pytest.mark.parametrize(
    "effect",
    [
        {"implied_tax_base_mnkr": 9000, "published_effect_mnkr": -22.5},
        {"implied_tax_base_tkr": 9000000, "tax_rate_difference_kr_per_100": -0.25, "published_effect_mnkr": -22.5},
        {"implied_tax_base_kr": 9000000000, "tax_rate_difference_ore": -25, "published_effect_tkr": -22500},
    ],
)
def test_the_effect_of_another_tax_rate_is_worked_out_in_the_units_of_its_keys(tmp_path, effect):
    proposal = {"tax_rate_kr_per_100": 20.75, "tax_effect": effect | {"implied_tax_base_basis": "enligt förslaget"}}
    result = case(tmp_path, governing={"tax_rate_kr_per_100": 21}, proposals=[proposal])
    [(path, row)] = relations(result).items()
    assert (path.rpartition("/")[2], row["holds"]) == (list(effect)[-1], True)


def test_votes_are_counted_without_the_words_that_explain_them(tmp_path):
    vote = {"yes": 26, "no": 25, "meaning": "ja = styrelsens förslag"}
    result = case(tmp_path, governing={}, council_seats=51, decision={"main_vote": vote})
    assert relations(result)["/decision/main_vote"]["holds"]


def distribution(rows, **more):
    return {"family": "resource_distribution", "rows": rows, **more}


def test_a_group_of_the_resource_model_is_held_against_the_operating_budget(tmp_path, scorer):
    rows = [{"age_group": "1-5", "unit_price_tkr": 120.4, "population_average": 788.5}]
    groups = [{"group": "förskola", "age_groups": ["1-5"], "published_mnkr": 94.9}]
    for lines in ({"förskola": 94.9}, [{"group": "förskola", "amount_mnkr": 94.9}]):
        case(tmp_path, **distribution(rows, groups=groups, operating_budget_lines=lines))
        found = scorer.score(tmp_path, "ramverk calc check {folder}", show=False)
        assert (found["wrong"], found["dependent"]) == (0, 0)
    off = case(tmp_path, **distribution(rows, groups=groups, operating_budget_lines={"förskola": 95.0}))
    assert not relations(off)["/operating_budget_lines/förskola"]["holds"]


def test_two_rows_of_one_age_group_both_count_and_an_unknown_one_is_told(tmp_path):
    row = {"age_group": "1-5", "unit_price_tkr": 10, "population_average": 100}
    groups = [{"group": "a", "age_groups": ["1-5"], "published_mnkr": 2}, {"group": "b", "age_groups": ["6-15"]}]
    found = relations(case(tmp_path, **distribution([row, row], groups=groups)))
    assert found["/groups/0/published_mnkr"]["computed"] == 2
    assert found["/groups/1"]["why"] == "Uppgiften '6-15' saknas."


def test_lines_of_a_supplementary_budget_may_cover_different_years(tmp_path):
    revenue = {"lines": [{"values": [1]}, {"values": [0.5, -2]}], "published_sum": [1.5, -2]}
    changes = {"revenue": revenue, "cost": {"lines": [], "published_sum": [0, 0]}}
    found = relations(case(tmp_path, family="supplementary_deltas", years=[2024, 2025], changes=changes))
    assert all(row["holds"] for row in found.values())
    assert len(found) == 4


def test_either_form_of_a_change_gives_the_other(tmp_path):
    forms = [{"accumulated": [5, 7], "per_year": [5, 2]}, {"per_year": [5, 2], "accumulated": None}]
    found = relations(case(tmp_path, accumulated_forms=forms))
    assert [found[f"/accumulated_forms/1/accumulated/{at}"]["computed"] for at in (0, 1)] == [5, 7]
    assert found["/accumulated_forms/0/per_year/1"]["computed"] == 2


def test_one_relation_that_names_an_unknown_line_leaves_the_others(tmp_path):
    lines = [{"code": "a", "values": [1, 2]}, {"code": "summa", "values": [1, 2]}]
    sums = [{"type": "sum", "total": "summa", "terms": ["b"]},
            {"type": "sum", "total": "summa", "terms": [{"line": "a", "sign": 1}], "columns": "y"}]  # fmt: skip
    found = relations(case(tmp_path, columns=[{"id": "x"}, {"id": "y"}], lines=lines, relations=sums,
                           period_totals={"summa": 3}))  # fmt: skip
    assert found["/relations/0"]["why"] == "Cellen b/x finns inte i tabellen."
    assert found["/relations/1/y"]["holds"]
    assert found["/period_totals/summa"]["holds"]


def clock(folder, year, meeting, **more):
    content = {"process_year": year, "council_meetings": [{"date": meeting}]} | more
    return {path.rpartition("/")[2]: row["computed"] for path, row in relations(case(folder, **content)).items()}


def test_a_meeting_after_new_year_is_judged_by_the_year_of_its_budget(tmp_path):
    late = clock(tmp_path, 2022, "2023-01-23", nationwide_council_election=True)
    assert late["council_may_adopt_the_final_budget"]
    assert not late["within_november_limit"]
    early = clock(tmp_path, 2022, "2021-12-13", nationwide_council_election=True)
    assert (early["council_may_adopt_the_final_budget"], early["within_november_limit"]) == (False, True)


def test_an_election_year_is_known_where_the_case_does_not_tell(tmp_path):
    assert not clock(tmp_path, 2022, "2022-06-15")["council_may_adopt_the_final_budget"]
    assert clock(tmp_path, 2021, "2021-06-15")["council_may_adopt_the_final_budget"]


def test_a_day_before_the_act_is_answered_with_a_sentence(tmp_path):
    result = case(tmp_path, process_year=2018, council_meetings=[{"date": "2017-12-14"}, {"date": "2018-06-20"}])
    found = relations(result)
    assert found["/council_meetings/0"]["why"]
    assert found["/council_meetings/1/expected/summons_latest"]["computed"] == "2018-06-13"


HEAD = "code,tax_base_kr,inhabitants,income_equalisation_kr_per_inhabitant\n"


def equalisation(folder, parameters, rows):
    (folder / "municipalities.csv").write_text(HEAD + rows)
    (folder / "parameters.csv").write_text(parameters)
    return relations(calc_check(folder))


def test_a_municipality_takes_the_rate_of_the_county_in_its_code(tmp_path):
    folder = tmp_path / "income_equalisation_2025"
    folder.mkdir()
    parameters = (
        "county,uplift_factor_year_minus_1,uplift_factor_year,county_rate_grant_percent,"
        "average_tax_capacity_kr_per_inhabitant\nSkåne,1,1,20,200\nHallands län,1,1,10,200\n"
    )
    found = equalisation(folder, parameters, "1280,1300,10,20\n1380,1300,10,10\n1380,1300,0,\n")
    assert found["/0/income_equalisation_kr_per_inhabitant"]["computed"] == 20
    assert found["/1/income_equalisation_kr_per_inhabitant"]["computed"] == 10
    assert "invånare" in found["/2"]["why"]


def test_the_tolerance_and_the_average_come_from_the_parameters(tmp_path):
    folder = tmp_path / "income_equalisation_2025"
    folder.mkdir()
    (folder / "parameters.json").write_text(json.dumps({
        "uplift_factors": {"income_year_2024": 1.1, "income_year_2025": 1.0}, "county_rate_grant_percent": 10,
        "national_tax_base_kr": 2000, "national_inhabitants": 10,
        "tolerance": {"income_equalisation_kr_per_inhabitant": 4},
    }))  # fmt: skip
    (folder / "municipalities.csv").write_text(HEAD + "1280,1500,10,12\n")
    [row] = relations(calc_check(folder)).values()
    assert (row["computed"], row["tolerance"], row["holds"]) == (8.8, 4, True)


def test_a_component_without_value_still_has_its_years(tmp_path):
    content = {"components": [{"acquisition_value_tkr": 0, "useful_life_years": 2}], "internal_interest_percent": 2,
               "activated_at_end_of": {"year": 2024, "month": 12}}  # fmt: skip
    found = relations(case(tmp_path, **content))
    assert [found[f"/expected/{at}/year"]["computed"] for at in range(3)] == [2024, 2025, 2026]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ({"revisions": [{"paybill_annual_mnkr": 1, "raise_percent": 1, "effective_month": 13}]}, "ska vara 1-12"),
        ({"revisions": [{"paybill_annual_mnkr": "ja", "raise_percent": 1, "effective_month": 1}]}, "'ja' är inget tal"),
        ({"process_year": 2018, "council_meetings": [{"date": "20/6"}]}, "'20/6' är inget datum"),
        ({"components": [{"acquisition_value_tkr": 1, "useful_life_years": 0}], "internal_interest_percent": 1,
          "activated_at_end_of": {"year": 2024, "month": 1}}, "livslängd"),
    ],
)  # fmt: skip
def test_an_impossible_figure_is_told_in_swedish(tmp_path, content, why):
    [row] = relations(case(tmp_path, **content)).values()
    assert why in row["why"]


def test_published_figures_that_disagree_are_kept_with_their_difference_and_kind(tmp_path):
    result = calc_check(DATA / "cases" / "published_discrepancies")
    assert result.exit_code == 0
    assert relations(result)["/0/difference"]["computed"] == -1
    folder = tmp_path / "published_discrepancies"
    folder.mkdir()
    head = "computed_or_first_value,published_or_second_value,difference,kind\n"
    (folder / "fler.csv").write_text(
        head + '"1 234,5",1234,0.5,rounding\n5,,,missing\n1,2,-1,slarv\n', encoding="utf-8"
    )
    found = relations(calc_check(folder))
    assert found["/0/difference"]["holds"]
    assert "/1/difference" not in found
    assert "Slaget 'slarv' är okänt" in found["/2/kind"]["why"]


def test_an_empty_folder_and_a_broken_file_leave_code_2(tmp_path):
    assert calc_check(tmp_path).exit_code == 2
    (tmp_path / "trasig.json").write_bytes(b"{")
    assert calc_check(tmp_path).exit_code == 2
    (tmp_path / "trasig.json").write_bytes(b'{"recept": 1}')
    assert calc_check(tmp_path).exit_code == 2


def test_the_table_is_for_people():
    result = CliRunner().invoke(app, ["calc", "check", str(DATA / "cases" / "result_reserve")])
    assert "0 stämmer inte" in result.stdout
