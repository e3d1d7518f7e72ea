"""The three statements: they tie, every number explains itself, and what they rest on is kept with its source."""

import io
from datetime import date
from fractions import Fraction

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ramverk.apps.frames import investment_totals
from ramverk.apps.frames.actions.add_assumptions import add_assumptions
from ramverk.apps.frames.actions.choose_assumptions import choose_assumptions
from ramverk.apps.frames.actions.freeze_edition import freeze_edition
from ramverk.apps.frames.actions.save_changes import RowEdit, save_changes
from ramverk.apps.frames.actions.set_goal import set_goal
from ramverk.apps.frames.findings import edition_findings
from ramverk.apps.frames.investment_totals import InvestmentTotal
from ramverk.apps.frames.lab import Lever, what_if
from ramverk.apps.frames.models import AssumptionSet, Edition, FinancialGoal
from ramverk.apps.frames.policy import ASSUMPTIONS
from ramverk.apps.frames.queries.balancing import balanced
from ramverk.apps.frames.queries.figures import figures
from ramverk.apps.frames.queries.goals import explain_goal, goals_at
from ramverk.apps.frames.queries.legal import requirements
from ramverk.apps.frames.queries.statements import explain_balance, stated, statement_findings, ties
from ramverk.apps.frames.rows import Row
from ramverk.apps.frames.workbook import workbook
from ramverk.apps.organisation.models import Municipality
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Refused
from ramverk.core.money import THIN_SPACE, Ore
from ramverk.core.statements.balance_lines import Side

TKR = 100_000
OPENING = {"tangible_assets": "900 000", "cash": "100 000", "equity_other": "700 000", "loans": "300 000"}
PLAN = {
    "tangible_investment": ("80 000", "90 000", "70 000", "70 000"),
    "depreciation": ("50 000", "52 000", "54 000", "55 000"),
    "new_loans": ("", "40 000", "", ""),
    "repayment": ("10 000", "10 000", "10 000", "10 000"),
}
YEARS = ("2018", "2019", "2020", "2021")


def opening(**other):
    return {line: {"2017": text} for line, text in (OPENING | other).items()}


def plan(**other):
    return {flow: dict(zip(YEARS, texts, strict=True)) for flow, texts in (PLAN | other).items()}


@pytest.fixture
def vilar(finans, omgangen, utkastet):
    """The draft rests on an opening balance and a plan."""

    def rest(kind, values, name):
        made = add_assumptions(finans, omgangen, kind, name, date(2018, 1, 12), "Bokslut 2017, not 12", values)
        return choose_assumptions(finans, utkastet, made)

    rest("opening_balance", opening(), "Balansräkning 2017")
    return rest("financing", plan(), "Investeringar och lån januari")


@pytest.fixture
def bladdrar(client, ekonomichefen):
    """The finance director's browser."""
    client.force_login(ekonomichefen)
    return client


def text_of(answer):
    return answer.content.decode().replace(THIN_SPACE, " ")


def test_the_three_statements_tie_from_the_accounts_to_the_last_plan_year(vilar):
    of = stated(vilar)
    assert of.position.years == (2018, 2019, 2020, 2021)
    assert statement_findings(of) == []
    assert all(tied.holds for tied in ties(of))
    assert len(ties(of)) == 5 + 4 * 6
    result = of.results.result(2018)
    assert of.position.side(Side.EQUITY, 2018) == Ore(700_000 * TKR) + result
    assert of.position.balance("loans", 2021) == Ore((300_000 + 40_000 - 40_000) * TKR)
    cash = 100_000 + int(result) // TKR - 80_000 + 50_000 - 10_000
    assert of.position.balance("cash", 2018) == Ore(cash * TKR)


def test_every_balance_explains_itself_back_to_the_accounts(vilar):
    of = stated(vilar)
    explained = explain_balance(of, "tangible_assets", 2019)
    assert explained.ties
    assert [int(part.amount) // TKR for part in explained.parts] == [930_000, 90_000, -52_000]
    assert "Investeringar och lån januari" in explained.parts[1].source.words
    assert "Bokslut 2017, not 12" in explain_balance(of, "cash", 2017).parts[0].source.words


def test_the_page_shows_all_three_with_the_law_and_the_ties(bladdrar, vilar):
    page = text_of(bladdrar.get(reverse("frames:statements", args=[vilar.pk])))
    for words in ("Resultatbudget", "Balansbudget", "Kassaflödesbudget", "Bokslut 2017", "29 av 29 avstämningar"):
        assert words in page
    assert "KL 11:6" in page
    assert "968 000" in page


def test_the_page_says_what_is_missing_before_anything_is_laid_in(bladdrar, utkastet):
    page = text_of(bladdrar.get(reverse("frames:statements", args=[utkastet.pk])))
    assert "Balans- och kassaflödesbudgeten saknas" in page
    assert "Lägg in den ingående balansen" in page


def test_a_number_says_why(bladdrar, vilar):
    url = reverse("frames:why_statement", args=[vilar.pk])
    page = text_of(bladdrar.get(url + "?balans=cash&ar=2018"))
    assert "delarna summerar till beloppet" in page
    assert "Vid slutet av 2017" in page
    assert "Investeringar och lån januari" in text_of(bladdrar.get(url + "?flode=new_loans&ar=2019"))
    for query in ("", "?balans=cash", "?balans=guld&ar=2018", "?flode=new_loans&ar=2017", "?balans=cash&ar=x"):
        assert bladdrar.get(url + query).status_code == 404


def test_an_uneven_opening_balance_is_found_with_both_figures(finans, omgangen, utkastet):
    made = add_assumptions(
        finans, omgangen, "opening_balance", "Fel", date(2018, 1, 12), "Bokslut", opening(loans="290 000")
    )
    (finding, *_rest) = statement_findings(stated(choose_assumptions(finans, utkastet, made)))
    assert finding.code == "T6"
    assert "1 000 000 tkr" in finding.message.replace(THIN_SPACE, " ")
    assert "990 000 tkr" in finding.message.replace(THIN_SPACE, " ")


def test_a_plan_is_laid_in_from_the_page_and_nothing_old_is_changed(bladdrar, vilar):
    url = reverse("frames:statement_plan", args=[vilar.pk, "financing"])
    page = text_of(bladdrar.get(url))
    assert 'value="80 000"' in page
    data = {
        "name": "Plan i februari",
        "dated": "2018-02-01",
        "source": "Investeringslistan",
        "new_loans:2020": "25 000",
    }
    assert bladdrar.post(url, data).status_code == 302
    assert AssumptionSet.objects.filter(kind="financing").count() == 2
    made = AssumptionSet.objects.get(name="Plan i februari")
    assert made.replaces.name == "Investeringar och lån januari"
    assert made.values == {"new_loans": {"2020": 25_000 * TKR}}
    assert stated(Edition.objects.get(pk=vilar.pk)).plan == made
    assert TrailEntry.objects.filter(verb="frames.add_assumptions").exists()


def test_what_cannot_be_read_is_said_at_its_field_and_nothing_typed_is_lost(bladdrar, vilar):
    url = reverse("frames:statement_plan", args=[vilar.pk, "financing"])
    data = {"name": "Plan", "dated": "2018-02-01", "source": "Listan", "new_loans:2020": "1e9", "repayment:2019": "5"}
    answer = bladdrar.post(url, data)
    assert answer.status_code == 422
    assert "inte ett belopp" in text_of(answer)
    assert 'value="1e9"' in text_of(answer)
    data["new_loans:2020"] = "-5"
    answer = bladdrar.post(url, data)
    assert "Nya lån skrivs med plus" in text_of(answer)
    assert AssumptionSet.objects.filter(kind="financing").count() == 1


def test_it_refuses_lines_nobody_knows(finans, omgangen):
    with pytest.raises(Invalid, match="goodwill"):
        add_assumptions(finans, omgangen, "opening_balance", "X", date(2018, 1, 1), "Y", {"goodwill": {"2017": "1"}})


def test_only_the_centre_lays_in_a_plan(client, vilar, namndsekreteraren, finans):
    frozen = freeze_edition(finans, vilar)
    client.force_login(namndsekreteraren)
    assert client.get(reverse("frames:statements", args=[frozen.pk])).status_code == 200
    assert client.get(reverse("frames:statement_plan", args=[frozen.pk, "financing"])).status_code == 403


def test_the_plan_of_loans_is_closed_until_an_edition_that_rests_on_it_is_open(vilar, som, namndsekreteraren, finans):
    made, actor = AssumptionSet.objects.get(kind="financing"), som(namndsekreteraren)
    assert not ASSUMPTIONS.check(actor, made)
    assert ASSUMPTIONS.check(actor, AssumptionSet.objects.get(kind="opening_balance"))
    freeze_edition(finans, vilar)
    assert ASSUMPTIONS.check(actor, made)


def test_the_investment_budget_holds_where_it_is_known_and_differences_are_named(vilar):
    def from_the_area(_edition):
        return {2019: InvestmentTotal(Ore(95_000 * TKR), Ore(5_000 * TKR), source="Investeringsbudgeten 2019")}

    investment_totals.register(from_the_area)
    try:
        of = stated(vilar)
    finally:
        investment_totals.unregister(from_the_area)
    assert of.position.net_investment(2019) == Ore(90_000 * TKR)
    assert of.position.net_investment(2020) == Ore(70_000 * TKR)
    assert statement_findings(of) == []
    assert "Investeringsbudgeten 2019" in explain_balance(of, "tangible_assets", 2019).parts[1].source.words


def test_a_frozen_edition_keeps_the_investments_it_was_frozen_with(finans, vilar):
    planned = {2019: InvestmentTotal(Ore(95_000 * TKR), Ore(5_000 * TKR), source="Investeringsbudgeten")}

    def from_the_area(_edition):
        return dict(planned)

    investment_totals.register(from_the_area)
    try:
        frozen = freeze_edition(finans, vilar)
        planned[2019] = InvestmentTotal(Ore(0))
        of = stated(Edition.objects.get(pk=frozen.pk))
    finally:
        investment_totals.unregister(from_the_area)
    assert of.position.net_investment(2019) == Ore(90_000 * TKR)
    assert of.position.balance("loans", 2019) == Ore(320_000 * TKR)
    assert "när ”Utkast till ramdirektiv” frystes" in of.plan.name
    assert "Investeringsbudgeten" in of.plan.source
    assert of.plan.replaces.name == "Investeringar och lån januari"


def test_a_frozen_edition_never_rests_on_another_plan(finans, vilar):
    frozen = freeze_edition(finans, vilar)
    with pytest.raises(Refused, match="fryst"):
        choose_assumptions(finans, frozen, AssumptionSet.objects.get(kind="financing"))


def goal(finans, utkastet, threshold, formula, operator="at_least", **more):
    return set_goal(finans, utkastet.round, formula, threshold, operator, formula=formula, **more)


def outcomes_of(edition, actor):
    return {
        one.goal.name: [(part.year, part.value, part.is_met) for part in one.outcomes]
        for one in goals_at(edition, actor)
    }


def test_goals_of_the_position_wait_for_it_and_then_are_judged(finans, utkastet, vilar, kommunen):
    Municipality.objects.update(inhabitants=30_000)
    for formula, threshold, operator in (
        ("equity_ratio", "60", "at_least"),
        ("debt_per_inhabitant_kr", "10 500", "at_most"),
        ("net_investment_share", "7", "at_most"),
    ):
        goal(finans, utkastet, threshold, formula, operator)
    goal(finans, utkastet, "80", "self_financing", span="four_years")
    found = outcomes_of(vilar, finans)
    assert [value for _year, value, _met in found["debt_per_inhabitant_kr"]] == [
        f"10{THIN_SPACE}667", f"10{THIN_SPACE}333", f"10{THIN_SPACE}000"
    ]  # fmt: skip
    assert [met for _year, _value, met in found["debt_per_inhabitant_kr"]] == [False, True, True]
    assert found["net_investment_share"][0][1:] == ("6,92", True)
    result = 4 * 20_000
    share = 100 * (result + 50_000 + 52_000 + 54_000 + 55_000) / (80_000 + 90_000 + 70_000 + 70_000)
    assert found["self_financing"] == [(None, f"{share:.2f}".replace(".", ","), True)]
    page = goals_at(Edition.objects.get(kind="base"), finans)
    assert all(part.value == "" for one in page for part in one.outcomes if one.goal.formula == "equity_ratio")


def test_a_goal_of_ones_own_is_made_on_the_page_and_says_what_it_is_made_of(bladdrar, vilar):
    url = reverse("frames:goals")
    form = {"name": "Kassan räcker", "formula": "own", "operator": "at_least", "threshold": "25", "span": "each_year"}
    answer = bladdrar.post(url, form)
    assert answer.status_code == 422
    assert "minst en rad till täljaren" in text_of(answer)
    form |= {"numerator": ["cash"], "denominator": ["loans"]}
    assert bladdrar.post(url, form).status_code == 302
    page = text_of(bladdrar.get(url))
    assert "kassa och bank av lån" in page
    assert "minst 25\u00a0%" in page
    assert FinancialGoal.objects.get().numerator == ["cash"]
    assert "Kassan räcker" in text_of(bladdrar.get(reverse("frames:compare")))


def test_a_goals_outcome_leads_to_the_lines_it_is_made_of(bladdrar, finans, utkastet, vilar, kommunen):
    Municipality.objects.update(inhabitants=30_000)
    debt = goal(finans, utkastet, "10 500", "debt_per_inhabitant_kr", "at_most")
    share = goal(finans, utkastet, "1", "result_share")
    of = stated(vilar)
    explained = explain_goal(debt, of)
    assert explained.below[0].amounts == dict.fromkeys(explained.years, 30_000)
    loans = {year: int(of.position.balance("loans", year)) for year in explained.years}
    assert explained.above[0].amounts == loans
    overview = text_of(bladdrar.get(reverse("frames:edition", args=[vilar.pk])))
    for one in (debt, share):
        assert reverse("frames:why_goal", args=[vilar.pk, one.pk]) in overview
    page = text_of(bladdrar.get(reverse("frames:why_goal", args=[vilar.pk, debt.pk])))
    assert f"{reverse('frames:why_statement', args=[vilar.pk])}?balans=loans&amp;ar=2019" in page
    assert "delat med" in page
    page = text_of(bladdrar.get(reverse("frames:why_goal", args=[vilar.pk, share.pk])))
    assert f"{reverse('frames:why', args=[vilar.pk])}?grupp=tax&amp;ar=2019" in page


def test_a_goal_of_a_line_nobody_knows_is_refused(finans, omgangen):
    with pytest.raises(Invalid, match="guld"):
        set_goal(finans, omgangen, "Guld", "1", formula="own", numerator=["guld"])


def test_how_an_edition_stands_is_always_in_sight(bladdrar, vilar, finans):
    set_goal(finans, vilar.round, "Minst en procent", "1")
    for name in ("edition", "statements"):
        page = text_of(bladdrar.get(reverse(f"frames:{name}", args=[vilar.pk])))
        assert "1 av 1 mål nås" in page
        assert "Lagkraven är uppfyllda" in page


def test_the_balance_test_takes_gains_away_and_restores_the_oldest_deficit_first(finans, omgangen, utkastet, vilar):
    deficit = {"unrestored_deficit": {"2016": "30 000", "2017": "5 000"}}
    rest(finans, omgangen, utkastet, "opening_balance", opening() | deficit)
    edition = rest(
        finans,
        omgangen,
        utkastet,
        "financing",
        plan(capital_gains=("4 000", "", "", ""), sale_proceeds=("6 000", "", "", "")),
    )
    found = balanced(edition, stated(edition))
    results = {row.label: [int(cell.amount) // TKR for cell in row.cells] for row in found.rows}
    assert results["Samtliga realisationsvinster"][0] == -4_000
    assert results["Årets balanskravsresultat"] == [16_000, 20_000, 20_000, 20_000]
    assert [(one.year, int(one.rest(2019)) // TKR, one.due) for one in found.deficits] == [
        (2016, 0, 2019),
        (2017, 0, 2020),
    ]
    assert found.findings == ()


def test_a_deficit_left_when_it_is_due_is_shown_with_the_law(bladdrar, finans, omgangen, utkastet, vilar):
    rest(finans, omgangen, utkastet, "opening_balance", opening() | {"unrestored_deficit": {"2016": "90 000"}})
    page = text_of(bladdrar.get(reverse("frames:statements", args=[utkastet.pk])))
    assert "Underskottet 2016 på 90 000 tkr ska vara återställt senast 2019" in page
    assert "50 000 tkr återstår" in page
    assert "Balanskravsutredning" in page
    form = text_of(bladdrar.get(reverse("frames:statement_plan", args=[utkastet.pk, "opening_balance"])))
    assert 'value="90 000"' in form


def test_a_deficit_covered_by_the_reserve_is_no_hinder_but_is_said(
    bladdrar, finans, omgangen, utkastet, vilar, kommunen
):
    row = Row(body_id=kommunen["BUN"].pk, cause="political", amounts={"2019": -30_000 * TKR}, text="Satsning")
    save_changes(finans, utkastet, [RowEdit(row)])
    before = Edition.objects.get(pk=utkastet.pk)
    assert "balance_requirement" in {one.code for one in edition_findings(before)}
    edition = rest(finans, omgangen, utkastet, "financing", plan(reserve_draw=("", "10 000", "", "")))
    page = text_of(bladdrar.get(reverse("frames:edition", args=[edition.pk])))
    assert "täcks av 10 000 tkr ur resultatreserven" in page
    assert "Intäkterna ska överstiga kostnaderna" not in page
    assert requirements(edition, figures(edition), stated(edition))[0].is_met


def rest(finans, omgangen, utkastet, kind, values):
    made = add_assumptions(finans, omgangen, kind, f"{kind} igen", date(2018, 1, 20), "Bokslut", values)
    return choose_assumptions(finans, utkastet, made)


def upload(text, name="balans.csv"):
    return {"sheet": SimpleUploadedFile(name, text.encode())}


def test_a_file_fills_the_form_and_is_kept_as_the_source_when_it_is_saved(bladdrar, utkastet):
    url = reverse("frames:statement_plan", args=[utkastet.pk, "opening_balance"])
    text = "Rad (tkr);Bokslut 2017\nKassa och bank;100 000\nÖvrigt eget kapital;100 000\nSumma;200 000\n"
    answer = bladdrar.post(url, upload(text))
    page = text_of(answer)
    assert answer.status_code == 200
    assert 'value="100 000"' in page
    assert "Fälten är ifyllda från ”balans.csv”" in page
    assert not AssumptionSet.objects.filter(kind="opening_balance").exists()
    form = answer.context["form"]
    data = {field.html_name: field.value() or "" for field in form} | {"name": "Bokslut 2017", "dated": "2018-03-01"}
    assert bladdrar.post(url, data).status_code == 302
    made = AssumptionSet.objects.get(kind="opening_balance")
    assert bytes(made.file.content).decode() == text
    assert made.values["cash"] == {"2017": 100_000 * TKR}


def test_a_file_with_rows_nobody_knows_is_refused_row_by_row(bladdrar, utkastet):
    url = reverse("frames:statement_plan", args=[utkastet.pk, "financing"])
    answer = bladdrar.post(url, upload("Rad (tkr);2019\nNya lån;40 000\nGuldtackor;1\n"))
    assert answer.status_code == 422
    assert "Guldtackor" in text_of(answer)
    assert "rad 3" in text_of(answer)
    assert bladdrar.post(url, upload("Rad;belopp\nNya lån;40 000\n")).status_code == 422


def test_the_old_reserve_and_the_new_are_two_lines_and_each_law_is_told(finans, omgangen, utkastet, vilar):
    rest(finans, omgangen, utkastet, "opening_balance", opening(equity_result_reserve="20 000", equity_other="680 000"))
    flows = plan(reserve_set_aside=("", "1 000", "", ""), reserve_2024_set_aside=("", "2 000", "", ""))
    edition = rest(finans, omgangen, utkastet, "financing", flows)
    of = stated(edition)
    assert int(of.position.balance("equity_result_reserve", 2019)) == 21_000 * TKR
    assert int(of.position.balance("equity_result_reserve_2024", 2019)) == 2_000 * TKR
    assert all(one.holds for one in ties(of))
    found = balanced(edition, of)
    assert {one.code for one in found.findings} == {"reserve_unconfirmed", "reserve_too_early"}
    labels = [row.label for row in found.rows]
    assert labels.index("Reservering till resultatutjämningsreserv") < labels.index("Reservering till resultatreserv")
    Edition.objects.filter(pk=edition.pk).update(years=[2025, 2026, 2027])
    later = Edition.objects.get(pk=edition.pk)
    codes = {one.code for one in balanced(later, of).findings}
    assert codes == {"reserve_closed"}  # the new reserve takes two million of a result of hundreds


def test_the_workbook_and_the_file_for_machines_have_the_statements(bladdrar, finans, vilar):
    book = openpyxl.load_workbook(io.BytesIO(workbook(vilar)[1]))
    assert book.sheetnames[3:6] == ["Balansbudget", "Kassaflödesbudget", "Balanskravsutredning"]
    total = next(row for row in book["Balansbudget"].iter_rows(values_only=True) if row[0] == "Summa tillgångar")
    assert total[1] == 1_000_000
    frozen = freeze_edition(finans, vilar)
    told = bladdrar.get(reverse("frames:json", args=[frozen.pk])).json()["statements"]
    assert [one["name"] for one in told] == ["Balansbudget", "Kassaflödesbudget", "Balanskravsutredning"]
    assert {"label": "Summa tillgångar", "amounts_ore": told[0]["lines"][2]["amounts_ore"]}["amounts_ore"]


def test_dearer_loans_cost_what_is_owed_on_average(vilar):
    found = what_if(vilar, {Lever.LOAN_RATE: Fraction(1)}, None)
    # 290 000 when 2019 begins, 320 000 when it ends
    assert int(found.effects[Lever.LOAN_RATE][2019]) == -3_050 * TKR
