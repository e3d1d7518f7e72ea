"""The drafting days: options under a live total, agreements with who and why."""

import pytest
from django.urls import reverse
from tests.cast import member

from ramverk.apps.cycle.models import Activity, HandIn, Submission
from ramverk.apps.cycle.tests.desk_cast import fresh
from ramverk.apps.decisions.actions.weigh_options import (
    add_option,
    add_project_option,
    agree_option,
    drop_option,
    keep_scenario,
    read_requests,
    reopen_option,
    take_up_scenario,
    try_option,
)
from ramverk.apps.decisions.models import Option, Scenario
from ramverk.apps.decisions.policy import OPTIONS
from ramverk.apps.decisions.queries.drafting import options_of, scenarios_of, totals
from ramverk.apps.decisions.wording_clauses import Terms, drafted
from ramverk.apps.frames.actions.freeze_edition import freeze_edition
from ramverk.apps.frames.actions.generate_changes import generate_changes
from ramverk.apps.frames.actions.start_edition import start_edition
from ramverk.apps.frames.models import Change
from ramverk.apps.frames.queries.figures import figures
from ramverk.apps.investments.actions.choose_list import choose_list
from ramverk.apps.investments.frame_rows import counted_by
from ramverk.apps.proposals.tests.test_projects import HALL, PLAY, ROAD, TKR, listed
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.freeze import freeze
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale

pytestmark = pytest.mark.django_db
YEARS = {"2019": 100_000_000, "2020": 100_000_000}


@pytest.fixture
def beredningen(aret):
    step = aret("R24")
    Activity.objects.filter(pk=step.pk).update(kind="preparation", row="R13")
    return fresh(step)


@pytest.fixture
def alternativet(beredningen, finans, utkastet, kommunen):
    return add_option(finans, beredningen, utkastet, "Läxhjälp", kommunen["BUN"], YEARS, "Nämndens önskemål 3")


def test_the_total_follows_what_is_tried_and_nothing_is_written(alternativet, finans, utkastet):
    before = totals(utkastet, [alternativet])[0]
    assert before.tried == 0
    tried = try_option(finans, alternativet, alternativet.version, is_tried=True)
    after = totals(utkastet, [tried])[0]
    assert (after.tried, after.result_tried) == (100_000_000, before.result - 100_000_000)
    assert not Change.objects.filter(edition=utkastet, text="Läxhjälp").exists()


def test_what_is_agreed_becomes_a_change_in_the_draft_with_who_and_why(alternativet, finans, utkastet, kommunen):
    with pytest.raises(Invalid, match="vilka som är överens"):
        agree_option(finans, alternativet, alternativet.version, "DP och GB", " ")
    agree_option(finans, alternativet, alternativet.version, "DP och GB", "Fler behöriga till gymnasiet")
    change = Change.objects.get(edition=utkastet, text="Läxhjälp")
    assert change.amounts == {"2019": -100_000_000, "2020": -100_000_000}
    assert "DP och GB" in change.source["words"]
    assert TrailEntry.objects.get(verb="decisions.agree_option").reason == "Fler behöriga till gymnasiet"
    with pytest.raises(Invalid, match="redan avgjort"):
        try_option(finans, fresh(alternativet), 2, is_tried=True)


def test_two_who_try_at_once_do_not_undo_each_other(alternativet, finans):
    try_option(finans, alternativet, alternativet.version, is_tried=True)
    with pytest.raises(Stale):
        try_option(finans, alternativet, 1, is_tried=False)


def test_dropping_needs_a_reason(alternativet, finans):
    with pytest.raises(Invalid, match="varför"):
        drop_option(finans, alternativet, alternativet.version, "")
    drop_option(finans, alternativet, alternativet.version, "Ryms inte")
    assert fresh(alternativet).state == "dropped"


def test_the_committee_sees_and_its_presidium_tries_but_only_finance_writes(alternativet, kommunen, som, framlingen):
    chair = som(member(kommunen, "Bodil Berg", ("chair", "BB"), party="DP"))
    other = som(member(kommunen, "Carl Cedergren", ("member", "BB"), party="FE"))
    assert OPTIONS.check(chair, alternativet)
    assert OPTIONS.check(other, alternativet)
    assert not OPTIONS.check(som(framlingen), alternativet)
    assert list(OPTIONS.filter(Option.objects.all(), other)) == [alternativet]
    try_option(chair, alternativet, alternativet.version, is_tried=True)
    with pytest.raises(Refused):
        try_option(other, fresh(alternativet), 2, is_tried=False)
    with pytest.raises(Refused, match="skriver in"):
        agree_option(chair, fresh(alternativet), 2, "DP", "x")


def test_the_page_adds_tries_and_agrees(beredningen, ekonomichefen, inloggad, utkastet, kommunen):
    browser = inloggad(ekonomichefen)
    url = reverse("decisions:drafting", args=[beredningen.pk])
    values = {"deed": "add", "edition": utkastet.pk, "text": "Läxhjälp", "body": kommunen["BUN"].pk, "first": "1 000"}
    page = browser.post(url, values, follow=True).content.decode()
    assert "Läxhjälp" in page
    option = Option.objects.get()
    assert option.figures == {"2019": 100_000_000}
    page = browser.post(url, {"deed": "on", "option": option.pk, "version": 1}, follow=True).content.decode()
    assert "Ta bort ur provet" in page
    values = {"deed": "agree", "option": option.pk, "version": 2, "agreed_by": "DP, GB", "reason": "Prioriterat"}
    assert "Överens:" in browser.post(url, values, follow=True).content.decode()


@pytest.fixture
def onskemalen(beredningen, kommunen, finans):
    """The schools' plan as it was handed in, with two requests."""
    rows = [
        {"key": f"00000000-0000-4000-8000-00000000000{n}", "rank": n, "title": title, "motive": "", "goal": "",
         "consequence": "Köerna växer", "is_one_off": False, "amounts": {"2019": n * 100_000_000, "2020": 0}}
        for n, title in enumerate(("Stödteam", "Läromedel"), 1)
    ]  # fmt: skip
    step = Activity.objects.get(row="R11")
    Activity.objects.filter(pk=beredningen.pk).update(order=step.order + 1)
    plan = Submission.objects.create(activity=step, body=kommunen["BUN"], state="submitted")
    content = {"kind": "activity_plan", "sections": [{"kind": "requests", "key": "utom-ram", "rows": rows}]}
    document = freeze(finans, "submission", "Plan", content)
    HandIn.objects.create(
        submission=plan, number=1, document=document, paragraph="41", at=clock.now(), by="Sekreteraren"
    )
    return fresh(beredningen)


def test_the_boards_requests_are_read_once_and_scenarios_are_kept_and_compared(
    onskemalen, alternativet, finans, utkastet, som, framlingen, kommunen
):
    step = onskemalen
    assert read_requests(finans, step, utkastet) == 2
    with pytest.raises(Invalid, match="inga nya önskemål"):
        read_requests(finans, step, utkastet)
    team = Option.objects.get(text="Stödteam")
    assert (team.figures, team.rank, team.body) == ({"2019": 100_000_000}, 1, kommunen["BUN"])
    assert team.source == "Barn- och utbildningsnämnden, verksamhetsplan § 41"
    with pytest.raises(Invalid, match="Inget provas"):
        keep_scenario(finans, step, "Skola först")
    try_option(finans, team, 1, is_tried=True)
    try_option(finans, alternativet, 1, is_tried=True)
    with pytest.raises(Refused):
        keep_scenario(som(framlingen), step, "Skola först")
    kept = keep_scenario(finans, step, " Skola först ")
    with pytest.raises(Invalid, match="redan ett scenario"):
        keep_scenario(finans, step, "Skola först")
    try_option(finans, fresh(alternativet), 2, is_tried=False)
    keep_scenario(finans, step, "Bara stödteam")

    def compared():
        found = scenarios_of(step, finans, utkastet, options_of(step, finans))
        return {one.scenario.name: (one.years[0].tried, one.is_tried) for one in found}

    assert compared() == {"Skola först": (200_000_000, False), "Bara stödteam": (100_000_000, True)}
    assert scenarios_of(step, som(framlingen), utkastet, []) == []
    agree_option(finans, fresh(alternativet), 3, "DP och GB", "Bra för skolan")
    assert compared()["Skola först"] == (100_000_000, True)  # what is agreed lies in the draft and is not counted again
    try_option(finans, fresh(team), 2, is_tried=False)
    assert take_up_scenario(finans, kept) == 1
    assert fresh(team).is_tried
    assert TrailEntry.objects.get(verb="decisions.take_up_scenario").after["text"] == "Stödteam"


def test_the_page_reads_requests_keeps_a_scenario_and_gives_the_totals_alone(
    onskemalen, ekonomichefen, inloggad, utkastet
):
    browser, url = inloggad(ekonomichefen), reverse("decisions:drafting", args=[onskemalen.pk])
    page = browser.post(url, {"deed": "requests", "edition": utkastet.pk}, follow=True).content.decode()
    assert "2 önskemål är inlästa" in page
    assert "Om det inte beviljas: Köerna växer" in page
    first = Option.objects.earliest("order")
    answer = browser.post(url, {"deed": "on", "option": first.pk, "version": 1})
    assert answer.url.endswith(f"#alternativ-{first.pk}")
    browser.post(url, {"deed": "keep", "name": "Skola först"})
    page = browser.get(url).content.decode()
    assert "Skola först" in page
    browser.post(url, {"deed": "take_up", "scenario": Scenario.objects.get().pk})
    part = browser.get(url, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="totaler"')
    assert "Det som provas nu" in part
    browser.post(url, {"deed": "off", "option": first.pk, "version": fresh(first).version})
    still = browser.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "Inget alternativ provas just nu." in still
    assert "Det som provas nu" not in still


@pytest.fixture
def hallen(utkastet, omgangen, finans):
    """The draft counts on a list with a sports hall, a playground and a street."""
    choose_list(finans, utkastet, listed(omgangen, "Lista", HALL, PLAY, ROAD), [PLAY.key])
    return fresh(utkastet)


def net_of(edition):
    found = counted_by(fresh(edition))
    return {year: sum(int(sheet.net(year)) for sheet in found.sheets) for year in (2019, 2020)}


def test_a_project_is_an_option_and_what_it_costs_follows_into_the_draft(beredningen, hallen, finans, omgangen):
    option = add_project_option(finans, beredningen, hallen, "hall", "cut", source="Majoriteten")
    assert (option.text, option.figures) == ("Ny sporthall utgår", {})
    was, before = net_of(hallen), figures(hallen).budget
    tried = try_option(finans, option, option.version, is_tried=True)
    wanted = {one.year: one.result_tried for one in totals(hallen, options_of(beredningen, finans))}
    assert wanted[2021] > int(before.result(2021))
    assert net_of(hallen) == was  # nothing is written
    agree_option(finans, tried, tried.version, "DP och GB", "Behovet är mindre")
    draft = fresh(hallen)
    assert {year: int(figures(draft).budget.result(year)) for year in wanted} == wanted
    assert net_of(draft) == {2019: was[2019] - 20_000 * TKR, 2020: was[2020] - 10_000 * TKR}
    loans = Change.objects.get(edition=draft, line="financial_cost")
    assert "DP och GB" in loans.source["words"]
    assert fresh(option).figures["2021"] == int(before.result(2021)) - wanted[2021]
    frozen = freeze_edition(finans, draft)
    child = start_edition(finans, omgangen, "executive_proposal", "KS förslag", frozen)
    assert generate_changes(finans, child) is None  # the edition that stands on it holds the same
    assert net_of(child) == net_of(draft)
    assert "med dessa ändringar: Ny sporthall utgår" in " ".join(one.text for one in drafted(child, Terms()))


def test_what_takes_a_projects_rows_back_says_who_agreed_and_why(beredningen, hallen, finans, omgangen):
    child = start_edition(finans, omgangen, "executive_proposal", "Utkast", freeze_edition(finans, hallen))
    option = add_project_option(finans, beredningen, child, "hall", "move", 1)
    assert option.text == "Ny sporthall skjuts upp till 2020"
    agree_option(finans, option, option.version, "Alla", "Marken är inte klar")
    rows = Change.objects.filter(edition=child, rule__startswith="inv:hall")
    assert {(row.source["words"].split("; ")[1].split(": ")[1], row.internal_text) for row in rows} == {
        ("Alla", "Marken är inte klar")
    }
    assert {sheet.key: sheet.activated for sheet in counted_by(child).sheets}["hall"] == (2021, 6)


def test_one_thing_is_tried_and_agreed_of_a_project_at_a_time_and_it_can_be_torn_up(beredningen, hallen, finans):
    cut = add_project_option(finans, beredningen, hallen, "hall", "cut")
    later = add_project_option(finans, beredningen, hallen, "hall", "move", 1)
    take_in = add_project_option(finans, beredningen, hallen, "play", "take_in")
    try_option(finans, cut, cut.version, is_tried=True)
    try_option(finans, later, later.version, is_tried=True)
    assert not fresh(cut).is_tried
    was = net_of(hallen)
    agree_option(finans, fresh(later), fresh(later).version, "Alla", "Marken")
    with pytest.raises(Invalid, match="redan överenskommet att Ny sporthall skjuts upp"):
        agree_option(finans, fresh(cut), fresh(cut).version, "Alla", "Pengarna")
    agree_option(finans, take_in, take_in.version, "Alla", "Barnen")
    with pytest.raises(Invalid, match="redan med"):
        add_project_option(finans, beredningen, hallen, "play", "take_in")
    for row in (fresh(take_in), fresh(later)):
        with pytest.raises(Invalid, match="varför"):
            reopen_option(finans, row, row.version, " ")
        assert reopen_option(finans, row, row.version, "Nytt läge").state == "open"
    assert net_of(hallen) == was
    assert not Change.objects.filter(edition=hallen, rule__startswith="agreed").exists()
    assert TrailEntry.objects.filter(verb="decisions.reopen_option").count() == 2


def test_a_project_that_cannot_be_moved_is_refused_with_why(beredningen, hallen, utkastet, finans, som, framlingen):
    for key, verb, by, why in [
        ("okänt", "cut", 0, "investeringslista"), ("play", "cut", 0, "kan tas med"), ("hall", "move", 0, "Välj vad"),
        ("hall", "move", -1, "inte börja före"), ("hall", "sell", 0, "Välj vad"),
    ]:  # fmt: skip
        with pytest.raises(Invalid, match=why):
            add_project_option(finans, beredningen, hallen, key, verb, by)
    with pytest.raises(Refused):
        add_project_option(som(framlingen), beredningen, hallen, "hall", "cut")


def test_the_page_lists_the_projects_and_shows_what_each_deed_comes_to(beredningen, hallen, ekonomichefen, inloggad):
    browser, url = inloggad(ekonomichefen), reverse("decisions:drafting", args=[beredningen.pk])
    wrong = {"deed": "add_project", "project": "hall", "what": "earlier_1"}
    assert browser.post(url, wrong).status_code == 422
    page = browser.post(url, wrong | {"what": "later_1"}, follow=True).content.decode()
    assert "Ny sporthall skjuts upp till 2020" in page
    assert "Investeringar, netto" in page
    option = Option.objects.get()
    values = {"deed": "agree", "option": option.pk, "version": option.version, "agreed_by": "DP", "reason": "Marken"}
    assert "Riv upp överenskommelsen" in browser.post(url, values, follow=True).content.decode()
    assert "Ny sporthall" in browser.get(reverse("investments:edition", args=[hallen.pk])).content.decode()
