"""Sources lead to where they can be read, for those who may open it there; for everyone else they are words."""

import re

import pytest
from django.urls import reverse

from ramverk.apps.cycle.models import DecisionRecord
from ramverk.apps.frames.actions.choose_assumptions import choose_assumptions
from ramverk.apps.frames.actions.freeze_edition import freeze_edition
from ramverk.apps.frames.actions.save_changes import RowEdit, save_changes
from ramverk.apps.frames.ledger import core_edition
from ramverk.apps.frames.models import AssumptionSet, Change, Edition
from ramverk.apps.frames.rows import Row
from ramverk.apps.frames.sources import Piece, pieces_of, register_addresses, sourced
from ramverk.apps.frames.tests.test_frames_pages import bladdrar, text_of  # noqa: F401 - a fixture
from ramverk.apps.trail.actions.freeze import freeze
from ramverk.core.editions.changes import Source, SourceKind

YEARS = ("2019", "2020", "2021")


@pytest.fixture
def antaget(finans, utkastet, antag):
    """The draft with a price index, a pay revision and a tax forecast."""
    forecast = {"municipal_tax": dict.fromkeys(YEARS, "1 310 000")}
    for kind, values in (
        ("price_index", {"premises": dict.fromkeys(YEARS, "2")}),
        ("pay", {"2019": {"pct": "2", "month": "4"}}),
        ("forecast", forecast),
    ):
        choose_assumptions(finans, utkastet, antag(kind, values, f"Antagande om {kind}"))
    return Edition.objects.get(pk=utkastet.pk)


def links_of(page):
    """Addresses by the words of every link on a page."""
    main = page[page.index("<main") : page.index("</main>")]
    return {re.sub("<[^>]+>", "", words): url for url, words in re.findall(r'<a href="([^"]*)"[^>]*>(.*?)</a>', main)}


def why(browser, edition, query):
    return links_of(text_of(browser.get(reverse("frames:why", args=[edition.pk]) + query)))


def test_a_figure_leads_to_its_row_its_assumption_and_the_lines_of_its_file(bladdrar, antaget, ingaende):  # noqa: F811
    found = why(bladdrar, antaget, "?organ=BUN&ar=2019")
    opening = Change.objects.get(edition=ingaende, body__short_name="BUN")
    assert found["440 Grundskola"] == reverse("frames:changes", args=[ingaende.pk]) + f"#rad-{opening.key}"
    assert found[ingaende.name] == reverse("frames:edition", args=[ingaende.pk])
    lines = found["budget 2018.csv, rad 2–4"]
    page = text_of(bladdrar.get(lines))
    assert [words in page for words in ("\u2212600 000 000,00", "\u2212240 000 000,00", "\u2212100 000 000,00")] == [
        True
    ] * 3
    assert "\u2212940 000 000,00" in page, "they sum to the row"
    assert f'id="rad-{opening.key}"' in text_of(bladdrar.get(reverse("frames:changes", args=[ingaende.pk])))
    price = AssumptionSet.objects.get(kind="price_index")
    assert found[f"{price.name}, {price.source}"] == reverse("frames:assumption", args=[price.pk])
    page = text_of(bladdrar.get(reverse("frames:assumption", args=[price.pk])))
    assert "2 %" in page
    assert antaget.name in page, "the editions that rest on it"


def test_whoever_may_not_open_a_source_reads_its_words(
    bladdrar,  # noqa: F811
    client,
    finans,
    antaget,
    namndsekreteraren,
):
    freeze_edition(finans, antaget)
    pay, forecast = (AssumptionSet.objects.get(kind=kind) for kind in ("pay", "forecast"))
    client.force_login(namndsekreteraren)
    page = text_of(client.get(reverse("frames:why", args=[antaget.pk]) + "?organ=BUN&ar=2019"))
    assert f"{pay.name}, {pay.source}" in page
    assert "budget 2018.csv, rad 2–4" in page
    found = links_of(page)
    assert f"{pay.name}, {pay.source}" not in found
    assert "budget 2018.csv, rad 2–4" not in found
    assert client.get(reverse("frames:assumption", args=[pay.pk])).status_code == 404
    assert "alla som är inloggade" in text_of(client.get(reverse("frames:assumption", args=[forecast.pk])))
    opening = Change.objects.get(edition__kind="base", body__short_name="BUN")
    for name in ("frames:file_rows", "frames:attached"):
        assert client.get(reverse(name, args=[opening.edition_id, opening.key])).status_code == 404, name


def test_a_decision_that_is_cited_leads_to_where_it_was_taken(finans, utkastet, kommunen, aret):
    activity = aret("R06")
    DecisionRecord.objects.create(
        activity=activity, body=kommunen["KS"], decided_on="2018-02-06", paragraph="§ 12", text="Ramar",
        document=freeze(finans, "decision", "Ramar", {}),
    )  # fmt: skip
    cited = ("KS 2018-02-06 § 12", "Kommunstyrelsen, 2018-02-06 § 12", "KS 2018-02-06 § 13", "Enligt KS")
    rows = [
        Row(body_id=kommunen["SN"].pk, cause="political", amounts={"2019": -1}, text=words,
            source={"kind": "person", "words": words})
        for words in cited
    ]  # fmt: skip
    save_changes(finans, utkastet, [RowEdit(row) for row in rows])
    core = core_edition(Edition.objects.get(pk=utkastet.pk))
    found = {one.pieces[0].words: one.pieces[0].url for one in sourced(core.changes, utkastet, finans).values()}
    page = reverse("cycle:activity", args=[activity.pk])
    assert found == dict(zip(cited, (page, page, "", ""), strict=True))


def test_a_source_of_several_things_leads_to_each_of_them_and_an_unclear_one_to_none():
    addresses = {"assumption:1": "/ett/", "assumption:2": "/tva/"}
    both = Source(SourceKind.RULE, "Ett, SKL; Två, SCB", "assumption:1 assumption:2")
    assert pieces_of(both, addresses) == [Piece("Ett, SKL", "/ett/"), Piece("Två, SCB", "/tva/")]
    unclear = Source(SourceKind.RULE, "Ett; SKL; Två", "assumption:1 assumption:2")
    assert pieces_of(unclear, addresses) == [Piece("Ett; SKL; Två")]
    assert pieces_of(Source(SourceKind.PERSON, ""), addresses) == []


def test_an_area_above_answers_for_codes_of_its_own(finans, utkastet, kommunen):
    register_addresses("saga", lambda numbers, _edition, _actor: {one: f"/saga/{one}/" for one in numbers if one < 9})
    for number in (7, 9):
        source = {"kind": "activity", "words": f"Saga {number}", "reference": f"saga:{number}"}
        row = Row(body_id=kommunen["SN"].pk, cause="political", amounts={"2019": -1}, text="Rad", source=source)
        save_changes(finans, utkastet, [RowEdit(row)])
    core = core_edition(Edition.objects.get(pk=utkastet.pk))
    pieces = {one.pieces for one in sourced(core.changes, utkastet, finans).values()}
    assert pieces == {(Piece("Saga 7", "/saga/7/"),), (Piece("Saga 9"),)}


def test_a_plan_behind_a_balance_leads_to_its_page(bladdrar, finans, utkastet, antag):  # noqa: F811
    opening = antag("opening_balance", {"cash": {"2017": "77 400"}}, "Bokslut 2017")
    choose_assumptions(finans, utkastet, opening)
    url = reverse("frames:why_statement", args=[utkastet.pk])
    found = links_of(text_of(bladdrar.get(url + "?balans=cash&ar=2017")))
    assert found["Bokslut 2017, SKL, cirkulär 17:68"] == reverse("frames:assumption", args=[opening.pk])
    assert "77 400" in text_of(bladdrar.get(reverse("frames:assumption", args=[opening.pk])))


def test_the_steps_of_a_bridge_lead_to_their_rows_and_sources_too(bladdrar, antaget, ingaende):  # noqa: F811
    page = text_of(bladdrar.get(reverse("frames:bridge", args=[antaget.pk]) + "?organ=resultat&orsak=forecast"))
    forecast = AssumptionSet.objects.get(kind="forecast")
    found = links_of(page)
    assert found[f"{forecast.name}, {forecast.source}"] == reverse("frames:assumption", args=[forecast.pk])
    assert found["Skatteprognos: kommunalskatt"].startswith(reverse("frames:changes", args=[antaget.pk]) + "#rad-")
