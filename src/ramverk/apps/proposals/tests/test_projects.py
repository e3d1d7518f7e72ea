"""Investment projects in drafts: cut, moved, resized, taken in and added, with everything that follows."""

from dataclasses import replace
from fractions import Fraction

import pytest
from django.urls import reverse
from tests.cast import swedish

from ramverk.apps.frames.actions.freeze_edition import freeze_edition
from ramverk.apps.frames.actions.start_edition import start_edition
from ramverk.apps.frames.queries.figures import figures
from ramverk.apps.investments.frame_rows import counted_by
from ramverk.apps.investments.models import EditionInvestments, InvestmentList, Prerequisites
from ramverk.apps.proposals.actions.choose_projects import UNDO, NewProject, add_project, choose_project
from ramverk.apps.proposals.actions.finance_draft import finance_draft
from ramverk.apps.proposals.actions.hand_over import hand_over, table_proposal
from ramverk.apps.proposals.actions.rebase_draft import projects_asked_about, rebase_draft
from ramverk.apps.proposals.actions.set_terms import set_terms
from ramverk.apps.proposals.actions.write_draft import complete_draft
from ramverk.apps.proposals.models import SealedItem, Terms
from ramverk.apps.proposals.queries.drafts import clauses_of_draft, opened, outcome, project_words
from ramverk.apps.proposals.queries.hand_overs import proposal_of
from ramverk.apps.proposals.tests.test_drafts import GOAL, fresh, more, text_of
from ramverk.apps.proposals.vault import prove
from ramverk.apps.trail.actions.freeze import freeze
from ramverk.apps.trail.actors import SYSTEM
from ramverk.apps.trail.verdicts import Invalid, Stale
from ramverk.core.investments.sheets import Effect, Part, Sheet
from ramverk.core.money import Ore

pytestmark = pytest.mark.django_db
TKR = 100_000


def tkr(amounts):
    return {year: Ore(amount * TKR) for year, amount in amounts.items()}


HALL = Sheet(
    "hall", "Ny sporthall", "SN", "BUN", outlay=tkr({2019: 20_000, 2020: 10_000}), activated=(2020, 6),
    parts=(Part("Stomme", Ore(30_000 * TKR), 30),), effects=(Effect("SN", tkr({2020: -400, 2021: -800})),),
)  # fmt: skip
PLAY = Sheet(
    "play", "Lekplats", "BUN", outlay=tkr({2020: 2_000}), activated=(2020, 12),
    parts=(Part("Mark", Ore(2_000 * TKR), 20),),
)  # fmt: skip
ROAD = Sheet(
    "road", "Gatan", "BUN", outlay=tkr({2019: 4_000}), activated=(2019, 12), is_ongoing=True,
    parts=(Part("Gata", Ore(4_000 * TKR), 40),),
)  # fmt: skip


def listed(in_round, name, *sheets):
    terms, _made = Prerequisites.objects.get_or_create(
        round=in_round, number=1, defaults={"internal_interest_pct": "2", "created_at": swedish("2018-01-01 08:00")}
    )
    content = {"projects": [sheet.as_json() for sheet in sheets], "missing": [], "versions": {}}
    return InvestmentList.objects.create(
        round=in_round, name=name, prerequisites=terms, document=freeze(SYSTEM, "investment_list", name, content),
        at=swedish("2018-03-20 10:00"), by="Ekonomichefen",
    )  # fmt: skip


@pytest.fixture
def med_projekt(utkast, basen, omgangen):
    """The directive counts on the hall and the street; the playground is left out. Gives the draft on it."""
    chosen = listed(omgangen, "Investeringar i mars", HALL, PLAY, ROAD)
    EditionInvestments.objects.create(edition=basen, chosen=chosen, left_out=["play"])
    return utkast


def open_draft(actor, item):
    item = fresh(item)
    return opened(prove(actor, item.room), item)


def do(actor, item, key, verb, by=0, outlay=None):
    one = open_draft(actor, item)
    choose_project(actor, one, one.item.version, key, verb, by, outlay)
    return open_draft(actor, item)


def test_a_project_moved_a_year_moves_frames_loans_and_result_at_once(oppositionsledaren, med_projekt):
    before = outcome(open_draft(oppositionsledaren, med_projekt))
    one = do(oppositionsledaren, med_projekt, "hall", "move", 1)
    found = outcome(one)
    assert [line[:4] for line in found.investments.lines] == [
        (2019, 24_000 * TKR, 4_000 * TKR, -20_000 * TKR), (2020, 10_000 * TKR, 20_000 * TKR, -10_000 * TKR),
        (2021, 0, 10_000 * TKR, 0),
    ]  # fmt: skip
    moved = {
        board.key: [(now.amount - was.amount) // TKR for now, was in zip(board.frame, old.frame, strict=True)]
        for board, old in zip(found.figures.boards, before.figures.boards, strict=True)
    }
    assert moved["SN"] == [0, -400, -400]  # the operating effect comes a year later
    assert moved["BUN"] == [0, -800, -790]  # depreciation and interest too, at the board that bears them
    # per year: what is no longer worn and run, and the loans of 20, then 20 less 10, million at two per cent
    assert [(now - was) // TKR for (_y, _b, now), (_z, _a, was) in zip(found.results, before.results, strict=True)] == [
        200, 500 + 400 + 300, 400 + 500 + 100
    ]  # fmt: skip
    assert "hall" in {change.post.part for change in one.core.changes}
    assert do(oppositionsledaren, med_projekt, "hall", "move", -1).draft.projects == ()


def test_a_smaller_project_costs_less_in_frames_loans_and_clauses(oppositionsledaren, med_projekt):
    before = outcome(open_draft(oppositionsledaren, med_projekt))
    one = do(oppositionsledaren, med_projekt, "hall", "resize", outlay=24_000 * TKR)
    found = outcome(one)
    assert [line[:4] for line in found.investments.lines] == [
        (2019, 24_000 * TKR, 20_000 * TKR, -4_000 * TKR), (2020, 10_000 * TKR, 8_000 * TKR, -6_000 * TKR),
        (2021, 0, 0, -6_000 * TKR),
    ]  # fmt: skip
    # a fifth less is worn (100, then 200) and run (80, then 160), and a fifth less is borrowed
    assert [(now - was) // TKR for (_y, _b, now), (_z, _a, was) in zip(found.results, before.results, strict=True)] == [
        40, 100 + 80 + 100, 200 + 160 + 120
    ]  # fmt: skip
    said = {clause.subject: clause.value for clause in clauses_of_draft(one)}
    assert plain(said["project:hall"]) == "minskas till 24 000 tkr"
    assert plain(said["investments"]).startswith("2019: 20 000 tkr, 2020: 8 000 tkr")


def test_sizes_and_moves_stand_beside_each_other_and_either_is_undone(oppositionsledaren, med_projekt):
    actor = oppositionsledaren
    do(actor, med_projekt, "hall", "move", 1)
    assert words(do(actor, med_projekt, "hall", "resize", outlay=36_000 * TKR)) == [
        "skjuts upp till 2020 och utökas till 36 000 tkr"
    ]
    assert words(do(actor, med_projekt, "hall", "move", -1)) == ["utökas till 36 000 tkr"]
    assert do(actor, med_projekt, "hall", "resize", outlay=30_000 * TKR).draft.projects == ()
    do(actor, med_projekt, "play", "take_in")
    one = do(actor, med_projekt, "play", "resize", outlay=1_500 * TKR)
    assert words(one) == ["tas med från 2020 och minskas till 1 500 tkr"]
    add_project(actor, one, one.item.version, NewProject("Bad", "SN", "", {2019: 3_000 * TKR}, 20, (2019, 12)))
    bath = open_draft(actor, med_projekt).draft.projects[-1].key
    one = do(actor, med_projekt, bath, "resize", outlay=5_000 * TKR)
    assert words(one)[-1] == "läggs till, 5 000 tkr från 2019"
    assert words(do(actor, med_projekt, bath, "move", 1))[-1] == "läggs till, 5 000 tkr från 2020"


def words(one):
    return [plain(said) for _project, said in project_words(one)]


def plain(text):
    return " ".join(text.split())


def test_projects_are_cut_taken_in_and_added_and_every_deed_undone(oppositionsledaren, med_projekt):
    actor = oppositionsledaren
    do(actor, med_projekt, "hall", "cut")
    one = do(actor, med_projekt, "play", "take_in")
    assert [sheet.key for sheet in one.sheets] == ["road", "play"]
    own = NewProject("Skatepark", "SN", "", {2019: 3_000 * TKR}, 20, (2019, 12), 50 * TKR)
    add_project(actor, one, one.item.version, own)
    one = open_draft(actor, med_projekt)
    assert [(project.verb, project.name) for project in one.draft.projects] == [
        ("cut", "Ny sporthall"), ("take_in", "Lekplats"), ("add", "Skatepark"),
    ]  # fmt: skip
    said = [clause.text for clause in clauses_of_draft(one) if clause.subject.startswith(("project", "invest"))]
    assert said[0].startswith("att investeringsbudgeten fastställs med nettoinvesteringar 2019: 7")
    assert said[1] == "att investeringsprojektet ”Ny sporthall” utgår"
    for project in one.draft.projects:
        one = do(actor, med_projekt, project.key, UNDO)
    assert one.draft.projects == ()
    assert outcome(one).investments.total == (34_000 * TKR, 34_000 * TKR)


def test_what_cannot_be_is_refused_with_a_sentence(oppositionsledaren, med_projekt, finans, omgangen):
    with pytest.raises(Invalid, match="stängt för partierna"):  # begun already
        do(oppositionsledaren, med_projekt, "road", "cut")
    with pytest.raises(Invalid, match="före budgetens första år"):
        do(oppositionsledaren, med_projekt, "hall", "move", -1)
    with pytest.raises(Invalid, match="finns inte"):
        do(oppositionsledaren, med_projekt, "borta", "cut")
    with pytest.raises(Invalid, match="mer än noll"):
        do(oppositionsledaren, med_projekt, "hall", "resize", outlay=0)
    one = open_draft(oppositionsledaren, med_projekt)
    for new in (
        NewProject("", "SN", "", {2019: TKR}, 20, (2019, 12)), NewProject("A", "SN", "", {}, 20, (2019, 12)),
        NewProject("A", "SN", "", {2020: TKR}, 20, (2019, 12)), NewProject("A", "SN", "", {2019: -TKR}, 20, (2019, 12)),
    ):  # fmt: skip
        with pytest.raises(Invalid):
            add_project(oppositionsledaren, one, one.item.version, new)
    do(oppositionsledaren, med_projekt, "hall", "cut")
    row = Terms.objects.get()
    set_terms(
        finans, omgangen, row.version, tax_rate=2164, median_income=None, open_lines=[], closed_boards=[],
        closed_projects=["hall"],
    )  # fmt: skip
    assert "project_closed" in {
        finding.code for finding in outcome(open_draft(oppositionsledaren, med_projekt)).hinders
    }
    do(oppositionsledaren, med_projekt, "road", "cut")  # finance has opened it


def test_the_page_shows_what_follows_of_capital_cost_interest_and_rents(
    inloggad, oppositionsradet, oppositionsledaren, med_projekt
):
    do(oppositionsledaren, med_projekt, "hall", "cut")
    page = text_of(inloggad(oppositionsradet).get(reverse("proposals:projects", args=[med_projekt.uid])))
    for words in ("Kapitalkostnad: Ny sporthall", "Internränta: Ny sporthall", "Driftkonsekvens: Ny sporthall"):
        assert words in page
    assert "Ränta på lån för ändrade investeringar" in page


def test_handed_over_the_projects_go_along_to_whoever_builds_on_it(
    oppositionsledaren, med_projekt, skriv, finans, omgangen, basen, inloggad, ekonomichefen
):
    actor = oppositionsledaren
    skriv(actor, med_projekt, goals=GOAL)
    do(actor, med_projekt, "hall", "move", 1)
    one = do(actor, med_projekt, "hall", "resize", outlay=24_000 * TKR)
    shown = outcome(one)
    item = complete_draft(actor, fresh(med_projekt), fresh(med_projekt).version)
    made = hand_over(actor, fresh(item), fresh(item).version)
    assert {line.key: line.frame[1].amount for line in figures(made.edition).boards} == {
        line.key: line.frame[1].amount for line in shown.figures.boards
    }
    counted = counted_by(made.edition).sheets[0]
    assert (counted.activated, counted.outlay) == ((2021, 6), tkr({2020: 16_000, 2021: 8_000}))
    assert [plain(row["words"]) for row in proposal_of(made).content["projects"]] == [
        "skjuts upp till 2020 och minskas till 24 000 tkr"
    ]
    table_proposal(actor, made, made.version)
    child = start_edition(finans, omgangen, "executive_proposal", "Nämndens förslag", made.edition)
    frozen = freeze_edition(finans, child)
    assert counted_by(frozen).sheets[0].activated == (2021, 6)
    page = text_of(inloggad(ekonomichefen).get(reverse("proposals:proposal", args=[made.pk])))
    assert "skjuts upp till 2020" in page
    page = text_of(inloggad(ekonomichefen).get(reverse("proposals:compare")))
    assert "Nettoinvestering 2019" in page
    assert "Ny sporthall skjuts upp till 2020" in page


def test_a_project_that_the_new_base_has_otherwise_is_asked_about(
    oppositionsledaren, med_projekt, finans, omgangen, basen
):
    actor = oppositionsledaren
    do(actor, med_projekt, "hall", "move", 1)
    do(actor, med_projekt, "hall", "resize", outlay=15_000 * TKR)
    do(actor, med_projekt, "play", "take_in")
    newer = freeze_edition(finans, start_edition(finans, omgangen, "executive_proposal", "Nytt läge", basen))
    dearer = replace(HALL, outlay=tkr({2019: 26_000, 2020: 9_000}))
    chosen = listed(omgangen, "Investeringar i maj", dearer, PLAY, ROAD)
    EditionInvestments.objects.create(edition=newer, chosen=chosen, left_out=[])
    draft = open_draft(actor, med_projekt).draft
    asked = {one.project.key: one for one in projects_asked_about(draft, basen, newer)}
    assert [(key, one.clash.kind.value, [c.value for c in one.choices]) for key, one in asked.items()] == [
        ("hall", "changed", ["keep", "hold", "drop"]), ("play", "done", ["keep", "drop"]),
    ]  # fmt: skip
    item = fresh(med_projekt)
    with pytest.raises(Invalid, match="2 val återstår"):
        rebase_draft(actor, item, item.version, newer, {})
    rebase_draft(actor, item, item.version, newer, {asked["hall"].key: "hold", asked["play"].key: "drop"})
    one = open_draft(actor, med_projekt)
    assert [(project.key, project.verb) for project in one.draft.projects] == [("hall", "hold")]
    assert {sheet.key: int(sheet.net(2020)) // TKR for sheet in one.sheets}["hall"] == 10_000
    assert words(do(actor, med_projekt, "hall", "resize", outlay=9_000 * TKR)) == [
        "behålls som det var i förslaget och minskas till 9 000 tkr"
    ]


def test_a_size_is_kept_on_a_new_base_and_refused_where_nothing_is_left_to_pay(
    oppositionsledaren, med_projekt, finans, omgangen, basen
):
    actor = oppositionsledaren
    do(actor, med_projekt, "hall", "resize", outlay=15_000 * TKR)
    dearer, paid = (
        replace(HALL, outlay=tkr({2019: 40_000})), replace(HALL, outlay={}, spent=Ore(30_000 * TKR))
    )  # fmt: skip
    for sheet, name in ((dearer, "Dyrare"), (paid, "Betalt")):
        newer = freeze_edition(finans, start_edition(finans, omgangen, "executive_proposal", name, basen))
        EditionInvestments.objects.create(edition=newer, chosen=listed(omgangen, name, sheet, PLAY, ROAD), left_out=[])
        one = open_draft(actor, med_projekt)
        (asked,) = projects_asked_about(one.draft, one.base, newer)
        if sheet is paid:
            with pytest.raises(Invalid, match="är redan betalt"):
                rebase_draft(actor, one.item, one.item.version, newer, {asked.key: "keep"})
        else:
            rebase_draft(actor, one.item, one.item.version, newer, {asked.key: "keep"})
    one = open_draft(actor, med_projekt)
    assert {sheet.key: sheet.outlay for sheet in one.sheets}["hall"] == tkr({2019: 15_000})


def test_ways_to_finance_name_the_rate_the_pots_and_the_projects(oppositionsledaren, med_projekt, skriv):
    actor = oppositionsledaren
    one = open_draft(actor, med_projekt)
    own = NewProject("Äventyrsbad", "SN", "", {2019: 90_000 * TKR}, 10, (2019, 1), 40_000 * TKR)
    add_project(actor, one, one.item.version, own)
    skriv(actor, med_projekt, rows=(more(tkr=30_000),), tax_rate={"2019": 2154})
    found = outcome(open_draft(actor, med_projekt))
    assert found.result < 0
    kinds = [way.kind.value for way in found.ways]
    assert kinds[:2] == ["keep_rate", "tax"]
    assert "project" in kinds
    gives = next(int(way.gives) for way in found.ways if way.kind.value == "project")
    assert gives == 40_000 * TKR + round(9_000 * TKR * Fraction(11, 12)) + 900 * TKR  # run, worn eleven months, loans


@pytest.mark.parametrize("kind", ["keep_rate", "tax", "even_cut", "project", "drop"])
def test_a_way_to_finance_is_taken_with_one_press(oppositionsledaren, med_projekt, skriv, kind):
    actor = oppositionsledaren
    one = open_draft(actor, med_projekt)
    bath = NewProject("Bad", "SN", "", {2019: 60_000 * TKR}, 10, (2019, 1), 9_000 * TKR)
    add_project(actor, one, one.item.version, bath)
    skriv(actor, med_projekt, rows=(more(tkr=60_000),), tax_rate={"2019": 2154})
    one = open_draft(actor, med_projekt)
    before = outcome(one)
    way = next(way for way in before.ways if way.kind == kind)
    finance_draft(actor, one, one.item.version, way.name)
    after = outcome(open_draft(actor, med_projekt))
    assert abs(after.result - before.result - int(way.gives)) < 10_00  # a rate is counted by whole öre of tax
    assert way.covers(Ore(-before.result)) == (after.result >= 0)
    with pytest.raises(Stale, match="finns inte längre"):
        finance_draft(actor, one, one.item.version, "pot:borta")


def test_the_page_works_every_deed_through(inloggad, oppositionsradet, ks_ordforanden, med_projekt):
    browser = inloggad(oppositionsradet)
    url = reverse("proposals:projects", args=[med_projekt.uid])
    page = text_of(browser.get(url))
    assert "Ny sporthall" in page
    assert "Utanför förslaget" in page
    deed = {"version": str(fresh(med_projekt).version), "project": "hall", "deed": "senare"}
    assert browser.post(url, deed).status_code == 302
    page = text_of(browser.get(url))
    assert "skjuts upp till 2020" in page
    assert "-20 000" in page.replace("−", "-")
    assert browser.post(url, deed).status_code == 409
    size = {"version": str(fresh(med_projekt).version), "project": "hall", "deed": "storlek"}
    for wrong in ("mycket", "1e9 %", "0", ""):
        assert browser.post(url, size | {"outlay": wrong}).status_code == 422
    assert browser.post(url, size | {"outlay": "80 %"}).status_code == 302
    assert "minskas till 24 000 tkr" in plain(text_of(browser.get(url)))
    new = {
        "version": str(fresh(med_projekt).version), "deed": "ny", "name": "Skatepark", "board": "SN", "y2020": "1 500",
        "life_years": "20", "year": "2020", "month": "12",
    }  # fmt: skip
    assert browser.post(url, new).status_code == 302
    assert browser.post(url, {"version": "1", "deed": "ny"}).status_code == 422
    assert "Skatepark" in text_of(browser.get(reverse("proposals:review", args=[med_projekt.uid])))
    assert inloggad(ks_ordforanden).get(url).status_code == 404
    assert SealedItem.objects.count() == 1
