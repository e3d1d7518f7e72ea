"""Every parameter is cited year by year, exact, and says what it does not know."""

from datetime import date
from fractions import Fraction

import pytest

from ramverk.core.revenue.equalisation import income_equalisation
from ramverk.rules.loader import RuleError, load_rules
from ramverk.rules.parameters import equalisation_year, load_parameters, parameter, parse_parameter

ALL = list(load_parameters().values())


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.id)
def test_every_parameter_is_complete(one):
    assert one.text_sv.endswith(".")
    assert one.text_en.endswith(".")
    assert one.source
    assert one.read_on <= date(2026, 12, 31)
    assert any(stated.value is not None for stated in one.years.values())
    assert all(stated.reference for stated in one.years.values() if stated.value is not None)


def test_parameters_are_no_rules_and_rules_no_parameters():
    assert not set(load_rules()) & set(load_parameters())


def test_a_year_answers_exactly():
    assert parameter("uppraknafaktorer").of(2026) == (Fraction("1.039"), Fraction("1.045"))
    assert parameter("internranta").of(2019) == Fraction("1.5")
    assert parameter("regleringspost").of(2018) == 157


@pytest.mark.parametrize(("name", "year", "says"), [
    ("uppraknafaktorer", 2019, "är inte läst"), ("internranta", 1999, "1999 finns inte. Kända år: 2017"),
])  # fmt: skip
def test_a_year_that_is_not_known_says_so(name, year, says):
    with pytest.raises(RuleError, match=says):
        parameter(name).of(year)
    assert parameter(name).stated(year) is None


def test_an_unknown_parameter_names_those_there_are():
    with pytest.raises(RuleError, match="parametrar/internranta"):
        parameter("ranta")


def test_the_core_reckons_with_a_year_of_parameters():
    year = equalisation_year(2023, "Dalarnas")
    assert (year.guarantee, year.grant_rate) == (Fraction("1.15"), Fraction("0.1952"))
    assert income_equalisation(year, Fraction(230_000)) == Fraction("0.1952") * (Fraction("1.15") * 260_930 - 230_000)
    with pytest.raises(RuleError, match="Länet Sörmlands"):
        equalisation_year(2023, "Sörmlands")
    with pytest.raises(RuleError, match="lansvisa_skattesatser för 2026 finns inte"):
        equalisation_year(2026, "Dalarnas")


@pytest.mark.parametrize(("changes", "error"), [
    ({"unit": "kr"}, ValueError), ({"values": {2020: {"value": 1.5, "reference": "x"}}}, TypeError),
])  # fmt: skip
def test_a_file_that_cannot_be_trusted_is_refused(changes, error):
    content = {
        "id": "parametrar/x", "unit": "percent", "text": {"sv": "S.", "en": "E."}, "reference": None, "source": "S",
        "read_on": date(2025, 12, 31), "values": {2020: {"value": "1.5", "reference": "x"}},
    }  # fmt: skip
    assert parse_parameter(content).of(2020) == Fraction("1.5")
    with pytest.raises(error):
        parse_parameter(content | changes)
