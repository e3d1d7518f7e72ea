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


def test_an_empty_folder_and_a_broken_file_leave_code_2(tmp_path):
    assert calc_check(tmp_path).exit_code == 2
    (tmp_path / "trasig.json").write_bytes(b"{")
    assert calc_check(tmp_path).exit_code == 2
    (tmp_path / "trasig.json").write_bytes(b'{"recept": 1}')
    assert calc_check(tmp_path).exit_code == 2


def test_the_table_is_for_people():
    result = CliRunner().invoke(app, ["calc", "check", str(DATA / "cases" / "result_reserve")])
    assert "0 stämmer inte" in result.stdout
