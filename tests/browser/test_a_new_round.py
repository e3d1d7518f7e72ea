"""A finance officer hands over her timetable, starts the year, moves a chain and follows it in a calendar."""

import re
from pathlib import Path

import icalendar
import pytest

from ramverk.apps.cycle.models import Activity, Round

SEED = Path(__file__).parents[1] / "data" / "timetables" / "00_seed_2018.txt"
MOVED = ("R16", "R17", "R18", "R19b", "R20")

pytestmark = pytest.mark.django_db(transaction=True)


def text_of(source: str) -> str:
    return "\n".join(line for line in source.splitlines() if not line.startswith("# "))


def test_a_pasted_timetable_becomes_a_running_year_whose_dates_can_be_moved_together(
    open_page, ekonomichefen, assert_accessible, assert_fits
):
    page = open_page("/tidplan/las-in/", person=ekonomichefen)
    page.get_by_label("Eller klistra in tidplanen").fill(text_of(SEED.read_text(encoding="utf-8")))
    page.get_by_role("button", name="Läs in och granska").click()
    assert "23 rader förstådda" in page.inner_text("main")
    assert_accessible(page)
    page.get_by_role("button", name="Starta årsomgången").click()
    page.wait_for_load_state()
    year = Round.objects.get()
    assert year.is_election_year
    assert year.activities.count() == 25

    page.goto("/aret/")
    for row in MOVED:
        page.locator(f"input[name=a][value='{Activity.objects.get(row=row).pk}']").check()
    page.get_by_role("button", name="Flytta de valda raderna").click()
    page.get_by_label("Flytta alla lika många dagar").fill("7")
    page.get_by_role("button", name="Föreslå").click()
    page.get_by_role("button", name="Visa vad det för med sig").click()
    assert "Detta händer" in page.inner_text("main")
    assert_accessible(page)
    page.get_by_label("Skäl, läses av dem som berörs").fill("Budgeten behöver en vecka till.")
    page.get_by_role("button", name="Flytta", exact=True).click()
    page.wait_for_load_state()
    handover = Activity.objects.get(row="R16")
    assert f"{handover.start:%m-%d}" == "06-07"  # a week on is the national day, so the proposal is the day after
    history = [f"{value.start:%m-%d}" for value in handover.dates.all()]
    assert history[:2] == ["05-22", "05-30"]

    page.goto("/kalender/")
    page.get_by_role("button", name="Skapa länken").click()
    address = re.search(r"https?://\S+\.ics", page.inner_text("main")).group()
    served = page.request.get(re.sub(r"^https?://[^/]+", "", address))
    calendar = icalendar.Calendar.from_ical(served.body())
    assert served.headers["content-type"].startswith("text/calendar")
    assert calendar.walk("VEVENT") is not None
    assert_fits(page)
