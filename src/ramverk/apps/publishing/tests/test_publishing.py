"""What is published is frozen, opens at its second for everybody, and is never quietly changed."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import swedish

from ramverk.apps.frames.actions.choose_assumptions import choose_assumptions
from ramverk.apps.publishing.actions.prepare import prepare, rewrite
from ramverk.apps.publishing.actions.schedule import schedule
from ramverk.apps.publishing.actions.withdraw import withdraw
from ramverk.apps.publishing.contents.population import population_chart
from ramverk.apps.publishing.models import Publication
from ramverk.apps.publishing.policy import PUBLICATIONS
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.freeze import is_intact
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale

pytestmark = pytest.mark.django_db
OPPNAS = swedish("2018-06-07 10:30")


@pytest.fixture
def schemalagd(finans, publicering):
    """Frozen, and opens on 7 June at half past ten."""
    return schedule(finans, publicering, publicering.version, OPPNAS)


def test_the_frozen_document_has_every_form_and_the_data(schemalagd):
    names = {kept.name for kept in schemalagd.document.attachments.all()}
    assert {f"mal-och-budget-2019.{ending}" for ending in ("pdf", "docx", "html", "xlsx")} <= names
    assert {"ramar.csv", "ramar-excel.csv", "andringar.csv", "resultat.csv", "datapackage.json"} <= names
    assert is_intact(schemalagd.document)
    assert TrailEntry.objects.filter(verb="publishing.schedule").exists()


def test_the_embargo_ends_at_the_second_for_everybody(schemalagd):
    page = reverse("public:document", args=[schemalagd.slug])
    file = reverse("public:file", args=[schemalagd.slug, "ramar.csv"])
    with clock.stopped_at(OPPNAS - timedelta(seconds=1)):
        for address in (page, file):
            assert Client().get(address).status_code == 404
        assert schemalagd.title not in Client().get(reverse("public:front")).content.decode()
        assert schemalagd.slug not in Client().get(reverse("public:dcat")).content.decode()
    with clock.stopped_at(OPPNAS):
        for address in (page, file):
            assert Client().get(address).status_code == 200
        assert schemalagd.title in Client().get(reverse("public:front")).content.decode()
        assert "ramar.csv" in Client().get(reverse("public:dcat")).content.decode()


def test_nobody_keeps_a_page_past_the_next_opening(schemalagd):
    with clock.stopped_at(OPPNAS - timedelta(seconds=20)):
        assert Client().get(reverse("public:front"))["Cache-Control"] == "public, max-age=20"
    with clock.stopped_at(OPPNAS):
        assert Client().get(reverse("public:front"))["Cache-Control"] == "public, max-age=60"


def test_who_has_the_page_already_is_sent_nothing(schemalagd):
    with clock.stopped_at(OPPNAS):
        first = Client().get(reverse("public:front"))
        again = Client().get(reverse("public:front"), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_public_site_sets_no_cookie_and_runs_no_script(schemalagd):
    with clock.stopped_at(OPPNAS):
        for address in (
            reverse("public:front"),
            reverse("public:calendar"),
            reverse("public:data"),
            reverse("public:document", args=[schemalagd.slug]),
        ):
            answer = Client().get(address)
            assert not answer.cookies
            assert "<script" not in answer.content.decode()
            assert "style=" not in answer.content.decode()


def test_it_speaks_english_when_asked(schemalagd):
    with clock.stopped_at(OPPNAS):
        answer = Client().get(reverse("public:front") + "?lang=en")
    assert answer["Content-Language"] == "en"
    assert "Read the whole document" in answer.content.decode()


def test_drafts_are_seen_by_finance_and_the_leadership_and_nobody_else(
    publicering, som, ekonomichefen, ks_ordforanden, oppositionsradet, namndsekreteraren, administratoren, framlingen
):
    for person, sees in (
        (ekonomichefen, True),
        (ks_ordforanden, True),
        (oppositionsradet, False),
        (namndsekreteraren, False),
        (administratoren, False),
        (framlingen, False),
    ):
        actor = som(person)
        assert bool(PUBLICATIONS.check(actor, publicering)) is sees
        assert PUBLICATIONS.filter(Publication.objects.all(), actor).exists() is sees


def test_an_edition_that_is_still_open_cannot_be_published(finans, utkastet):
    draft = prepare(finans, utkastet, "Utkast")
    with pytest.raises(Invalid, match="är inte fryst"):
        schedule(finans, draft, draft.version, OPPNAS)


def test_what_is_frozen_is_neither_rewritten_nor_frozen_again(finans, schemalagd):
    with pytest.raises(Refused, match="ändras inte mer"):
        rewrite(finans, schemalagd, schemalagd.version, "Annat", "")
    with pytest.raises(Refused, match="redan fryst"):
        schedule(finans, schemalagd, schemalagd.version, OPPNAS)


def test_two_who_write_at_once_lose_nothing(finans, publicering):
    rewrite(finans, publicering, publicering.version, "Först", "")
    with pytest.raises(Stale):
        rewrite(finans, publicering, publicering.version - 1, "Sedan", "")
    publicering.refresh_from_db()
    assert publicering.title == "Först"


def test_only_finance_publishes(som, oppositionsradet, publicering):
    actor = som(oppositionsradet)
    for deed in (
        lambda: prepare(actor, publicering.edition, "X"),
        lambda: schedule(actor, publicering, publicering.version, OPPNAS),
        lambda: withdraw(actor, publicering, publicering.version, "x"),
    ):
        with pytest.raises(Refused, match="Bara ekonomiavdelningen"):
            deed()


def test_what_was_taken_back_says_so_and_why(finans, schemalagd):
    with clock.stopped_at(OPPNAS + timedelta(hours=1)):
        with pytest.raises(Invalid, match="Skriv varför"):
            withdraw(finans, schemalagd, schemalagd.version, " ")
        withdraw(finans, schemalagd, schemalagd.version, "Fel bilaga.")
        answer = Client().get(reverse("public:document", args=[schemalagd.slug]))
        assert answer.status_code == 410
        assert "Fel bilaga." in answer.content.decode()
        assert Client().get(reverse("public:file", args=[schemalagd.slug, "ramar.csv"])).status_code == 404


def test_finance_prepares_previews_and_schedules_in_the_pages(inloggad, ekonomichefen, fryst):
    browser = inloggad(ekonomichefen)
    made = browser.post(
        reverse("publishing:start"), {"edition": fryst.pk, "title": "Mål och budget", "introduction": "Kort."}
    )
    publication = Publication.objects.get()
    assert made["Location"] == reverse("publishing:publication", args=[publication.pk])
    page = browser.get(made["Location"]).content.decode()
    assert "Varför ramarna ändras" in page
    for ending in ("pdf", "docx", "xlsx", "html"):
        assert browser.get(reverse("publishing:preview_file", args=[publication.pk, ending])).status_code == 200
    answer = browser.post(
        reverse("publishing:set_opening", args=[publication.pk]),
        {"day": "2018-06-07", "time": "10.30", "version": publication.version},
        follow=True,
    )
    assert "Öppnas för alla 2018-06-07 10.30" in answer.content.decode()


def test_a_time_that_cannot_be_read_is_said_with_an_example(inloggad, ekonomichefen, publicering):
    answer = inloggad(ekonomichefen).post(
        reverse("publishing:set_opening", args=[publicering.pk]), {"day": "2018-13-07", "time": "x", "version": 1}
    )
    assert answer.status_code == 422
    assert "10.30" in answer.content.decode()


def test_the_hundred_kronor_are_a_hundred(fryst):
    from ramverk.apps.frames.queries.figures import figures
    from ramverk.apps.publishing.contents.figures import hundred

    assert sum(part for _name, part, _amount in hundred(figures(fryst))) == 10_000


def test_the_open_frames_are_the_editions_frames_to_the_ore(schemalagd):
    kept = schemalagd.document.attachments.get(name="ramar.csv")
    lines = bytes(kept.file.content).decode().splitlines()
    assert "BUN,Barn- och utbildningsnämnden,2019,940000000.00" in lines
    package = json.loads(bytes(schemalagd.document.attachments.get(name="datapackage.json").file.content))
    assert {resource["path"] for resource in package["resources"]} <= {
        one.name for one in schemalagd.document.attachments.all()
    }


def test_pay_assumptions_are_never_published(finans, fryst, utkastet, omgangen):
    from ramverk.apps.publishing.contents.budget import budget_document
    from ramverk.core.documents.content import to_json

    words = json.dumps(to_json(budget_document(fryst, "2018-06-20")), ensure_ascii=False)
    assert "lönerevision" not in words


def test_the_population_is_drawn_by_age_from_the_forecast_the_edition_rests_on(finans, utkastet, antag):
    assert population_chart(utkastet) is None
    years = ("2017", "2018", "2019", "2020", "2021")
    people = {
        "7–15": dict(zip(years, ("3850", "3950", "4050", "4046", "4126"), strict=True)),
        "80–": dict(zip(years, ("1960", "1950", "1940", "1930", "1900"), strict=True)),
    }
    choose_assumptions(finans, utkastet, antag("population", people, "Prognos januari"))
    chart = population_chart(utkastet)
    assert "Från 2017 till 2021 går invånarna från 5\u202f810 till 6\u202f026." in chart.description
    assert "Snabbast växer gruppen 7–15 år (+7,2 %), långsammast 80 år och äldre (−3,1 %)." in chart.description
    assert chart.table.rows[-1].cells[-1].text == "6\u2009026"
    assert "Prognos januari" in chart.source
    assert "url(" not in chart.svg.replace("url(#hatch)", "")
