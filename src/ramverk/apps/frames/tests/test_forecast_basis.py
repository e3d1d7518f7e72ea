"""A forecast that says what it rests on is held against the state's parameters and against its own lines."""

from datetime import date

import pytest
from django.urls import reverse

from ramverk.apps.frames import forecast_basis
from ramverk.apps.frames.actions.choose_assumptions import choose_assumptions
from ramverk.apps.frames.findings import edition_findings
from ramverk.apps.frames.tests.test_frames_pages import bladdrar, text_of  # noqa: F401 - a fixture
from ramverk.apps.frames.tests.test_ledger import line
from ramverk.apps.trail.verdicts import Invalid
from ramverk.rules.parameters import parse_parameter

STATED = {
    "municipal_tax": {"2019": "216 727"},
    "factor_before": {"2019": "1,048"},
    "factor_year": {"2019": "1,034"},
    "tax_base_tkr": {"2019": "1 000 000"},
    "tax_rate": {"2019": "20"},
}


def fixed(reference="SFS 2018:1580", second="1.034"):
    content = {
        "id": "parametrar/uppraknafaktorer", "unit": "factor_pair", "text": {"sv": "S.", "en": "E."}, "reference": "L",
        "source": "S", "read_on": date(2018, 12, 1),
        "values": {2019: {"value": ["1.048", second], "reference": reference}},
    }  # fmt: skip
    return lambda _name: parse_parameter(content)


def codes(edition):
    return [finding.code for finding in edition_findings(edition)]


def test_a_forecast_that_agrees_with_what_is_fixed_and_with_itself_is_silent(finans, utkastet, antag, monkeypatch):
    monkeypatch.setattr(forecast_basis, "parameter", fixed())
    choose_assumptions(finans, utkastet, antag("forecast", STATED | {"municipal_tax": {"2019": "216 726"}}))
    assert line(utkastet, "municipal_tax") == 216_726
    assert not {"factor_differs", "forecast_line_differs"} & set(codes(utkastet))


def test_a_factor_that_is_not_the_fixed_one_is_pointed_out(finans, utkastet, antag, monkeypatch):
    choose_assumptions(finans, utkastet, antag("forecast", STATED))
    assert "factor_differs" not in codes(utkastet)  # the factors of 2019 have not been read
    monkeypatch.setattr(forecast_basis, "parameter", fixed(second="1.035"))
    (found,) = [one for one in edition_findings(utkastet) if one.code == "factor_differs"]
    assert "uppräkningsfaktorn 1,034; fastställd är 1,035 (SFS 2018:1580)" in found.message
    monkeypatch.setattr(forecast_basis, "parameter", fixed("SFS 2019:5", "1.035"))
    assert "factor_differs" not in codes(utkastet)  # not yet published


def test_a_line_that_its_own_basis_does_not_give_is_pointed_out(finans, utkastet, antag):
    people = {"inhabitants": {"2019": "33 000"}, "regulation_per_inhabitant": {"2019": "378,5"}}
    values = STATED | people | {"municipal_tax": {"2019": "230 000"}, "regulation_item": {"2019": "12 490"}}
    choose_assumptions(finans, utkastet, antag("forecast", values))
    assert codes(utkastet).count("forecast_line_differs") == 1


def test_a_number_that_is_none_is_refused(antag):
    with pytest.raises(Invalid, match="inte ett tal"):
        antag("forecast", {"factor_year": {"2019": "cirka 1"}})


def test_the_parameters_have_a_page_with_their_sources(bladdrar, ingaende):  # noqa: F811
    page = text_of(bladdrar.get(reverse("frames:parameters")))
    assert "SFS 2025:873" in page
    assert "Inte lästa år: 2017, 2019, 2020" in page
    assert "1,034" in page
    assert "Västerbottens" in page
