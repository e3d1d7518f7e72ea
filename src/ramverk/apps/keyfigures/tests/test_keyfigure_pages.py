"""The pages of key figures: what each shows, to whom, and what it says where something is lacking."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ramverk.apps.keyfigures.actions.import_figures import import_file
from ramverk.core.money import THIN_SPACE
from ramverk.demo import keyfigures as invented


@pytest.fixture
def bladdrar(inloggad, ekonomichefen):
    """The finance director's browser."""
    return inloggad(ekonomichefen)


def text_of(answer):
    assert answer.status_code == 200
    return answer.content.decode().replace(THIN_SPACE, " ")


def test_before_anything_is_read_in_the_page_says_what_will_come(bladdrar, inloggad, facket):
    assert "Läs in katalogen" in text_of(bladdrar.get(reverse("keyfigures:index")))
    assert "De kommer när" in text_of(inloggad(facket).get(reverse("keyfigures:index")))
    assert "Katalogen är tom" in text_of(bladdrar.get(reverse("keyfigures:catalogue")))


def test_the_overview_compares_with_the_similar_municipalities(siffror, bladdrar):
    page = text_of(bladdrar.get(reverse("keyfigures:index")))
    assert "Liknande kommuner, övergripande, Exempelby, 2017 (7)" in page
    assert "Grundskola F-9" in page
    assert "Sticker ut mot gruppen" in page
    assert "mnkr mindre" in page
    assert "1 av 8" in page


@pytest.mark.parametrize("group", ["lan", "alla", "nonsense", "999999"])
def test_other_groups_can_be_chosen_and_nonsense_gives_the_first(siffror, bladdrar, group):
    assert "Exempelby" in text_of(bladdrar.get(reverse("keyfigures:index") + f"?grupp={group}"))


def test_an_indicator_shows_course_years_places_and_source(siffror, bladdrar):
    page = text_of(bladdrar.get(reverse("keyfigures:indicator", args=["N15428"])))
    assert "<svg" in page
    assert "Kvinnor" in page
    assert "preliminär" in page
    assert "Källa: Kolada, N15428, 11 april 2018" in page
    assert "Torsåkra" in page
    page = text_of(bladdrar.get(reverse("keyfigures:indicator", args=["N15001"]) + "?ar=2014"))
    assert "År 2014:" in page
    assert "Referenskostnad" in page
    assert bladdrar.get(reverse("keyfigures:indicator", args=["N99999"])).status_code == 404


def test_a_missing_value_is_said_and_never_zero(siffror, bladdrar):
    page = text_of(bladdrar.get(reverse("keyfigures:indicator", args=["U23463"]) + "?ar=2015&grupp=lan"))
    assert "saknas" in page


def test_an_indicator_without_figures_says_so(siffror, bladdrar):
    page = text_of(bladdrar.get(reverse("keyfigures:indicator", args=["N15813"])))
    assert "Inga värden är inlästa" in page


def test_the_catalogue_finds_by_words_and_by_id(siffror, bladdrar):
    url = reverse("keyfigures:catalogue")
    assert "N15428" in text_of(bladdrar.get(url + "?sok=yrkesprogram behöriga"))
    assert "N15428" in text_of(bladdrar.get(url + "?sok=n15428"))
    assert "Inget nyckeltal stämmer" in text_of(bladdrar.get(url + "?sok=rymdfart"))
    assert "Bibliotek".casefold() in text_of(bladdrar.get(url + "?omrade=Kultur och fritid")).casefold()


def test_cost_beside_quality_draws_the_last_common_year(siffror, finans, bladdrar):
    rows = [{"kpi": "N1", "municipality": "9999", "period": 1999, "values": [{"gender": "T", "value": 1.0}]}]
    import_file(finans, "gammalt.json", json.dumps({"values": rows, "count": 1, "next_url": None}).encode())
    url = reverse("keyfigures:scatter")
    page = text_of(bladdrar.get(url + "?x=N15027&y=N15428"))
    assert "2016. Vågrätt" in page
    assert "Torsåkra" in page
    assert "inget år gemensamt" in text_of(bladdrar.get(url + "?x=N1&y=N00901"))
    assert "Välj en kostnad" in text_of(bladdrar.get(url))


def test_what_moved_shows_before_and_after(siffror, finans, bladdrar):
    assert "Inget har ändrats" in text_of(bladdrar.get(reverse("keyfigures:moved")))
    import_file(finans, "januari.json", invented.figures_file(revised=True))
    page = text_of(bladdrar.get(reverse("keyfigures:moved")))
    assert "5,0" in page
    assert "5,6" in page


def test_a_file_is_read_in_by_the_page_and_a_faulty_one_says_why(siffror, bladdrar):
    url = reverse("keyfigures:sources")
    file = SimpleUploadedFile("januari.json", invented.figures_file(revised=True))
    page = text_of(bladdrar.post(url, {"file": file}, follow=True))
    assert "nya värden för 5 nyckeltal" in page
    refused = bladdrar.post(url, {"file": SimpleUploadedFile("fel.json", b"{")})
    assert refused.status_code == 422
    assert "Inget har sparats" in refused.content.decode()


def test_others_see_the_sources_but_no_way_in(siffror, inloggad, facket):
    browser = inloggad(facket)
    assert "Bara ekonomiavdelningen och analysgruppen" in text_of(browser.get(reverse("keyfigures:sources")))
    refused = browser.post(reverse("keyfigures:sources"), {"file": SimpleUploadedFile("x.json", b"{}")})
    assert refused.status_code == 403
