"""What goes with a matter: reservations in writing as attachments to the minutes, and the committee's notes."""

from datetime import date, time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ramverk.apps.cycle.models import Activity
from ramverk.apps.cycle.tests.desk_cast import at, fresh, pdf
from ramverk.apps.decisions.actions.close_sitting import close_sitting, minutes_attachments, minutes_checksum
from ramverk.apps.decisions.actions.decide_clause import settle_unopposed
from ramverk.apps.decisions.actions.follow_up import follow_up
from ramverk.apps.decisions.actions.hand_in_reservation import hand_in_reservation
from ramverk.apps.decisions.actions.lay_notes import lay_notes
from ramverk.apps.decisions.actions.reserve import reserve
from ramverk.apps.decisions.models import SittingPaper
from ramverk.apps.decisions.policy import RESERVATION_PAPERS, SITTING_PAPERS
from ramverk.apps.decisions.queries.attached import attached_to
from ramverk.apps.decisions.queries.board import board_of
from ramverk.apps.decisions.queries.minutes import facts_of
from ramverk.apps.decisions.tests.conftest import brought
from ramverk.apps.meetings.actions.close_meeting import close_meeting
from ramverk.apps.meetings.actions.hold import take_attendance, write_notes
from ramverk.apps.meetings.actions.plan_meeting import Occasion, plan_meeting
from ramverk.apps.meetings.actions.set_agenda import add_slot
from ramverk.apps.trail.actions.freeze import is_intact
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale

pytestmark = pytest.mark.django_db
WHY = "Inte samverkat."


@pytest.fixture
def reservationen(sittningen, som, fullmaktige, plats):
    """Eli Ek has let a reservation be noted."""
    return reserve(som(fullmaktige["Eli"]), sittningen, plats("Eli"), "Skatten ska sänkas.")


def end(actor, sitting, **more):
    settle_unopposed(actor, fresh(sitting), fresh(sitting).version)
    return close_sitting(actor, fresh(sitting), fresh(sitting).version, "§ 71", reason=WHY, **more)


def test_what_is_in_when_the_matter_is_closed_is_frozen_with_the_minutes(
    reservationen, sittningen, som, fullmaktige, finans
):
    paper = hand_in_reservation(som(fullmaktige["Eli"]), reservationen, pdf("Reservation FE.pdf"))
    done = end(finans, sittningen)
    minutes = done.minutes
    parts = {part["title"]: part["paragraphs"] for part in minutes.content["headings"]}
    assert parts["Reservationer"] == [
        "Eli Ek (FE) reserverar sig. Skatten ska sänkas. Skriftlig reservation: bilaga 1."
    ]
    assert [row.name for row in minutes.attachments.all()] == ["Bilaga 1 Reservation FE.pdf"]
    assert is_intact(minutes)
    assert is_intact(paper.document)
    assert TrailEntry.objects.filter(verb="decisions.hand_in_reservation").exists()


def test_one_that_comes_while_the_minutes_are_looked_over_makes_them_stale(
    reservationen, sittningen, som, fullmaktige, finans
):
    settle_unopposed(finans, fresh(sittningen), fresh(sittningen).version)
    facts = facts_of(board_of(fresh(sittningen)), paragraph="71", reason=WHY)
    seen = minutes_checksum(facts, minutes_attachments(sittningen))
    hand_in_reservation(som(fullmaktige["Eli"]), reservationen, pdf("Reservation FE.pdf"))
    with pytest.raises(Stale):
        close_sitting(finans, fresh(sittningen), fresh(sittningen).version, "§ 71", reason=WHY, seen=seen)


def test_it_may_come_after_the_meeting_until_the_minutes_are_adjusted_and_then_not(
    reservationen, sittningen, som, fullmaktige, plats, finans
):
    other = reserve(som(fullmaktige["Gun"]), sittningen, plats("Gun"), "")
    done = end(finans, sittningen)
    with at("2018-06-21 09:00"):
        hand_in_reservation(som(fullmaktige["Eli"]), reservationen, pdf("Reservation FE.pdf"))
    late = attached_to(fresh(done))[0]
    assert (late.number, late.is_in_minutes) == (1, False)
    assert fresh(done).minutes.checksum == done.minutes.checksum
    with at("2018-06-29 09:00"):
        duty = done.duties.get(kind="adjust")
        follow_up(finans, duty, duty.version, date(2018, 6, 29))
        with pytest.raises(Refused, match="Det justerades 29 juni 2018"):
            hand_in_reservation(som(fullmaktige["Gun"]), other, pdf("Sen.pdf"))


def test_it_is_handed_in_once_by_who_made_it_or_the_secretary(reservationen, som, fullmaktige):
    with pytest.raises(Refused, match="Den som har reserverat sig"):
        hand_in_reservation(som(fullmaktige["Fia"]), reservationen, pdf())
    with pytest.raises(Invalid, match="Välj filen"):
        hand_in_reservation(som(fullmaktige["Sekreteraren"]), reservationen, None)
    hand_in_reservation(som(fullmaktige["Sekreteraren"]), reservationen, pdf())
    with pytest.raises(Refused, match="redan inlämnad"):
        hand_in_reservation(som(fullmaktige["Eli"]), fresh(reservationen), pdf())


def test_reasons_are_handed_in_on_the_sittings_page_and_read_by_all_who_may_read_the_minutes(
    reservationen, sittningen, fullmaktige, inloggad, framlingen, client
):
    eli = inloggad(fullmaktige["Eli"])
    desk = reverse("decisions:sitting", args=[sittningen.pk])
    url = reverse("decisions:hand_in", args=[reservationen.pk])
    assert url in eli.get(desk).content.decode()
    assert url not in inloggad(fullmaktige["Bo"]).get(desk).content.decode()
    assert inloggad(fullmaktige["Bo"]).get(url).status_code == 403
    wrong = eli.post(url, {"file": SimpleUploadedFile("skäl.pdf", b"MZ\x90\x00")})
    assert wrong.status_code == 422
    assert eli.post(url, {"file": SimpleUploadedFile("skäl.pdf", b"%PDF-1.7 skal")}).status_code == 302
    paper = reservationen.paper
    file = reverse("decisions:written_reservation", args=[paper.pk])
    assert "Bilaga 1: skäl.pdf" in eli.get(desk).content.decode()
    assert inloggad(framlingen).get(file).status_code == 200  # the council meets in public
    page = eli.get(reverse("decisions:minutes", args=[sittningen.pk])).content.decode()
    assert "Bilaga 1 skäl.pdf" in page


@pytest.fixture
def beredningen(finans, aret, kommunen, omgangen):
    """The drafting committee has met about the proposal; its notes are not frozen yet."""
    step = Activity.objects.create(
        round=omgangen, order=99, row="R19a", kind="preparation", title="Budgetberedning", owner=kommunen["BB"],
        start=date(2018, 6, 5), end=date(2018, 6, 5),
    )  # fmt: skip
    meeting = plan_meeting(finans, step, Occasion(date(2018, 6, 5), time(8), time(9)))
    slot = add_slot(finans, meeting, "Förslaget i sin helhet", 30)
    write_notes(finans, slot, slot.version, "Beredningen gick igenom elevhälsan.")
    take_attendance(finans, fresh(meeting), fresh(meeting).version, [])
    return fresh(meeting)


@pytest.fixture
def hos_styrelsen(finans, aret, kommunen, forslaget, styrelsen, beredningen):
    with at("2018-06-05 09:30"):
        yield brought(finans, aret("R19"), kommunen["KS"], forslaget, date(2018, 6, 5))


def test_the_committees_frozen_notes_are_laid_in_the_matter_once_and_named_in_the_minutes(
    hos_styrelsen, beredningen, finans
):
    sitting = hos_styrelsen
    with pytest.raises(Invalid, match="Avsluta mötet först"):
        lay_notes(finans, sitting, sitting.version, beredningen)
    minutes = close_meeting(finans, beredningen, beredningen.version)
    lay_notes(finans, sitting, sitting.version, beredningen)
    with pytest.raises(Invalid, match="finns redan i ärendet"):
        lay_notes(finans, fresh(sitting), fresh(sitting).version, beredningen)
    background = facts_of(board_of(fresh(sitting))).background
    assert background[-1] == (
        f"Budgetberedningen beredde ärendet den 5 juni 2018: ”{minutes.title}”, kontrollsumma {minutes.checksum[:16]}."
    )


def test_the_notes_are_seen_by_those_who_see_the_matter_and_nobody_else(
    hos_styrelsen, beredningen, finans, styrelsen, som, inloggad, ekonomichefen, facket
):
    close_meeting(finans, beredningen, beredningen.version)
    url = reverse("decisions:lay_notes", args=[hos_styrelsen.pk])
    finance = inloggad(ekonomichefen)
    assert "Syns" in finance.get(url).content.decode() or "De syns efteråt" in finance.get(url).content.decode()
    assert inloggad(styrelsen["Nils"]).get(url).status_code == 403
    data = {"version": hos_styrelsen.version, "meeting": beredningen.pk}
    assert finance.post(url, data).status_code == 302
    paper = SittingPaper.objects.get()
    read = reverse("decisions:paper", args=[paper.pk])
    assert "Beredningen gick igenom elevhälsan." in inloggad(styrelsen["Nils"]).get(read).content.decode()
    assert inloggad(facket).get(read).status_code == 404
    assert SITTING_PAPERS.check(som(styrelsen["Nils"]), paper)
    assert "finns inga frysta anteckningar" in finance.get(url).content.decode()


def test_list_and_object_agree_on_who_sees_the_papers(reservationen, som, fullmaktige, framlingen, finans):
    paper = hand_in_reservation(som(fullmaktige["Eli"]), reservationen, pdf())
    for actor in (finans, som(framlingen), som(fullmaktige["Eli"])):
        rows = RESERVATION_PAPERS.model.objects.all()
        assert RESERVATION_PAPERS.filter(rows, actor).exists() == bool(RESERVATION_PAPERS.check(actor, paper))
