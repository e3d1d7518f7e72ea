"""Calendar subscriptions: secret, revocable, and nothing in them that is not one's own."""

from datetime import date

import icalendar
import pytest

from ramverk.apps.meetings.actions.subscribe import subscribe
from ramverk.apps.meetings.tests.conftest import audience, step
from ramverk.apps.trail.verdicts import Refused


@pytest.fixture
def aret(omgangen, kommunen):
    boards = audience("Samtliga nämnder", body_kind="board")
    step(omgangen, 1, "submission", "Inlämning av verksamhetsplaner", date(2018, 4, 11), boards)
    majority = audience("Majoriteten", body_kind="party", standing="majority")
    step(omgangen, 2, "handover", "Klart budgetförslag", date(2018, 5, 30), majority)
    window = step(omgangen, 3, "revision", "Revidering", date(2018, 8, 1), boards)
    type(window).objects.filter(pk=window.pk).update(end=date(2018, 9, 30), precision="months")


def events(client, token):
    answer = client.get(f"/kalender/{token}.ics")
    assert answer.headers["Content-Type"].startswith("text/calendar")
    return {str(event["summary"]): event for event in icalendar.Calendar.from_ical(answer.content).walk("VEVENT")}


def test_a_boards_secretary_sees_the_boards_steps_and_not_the_majoritys(aret, namndsekreteraren, client, som):
    _, token = subscribe(som(namndsekreteraren))
    found = events(client, token)
    assert set(found) == {"Inlämning av verksamhetsplaner", "Revidering"}
    assert found["Inlämning av verksamhetsplaner"].walk("VALARM")


def test_a_window_is_soft_and_its_end_exclusive(aret, namndsekreteraren, client, som):
    _, token = subscribe(som(namndsekreteraren))
    window = events(client, token)["Revidering"]
    assert window["transp"] == "TRANSPARENT"
    assert window["status"] == "TENTATIVE"
    assert window["dtend"].dt == date(2018, 10, 1)


def test_the_governing_partys_leader_sees_the_handover_and_the_opposition_does_not(
    aret, ks_ordforanden, oppositionsradet, client, som
):
    _, mine = subscribe(som(ks_ordforanden))
    _, theirs = subscribe(som(oppositionsradet))
    assert "Klart budgetförslag" in events(client, mine)
    assert "Klart budgetförslag" not in events(client, theirs)


def test_a_body_has_a_calendar_of_its_own(aret, namndsekreteraren, kommunen, client, som):
    _, token = subscribe(som(namndsekreteraren), kommunen["BUN"])
    assert "Inlämning av verksamhetsplaner" in events(client, token)


def test_it_refuses_the_calendar_of_a_body_one_has_no_part_in(aret, namndsekreteraren, kommunen, som):
    with pytest.raises(Refused, match="uppdrag där"):
        subscribe(som(namndsekreteraren), kommunen["SN"])


def test_a_revoked_or_unknown_address_is_nothing(aret, namndsekreteraren, client, inloggad, som):
    feed, token = subscribe(som(namndsekreteraren))
    assert inloggad(namndsekreteraren).post(f"/kalender/{feed.pk}/stang/").status_code == 302
    assert client.get(f"/kalender/{token}.ics").status_code == 404
    assert client.get("/kalender/hittipå.ics").status_code == 404


def test_an_unchanged_calendar_is_not_sent_again(aret, namndsekreteraren, client, som):
    _, token = subscribe(som(namndsekreteraren))
    etag = client.get(f"/kalender/{token}.ics").headers["ETag"]
    assert client.get(f"/kalender/{token}.ics", headers={"If-None-Match": etag}).status_code == 304


def test_the_page_shows_a_new_address_once(aret, namndsekreteraren, inloggad):
    browser = inloggad(namndsekreteraren)
    page = browser.post("/kalender/ny/", {"body": ""}).content.decode()
    assert ".ics" in page
    assert ".ics" not in browser.get("/kalender/").content.decode()
