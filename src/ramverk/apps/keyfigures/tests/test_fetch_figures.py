"""Figures are fetched from a local source that behaves like the documented one, well and badly."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from ramverk.apps.keyfigures.actions.fetch_figures import (
    SILENT,
    begin_fetch,
    carry_out,
    resume_fetch,
    start_fetch,
    take_up_fetch,
)
from ramverk.apps.keyfigures.fetching import (
    catalogue_addresses,
    figure_addresses,
    wanted_areas,
    wanted_indicators,
    wanted_units,
)
from ramverk.apps.keyfigures.models import Fetch, FetchPage, FigureBlock, Indicator, Vintage
from ramverk.apps.keyfigures.queries.catalogue import freshness
from ramverk.apps.keyfigures.queries.known import known
from ramverk.apps.trail import clock
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Refused
from ramverk.formats.kolada.tests.fake import fake_source, recorded
from ramverk.formats.kolada.transport import http_transport

AREAS = sorted({row["municipality"] for row in recorded("data")})
KPIS = ["N00945", "N03702", "N03703"]


@pytest.fixture
def kallan(settings):
    """The fake source, as the installation's own."""
    with fake_source(per_page=100) as source:
        settings.KOLADA_URL = f"{source.address}/v3"
        yield source


@pytest.fixture
def hamta(finans, kallan):
    """`hamta()` fetches the recorded figures; what is wrong is put in `kallan.faults`."""
    return lambda asked=None: start_fetch(
        finans, asked or figure_addresses(KPIS, AREAS), http_transport(0.6), lambda _: None
    )


def values(code):
    return known([Indicator.objects.get(code=code)])[0].block


def test_figures_are_fetched_to_the_last_page(hamta, kallan):
    fetch, outcome = hamta()
    assert (fetch.state, outcome.indicators) == ("done", 3)
    assert values("N00945").value("0180", 2000) == 31.32959689
    assert len(kallan.asked) == 4
    assert Vintage.objects.get().name.startswith(kallan.address)
    assert not FetchPage.objects.exists()


def test_the_catalogue_comes_with_areas_and_the_groups_of_the_municipality(hamta, kallan, kommunen):
    kommunen.municipality.name, kommunen.municipality.code = "Värnamo", "0683"
    kommunen.municipality.save()
    fetch, outcome = hamta(catalogue_addresses(["N15001", "N15045", "N99999"]))
    assert fetch.state == "done"
    assert outcome.catalogue == 2
    assert outcome.groups >= 12
    assert "0683" not in wanted_areas()[1:2]
    assert len(wanted_areas()) > 20


@pytest.mark.parametrize("fault", ["half", "cut", "500", "slow", "renamed", "text", "404", "repeat", "fewer", "away"])
def test_whatever_goes_wrong_nothing_is_stored_and_the_page_says_so(
    hamta, kallan, finans, fault, client, ekonomichefen
):
    kallan.faults = ["", *[fault] * 4]
    fetch, outcome = hamta()
    assert (fetch.state, outcome) == ("failed", None)
    assert not FigureBlock.objects.exists()
    assert not Vintage.objects.exists()
    assert not Indicator.objects.exists()
    assert freshness(finans).failed_why == fetch.message
    assert "Inget har sparats" in fetch.message
    client.force_login(ekonomichefen)
    assert "misslyckades" in client.get("/nyckeltal/").content.decode()


def test_a_source_that_is_down_leaves_the_figures_that_were(hamta, kallan, finans):
    hamta()
    before = freshness(finans)
    assert before.asked_at is None
    hamta()
    assert freshness(finans).asked_at is not None, "asked again, and there was nothing newer"
    kallan.faults = ["503"] * 8
    fetch, _nothing = hamta()
    assert "/data/" not in fetch.message, "whom was asked, not the whole address"
    after = freshness(finans)
    assert after.newest == before.newest
    assert after.failed_at is not None


def test_a_failed_fetch_goes_on_where_it_broke(hamta, kallan, finans):
    asked = figure_addresses(KPIS, AREAS[:2]) + figure_addresses(KPIS, AREAS[2:])
    kallan.per_page = 5000
    kallan.faults = ["", "500", "500", "500", "500"]
    fetch, _nothing = hamta(asked)
    assert fetch.state == "failed"
    assert FetchPage.objects.values_list("place", flat=True).distinct().count() == 1
    count = len(kallan.asked)
    again, outcome = resume_fetch(finans, fetch, http_transport(0.6), lambda _: None)
    assert (again.state, outcome.indicators) == ("done", 3)
    assert len(kallan.asked) == count + 1, "what came whole is not asked for again"
    with pytest.raises(Invalid, match="misslyckades"):
        resume_fetch(finans, again, http_transport(0.6), lambda _: None)


def test_the_next_fetch_asks_only_for_what_changed_and_takes_withdrawals(hamta, kallan, finans):
    hamta()
    row = next(row for row in kallan.data if row["kpi"] == "N00945" and row["municipality"] == "0180")
    row["values"][0]["isdeleted"] = True
    key = (row["kpi"], row["municipality"], row["period"])
    kallan.changed = {(r["kpi"], r["municipality"], r["period"]): "2018-01-01" for r in kallan.data} | {
        key: "2018-04-12"
    }
    fetch, outcome = hamta()
    assert "from_date=2018-04-11" in fetch.addresses[0][1]
    assert outcome.indicators == 1
    assert values("N00945").value("0180", row["period"]) is None
    assert Indicator.objects.get(code="N00945").blocks.count() == 2


def test_an_entry_that_the_catalogue_no_longer_has_is_marked_as_gone(hamta, kallan):
    hamta(catalogue_addresses(["N15001", "N15045"]))
    kallan.kpi = [row for row in kallan.kpi if row["id"] != "N15045"]
    _fetch, outcome = hamta(catalogue_addresses(["N15001", "N15045"]))
    assert "N15045 finns inte längre" in outcome.remarks[0]
    assert Indicator.objects.get(code="N15045").vanished_on is not None


def test_two_fetches_never_run_at_once_and_one_that_was_cut_off_is_let_go(hamta, finans):
    running = Fetch.objects.create(addresses=[], started_at=clock.now(), started_by="Eva")
    with pytest.raises(Invalid, match="pågår redan"):
        hamta()
    Fetch.objects.filter(pk=running.pk).update(started_at=clock.now().replace(year=2017))
    assert hamta()[0].state == "done"
    running.refresh_from_db()
    assert running.state == "failed"


def test_without_a_source_or_a_right_nothing_is_fetched(finans, som, facket, settings):
    with pytest.raises(Invalid, match="Ingen källa"):
        figure_addresses(KPIS, AREAS)
    with pytest.raises(Refused, match="hämtar nyckeltal"):
        start_fetch(som(facket), [["kpis", "http://127.0.0.1:1/kpi"]], http_transport(0.1), lambda _: None)
    with pytest.raises(Invalid, match="inget att hämta"):
        start_fetch(finans, [], http_transport(0.1), lambda _: None)


def test_each_fetch_leaves_its_entry(hamta, kallan):
    hamta()
    kallan.faults = ["404"]
    hamta()
    entries = TrailEntry.objects.filter(verb="keyfigures.fetch_figures").order_by("number")
    assert [entry.after.get("state", "done") for entry in entries] == ["done", "failed"]


def test_what_is_wanted_is_the_set_and_what_is_known(siffror):
    assert {"N00901", "N15027"} <= set(wanted_indicators())
    assert {"9999", "0000", "9901"} <= set(wanted_areas())


def test_the_page_fetches_says_what_went_wrong_and_goes_on(kallan, kommunen, settings, client, ekonomichefen, genast):
    settings.KOLADA_SECONDS = 2.0
    kommunen.municipality.name, kommunen.municipality.code = "Värnamo", "0683"
    kommunen.municipality.save()
    client.force_login(ekonomichefen)
    client.post("/nyckeltal/kallor/januari/")
    kallan.per_page = 5000
    done = client.post("/nyckeltal/kallor/hamta/katalog/", follow=True).content.decode()
    assert "poster i katalogen" in done
    kallan.faults = ["404"]
    failed = client.post("/nyckeltal/kallor/hamta/siffror/", follow=True).content.decode()
    assert "Källan svarar inte" in failed
    assert "Fortsätt hämtningen" in failed
    broken = Fetch.objects.latest("pk")
    again = client.post("/nyckeltal/kallor/hamta/fortsatt/", {"hamtning": broken.pk}, follow=True).content.decode()
    assert "Fortsätt hämtningen" not in again
    assert client.post("/nyckeltal/kallor/hamta/fortsatt/", {"hamtning": 0}).status_code == 404
    assert client.post("/nyckeltal/kallor/hamta/annat/").status_code == 404


def test_a_fetch_under_way_is_shown_and_one_that_died_can_be_taken_up(kallan, finans, client, ekonomichefen):
    asked = figure_addresses(KPIS, AREAS[:2]) + figure_addresses(KPIS, AREAS[2:])
    fetch = begin_fetch(finans, asked)
    Fetch.objects.filter(pk=fetch.pk).update(done=1)
    client.force_login(ekonomichefen)
    page = client.get("/nyckeltal/kallor/").content.decode()
    assert "1 av 2 frågor" in page
    assert 'hx-trigger="every 1s"' in page
    assert "Hämta siffrorna" not in page, "one at a time"
    Fetch.objects.filter(pk=fetch.pk).update(beat_at=clock.now() - SILENT * 2)
    assert "Fortsätt hämtningen" in client.get("/nyckeltal/kallor/").content.decode()
    taken_up = take_up_fetch(finans, fetch)
    late, nothing = carry_out(finans, fetch, http_transport(0.6), lambda _: None)
    assert (late.state, nothing) == ("running", None), "the first attempt wakes up and finds that it is not its turn"
    assert not Vintage.objects.exists()
    done, outcome = carry_out(finans, taken_up, http_transport(0.6), lambda _: None)
    assert (done.state, outcome.indicators) == ("done", 3)
    assert Fetch.objects.get(pk=fetch.pk).told["indicators"] == 3
    assert done.started_at == fetch.started_at, "what changed since the first question is asked for next time"


def test_a_fault_of_ours_stores_nothing_and_says_so(hamta, monkeypatch):
    monkeypatch.setattr("ramverk.apps.keyfigures.actions.fetch_figures._pages_into", lambda *_: 1 / 0)
    fetch, outcome = hamta()
    assert (fetch.state, outcome) == ("failed", None)
    assert "fel hos oss" in fetch.message
    assert not Vintage.objects.exists()
    assert FetchPage.objects.exists(), "what came need not be asked for again"


def test_units_come_with_the_catalogue_and_their_figures_with_the_others(hamta, kallan, kommunen, inloggad, facket):
    kommunen.municipality.name, kommunen.municipality.code = "Värnamo", "0683"
    kommunen.municipality.save()
    kallan.ou = [
        {"id": "V15E068301", "title": "Norrskolan", "municipality": "0683"},
        {"id": "V15E068302", "title": "Söderskolan", "municipality": "0683"},
        {"id": "V15E011401", "title": "En annan skola", "municipality": "0114"},
    ]
    kallan.kpi = [row | {"has_ou_data": row["id"] == "N15001"} for row in kallan.kpi]
    _fetch, outcome = hamta(catalogue_addresses(["N15001", "N15045"]))
    assert outcome.units == 2
    assert wanted_units() == ["V15E068301", "V15E068302"]
    figure = lambda gender, value, status="": {  # noqa: E731
        "gender": gender, "count": 1, "status": status, "value": value, "isdeleted": False}  # fmt: skip
    kallan.oudata = [
        {"kpi": "N15001", "ou": "V15E068301", "period": 2017, "values": [figure("T", 88.0)]},
        {"kpi": "N15001", "ou": "V15E068302", "period": 2017, "values": [figure("T", None, "Sekretess")]},
    ]
    asked = figure_addresses(["N15001", "N15045"], ["0683"], wanted_units())
    assert [kind for kind, _address in asked] == ["values", "unitdata"]
    assert "/oudata/kpi/N15001/ou/V15E068301,V15E068302?" in asked[1][1], "only where the catalogue has units"
    fetch, outcome = hamta(asked)
    assert (fetch.state, outcome.indicators) == ("done", 1)
    page = inloggad(facket).get("/nyckeltal/id/N15001/").content.decode()
    assert "Norrskolan" in page
    assert "88,0" in page
    assert "värde saknas (Sekretess)" in page
    assert "En annan skola" not in page


def test_the_command_fetches_what_there_is_and_goes_on_where_it_broke(
    kallan, kommunen, ekonomichefen, capsys, settings
):
    settings.KOLADA_SECONDS = 2.0
    kommunen.municipality.name, kommunen.municipality.code = "Värnamo", "0683"
    kommunen.municipality.save()
    kallan.per_page = 5000
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ramverk.apps.keyfigures.management.commands.fetch_keyfigures.time.sleep", lambda _: None)
        call_command("fetch_keyfigures", "katalog", "--as", ekonomichefen.email)
        assert "katalog: " in capsys.readouterr().out
        kallan.faults = ["", "404"]
        with pytest.raises(CommandError, match="Not fetched: katalog"):
            call_command("fetch_keyfigures", "katalog", "--as", ekonomichefen.email)
        count = len(kallan.asked)
        call_command("fetch_keyfigures", "katalog", "--as", ekonomichefen.email)
        assert len(kallan.asked) == count + 3, "the first of four was there"
        with pytest.raises(CommandError, match="nobody"):
            call_command("fetch_keyfigures", "--as", "ingen@exempelby.example")
