"""Feeds, invitations and cancellations as calendar programs want them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from ramverk.formats.ics import (
    Address,
    Alarm,
    CalendarEvent,
    Method,
    Status,
    mime_type,
    write_cancellation,
    write_feed,
    write_request,
)

STAMP = datetime(2018, 3, 1, 8, 0, tzinfo=UTC)
KANSLI = Address("kansli@exempelby.se", 'Kansliet, "stora"')
ORDF = Address("ordf@exempelby.se", "Ordföranden")


def event(**changes):
    given_values = {
        "uid": "r06-2019@exempelby.se",
        "stamp": STAMP,
        "start": date(2018, 5, 2),
        "summary": "Budgetberedning",
    }
    return CalendarEvent(**(given_values | changes))


def lines(data):
    return data.decode().replace("\r\n ", "").split("\r\n")


def test_a_feed_names_itself_and_says_how_often_to_ask():
    found = lines(write_feed([event()], name="Mål & Budget"))
    for line in (
        "METHOD:PUBLISH", "NAME:Mål & Budget", "X-WR-CALNAME:Mål & Budget", "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "X-PUBLISHED-TTL:PT12H", "BEGIN:VTIMEZONE", "TZID:Europe/Stockholm",
    ):  # fmt: skip
        assert line in found


def test_an_event_has_identity_sequence_and_stamp():
    found = lines(write_feed([event(sequence=3)], name="x"))
    for line in (
        "UID:r06-2019@exempelby.se",
        "SEQUENCE:3",
        "DTSTAMP:20180301T080000Z",
        "LAST-MODIFIED:20180301T080000Z",
    ):
        assert line in found


def test_whole_days_end_the_day_after():
    found = lines(write_feed([event(end=date(2018, 5, 3))], name="x"))
    assert "DTSTART;VALUE=DATE:20180502" in found
    assert "DTEND;VALUE=DATE:20180504" in found


def test_clock_times_are_swedish_whether_naive_or_aware():
    naive = write_feed([event(start=datetime(2018, 6, 5, 9, 30), end=datetime(2018, 6, 5, 11))], name="x")
    aware = write_feed([event(start=datetime(2018, 6, 5, 7, 30, tzinfo=UTC))], name="x")
    assert "DTSTART;TZID=Europe/Stockholm:20180605T093000" in lines(naive)
    assert "DTEND;TZID=Europe/Stockholm:20180605T110000" in lines(naive)
    assert "DTSTART;TZID=Europe/Stockholm:20180605T093000" in lines(aware)
    assert not any(line.startswith("DTEND") for line in lines(aware))


def test_the_zone_knows_summer_and_winter():
    data = write_feed([event(start=datetime(2018, 6, 5, 9)), event(start=datetime(2018, 11, 29, 9))], name="x")
    zone = Calendar.from_ical(data).walk("VTIMEZONE")[0].to_tz()
    assert datetime(2018, 6, 5, 9, tzinfo=zone).utcoffset() == timedelta(hours=2)
    assert datetime(2018, 11, 29, 9, tzinfo=zone).utcoffset() == timedelta(hours=1)


def test_a_published_event_has_no_attendees():
    assert "ATTENDEE" not in write_feed([event(organizer=KANSLI, attendees=(ORDF,))], name="x").decode()


def test_an_invitation_has_organizer_attendees_and_method():
    found = lines(write_request(event(organizer=KANSLI, attendees=(ORDF, Address("e@exempelby.se", optional=True)))))
    assert "METHOD:REQUEST" in found
    assert "ORGANIZER;CN=\"Kansliet, 'stora'\":mailto:kansli@exempelby.se" in found
    assert any("REQ-PARTICIPANT" in line and "RSVP=TRUE" in line and "ordf@" in line for line in found)
    assert any("OPT-PARTICIPANT" in line and "e@exempelby.se" in line for line in found)
    assert mime_type(Method.REQUEST) == "text/calendar; method=REQUEST; charset=utf-8"


def test_a_cancellation_is_cancelled_and_rings_no_bell():
    alarm = Alarm(timedelta(hours=15), "Sista dag")
    data = write_cancellation(event(organizer=KANSLI, attendees=(ORDF,), sequence=4, alarm=alarm))
    assert {"METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:4"} <= set(lines(data))
    assert "VALARM" not in data.decode()


def test_it_refuses_an_invitation_to_nobody():
    with pytest.raises(ValueError, match="organizer"):
        write_request(event(organizer=KANSLI))


def test_vague_events_are_transparent_and_tentative():
    found = lines(write_feed([event(transparent=True, status=Status.TENTATIVE)], name="x"))
    assert {"TRANSP:TRANSPARENT", "STATUS:TENTATIVE"} <= set(found)


def test_a_deadline_rings_before_the_end_of_its_window():
    data = write_feed(
        [event(end=date(2018, 5, 31), alarm=Alarm(timedelta(hours=39), "Sista dag", at_end=True))], name="x"
    )
    assert {"BEGIN:VALARM", "TRIGGER;RELATED=END:-P1DT15H", "DESCRIPTION:Sista dag"} <= set(lines(data))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=300))
def test_any_text_survives_folding_and_escaping(text):
    data = write_feed([event(summary=text, description=text)], name="x")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    read = Calendar.from_ical(data).walk("VEVENT")[0]
    assert str(read.get("SUMMARY", "")) == text
    assert str(read.get("DESCRIPTION", "")) == text
