"""On-cost, internal interest and population: what each moves, counterparts that sum to zero, what is refused."""

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ramverk.apps.frames import generation
from ramverk.apps.frames.actions.choose_assumptions import choose_assumptions
from ramverk.apps.frames.actions.generate_changes import generate_changes
from ramverk.apps.frames.actions.start_edition import start_edition
from ramverk.apps.frames.findings import edition_findings
from ramverk.apps.frames.lab import Lever, what_if
from ramverk.apps.frames.ledger import core_edition
from ramverk.apps.frames.models import AssumptionSet, Change
from ramverk.apps.frames.rows import Row
from ramverk.apps.frames.rule_levels import interest_rows, on_cost_rows
from ramverk.apps.frames.tests.test_ledger import TKR, frame, line
from ramverk.apps.trail.verdicts import Invalid
from ramverk.core.editions.editions import fold
from ramverk.core.statements.result_budget import result_budget

POPULATION = {
    "7–15": {"2017": "3 000", "2018": "3 100", "2019": "3 200", "2020": "3 300", "2021": "3 400"},
    "80–": {"2017": "1 000", "2018": "1 010", "2019": "1 031", "2020": "1 050", "2021": "1 080"},
}
PRICES = [
    {"board": "BUN", "operation": "440", "age": "7-15 år", "price": "100"},
    {"board": "SN", "operation": "510 Äldreomsorg", "age": "80–", "price": "250,5", "2018": "20", "2019": "21"},
]


def result(edition, year=2019):
    core = core_edition(edition)
    return int(result_budget(fold(core), core.years).result(year)) / TKR


def test_a_changed_on_cost_moves_every_board_and_central_finance_by_the_same(finans, utkastet, antag):
    before = result(utkastet)
    choose_assumptions(finans, utkastet, antag("on_cost", {"rate": {"2018": "40", "2019": "40,5", "2021": "39"}}))
    assert frame(utkastet, "BUN") == -940_000 - 600_000 * 0.005
    assert frame(utkastet, "BUN", 2020) == frame(utkastet, "BUN")  # the level of 2019 holds until another is known
    assert frame(utkastet, "SN", 2021) == -280_000 + 300_000 * 0.01
    assert line(utkastet, "on_cost_difference") == 900_000 * 0.005
    assert result(utkastet) == before


def test_the_on_cost_follows_the_revised_pay(finans, utkastet, antag):
    choose_assumptions(finans, utkastet, antag("pay", {"2019": {"pct": "2", "month": "1"}}))
    paid = frame(utkastet, "BUN")
    choose_assumptions(finans, utkastet, antag("on_cost", {"rate": {"2018": "40", "2019": "41"}}))
    assert frame(utkastet, "BUN") == paid - 612_000 * 0.01
    made = Change.objects.get(
        edition=utkastet, rule=f"on_cost:{Change.objects.filter(rule__startswith='on_cost')[0].body_id}"
    )
    assert made.source["words"] == "Antagande, SKL, cirkulär 17:68; Antagande, SKL, cirkulär 17:68"
    choose_assumptions(finans, utkastet, antag("pay", {"2019": {"pct": "4", "month": "1"}}, "Högre"))
    assert Change.objects.get(edition=utkastet, rule=made.rule).amounts["2019"] == -624_000 * TKR // 100


def test_another_internal_rate_moves_interest_on_what_stands_in_the_books(finans, utkastet, antag, kommunen):
    before = result(utkastet)
    books = {str(kommunen["KN"].pk): {"2019": "200 000", "2020": "190 000", "2021": "0"}}
    rates = {"rate": {"2018": "1,75", "2019": "1,5"}}
    choose_assumptions(finans, utkastet, antag("internal_interest", rates | books))
    assert [frame(utkastet, "KN", year) for year in (2019, 2020, 2021)] == [500, 475, 0]
    assert line(utkastet, "internal_interest") == -500
    assert result(utkastet) == before


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.decimals(0, 100, places=3), min_size=4, max_size=4),
    st.lists(st.integers(0, 10**13), min_size=3, max_size=3),
)
def test_the_boards_and_the_counterpart_sum_to_zero_to_the_ore(utkastet, kommunen, rates, books):
    values = {"rate": {str(2018 + at): str(Fraction(rate)) for at, rate in enumerate(rates)}}
    values["book_value"] = {
        str(kommunen[board].pk): {str(year): amount + at for at, year in enumerate((2019, 2020, 2021))}
        for board, amount in zip(("BUN", "SN", "KN"), books, strict=True)
    }
    chosen = AssumptionSet(pk=1, name="x", source="y", values=values)
    for rows in (interest_rows(utkastet, chosen), on_cost_rows(utkastet, chosen, None)):
        for year in ("2019", "2020", "2021"):
            assert sum(row.amounts.get(year, 0) for row in rows.values()) == 0


def test_volumes_are_the_price_list_times_what_the_population_moves(finans, utkastet, antag):
    choose_assumptions(finans, utkastet, antag("population", POPULATION))
    assert not Change.objects.filter(edition=utkastet).exists()  # it takes both to make a volume
    choose_assumptions(finans, utkastet, antag("price_list", {"rows": PRICES}))
    assert frame(utkastet, "BUN") == -940_000 - 100 * 100
    assert frame(utkastet, "BUN", 2021) == -940_000 - 300 * 100
    made = Change.objects.get(edition=utkastet, body__short_name="SN")
    assert made.amounts["2019"] == -round(25_050_000 * (1020.5 * 0.21 - 1005 * 0.20))
    assert (made.operation.code, made.cause) == ("510", "volume")
    assert made.source["reference"].count("assumption:") == 2


def test_a_new_forecast_takes_back_what_the_old_list_priced(finans, omgangen, utkastet, antag):
    choose_assumptions(finans, utkastet, antag("population", POPULATION))
    choose_assumptions(finans, utkastet, antag("price_list", {"rows": PRICES}))
    branch = start_edition(finans, omgangen, "revision", "Revidering", utkastet)
    choose_assumptions(finans, branch, antag("price_list", {"rows": PRICES[:1]}, "Utan äldre"))
    assert frame(branch, "SN") == -280_000
    assert frame(branch, "BUN") == frame(utkastet, "BUN")
    assert generate_changes(finans, branch) is None


def test_an_age_that_the_forecast_lacks_is_pointed_out(finans, utkastet, antag):
    choose_assumptions(finans, utkastet, antag("population", {"80–": POPULATION["80–"]}))
    choose_assumptions(finans, utkastet, antag("price_list", {"rows": PRICES}))
    assert [one.code for one in edition_findings(utkastet)] == ["age_group_unknown"]
    assert frame(utkastet, "BUN") == -940_000


def test_more_inhabitants_are_a_lever(finans, utkastet, antag):
    choose_assumptions(finans, utkastet, antag("population", POPULATION))
    choose_assumptions(finans, utkastet, antag("price_list", {"rows": PRICES[:1]}))
    found = what_if(utkastet, {Lever.POPULATION: Fraction(10)}, None)
    assert int(found.effects[Lever.POPULATION][2019]) == -315 * 100 * TKR
    assert not Change.objects.filter(edition=utkastet, amounts__has_key="2030").exists()


def test_an_area_above_registers_a_rule_and_a_branch_holds_the_difference(
    finans, omgangen, utkastet, kommunen, monkeypatch
):
    monkeypatch.setattr(generation, "_generators", [])
    cost = {"2019": -500, "2020": -900}

    def rows(_edition):
        if not cost:
            return {}
        return {
            "capital:7": Row(
                body_id=kommunen["BUN"].pk, cause="capital_cost", amounts=dict(cost), text="Skolan", rule="capital:7"
            )
        }

    generation.register(rows, "capital")
    generate_changes(finans, utkastet)
    branch = start_edition(finans, omgangen, "revision", "Revidering", utkastet)
    cost["2019"] = -700
    generate_changes(finans, branch)
    assert Change.objects.get(edition=branch).amounts == {"2019": -200}
    cost.clear()
    generate_changes(finans, branch)
    assert Change.objects.get(edition=branch).amounts == {"2019": 500, "2020": 900}


@pytest.mark.parametrize(
    ("kind", "values", "says"),
    [
        ("on_cost", {"rate": {"2019": "39"}}, "procentsatsen 2018"),
        ("on_cost", {"rate": {"2018": "39"}}, "minst ett av åren 2019–2021"),
        ("on_cost", {"rate": {"2018": "-1"}}, "mindre än noll"),
        ("internal_interest", {"rate": {"2018": "1", "2019": "2"}}, "minst en nämnd"),
        ("internal_interest", {"rate": {"2018": "1", "2019": "2"}, "999": {"2019": "5"}}, "finns inte"),
        ("population", {"80–": {"2018": "5"}}, "saknar antal vid slutet av 2017, 2019"),
        ("population", {"80–": POPULATION["80–"] | {"2018": "1,5"}}, "inte ett antal personer"),
        ("population", {"80–": POPULATION["80–"], "80 -": POPULATION["80–"]}, "två rader"),
        ("price_list", {"rows": [{"board": "XX", "operation": "440", "age": "6", "price": "1"}]}, "nämnden ”XX”"),
        ("price_list", {"rows": [{"board": "SN", "operation": "9", "age": "6", "price": "1"}]}, "verksamheten ”9”"),
        ("price_list", {"rows": [{"board": "SN", "operation": "510", "age": "", "price": "1"}]}, "skriv åldersgrupp"),
        ("price_list", {"rows": [PRICES[0] | {"2019": "50"}]}, "andelen 2018"),
        ("price_list", {"rows": [PRICES[0], PRICES[0]]}, "två rader"),
    ],
)
def test_a_set_that_says_too_little_is_refused(ingaende, antag, kind, values, says):
    with pytest.raises(Invalid, match=says):
        antag(kind, values)
