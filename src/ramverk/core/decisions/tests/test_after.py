"""What comes after a decision: the way back of a referred matter, duties, and the minutes."""

from dataclasses import replace
from datetime import date

import pytest

from ramverk.core.decisions.clauses import Stand, Value
from ramverk.core.decisions.duties import DutyKind, appeal_day, council_duties, rate_notice
from ramverk.core.decisions.minutes import ABSENT, ABSTAIN, NO, YES, MeetingFacts, Roll, check_minutes, draft_minutes
from ramverk.core.decisions.postponement import calculate_return, last_reserve_meeting
from ramverk.core.decisions.votes import Count
from ramverk.core.decisions.wording import outcome_sentence, put_sentence, value_words, yes_no
from ramverk.core.timetable.clock import LegalLimits, MonthDay

LIMITS = LegalLimits(
    7, 14, 2, 3, MonthDay(10, 31), MonthDay(11, 30), MonthDay(11, 30), MonthDay(12, 31), MonthDay(10, 15),
    MonthDay(10, 31),
)  # fmt: skip
JUNE = date(2018, 6, 20)


def test_a_referred_matter_goes_to_the_executive_board_and_is_announced_a_week_before_the_council():
    back = calculate_return(
        JUNE, LIMITS, [date(2018, 6, 20), date(2018, 8, 21)], [date(2018, 8, 27), date(2018, 9, 24)], is_referral=True
    )
    assert (back.executive_board, back.council) == (date(2018, 8, 21), date(2018, 9, 24))
    assert back.announcement_latest == date(2018, 9, 17)
    assert back.is_in_time


def test_a_tabled_matter_comes_at_the_next_meeting_that_can_be_announced():
    back = calculate_return(JUNE, LIMITS, [], [date(2018, 6, 25), date(2018, 6, 27)], is_referral=False)
    assert (back.executive_board, back.council) == (None, date(2018, 6, 27))


def test_in_late_november_the_rate_is_decided_alone_and_the_budget_waits_for_december():
    back = calculate_return(date(2018, 11, 29), LIMITS, [], [date(2018, 12, 17)], is_referral=False)
    assert not back.is_in_time
    assert back.needs_rate_alone
    assert back.fallback == date(2018, 12, 17)


def test_without_any_meeting_left_nothing_is_invented():
    back = calculate_return(date(2018, 11, 29), LIMITS, [], [], is_referral=True)
    assert (back.executive_board, back.council, back.fallback) == (None, None, None)


def test_a_reserve_meeting_on_the_last_day_must_be_announced_a_week_ahead():
    assert last_reserve_meeting(date(2018, 11, 29), LIMITS) == (date(2018, 11, 30), date(2018, 11, 23))
    assert last_reserve_meeting(date(2018, 11, 30), LIMITS) is None


def test_minutes_are_adjusted_and_announced_and_the_appeal_runs_three_weeks():
    adjust, announce = council_duties(JUNE, LIMITS, is_adjusted_at_once=False)
    assert (adjust.latest, announce.latest) == (date(2018, 7, 4), date(2018, 7, 6))
    assert appeal_day(announce.latest, LIMITS) == date(2018, 7, 27)
    at_once, _ = council_duties(date(2018, 6, 5), LIMITS, is_adjusted_at_once=True)
    assert at_once.latest == date(2018, 6, 5)


def test_the_tax_rate_is_notified_when_the_budget_is_fixed_and_the_proposed_one_from_november():
    (final,) = rate_notice(date(2018, 11, 29), LIMITS, is_final=True)
    assert (final.kind, final.latest, final.at_once) == (DutyKind.RATE_NOTICE, date(2018, 11, 29), True)
    (proposed,) = rate_notice(JUNE, LIMITS, is_final=False)
    assert (proposed.kind, proposed.latest) == (DutyKind.PROPOSED_RATE_NOTICE, date(2018, 11, 1))
    (late,) = rate_notice(JUNE, LIMITS, is_final=False, proposed_latest=date(2018, 11, 12))
    assert late.latest == date(2018, 11, 12)
    assert rate_notice(JUNE, LIMITS, is_final=False, is_fixed=True) == ()


FACTS = MeetingFacts(
    body="Kommunfullmäktige", day=JUNE, paragraph="§ 71", title="Mål & Budget 2019–2021", register_number="KS 2018/12",
    chair="Ada Alm", present=("Ada Alm", "Bo Berg"), proposals=("Bo Berg (SM): bifall till SM:s förslag.",),
    order=(put_sentence("kommunstyrelsens förslag", "SM:s förslag", is_main=True),),
    votes=(Roll("Omröstning 1", (("Ada Alm", "ja"), ("Bo Berg", "nej")), "1 ja-röst mot 1 nej-röst."),),
    decision=("Skattesatsen fastställs till 21:64.",), reservations=("Bo Berg (SM).",), is_adjusted_at_once=True,
)  # fmt: skip


def test_the_minutes_hold_what_the_law_asks_for_and_leave_out_what_did_not_happen():
    parts = {part.title: part.paragraphs for part in draft_minutes(FACTS)}
    assert list(parts) == [
        "Närvarande", "Yrkanden", "Propositionsordning", "Omröstning 1", "Beslut", "Reservationer", "Justering",
    ]  # fmt: skip
    assert parts["Omröstning 1"] == ("ja (1): Ada Alm.", "nej (1): Bo Berg.", "1 ja-röst mot 1 nej-röst.")
    assert parts["Beslut"] == ("1. Skattesatsen fastställs till 21:64.",)
    assert check_minutes(FACTS) == ()


def test_minutes_without_decision_say_so():
    from dataclasses import replace

    assert check_minutes(replace(FACTS, decision=())) == ("vad som beslutades",)
    assert check_minutes(replace(FACTS, decision=(), postponed="Ärendet återremitteras.")) == ()


def test_a_vote_is_told_in_one_sentence():
    count = Count(26, 25, 0, 0, is_yes=True)
    assert outcome_sentence(count, "KS förslag", "SM:s förslag") == (
        "26 ja-röster mot 25 nej-röster. KS förslag har vunnit."
    )
    tie = Count(24, 24, 2, 1, is_yes=False, by_casting_vote=True)
    assert outcome_sentence(tie, "A", "B").endswith("B har vunnit genom ordförandens utslagsröst.")
    with pytest.raises(ValueError, match="chair"):
        outcome_sentence(Count(1, 1, 1, 0, is_yes=None, chair_must_vote=True), "A", "B")


def test_yes_and_no_are_told_in_both_languages():
    assert yes_no("A", "B", is_main=True).yes_sv == "Ja: bifall till A."
    assert yes_no("A", "B", is_main=False).no_en == "No: B becomes the counter-proposal."
    assert put_sentence("A", "B", is_main=False) == "För att utse motförslag ställs A mot B."


def test_a_value_is_told_as_minutes_do():
    assert [value_words(value) for value in (Value(Stand.SAME), Value(Stand.DROPPED), Value(text="21:64"))] == [
        "lika med huvudförslaget", "utgår", "21:64",
    ]  # fmt: skip


def test_a_vote_is_listed_yes_no_abstaining_absent_whoever_comes_first_and_as_many_as_were_counted():
    rows = (("Ada Alm", ABSENT), ("Bo Berg", NO), ("Cia Ceder", ABSTAIN), ("Dag Dahl", YES), ("Eli Ek", NO))
    vote = Roll("Omröstning", rows, "1 ja-röst mot 2 nej-röster; 1 avstod; 3 frånvarande.", vacant=2)
    part = next(part for part in draft_minutes(replace(FACTS, votes=(vote,))) if part.title == "Omröstning")
    assert part.paragraphs == (
        "Ja (1): Dag Dahl.",
        "Nej (2): Bo Berg, Eli Ek.",
        "Avstår (1): Cia Ceder.",
        "Frånvarande eller avgav ingen röst (3): Ada Alm, 2 tomma platser.",
        "1 ja-röst mot 2 nej-röster; 1 avstod; 3 frånvarande.",
    )
