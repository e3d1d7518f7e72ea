"""A timetable that says no year: the year is asked, and its dates are seen before anything starts."""

import pytest
from django.urls import reverse

from ramverk.apps.cycle.models import Round, TimetableImport

YEARLESS = """
Datum      | Aktivitet
6 februari | KS beslutar om ramar
11 april   | Nämnderna lämnar in verksamhetsplaner
5 juni     | KS beslutar om förslag till budget
18 juni    | KF beslutar om budget
"""


@pytest.fixture
def ekonomen(inloggad, ekonomichefen):
    return inloggad(ekonomichefen)


@pytest.fixture
def utkastet(ekonomen):
    ekonomen.post(reverse("cycle:imports"), {"text": YEARLESS, "year": ""})
    return TimetableImport.objects.get()


def answer(client, taken, **values):
    taken.refresh_from_db()
    return client.post(reverse("cycle:import", args=[taken.pk]), {"version": taken.version, **values})


def test_the_year_stands_among_the_questions(ekonomen, utkastet):
    text = ekonomen.get(reverse("cycle:import", args=[utkastet.pk])).content.decode()
    assert text.index("Frågor bara du kan svara på") < text.index("Dokumentet säger inget år")
    assert "Fyll i bara om åren i tabellen är fel" not in text
    assert "startar årsomgången.</span>" in text
    assert "Året öppnas för alla som är inloggade" in text


@pytest.mark.parametrize(
    ("year", "wrong"), [("", "Skriv vilket år den första raden infaller"), ("18", "Året skrivs med fyra siffror")]
)
def test_starting_without_a_year_says_so_at_the_field(ekonomen, utkastet, year, wrong):
    response = answer(ekonomen, utkastet, starta="1", year=year)
    assert response.status_code == 422
    text = response.content.decode()
    assert f'id="year-error">{wrong}' in text
    assert f'value="{year}" aria-describedby="year-error year-help"' in text
    assert not Round.objects.exists()


def test_a_year_filled_in_shows_its_dates_before_it_starts(ekonomen, utkastet):
    response = answer(ekonomen, utkastet, starta="1", year="2027")
    assert response.url == reverse("cycle:import", args=[utkastet.pk])
    assert not Round.objects.exists()
    text = ekonomen.get(response.url).content.decode()
    assert "Se att datumen stämmer innan du startar" in text
    assert "6 februari 2027" in text
    answer(ekonomen, utkastet, starta="1", year="2027")
    assert Round.objects.get().process_year == 2027
