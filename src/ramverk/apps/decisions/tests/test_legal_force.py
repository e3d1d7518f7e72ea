"""After the decision: minutes, announcement, appeals, legal force; who is reminded of what."""

from datetime import date

import pytest
from django.urls import reverse

from ramverk.apps.cycle import desks
from ramverk.apps.cycle.tests.desk_cast import at, fresh
from ramverk.apps.decisions.actions.close_sitting import close_sitting
from ramverk.apps.decisions.actions.decide_clause import settle_unopposed
from ramverk.apps.decisions.actions.follow_up import follow_up
from ramverk.apps.decisions.actions.legal_force import (
    Received,
    announce_again,
    gain_force,
    note_appeal,
    settle_appeal,
)
from ramverk.apps.decisions.actions.tie_edition import tie_edition
from ramverk.apps.decisions.models import Sitting
from ramverk.apps.decisions.queries.appeal import appeal_of
from ramverk.apps.decisions.queries.standing import standing_of
from ramverk.apps.trail.models import TrailEntry, Transition
from ramverk.apps.trail.verdicts import Invalid, Refused

pytestmark = pytest.mark.django_db
CASE = Received(date(2018, 7, 16), "1203-18", "en medlem", "Ramen var inte beredd.")


@pytest.fixture
def sekreteraren(som, fullmaktige):
    return som(fullmaktige["Sekreteraren"])


@pytest.fixture
def beslutat(sittningen, sekreteraren):
    """The council has decided, all as proposed."""
    settle_unopposed(sekreteraren, fresh(sittningen), fresh(sittningen).version)
    return close_sitting(sekreteraren, fresh(sittningen), fresh(sittningen).version, "§ 71", reason="Inte samverkat.")


def did(actor, sitting, kind, day, **more):
    for row in fresh(sitting).duties.filter(kind=kind):
        follow_up(actor, row, row.version, date.fromisoformat(day), **more)
    return Sitting.objects.select_related("matter", "body").get(pk=sitting.pk)


@pytest.fixture
def anslaget(beslutat, sekreteraren):
    """Adjusted and announced on 29 June: appeals until 20 July."""
    with at("2018-06-29 15:00"):
        did(sekreteraren, beslutat, "adjust", "2018-06-29")
        return did(sekreteraren, beslutat, "announce", "2018-06-29")


def test_without_an_appeal_the_decision_gains_force_the_day_after_three_weeks(anslaget, sekreteraren, framlingen, som):
    assert (anslaget.matter.state, appeal_of(anslaget).last_day) == ("announced", date(2018, 7, 20))
    with at("2018-07-24 09:00"):
        with pytest.raises(Refused, match="sekreterare"):
            gain_force(som(framlingen), anslaget, anslaget.version, date(2018, 7, 24))
        with pytest.raises(Invalid, match="till och med 20 juli 2018"):
            gain_force(sekreteraren, anslaget, anslaget.version, date(2018, 7, 19))
        with pytest.raises(Invalid, match="i framtiden"):
            gain_force(sekreteraren, anslaget, anslaget.version, date(2018, 7, 25))
        done = gain_force(sekreteraren, anslaget, anslaget.version, date(2018, 7, 23))
        assert done.legally_final_on == date(2018, 7, 21)
        assert fresh(done.matter).state == "legally_final"
        assert TrailEntry.objects.filter(verb="decisions.gain_force").exists()
        with pytest.raises(Invalid, match="redan noterat"):
            gain_force(sekreteraren, fresh(done), fresh(done).version, date(2018, 7, 23))


def test_an_announcement_that_came_down_too_early_is_made_again_and_the_weeks_begin_anew(anslaget, sekreteraren):
    with at("2018-07-24 09:00"):
        with pytest.raises(Invalid, match="varför"):
            announce_again(sekreteraren, anslaget, anslaget.version, date(2018, 7, 24), " ")
        again = announce_again(sekreteraren, anslaget, anslaget.version, date(2018, 7, 24), "Nedtaget den 10 juli")
        assert appeal_of(fresh(again)).last_day == date(2018, 8, 14)
        with pytest.raises(Invalid, match="14 augusti 2018"):
            gain_force(sekreteraren, fresh(again), again.version, date(2018, 7, 24))


def test_an_appeal_holds_the_force_back_until_it_is_settled_for_good(
    anslaget, sekreteraren, som, fullmaktige, ekonomichefen
):
    with at("2018-07-24 09:00"):
        with pytest.raises(Refused, match="noteras av"):
            note_appeal(som(fullmaktige["Eli"]), anslaget, anslaget.version, CASE)
        with pytest.raises(Invalid, match="målnumret"):
            note_appeal(sekreteraren, anslaget, anslaget.version, Received(date(2018, 7, 16), " "))
        row = note_appeal(sekreteraren, anslaget, anslaget.version, CASE)
        assert fresh(anslaget.matter).state == "appealed"
        with pytest.raises(Invalid, match="redan noterat"):
            note_appeal(sekreteraren, fresh(anslaget), fresh(anslaget).version, CASE)
        with pytest.raises(Invalid, match="inte slutligt avgjort"):
            gain_force(sekreteraren, fresh(anslaget), fresh(anslaget).version, date(2018, 7, 23))
        too_late = Received(date(2018, 7, 23), "1210-18")
        note_appeal(sekreteraren, fresh(anslaget), fresh(anslaget).version, too_late)  # changes nothing
    with at("2018-11-05 09:00"):
        with pytest.raises(Invalid, match="Dagen för avgörandet"):
            settle_appeal(sekreteraren, row, row.version, "rejected", date(2018, 7, 1))
        settle_appeal(sekreteraren, row, row.version, "rejected", date(2018, 10, 11))
        assert fresh(anslaget.matter).state == "appealed"  # it can still be appealed further
        settle_appeal(sekreteraren, row, fresh(row).version, "rejected", date(2018, 10, 11), date(2018, 11, 2))
        assert fresh(anslaget.matter).state == "announced"
        with pytest.raises(Invalid, match="redan slutligt avgjort"):
            settle_appeal(sekreteraren, row, fresh(row).version, "annulled", date(2018, 10, 11), date(2018, 11, 2))
        done = gain_force(sekreteraren, fresh(anslaget), fresh(anslaget).version, date(2018, 7, 23))
    assert done.legally_final_on == date(2018, 11, 2)
    edition = tie_edition(som(ekonomichefen), fresh(done), fresh(done).version)
    shown = standing_of(edition)
    assert (shown.paragraph, shown.legally_final_on, shown.is_appealed) == ("71", date(2018, 11, 2), False)
    states = Transition.objects.filter(subject_type="decisions.matter").values_list("to_state", flat=True)
    assert list(states)[-4:] == ["announced", "appealed", "announced", "legally_final"]


def test_an_annulled_decision_gains_no_force_and_an_appeal_heard_of_late_takes_it_back(anslaget, sekreteraren):
    with at("2018-07-24 09:00"):
        done = gain_force(sekreteraren, anslaget, anslaget.version, date(2018, 7, 23))
        row = note_appeal(sekreteraren, fresh(done), fresh(done).version, CASE)
        assert fresh(done).legally_final_on is None
        settle_appeal(sekreteraren, row, row.version, "annulled", date(2018, 7, 24), date(2018, 7, 24))
        assert fresh(done.matter).state == "annulled"
        with pytest.raises(Invalid, match="upphävt"):
            gain_force(sekreteraren, fresh(done), fresh(done).version, date(2018, 7, 23))


def test_the_work_list_says_what_follows_a_decision_and_when(beslutat, sekreteraren, som, fullmaktige, finans, aret):
    def asked(actor):
        return [(str(duty.verb).partition(":")[0], duty.due) for duty in desks.duties([aret("R21")], actor) if duty.due]

    assert set(asked(sekreteraren)) == {
        ("Justera protokollet", date(2018, 7, 4)), ("Anslå det justerade protokollet", date(2018, 7, 6)),
        ("Skicka protokollsutdrag", date(2018, 6, 20)),
    }  # fmt: skip
    assert asked(som(fullmaktige["Eli"])) == []
    assert set(asked(finans)) == {
        ("Meddela Skatteverket den föreslagna skattesatsen", date(2018, 11, 1)),
        ("Fastställ den beslutade utgåvan", date(2018, 6, 20)),
    }
    with at("2018-06-29 15:00"):
        for kind in ("adjust", "announce", "extract"):
            did(sekreteraren, beslutat, kind, "2018-06-29")
        assert asked(sekreteraren) == [("Notera laga kraft", date(2018, 7, 21))]


def test_the_pages_show_the_clock_take_an_appeal_and_give_each_board_its_extract(
    anslaget, fullmaktige, framlingen, inloggad
):
    secretary = inloggad(fullmaktige["Sekreteraren"])
    url = reverse("decisions:force", args=[anslaget.pk])
    with at("2018-07-24 09:00"):
        page = secretary.post(url, {"deed": "note", "version": anslaget.version, "came_in_on": "2018-07-16"})
        assert page.status_code == 422
        values = {"deed": "note", "version": anslaget.version, "came_in_on": "2018-07-16", "case_number": "1203-18"}
        page = secretary.post(url, values, follow=True).content.decode()
        assert "väntar på att överklagandet avgörs slutligt" in page
        shown = inloggad(framlingen).get(url).content.decode()
        assert "1203-18" in shown
        assert "Notera utgången" not in shown
        matter = inloggad(framlingen).get(reverse("decisions:matter", args=[anslaget.matter_id])).content.decode()
        assert "fredag 20 juli" in matter
    board = anslaget.duties.filter(kind="extract").earliest("pk")
    extract = secretary.get(reverse("decisions:extract", args=[board.pk])).content.decode()
    assert "tilldelas driftramen" in extract
    assert anslaget.minutes.checksum in extract
    other = anslaget.duties.exclude(kind="extract").earliest("pk")
    assert secretary.get(reverse("decisions:extract", args=[other.pk])).status_code == 404
