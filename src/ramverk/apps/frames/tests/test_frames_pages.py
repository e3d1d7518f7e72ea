"""The pages of frames: what each shows, what it refuses, and that nothing typed is lost."""

import io
import re
from fractions import Fraction
from html import unescape

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ramverk.apps.frames.actions.choose_assumptions import choose_assumptions
from ramverk.apps.frames.actions.freeze_edition import freeze_edition
from ramverk.apps.frames.actions.save_changes import RowEdit, save_changes
from ramverk.apps.frames.actions.start_edition import start_edition
from ramverk.apps.frames.lab import Lever, what_if
from ramverk.apps.frames.models import BudgetImport, Change, Edition, FinancialGoal
from ramverk.apps.frames.rows import Row
from ramverk.apps.frames.views import pages
from ramverk.core.money import THIN_SPACE


@pytest.fixture
def bladdrar(client, ekonomichefen):
    """The finance director's browser."""
    client.force_login(ekonomichefen)
    return client


def text_of(answer):
    return answer.content.decode().replace(THIN_SPACE, " ")


@pytest.fixture
def okat(finans, utkastet, kommunen):
    """The draft with two million more for schools."""
    amounts = {str(year): -200_000_000 for year in utkastet.years}
    row = Row(
        body_id=kommunen["BUN"].pk, cause="political", amounts=amounts, text="Läxhjälp", source={"words": "KS § 4"}
    )
    save_changes(finans, utkastet, [RowEdit(row)])
    return utkastet


def test_the_overview_shows_frames_result_and_findings(bladdrar, okat):
    page = text_of(bladdrar.get(reverse("frames:index")))
    assert "Utkast till ramdirektiv" in page
    assert "942 000" in page
    assert "+2 000" in page
    assert "Årets resultat" in page
    assert "18 000" in page


def test_a_deficit_says_what_the_law_says(bladdrar, finans, utkastet, antag):
    choose_assumptions(finans, utkastet, antag("forecast", {"municipal_tax": {"2019": "1 200 000"}}))
    page = text_of(bladdrar.get(reverse("frames:edition", args=[utkastet.pk])))
    assert "underskott på 80 000 tkr" in page
    assert "11 kap. 5 §" in page


def test_the_bridge_closes_and_names_the_change(bladdrar, okat, ingaende):
    for query in ("", f"?mot={ingaende.pk}", "?organ=BUN&vy=arsvis&ar=2020"):
        page = text_of(bladdrar.get(reverse("frames:bridge", args=[okat.pk]) + query))
        assert "stämmer: 0 kr skillnad" in page, query
        assert "Läxhjälp" in page
        assert "<svg" in page


def test_every_number_says_why(bladdrar, okat):
    page = text_of(bladdrar.get(reverse("frames:why", args=[okat.pk]) + "?organ=BUN&ar=2019"))
    assert "budget 2018.csv, rad 2–4" in page
    assert "KS § 4" in page
    assert "delarna summerar till beloppet" in page
    page = text_of(bladdrar.get(reverse("frames:why", args=[okat.pk]) + "?grupp=tax&ar=2019"))
    assert "1 300 000" in page
    assert bladdrar.get(reverse("frames:why", args=[okat.pk])).status_code == 404


def test_compare_puts_editions_side_by_side(bladdrar, okat, ingaende):
    page = text_of(bladdrar.get(reverse("frames:compare") + f"?utgava={okat.pk}&utgava={ingaende.pk}"))
    assert "942 000" in page
    assert "+2 000" in page


def test_the_milestones_show_how_the_result_moved(bladdrar, finans, okat):
    freeze_edition(finans, okat)
    page = text_of(bladdrar.get(reverse("frames:compare")))
    assert "Så har resultatet 2019 flyttat sig" in page
    assert "\u22122 000" in page


def grid(utkastet, **cells):
    """A posted grid with one new row of the boards'."""
    data = {
        f"{kind}-{name}": value
        for kind in ("frame", "finance")
        for name, value in (("TOTAL_FORMS", "1"), ("INITIAL_FORMS", "0"))
    }
    return data | {f"frame-0-{name}": value for name, value in cells.items()}


def test_rows_are_written_in_the_grid(bladdrar, utkastet, kommunen):
    url = reverse("frames:changes", args=[utkastet.pk])
    cells = {"post": kommunen["SN"].pk, "cause": "volume", "text": "Fler äldre", "y2019": "1 234,5", "y2020": "(300)"}
    assert bladdrar.post(url, grid(utkastet, **cells)).status_code == 302
    stored = Change.objects.get(edition=utkastet)
    assert stored.amounts == {"2019": -123_450_000, "2020": 30_000_000}
    page = text_of(bladdrar.get(url))
    assert 'value="1 234,5"' in page
    assert bladdrar.post(reverse("frames:deed", args=[utkastet.pk, "angra"])).status_code == 302
    assert not Change.objects.filter(edition=utkastet).exists()


@pytest.mark.parametrize("amount", ["1e9", "1.234", "tusen"])
def test_a_row_that_cannot_be_read_says_so_and_keeps_what_was_typed(bladdrar, utkastet, kommunen, amount):
    cells = {"post": kommunen["SN"].pk, "cause": "volume", "text": "Fler äldre", "y2019": amount}
    answer = bladdrar.post(reverse("frames:changes", args=[utkastet.pk]), grid(utkastet, **cells))
    assert answer.status_code == 422
    page = text_of(answer)
    assert "inte ett belopp" in page
    assert f'value="{amount}"' in page
    assert "Fler äldre" in page
    assert not Change.objects.filter(edition=utkastet).exists()


def test_a_row_without_a_board_is_pointed_out(bladdrar, utkastet):
    answer = bladdrar.post(reverse("frames:changes", args=[utkastet.pk]), grid(utkastet, text="Vad?", y2019="1"))
    assert answer.status_code == 422
    assert "Välj vilken nämnd" in text_of(answer)


def test_a_transfer_is_made_and_taken_away(bladdrar, utkastet, kommunen):
    data = {"from_body": kommunen["BUN"].pk, "to_body": kommunen["KS"].pk, "text": "Skolskjuts", "y2019": "900"}
    bladdrar.post(reverse("frames:transfer", args=[utkastet.pk]), data)
    sides = Change.objects.filter(edition=utkastet)
    assert sorted(row.amounts["2019"] for row in sides) == [-90_000_000, 90_000_000]
    assert "Skolskjuts" in text_of(bladdrar.get(reverse("frames:changes", args=[utkastet.pk])))
    bladdrar.post(reverse("frames:remove_transfer", args=[utkastet.pk]), {"pair": str(sides[0].pair)})
    assert not Change.objects.filter(edition=utkastet).exists()


def test_a_budget_is_read_from_an_uploaded_file(bladdrar, omgangen):
    from ramverk.apps.frames.tests.conftest import BUDGET

    url = reverse("frames:import")
    answer = bladdrar.post(url, {"file": SimpleUploadedFile("budget.csv", BUDGET.encode())}, follow=True)
    assert "Allt går att läsa in" in text_of(answer)
    assert not Edition.objects.exists()
    one = BudgetImport.objects.get()
    answer = bladdrar.post(reverse("frames:import_accept", args=[one.pk]), {"version": one.version})
    assert answer.url == reverse("frames:edition", args=[Edition.objects.get(kind="base").pk])


def test_an_assumption_is_laid_in_chosen_and_says_what_moved(bladdrar, utkastet):
    url = reverse("frames:add_assumptions", args=["forecast"])
    data = {"name": "Cirkulär 18:12", "dated": "2018-04-20", "source": "SKL", "municipal_tax:2019": "1 305 000"}
    assert bladdrar.post(url, data).status_code == 302
    from ramverk.apps.frames.models import AssumptionSet

    chosen = {"set": AssumptionSet.objects.get().pk}
    page = text_of(bladdrar.post(reverse("frames:choose", args=[utkastet.pk]), chosen, follow=True))
    assert "Resultatet flyttade sig 2019: +5 000 tkr" in page
    assert "utgåvan vilar på det här" in page
    bad = bladdrar.post(url, data | {"municipal_tax:2019": "mycket"})
    assert bad.status_code == 422
    assert "inte ett belopp" in text_of(bad)
    assert 'value="mycket"' in text_of(bad)


def test_a_branch_is_begun_and_frozen(bladdrar, utkastet):
    answer = bladdrar.post(reverse("frames:start"), {"kind": "revision", "name": "Revidering", "parent": utkastet.pk})
    branch = Edition.objects.get(name="Revidering")
    assert answer.url == reverse("frames:changes", args=[branch.pk])
    page = text_of(bladdrar.get(reverse("frames:review", args=[branch.pk])))
    assert "Frys utgåvan" in page
    assert bladdrar.post(reverse("frames:deed", args=[branch.pk, "frys"]), {"checksum": "x"}).status_code == 409
    assert bladdrar.post(reverse("frames:deed", args=[branch.pk, "frys"])).status_code == 302
    answer = bladdrar.get(reverse("frames:json", args=[branch.pk]))
    assert answer.json()["checksum"] == Edition.objects.get(pk=branch.pk).checksum


def test_others_see_nothing_until_it_is_frozen_and_then_only_read(client, finans, okat, namndsekreteraren):
    client.force_login(namndsekreteraren)
    assert "arbetsmaterial" in text_of(client.get(reverse("frames:index")))
    assert client.get(reverse("frames:edition", args=[okat.pk])).status_code == 404
    freeze_edition(finans, okat)
    assert "942 000" in text_of(client.get(reverse("frames:index")))
    assert "Läxhjälp" in text_of(client.get(reverse("frames:changes", args=[okat.pk])))
    assert client.post(reverse("frames:changes", args=[okat.pk]), {}).status_code == 403
    assert client.get(reverse("frames:import")).status_code == 403


def test_without_a_round_there_is_an_empty_state_and_a_sentence(bladdrar, kommunen):
    assert "Läs in tidplanen först" in text_of(bladdrar.get(reverse("frames:index")))
    assert bladdrar.get(reverse("frames:import")).status_code == 422
    assert "inte två utgåvor" in text_of(bladdrar.get(reverse("frames:compare")))


def test_the_activity_and_its_decision_show_the_edition_to_those_who_may_see_it(
    bladdrar, client, aret, okat, namndsekreteraren
):
    for name, pk in (("cycle:activity", aret("R06").pk), ("desks:decision", aret("R06").pk)):
        assert "Utkast till ramdirektiv" in text_of(bladdrar.get(reverse(name, args=[pk])))
    client.force_login(namndsekreteraren)
    assert "Utkast till ramdirektiv" not in text_of(client.get(reverse("cycle:activity", args=[aret("R06").pk])))


def edited(content, **cells):
    """The workbook after somebody wrote in its cells."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for place, value in cells.items():
        book["Ändringar"][place] = value
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("Ändringar.xlsx", out.getvalue())


def test_the_rows_go_out_in_a_workbook_and_come_back_after_a_look(bladdrar, okat, finans):
    url = reverse("frames:return_workbook", args=[okat.pk])
    content = bladdrar.get(reverse("frames:changes_workbook", args=[okat.pk])).content
    assert "Filen ändrar ingenting" in text_of(bladdrar.post(url, {"file": edited(content)}))
    file = edited(content, G2=2500, C3="SN", E3="Volym och demografi", F3="Fler äldre", G3="1 000")
    shown = bladdrar.post(url, {"file": file})
    page = text_of(shown)
    assert "+2 000" in page
    assert "+2 500" in page
    assert "Fler äldre" in page
    assert Change.objects.filter(edition=okat).count() == 1
    bladdrar.post(url, {"accept": shown.context["signed"]})
    assert sorted(row.amounts["2019"] for row in Change.objects.filter(edition=okat)) == [-250_000_000, -100_000_000]
    assert "Inget är sparat; se efter igen" in text_of(bladdrar.post(url, {"accept": shown.context["signed"]}))
    late = edited(content, G2=1)
    assert "Ändrad under tiden" in text_of(bladdrar.post(url, {"file": late}))
    assert finans.name in text_of(bladdrar.post(url, {"file": edited(content, G2=1)}))


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"C2": "Okänd nämnd"}, "Välj vilken nämnd"),
        ({"E2": "Tur"}, "Välj en orsak"),
        ({"G2": "=1+1"}, "är en formel"),
        ({"A2": "5f1c1f0e-2a38-4d0b-9d59-1f6b6a7e2001"}, "finns inte längre"),
    ],
)
def test_a_workbook_with_faults_lists_them_row_by_row_and_saves_nothing(bladdrar, okat, cells, says):
    url = reverse("frames:return_workbook", args=[okat.pk])
    content = bladdrar.get(reverse("frames:changes_workbook", args=[okat.pk])).content
    answer = bladdrar.post(url, {"file": edited(content, F3="Mer", C3="SN", E3="Prioritering", G3=1, **cells)})
    assert answer.status_code == 422
    assert says in text_of(answer)
    assert Change.objects.filter(edition=okat).count() == 1


def test_a_workbook_of_another_edition_is_refused(bladdrar, okat, ingaende):
    content = bladdrar.get(reverse("frames:changes_workbook", args=[ingaende.pk])).content
    answer = bladdrar.post(reverse("frames:return_workbook", args=[okat.pk]), {"file": edited(content)})
    assert answer.status_code == 422
    assert "hör till utgåvan ”Ingående budget 2018”" in text_of(answer)


def test_the_directive_is_written_read_and_downloaded(bladdrar, client, finans, okat, namndsekreteraren, kommunen):
    url = reverse("frames:write_directive", args=[okat.pk])
    assert "Ekonomiska förutsättningar" in text_of(bladdrar.get(url))
    data = {
        "boards_hand_in_by": "2018-04-11",
        "avsnitt-TOTAL_FORMS": "2", "avsnitt-INITIAL_FORMS": "0",
        "avsnitt-0-heading": "Läget", "avsnitt-0-text": "Stramt.", "avsnitt-1-heading": "", "avsnitt-1-text": "",
        "uppdrag-TOTAL_FORMS": "1", "uppdrag-INITIAL_FORMS": "0",
        "uppdrag-0-body": kommunen["BUN"].pk, "uppdrag-0-text": "Kostnad per elev", "uppdrag-0-report_by": "2018-04-11",
    }  # fmt: skip
    wrong = bladdrar.post(url, data | {"avsnitt-0-heading": ""})
    assert wrong.status_code == 422
    assert "behöver en rubrik" in text_of(wrong)
    assert "Stramt." in text_of(wrong)
    assert bladdrar.post(url, data).status_code == 302
    freeze_edition(finans, okat)
    client.force_login(namndsekreteraren)
    page = text_of(client.get(reverse("frames:directive", args=[okat.pk])))
    assert "Din nämnd" in page
    assert "Kostnad per elev" in page
    assert "942 000" in page
    assert client.get(url).status_code == 403
    assert reverse("publishing:fetch", args=["ramdirektiv", okat.pk, "docx"]) in page


@pytest.fixture
def antaget(finans, utkastet, antag):
    """The draft with a price index on premises and a pay revision."""
    prices = antag("price_index", {"premises": {"2019": "2", "2020": "2", "2021": "2"}})
    for chosen in (prices, antag("pay", {"2019": {"pct": "2", "month": "4"}})):
        choose_assumptions(finans, utkastet, chosen)
    return utkastet


def test_each_lever_does_what_its_assumption_would_and_the_effects_sum(antaget):
    moved = {Lever.TAX_RATE: 10, Lever.PAY: 1, Lever.PRICES: Fraction(1, 2), Lever.FRAMES: 1}
    found = what_if(antaget, {lever: Fraction(by) for lever, by in moved.items()}, Fraction("21.64"))
    in_tkr = {lever: round(int(effect[2019]) / 100_000) for lever, effect in found.effects.items()}
    assert in_tkr == {
        Lever.TAX_RATE: 6_007,  # 1 300 000 / 216.4
        Lever.PAY: -8_550,  # one per cent of 1 140 000 from April
        Lever.PRICES: -500,  # half a per cent of 100 000
        Lever.FRAMES: -12_391,  # one per cent of 1 239 100
    }
    assert found.after[2019] - found.before[2019] == sum(int(effect[2019]) for effect in found.effects.values())
    assert next(lever for lever, _amount in found.tornado) is Lever.TAX_BASE
    assert not what_if(antaget, {Lever.TAX_RATE: Fraction(10)}, None).effects[Lever.TAX_RATE][2019]


def test_a_pay_lever_does_what_choosing_that_assumption_does(finans, antaget, antag):
    found = what_if(antaget, {Lever.PAY: Fraction(1)}, None)
    values = {year: {"pct": "3" if year == "2019" else "1", "month": "4"} for year in ("2019", "2020", "2021")}
    choose_assumptions(finans, antaget, antag("pay", values))
    assert what_if(antaget, {}, None).before == found.after


def test_financial_goals_are_shown_at_every_edition_and_hinder_nothing(bladdrar, client, finans, okat, ekonomichefen):
    url = reverse("frames:goals")
    assert "minst ett (kommunallagen 11 kap. 6 §)" in text_of(bladdrar.get(url))
    form = {"operator": "at_least", "formula": "result_share", "span": "each_year"}
    wrong = bladdrar.post(url, form | {"name": "Högt", "threshold": "mycket"})
    assert wrong.status_code == 422
    assert "inte ett tal" in text_of(wrong)
    for name, threshold in (("Lågt", "1"), ("Högt", "1,5")):
        assert bladdrar.post(url, form | {"name": name, "threshold": threshold}).status_code == 302
    edition = bladdrar.get(reverse("frames:edition", args=[okat.pk]))
    outcomes = {
        goal.goal.name: [(one.year, one.value, one.is_met) for one in goal.outcomes]
        for goal in edition.context["goals"]
    }
    assert outcomes == {
        "Lågt": [(year, "1,38", True) for year in (2019, 2020, 2021)],
        "Högt": [(year, "1,38", False) for year in (2019, 2020, 2021)],
    }
    assert freeze_edition(finans, okat).state == "frozen"
    bladdrar.post(reverse("frames:remove_goal", args=[FinancialGoal.objects.get(name="Högt").pk]))
    assert [goal.name for goal in FinancialGoal.objects.all()] == ["Lågt"]


def test_only_finance_sets_goals(client, namndsekreteraren, aret):
    client.force_login(namndsekreteraren)
    assert "Lägg in ett mål" not in text_of(client.get(reverse("frames:goals")))
    data = {"name": "Mitt", "operator": "at_least", "threshold": "1"}
    assert client.post(reverse("frames:goals"), data).status_code == 403


@pytest.mark.django_db(transaction=True)  # nothing is remembered inside a transaction
def test_what_a_worker_remembers_of_a_page_ends_with_the_next_deed(
    bladdrar, finans, utkastet, kommunen, settings, monkeypatch
):
    settings.YEAR_REMEMBERED_SECONDS = 60
    addresses = [reverse("frames:edition", args=[utkastet.pk]), reverse("frames:compare")]
    before = [text_of(bladdrar.get(address)) for address in addresses]
    assert all("940 000" in page for page in before)
    with monkeypatch.context() as patched:
        for name in ("_tables", "_compared"):
            patched.setattr(pages, name, lambda *_args, **_more: pytest.fail("worked out again"))
        assert all("940 000" in text_of(bladdrar.get(address)) for address in addresses)
    row = Row(body_id=kommunen["BUN"].pk, cause="political", amounts={"2019": -200_000_000}, text="Satsning")
    save_changes(finans, utkastet, [RowEdit(row)])
    assert all("942 000" in text_of(bladdrar.get(address)) for address in addresses)


def test_an_edition_says_by_how_much_and_why_its_result_moved_from_the_one_it_builds_on(
    bladdrar, finans, okat, omgangen, antag
):
    choose_assumptions(finans, okat, antag("forecast", {"municipal_tax": {"2019": "1 310 000"}}))
    frozen = freeze_edition(finans, Edition.objects.get(pk=okat.pk))
    later = start_edition(finans, omgangen, "executive_proposal", "Nytt läge", frozen)
    page = reverse("frames:edition", args=[later.pk])
    assert "Inget har flyttat resultatet 2019 sedan Utkast till ramdirektiv" in text_of(bladdrar.get(page))
    choose_assumptions(finans, later, antag("forecast", {"municipal_tax": {"2019": "1 302 000"}}, "April"))
    told = " ".join(unescape(re.sub("<[^>]+>", "", text_of(bladdrar.get(page)))).split())
    said = "Sedan Utkast till ramdirektiv har resultatet 2019 flyttat sig \u22128 000 tkr: skatteprognos \u22128 000."
    assert said in told
    assert "har resultatet" not in text_of(bladdrar.get(reverse("frames:edition", args=[okat.pk])))
