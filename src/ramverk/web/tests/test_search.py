"""The page of the search: what it shows, what it says where there is nothing, and who is let in."""

from datetime import date

import pytest

from ramverk.apps.cycle.models import Activity, Round


@pytest.fixture
def aret(kommunen):
    """A round with a day, a month, and a cancelled step."""
    year = Round.objects.create(name="Mål & Budget 2019–2021", process_year=2018, budget_year=2019)
    rows = [
        ("Utskick om ramdirektiv", date(2018, 2, 7), "day", "done"),
        ("Utskick till ledningsgruppen", date(2018, 5, 1), "month", "planned"),
        ("Utskick som inte blir av", date(2018, 5, 2), "day", "cancelled"),
    ]
    for order, (title, day, precision, state) in enumerate(rows):
        Activity.objects.create(
            round=year, order=order, kind="dispatch", title=title, start=day, end=day, precision=precision,
            state=state, owner=kommunen["EKO"],
        )  # fmt: skip
    return year


@pytest.fixture
def sok(aret, inloggad, ekonomichefen):
    """`sok("ord")` gives the page's text, as the finance director sees it."""
    return lambda words: inloggad(ekonomichefen).get("/sok/", {"q": words}).text


def test_it_shows_what_is_found_kind_by_kind_where_it_is_and_when_and_vague_days_stay_vague(sok):
    page = sok("UTSKICK ekonomi")
    assert page.index("Aktiviteter") < page.index("Utskick om ramdirektiv") < page.index("onsdag 7 februari")
    assert "Ekonomiavdelningen · Mål &amp; Budget 2019–2021" in page
    assert '<span class="due">maj</span>' in page
    assert "Utskick som inte blir av" not in page


def test_without_a_find_it_says_so_and_what_there_is_to_find(sok):
    assert "innehåller &lt;b&gt;ingenstans" in sok("<b>ingenstans\0")
    assert "Det här går att hitta: organ, personer, aktiviteter" in sok("")
    assert "Skriv ett ord med minst två bokstäver." in sok(" å ")


def test_the_box_is_on_every_page_of_whoever_is_signed_in_and_nobody_else_searches(aret, client, inloggad, framlingen):
    assert 'action="/sok/"' in inloggad(framlingen).get("/organisation/").text
    assert 'action="/sok/"' not in client.get("/offentligt/").text
    assert client.get("/sok/?q=utskick").headers["location"].startswith("/konto/logga-in/")
