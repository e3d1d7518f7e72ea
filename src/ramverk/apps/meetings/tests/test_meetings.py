"""A dialogue from plan to frozen minutes."""

from datetime import date, time

import pytest
from django.core import mail
from django.urls import reverse
from tests.cast import member

from ramverk.apps.meetings.actions.call import call, cancel_meeting
from ramverk.apps.meetings.actions.close_meeting import close_meeting
from ramverk.apps.meetings.actions.hold import take_attendance, write_notes
from ramverk.apps.meetings.actions.move_meeting import move_meeting
from ramverk.apps.meetings.actions.plan_meeting import Occasion, plan_meeting
from ramverk.apps.meetings.actions.set_agenda import add_slot, change_slot, remove_slot, reorder
from ramverk.apps.meetings.actions.track_item import Wanted, answer_item, close_item, track_item
from ramverk.apps.meetings.models import AgendaItem, Meeting, TrackedItem
from ramverk.apps.trail.actions.freeze import is_intact
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale

NINE = Occasion(date(2018, 4, 19), time(9), time(12), "Sessionssalen")


@pytest.fixture
def motet(dialogen, ekonomichefen, som):
    return plan_meeting(som(ekonomichefen), dialogen, NINE, minutes_per_board=20)


def calendar_part(message):
    return next(part for part in message.message().walk() if part.get_content_type() == "text/calendar")


def calendar_text(message):
    return calendar_part(message).get_payload(decode=True).decode().replace("\r\n ", "")


def test_it_gives_every_board_a_slot_of_its_own(motet):
    assert list(motet.agenda.values_list("title", flat=True)) == [
        "Barn- och utbildningsnämnden",
        "Kulturnämnden",
        "Socialnämnden",
    ]


def test_it_refuses_a_meeting_that_ends_before_it_begins(dialogen, ekonomichefen, som):
    with pytest.raises(Invalid, match="slutar innan det börjar"):
        plan_meeting(som(ekonomichefen), dialogen, Occasion(date(2018, 4, 19), time(12), time(9)))


def test_it_refuses_a_stranger_who_plans(dialogen, framlingen, som):
    with pytest.raises(Refused, match="presidium eller sekreterare"):
        plan_meeting(som(framlingen), dialogen, NINE)


def test_the_call_reaches_those_who_hold_the_roles_today_with_a_calendar_invitation(
    motet, ekonomichefen, namndordforanden, oppositionsradet, som, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        call(som(ekonomichefen), motet, motet.version)
    assert {address for message in mail.outbox for address in message.to} == {
        namndordforanden.email,
        oppositionsradet.email,
    }
    part = calendar_part(mail.outbox[0])
    assert part.get_param("method") == "REQUEST"
    text = calendar_text(mail.outbox[0])
    assert "METHOD:REQUEST" in text
    assert "SEQUENCE:1" in text
    assert "BEGIN:VTIMEZONE" in text


def test_a_move_keeps_the_identity_and_raises_the_sequence(
    motet, ekonomichefen, namndordforanden, som, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        call(som(ekonomichefen), motet, motet.version)
        move_meeting(som(ekonomichefen), motet, motet.version, Occasion(date(2018, 4, 20), time(9)), "Sjukdom")
    called, moved = (calendar_text(message) for message in mail.outbox)
    uid = next(line for line in called.splitlines() if line.startswith("UID:"))
    assert uid in moved
    assert "SEQUENCE:2" in moved


def test_a_cancelled_meeting_leaves_every_calendar(
    motet, ekonomichefen, namndordforanden, som, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        call(som(ekonomichefen), motet, motet.version)
        cancel_meeting(som(ekonomichefen), motet, motet.version, "Nytt datum söks")
    text = calendar_text(mail.outbox[-1])
    assert "METHOD:CANCEL" in text
    assert "STATUS:CANCELLED" in text
    assert "Nytt datum söks" in mail.outbox[-1].body


def test_it_refuses_to_call_when_nobody_holds_the_roles(motet, ekonomichefen, som):
    with pytest.raises(Invalid, match="Ingen person"):
        call(som(ekonomichefen), motet, motet.version)


def test_the_agenda_can_be_added_to_and_put_in_another_order(motet, ekonomichefen, som):
    last = add_slot(som(ekonomichefen), motet, "Avslutning", 10)
    keys = list(motet.agenda.values_list("pk", flat=True))
    reorder(som(ekonomichefen), motet, [keys[-1], *keys[:-1]])
    assert motet.agenda.first() == last
    remove_slot(som(ekonomichefen), last)
    assert motet.agenda.count() == 3


def test_a_slot_gets_other_words_and_another_length_and_keeps_its_notes(motet, ekonomichefen, som, client):
    slot = motet.agenda.first()
    write_notes(som(ekonomichefen), slot, slot.version, "Elevantalet ökar")
    client.force_login(ekonomichefen)
    version = AgendaItem.objects.get(pk=slot.pk).version
    form = {"item": slot.pk, "version": version, "title": "Skolorna", "minutes_long": 35, "presented": "Tre frågor"}
    client.post(reverse("meetings:deed", args=[motet.pk, "andra-punkt"]), form)
    changed = AgendaItem.objects.get(pk=slot.pk)
    assert (changed.title, changed.minutes_long, changed.notes) == ("Skolorna", 35, "Elevantalet ökar")
    assert TrailEntry.objects.filter(verb="meetings.set_agenda").latest("number").after["title"] == "Skolorna"


def test_a_slot_is_not_changed_from_an_old_page_nor_left_without_a_heading(motet, ekonomichefen, som):
    slot = motet.agenda.first()
    seen = slot.version
    change_slot(som(ekonomichefen), slot, seen, title="Skolorna", minutes_long=35, presented="")
    with pytest.raises(Stale):
        change_slot(som(ekonomichefen), slot, seen, title="Annat", minutes_long=5, presented="")
    fresh = AgendaItem.objects.get(pk=slot.pk)
    with pytest.raises(Invalid, match="behöver en rubrik"):
        change_slot(som(ekonomichefen), fresh, fresh.version, title=" ", minutes_long=5, presented="")


def test_two_who_write_notes_in_the_same_slot_lose_nothing(motet, ekonomichefen, som):
    mine, yours = (AgendaItem.objects.get(pk=motet.agenda.first().pk) for _ in range(2))
    write_notes(som(ekonomichefen), mine, mine.version, "Elevantalet ökar")
    with pytest.raises(Stale):
        write_notes(som(ekonomichefen), yours, yours.version, "Något annat")
    assert AgendaItem.objects.get(pk=mine.pk).notes == "Elevantalet ökar"


def test_the_minutes_are_frozen_with_what_was_said_and_promised(
    motet, ekonomichefen, namndordforanden, beredningsdagarna, kommunen, som
):
    actor = som(ekonomichefen)
    call(actor, motet, motet.version)
    first = motet.agenda.first()
    write_notes(actor, first, first.version, "Elevantalet ökar med 40.")
    wanted = Wanted("question", "Vad kostar 40 elever till?", body=kommunen["BUN"], due_activity=beredningsdagarna)
    item = track_item(actor, motet, wanted, first)
    assert item.due == date(2018, 5, 2)
    take_attendance(actor, motet, motet.version, [namndordforanden.pk])
    minutes = close_meeting(actor, motet, motet.version)
    assert is_intact(minutes)
    assert "Elevantalet ökar med 40." in str(minutes.content)
    assert "Vad kostar 40 elever till?" in str(minutes.content)
    assert TrailEntry.objects.filter(verb="meetings.close_meeting").exists()


def test_it_refuses_to_close_a_meeting_that_was_not_held(motet, ekonomichefen, som):
    with pytest.raises(Invalid, match="inte hållet"):
        close_meeting(som(ekonomichefen), motet, motet.version)


def test_a_question_is_followed_until_finance_closes_it(
    motet, ekonomichefen, namndordforanden, framlingen, kommunen, som
):
    item = track_item(som(ekonomichefen), motet, Wanted("question", "Vad kostar det?", body=kommunen["BUN"]))
    with pytest.raises(Refused, match="Bara den som har fått frågan"):
        answer_item(som(framlingen), item, item.version, "Gissar")
    answer_item(som(namndordforanden), item, item.version, "4,2 mnkr")
    with pytest.raises(Refused):
        close_item(som(namndordforanden), item, item.version)
    close_item(som(ekonomichefen), item, item.version)
    assert TrackedItem.objects.get(pk=item.pk).state == "closed"


def test_a_question_without_somebody_who_answers_is_refused(motet, ekonomichefen, som):
    with pytest.raises(Invalid, match="vem som ska svara"):
        track_item(som(ekonomichefen), motet, Wanted("question", "Vad kostar det?"))


def test_every_page_opens_for_finance_and_hides_from_a_stranger(
    motet, ekonomichefen, namndordforanden, framlingen, inloggad, kommunen, som
):
    item = track_item(som(ekonomichefen), motet, Wanted("question", "Vad kostar det?", body=kommunen["BUN"]))
    pages = [
        f"/moten/{motet.pk}/",
        f"/moten/{motet.pk}/visa/",
        f"/moten/{motet.pk}/visa/?punkt=1",
        f"/moten/{motet.pk}/minnesanteckningar/",
        f"/moten/fragor/{item.pk}/",
    ]
    finance, stranger = inloggad(ekonomichefen), inloggad(framlingen)
    for page in pages:
        assert finance.get(page).status_code == 200, page
        assert stranger.get(page).status_code == 404, page
    for page in [f"/moten/aktivitet/{motet.activity_id}/", "/moten/fragor/", "/kalender/"]:
        assert finance.get(page).status_code == 200, page
        assert stranger.get(page).status_code == 200, page


def test_finance_plans_calls_and_writes_in_the_pages(dialogen, ekonomichefen, namndordforanden, inloggad):
    browser = inloggad(ekonomichefen)
    answer = browser.post(
        f"/moten/aktivitet/{dialogen.pk}/nytt/",
        {"title": "", "day": "2018-04-19", "starts_at": "09:00", "ends_at": "", "place": "", "minutes_per_board": "20"},
    )
    meeting = Meeting.objects.get()
    assert answer.headers["Location"] == f"/moten/{meeting.pk}/"
    assert browser.post(f"/moten/{meeting.pk}/kalla/", {"version": meeting.version}).status_code == 302
    meeting.refresh_from_db()
    item = meeting.agenda.first()
    browser.post(f"/moten/{meeting.pk}/anteckna/", {"item": item.pk, "version": item.version, "notes": "Sagt"})
    browser.post(f"/moten/{meeting.pk}/narvaro/", {"version": meeting.version, "present": [namndordforanden.pk]})
    meeting.refresh_from_db()
    browser.post(f"/moten/{meeting.pk}/avsluta/", {"version": meeting.version})
    meeting.refresh_from_db()
    assert meeting.state == "closed"
    assert "Sagt" in browser.get(f"/moten/{meeting.pk}/minnesanteckningar/").content.decode()


def test_of_many_who_are_called_the_first_eight_stand_there_and_the_rest_are_folded(
    motet, kommunen, ekonomichefen, inloggad, som
):
    called = [member(kommunen, f"Person {number:02}", ("chair", "BUN")) for number in range(11)]
    call(som(ekonomichefen), motet, motet.version)
    page = reverse("meetings:meeting", args=[motet.pk])
    read = inloggad(called[0]).get(page).content.decode()
    assert 'Kallade <span class="count">11</span>' in read
    assert "<summary>3 till</summary>" in read
    assert "<summary>Anteckna vilka som var med</summary>" in inloggad(ekonomichefen).get(page).content.decode()
