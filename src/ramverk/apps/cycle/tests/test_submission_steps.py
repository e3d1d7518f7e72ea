"""A board's submission from draft to accepted: every verb's happy path, refusal, stale version and trail row."""

from datetime import date

import pytest

from ramverk.apps.cycle.actions.accept import accept
from ramverk.apps.cycle.actions.adjust_minutes import adjust_minutes
from ramverk.apps.cycle.actions.adopt import Proof, adopt
from ramverk.apps.cycle.actions.check_submission import check_submission
from ramverk.apps.cycle.actions.hand_in import hand_in
from ramverk.apps.cycle.actions.mark_ready import mark_ready
from ramverk.apps.cycle.actions.open_submissions import open_submissions
from ramverk.apps.cycle.actions.put_on_agenda import put_on_agenda
from ramverk.apps.cycle.actions.remind_boards import remind_boards
from ramverk.apps.cycle.actions.return_submission import return_submission
from ramverk.apps.cycle.actions.save_submission import save_submission
from ramverk.apps.cycle.actions.take_back import take_back
from ramverk.apps.cycle.models import HandIn, Notice, Submission, SubmissionFile
from ramverk.apps.cycle.submission_content import content_of
from ramverk.apps.cycle.tests.desk_cast import *  # noqa: F403 - the cast of the desks
from ramverk.apps.cycle.tests.desk_cast import at, fresh, pdf
from ramverk.apps.trail.actions.freeze import is_intact
from ramverk.apps.trail.models import TrailEntry, Transition
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale


def deed(verb):
    return TrailEntry.objects.filter(verb=verb).latest("number")


def checksum_of(row):
    return content_of(row.activity).frozen(row).checksum


def test_every_board_gets_its_room_and_the_executive_board_gets_none(planen):
    names = list(Submission.objects.values_list("body__short_name", flat=True))
    assert sorted(names) == ["BUN", "KN", "SN"]


def test_opening_by_hand_waits_for_the_gate(aret, ekonomichefen, som):
    with pytest.raises(Refused, match=r"Utskicket är inte skickat än: .* \(EKO 7 februari\)"):
        open_submissions(som(ekonomichefen), aret("R11"))


def test_a_secretary_saves_note_and_files_and_the_activity_is_in_progress(planen, namndsekreteraren, som, aret):
    row = save_submission(som(namndsekreteraren), planen, planen.version, note="Hej", add=[pdf(), pdf("mål.pdf")])
    assert (row.state, row.note, row.files.count()) == ("draft", "Hej", 2)
    row = save_submission(som(namndsekreteraren), row, row.version, note="Hej", remove=[row.files.first().pk])
    assert [one.name for one in row.files.all()] == ["mål.pdf"]
    assert aret("R11").state == "in_progress"
    assert deed("cycle.save_submission").after["files_removed"] == ["plan.pdf"]


def test_another_boards_secretary_cannot_save(planen, socialsekreteraren, som):
    with pytest.raises(Refused, match="nämndens presidium och sekreterare och dess förvaltning"):
        save_submission(som(socialsekreteraren), planen, planen.version, note="Smyg")


def test_a_save_against_an_old_version_loses_neither(planen, namndsekreteraren, forvaltningschefen, som):
    save_submission(som(namndsekreteraren), planen, planen.version, note="Först")
    with pytest.raises(Stale, match="någon annan har gjort något"):
        save_submission(som(forvaltningschefen), planen, planen.version, note="Sedan")
    assert fresh(planen).note == "Först"


def test_an_empty_submission_is_not_ready(planen, namndsekreteraren, som):
    with pytest.raises(Invalid, match="bifoga minst en fil"):
        mark_ready(som(namndsekreteraren), planen, planen.version)
    assert fresh(planen).state == "not_started"


def test_ready_then_agenda_then_adopted(planen, namndsekreteraren, som):
    actor = som(namndsekreteraren)
    row = save_submission(actor, planen, planen.version, note="", add=[pdf()])
    row = mark_ready(actor, row, row.version)
    row = put_on_agenda(actor, row, row.version, date(2018, 4, 17))
    row = adopt(actor, row, row.version, Proof(date(2018, 4, 10), "24"), checksum_of(row))
    assert (row.state, row.paragraph, row.minutes_state) == ("adopted", "24", "pending")
    assert is_intact(row.document)
    assert deed("cycle.adopt").after["checksum"] == row.document.checksum
    flips = Transition.objects.filter(subject_type="cycle.submission").values_list("to_state", flat=True)
    assert list(flips) == ["draft", "ready", "on_agenda", "adopted"]


def test_a_meeting_that_has_been_takes_up_nothing(planen, namndsekreteraren, som):
    actor = som(namndsekreteraren)
    row = save_submission(actor, planen, planen.version, note="", add=[pdf()])
    row = mark_ready(actor, row, row.version)
    with pytest.raises(Invalid, match="Sammanträdet 20 mars 2018 har redan varit"):
        put_on_agenda(actor, row, row.version, date(2018, 3, 20))


def test_a_ready_plan_cannot_be_edited_before_it_is_taken_back(planen, namndsekreteraren, som):
    actor = som(namndsekreteraren)
    row = save_submission(actor, planen, planen.version, note="", add=[pdf()])
    row = mark_ready(actor, row, row.version)
    with pytest.raises(Refused, match="klar i förvaltningen” och underlaget kan inte ändras"):
        save_submission(actor, row, row.version, note="Till")
    with pytest.raises(Invalid, match="Skriv varför"):
        take_back(actor, row, row.version, " ")
    assert take_back(actor, row, row.version, "Fel tabell").state == "draft"
    assert deed("cycle.take_back").reason == "Fel tabell"


def test_an_official_does_not_say_what_the_board_has_decided(planen, kommunen, namndsekreteraren, som):
    from tests.cast import member

    official = som(member(kommunen, "Ove Olsson", ("official", "BUF")))
    row = save_submission(official, planen, planen.version, note="Plan")
    row = mark_ready(official, row, row.version)
    with pytest.raises(Refused, match="nämndens sekreterare, presidium eller förvaltningschef"):
        adopt(official, row, row.version, Proof(date(2018, 4, 10), "24"), checksum_of(row))


@pytest.mark.parametrize(
    ("proof", "says"),
    [
        (Proof(date(2018, 4, 12), "24"), "Beslutet kan inte vara daterat 12 april 2018: den dagen har inte kommit"),
        (Proof(date(2018, 4, 10), "§"), "Ange protokollets paragraf"),
        (Proof(date(2018, 4, 10), "24", "nja"), "Ange om protokollet är justerat"),
    ],
)
def test_a_weak_proof_is_refused(planen, namndsekreteraren, som, proof, says):
    actor = som(namndsekreteraren)
    row = save_submission(actor, planen, planen.version, note="Plan")
    row = mark_ready(actor, row, row.version)
    with pytest.raises(Invalid, match=says):
        adopt(actor, row, row.version, proof, checksum_of(row))


def test_the_board_adopts_what_the_person_saw_or_nothing(planen, namndsekreteraren, som):
    actor = som(namndsekreteraren)
    row = save_submission(actor, planen, planen.version, note="Plan")
    row = mark_ready(actor, row, row.version)
    with pytest.raises(Stale, match="Innehållet har ändrats sedan du läste det"):
        adopt(actor, row, row.version, Proof(date(2018, 4, 10), "24"), "0" * 64)


def test_what_is_handed_in_is_exactly_what_was_adopted(antagen, namndsekreteraren, som):
    made = hand_in(som(namndsekreteraren), antagen, antagen.version, antagen.document.checksum)
    assert (made.number, made.is_late, made.paragraph) == (1, False, "24")
    assert made.document == antagen.document
    assert deed("cycle.hand_in").after["checksum"] == antagen.document.checksum
    assert Transition.objects.get(subject_type="trail.frozendocument").to_state == "drawn_up"


def test_a_file_slipped_in_after_adoption_stops_the_hand_in(antagen, namndsekreteraren, som):
    named = pdf("extra.pdf", b"%PDF-1.7 mer pengar")
    SubmissionFile.objects.create(
        submission=antagen, file=named.file, name=named.name, media_type=named.media_type,
        added_at=antagen.document.frozen_at, added_by="Nils Nordin",
    )  # fmt: skip
    with pytest.raises(Refused, match=r"inte det som nämnden antog den 20 mars 2018 \(§ 24\).*KL 6:38"):
        hand_in(som(namndsekreteraren), antagen, antagen.version, antagen.document.checksum)
    assert not HandIn.objects.exists()


def test_without_the_boards_decision_nothing_is_handed_in(planen, namndsekreteraren, som):
    actor = som(namndsekreteraren)
    row = save_submission(actor, planen, planen.version, note="Plan")
    row = mark_ready(actor, row, row.version)
    with pytest.raises(Refused, match=r"Nämnden har inte antagit underlaget än.*KL 6:38"):
        hand_in(actor, row, row.version, checksum_of(row))


def test_where_no_adoption_is_asked_for_the_content_is_frozen_as_it_is_handed_in(aret, planen, namndsekreteraren, som):
    activity = aret("R11")
    activity.needs_adoption = False
    activity.save(update_fields=["needs_adoption"])
    actor = som(namndsekreteraren)
    row = save_submission(actor, planen, planen.version, note="Statistik")
    row = mark_ready(actor, row, row.version)
    made = hand_in(actor, row, row.version, checksum_of(row))
    assert made.adopted_on is None
    assert is_intact(made.document)


def test_late_is_taken_in_and_marked(antagen, namndsekreteraren, som):
    with at("2018-04-16 08:00"):
        made = hand_in(som(namndsekreteraren), antagen, antagen.version, antagen.document.checksum)
    assert made.is_late
    assert deed("cycle.hand_in").after["is_late"] is True


def test_the_last_minute_of_the_last_day_is_in_time(antagen, namndsekreteraren, som):
    with at("2018-04-11 23:59"):
        assert not hand_in(som(namndsekreteraren), antagen, antagen.version, antagen.document.checksum).is_late


def test_handing_in_twice_is_refused(antagen, namndsekreteraren, som):
    hand_in(som(namndsekreteraren), antagen, antagen.version, antagen.document.checksum)
    row = fresh(antagen)
    with pytest.raises(Refused, match="nu är läget inlämnad"):
        hand_in(som(namndsekreteraren), row, row.version, antagen.document.checksum)


def test_returned_and_handed_in_anew_with_both_versions_kept(antagen, namndsekreteraren, ekonomichefen, som):
    actor, centre = som(namndsekreteraren), som(ekonomichefen)
    hand_in(actor, antagen, antagen.version, antagen.document.checksum)
    row = fresh(antagen)
    with pytest.raises(Invalid, match="Skriv vad nämnden ska ändra"):
        return_submission(centre, row, row.version, "")
    row = return_submission(centre, row, row.version, "Summan stämmer inte med ramen.")
    assert (row.state, row.document, row.paragraph) == ("returned", None, "")
    assert Notice.objects.get(code="submission.returned", person=namndsekreteraren).text.startswith("Summan")
    assert deed("cycle.return_submission").reason == "Summan stämmer inte med ramen."
    row = _again(actor, fresh(row))
    second = hand_in(actor, row, row.version, row.document.checksum)
    assert second.number == 2
    first = row.hand_ins.get(number=1)
    assert is_intact(first.document)
    assert first.document.checksum != second.document.checksum


def _again(actor, row):
    row = save_submission(
        actor, row, row.version, note="Rättad", add=[pdf("rättad.pdf")], remove=[one.pk for one in row.files.all()]
    )
    row = mark_ready(actor, row, row.version)
    return fresh(adopt(actor, row, row.version, Proof(date(2018, 4, 11), "31"), checksum_of(row)))


def test_checked_then_accepted_and_the_last_acceptance_finishes_the_activity(
    antagen, namndsekreteraren, ekonomichefen, som, aret
):
    Submission.objects.filter(activity=antagen.activity).exclude(pk=antagen.pk).delete()
    hand_in(som(namndsekreteraren), antagen, antagen.version, antagen.document.checksum)
    row = fresh(antagen)
    row = check_submission(som(ekonomichefen), row, row.version)
    assert aret("R11").state == "in_progress"
    row = accept(som(ekonomichefen), row, row.version)
    assert row.state == "accepted"
    assert aret("R11").state == "done"
    assert deed("cycle.accept").actor_name == "Eva Ekström"
    return_submission(som(ekonomichefen), row, row.version, "Vi såg ett fel.")
    assert aret("R11").state == "in_progress"


def test_a_board_does_not_accept_its_own_plan(antagen, namndsekreteraren, som):
    hand_in(som(namndsekreteraren), antagen, antagen.version, antagen.document.checksum)
    row = fresh(antagen)
    for verb in (check_submission, accept):
        with pytest.raises(Refused, match="Det gör ekonomiavdelningen"):
            verb(som(namndsekreteraren), row, row.version)


def test_the_missing_boards_are_reminded_once_a_day(
    planen, ekonomichefen, namndsekreteraren, socialsekreteraren, kultursekreteraren, som, aret
):
    assert len(remind_boards(som(ekonomichefen), aret("R11"))) == 3
    told = set(Notice.objects.filter(code="submission.reminder").values_list("person__name", flat=True))
    assert told == {"Nils Nordin", "Sune Sund", "Klara Kull"}
    with pytest.raises(Invalid, match="redan påmints i dag"):
        remind_boards(som(ekonomichefen), aret("R11"))
    with pytest.raises(Refused, match="Det gör ekonomiavdelningen"):
        remind_boards(som(namndsekreteraren), aret("R11"))


def test_the_minutes_are_adjusted_after_the_adoption(planen, namndsekreteraren, framlingen, som):
    actor = som(namndsekreteraren)
    row = save_submission(actor, planen, planen.version, note="Plan")
    row = mark_ready(actor, row, row.version)
    row = adopt(actor, row, row.version, Proof(date(2018, 4, 10), "24"), checksum_of(row))
    with pytest.raises(Refused):
        adjust_minutes(som(framlingen), row, row.version)
    adjust_minutes(actor, row, row.version)
    assert fresh(row).minutes_state == "adjusted"


def test_a_revision_always_needs_the_board(aret):
    from ramverk.apps.cycle.policy_submission import requires_adoption

    assert requires_adoption(aret("R22"))
