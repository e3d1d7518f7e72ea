"""Tables of Statistics Sweden: found, chosen, fetched from a local source that behaves like theirs, and used."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ramverk.apps.keyfigures.actions.choose_table import Chosen, choose_table
from ramverk.apps.keyfigures.actions.fetch_figures import start_fetch
from ramverk.apps.keyfigures.fetching import scb_addresses, wanted_indicators
from ramverk.apps.keyfigures.models import FetchPage, Indicator, ScbTable, Vintage
from ramverk.apps.keyfigures.queries.known import known
from ramverk.apps.keyfigures.queries.measures import last_outcome
from ramverk.apps.keyfigures.queries.population import people_by_age, tables_by_age
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Refused
from ramverk.formats.kolada.transport import http_transport
from ramverk.formats.scb.tests.fake import RECORDED, fake_scb

CODES = {"Region": ["01", "03"], "Alder": ["0-9", "10-19"], "Kon": ["TotSa", "1", "2"], "ContentsCode": ["000007SF"],
         "Tid": ["TOP(3)"]}  # fmt: skip


@pytest.fixture
def scb(settings, kommunen):
    """The fake SCB as the installation's own; the municipality stands where the recorded figures have a county."""
    kommunen.municipality.code = "0001"
    kommunen.municipality.save()
    with fake_scb() as source:
        settings.SCB_URL = source.address
        yield source


@pytest.fixture
def vald(scb, finans):
    return choose_table(finans, "TAB6471", "Folkmängden per månad", Chosen(CODES, series=2))


@pytest.fixture
def hamta(scb, finans):
    return lambda: start_fetch(
        finans, scb_addresses(ScbTable.objects.all()), http_transport(0.6), lambda _: None, what="scb"
    )


def test_a_chosen_table_becomes_indicators_with_their_own_source(vald, hamta, scb):
    fetch, outcome = hamta()
    assert (fetch.state, outcome.indicators) == ("done", 2)
    children = Indicator.objects.get(code="TAB6471-1")
    assert (children.title, children.source, children.counted_in) == (
        "Folkmängden per månad, 0-9 år", "SCB, TAB6471", "number",
    )  # fmt: skip
    of = known([children])[0]
    assert of.is_preliminary(2026), "only the first months are told"
    assert of.block.has_genders
    assert last_outcome(children).source == "SCB, TAB6471"
    assert children.code not in wanted_indicators(), "Kolada is not asked for it"
    assert scb.asked[0].startswith("/api/v2/tables/TAB6471/data?valueCodes[")
    for codes in ("[Region]=01,03", "[Alder]=0-9,10-19", "[Tid]=TOP(3)"):  # in the order the database keeps them
        assert f"valueCodes{codes}" in scb.asked[0]
    assert Vintage.objects.get().source == "scb"
    again, nothing_new = hamta()
    assert (again.state, nothing_new.indicators) == ("done", 0)
    assert Indicator.objects.filter(code__startswith="TAB").count() == 2


@pytest.mark.parametrize("fault", ["half", "500", "slow", "renamed", "404"])
def test_whatever_goes_wrong_nothing_is_stored(vald, hamta, scb, fault):
    scb.faults = [fault] * 4
    fetch, outcome = hamta()
    assert (fetch.state, outcome) == ("failed", None)
    assert "Inget har sparats" in fetch.message
    assert not Vintage.objects.exists()
    assert not Indicator.objects.exists()


def test_a_large_question_is_divided_and_what_came_is_kept(scb, finans, hamta):
    regions = [f"{n:04d}" for n in range(150)] + ["01"]
    choose_table(finans, "TAB6471", "Folkmängd", Chosen(CODES | {"Region": regions}, series=2))
    scb.faults = ["", *["503"] * 4]
    fetch, _nothing = hamta()
    assert (fetch.state, fetch.total, FetchPage.objects.count()) == ("failed", 2, 1)


def test_a_saved_table_is_read_in_where_there_is_no_way_out(finans, inloggad, ekonomichefen):
    file = SimpleUploadedFile("TAB6471.json", (RECORDED / "TAB6471_data.json").read_bytes())
    page = inloggad(ekonomichefen).post(reverse("keyfigures:sources"), {"file": file}, follow=True).content.decode()
    assert "nya värden för 11 nyckeltal" in page
    assert ScbTable.objects.get().table == "TAB6471"
    assert not scb_addresses_are_asked(ScbTable.objects.get())


def scb_addresses_are_asked(table):
    return bool(table.codes)


def test_a_table_is_found_and_chosen_by_the_pages(scb, inloggad, ekonomichefen, facket, finans):
    browser = inloggad(ekonomichefen)
    url = reverse("keyfigures:tables")
    assert "Ingen tabell är vald än" in browser.get(url).content.decode()
    assert "TAB4552" in browser.get(url + "?sok=avlopp").content.decode()
    scb.faults = ["503"]
    assert "Källan svarar inte" in browser.get(url + "?sok=avlopp").content.decode()
    table = reverse("keyfigures:table", args=["TAB6471"])
    page = browser.get(table).content.decode()
    assert "10-19 år" in page
    scb.faults = ["500"]
    assert browser.get(table).status_code == 503
    fields = {"omraden": "egen", "perioder": "2", "kod-Alder": ["0-9"], "kod-ContentsCode": ["000007SF"]}
    assert browser.post(table, fields | {"kod-Alder": []}).status_code == 422
    assert "Tabellen är vald" in browser.post(table, fields, follow=True).content.decode()
    chosen = ScbTable.objects.get()
    assert (chosen.codes["Region"], chosen.codes["Tid"], chosen.codes["Alder"]) == (["01"], ["TOP(2)"], ["0-9"])
    assert browser.post(table, fields | {"version": 7, "perioder": "3"}).status_code == 422
    union = inloggad(facket)
    assert union.get(url).status_code == 200
    assert union.get(table).status_code == 403
    entry = TrailEntry.objects.filter(verb="keyfigures.choose_table").get()
    assert entry.after["codes"]["Tid"] == ["TOP(2)"]


def test_too_many_series_and_nothing_chosen_are_refused(finans, som, facket):
    with pytest.raises(Invalid, match="högst 400"):
        choose_table(finans, "TAB1", "x", Chosen(CODES, series=401))
    with pytest.raises(Invalid, match="Alder"):
        choose_table(finans, "TAB1", "x", Chosen(CODES | {"Alder": []}))
    with pytest.raises(Refused, match="tabeller hos SCB"):
        choose_table(som(facket), "TAB1", "x", Chosen(CODES))


def test_people_by_age_at_the_ends_of_years_that_are_over(vald, hamta, scb, finans):
    hamta()
    table = ScbTable.objects.get()
    assert tables_by_age(finans) == [table]
    assert [(str(one.span), one.by_year) for one in people_by_age(table, ())] == [("0–9", {}), ("10–19", {})]
    time = scb.data["dimension"]["Tid"]["category"]
    time["index"] = {"2022": 0, "2023": 1, "2024": 2, "2025": 3}
    time["label"] = {year: year for year in time["index"]}
    hamta()
    told = {str(one.span): one for one in people_by_age(table, ("0–9", "0–19", "7–15"))}
    assert set(told) == {"0–9", "0–19"}, "a group that the table cannot tell of is left out"
    assert told["0–19"].is_added
    block = known([Indicator.objects.get(code="TAB6471-1")])[0].block
    assert told["0–9"].by_year[2025] == block.value("0001", 2025)
    assert told["0–19"].by_year[2025] > told["0–9"].by_year[2025]
