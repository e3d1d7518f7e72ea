"""Calendars from other programs become rows; vague spans stay vague, cancelled events become none."""

from ramverk.core.timetable.reader import parse_timetable
from ramverk.formats.timetable_documents import read_document

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nX-WR-CALNAME:Tidplan budget 2019\r\n"


def calendar(*events):
    body = "".join(f"BEGIN:VEVENT\r\nUID:{number}\r\n{event}\r\nEND:VEVENT\r\n" for number, event in enumerate(events))
    return read_document(f"{HEAD}{body}END:VCALENDAR\r\n".encode(), "kalender.ics")


def dates(*events):
    return [line.cells[0] for line in calendar(*events).lines if line.cells][1:]


def test_a_whole_day_ends_the_day_before_its_exclusive_end():
    assert dates("DTSTART;VALUE=DATE:20180502\r\nDTEND;VALUE=DATE:20180504") == ["2 maj 2018 – 3 maj 2018"]
    assert dates("DTSTART;VALUE=DATE:20180502\r\nDTEND;VALUE=DATE:20180503") == ["2 maj 2018"]
    assert dates("DTSTART;VALUE=DATE:20180502") == ["2 maj 2018"]


def test_clock_times_are_swedish():
    assert dates("DTSTART:20180605T073000Z\r\nDTEND:20180605T083000Z") == ["5 juni 2018 kl 09.30-10.30"]
    assert dates("DTSTART;TZID=Europe/Stockholm:20180605T093000\r\nDURATION:PT1H") == ["5 juni 2018 kl 09.30-10.30"]


def test_whole_months_stay_months():
    assert dates("DTSTART;VALUE=DATE:20180501\r\nDTEND;VALUE=DATE:20180601") == ["maj 2018"]
    assert dates("DTSTART;VALUE=DATE:20180801\r\nDTEND;VALUE=DATE:20181001") == ["augusti 2018 – september 2018"]


def test_rows_come_in_order_of_time_with_participants_and_place():
    document = calendar(
        "DTSTART;VALUE=DATE:20180620\r\nSUMMARY:Beslut",
        "DTSTART;VALUE=DATE:20180206\r\nSUMMARY:Ramdirektiv\\, beslut\r\nLOCATION:Sessionssalen\r\n"
        "ATTENDEE;CN=KS:mailto:ks@exempelby.se\r\nATTENDEE:mailto:kf@exempelby.se",
    )
    rows = [line.cells for line in document.lines if line.cells]
    assert rows[1] == ("6 februari 2018", "KS\nkf@exempelby.se", "Ramdirektiv, beslut", "Sessionssalen")
    assert rows[2][2] == "Beslut"
    assert [row.start.isoformat() for row in parse_timetable(document).activities] == ["2018-02-06", "2018-06-20"]


def test_cancelled_and_repeating_events_are_told_of():
    document = calendar(
        "DTSTART;VALUE=DATE:20180206\r\nSUMMARY:Inställt\r\nSTATUS:CANCELLED",
        "DTSTART;VALUE=DATE:20180207\r\nSUMMARY:KS\r\nRRULE:FREQ=WEEKLY",
    )
    assert [finding.code for finding in document.findings] == ["cancelled_event", "repeating_event"]
    assert all("Inställt" not in line.text for line in document.lines)
