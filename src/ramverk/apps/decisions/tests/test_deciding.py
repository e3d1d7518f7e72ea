"""From the clauses to the decision: amendments, propositions, votes, reservations, minutes, the decided edition."""

from datetime import date
from fractions import Fraction

import pytest
from django.urls import reverse

from ramverk.apps.cycle.models import Activity, DecisionRecord
from ramverk.apps.cycle.tests.desk_cast import at, fresh
from ramverk.apps.decisions.actions.close_sitting import close_sitting
from ramverk.apps.decisions.actions.decide_clause import decide_clause, settle_unopposed
from ramverk.apps.decisions.actions.follow_up import follow_up, send_extracts
from ramverk.apps.decisions.actions.move_amendment import Wish, move_amendment, withdraw
from ramverk.apps.decisions.actions.open_sitting import open_sitting, take_attendance
from ramverk.apps.decisions.actions.postpone import postpone
from ramverk.apps.decisions.actions.reserve import reserve
from ramverk.apps.decisions.actions.roll_call import cast_vote, close_roll_call, note_votes, open_roll_call
from ramverk.apps.decisions.actions.table_edition import table_edition
from ramverk.apps.decisions.actions.tie_edition import tie_edition
from ramverk.apps.decisions.models import Ballot, Clause, Duty
from ramverk.apps.decisions.queries.board import board_of
from ramverk.apps.decisions.queries.duties import duties_of
from ramverk.apps.decisions.queries.minutes import minutes_of
from ramverk.apps.decisions.queries.outcome import outcomes
from ramverk.apps.decisions.tests.conftest import brought, seated
from ramverk.apps.decisions.wording_clauses import with_changes
from ramverk.apps.frames.actions.choose_assumptions import choose_assumptions
from ramverk.apps.frames.actions.freeze_edition import freeze_edition
from ramverk.apps.frames.actions.start_edition import start_edition
from ramverk.apps.frames.ledger import core_edition
from ramverk.apps.frames.queries.figures import figures
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale
from ramverk.core.editions.editions import fold
from ramverk.core.editions.proposing import MUNICIPAL_TAX
from ramverk.core.money import Ore

pytestmark = pytest.mark.django_db


def clause(sitting, kind, subject=""):
    return Clause.objects.get(sitting=sitting, kind=kind, subject__contains=subject)


@pytest.fixture
def som_i_salen(som, fullmaktige):
    """`som_i_salen("Eli")` gives the actor."""
    return lambda name: som(fullmaktige[name])


@pytest.fixture
def lagre_skatt(sittningen, som_i_salen, plats):
    """Eli Ek moves a tax rate of 21:50."""
    wish = Wish(clause(sittningen, "tax_rate"), figures={"rate": 2150})
    return move_amendment(som_i_salen("Eli"), fresh(sittningen), fresh(sittningen).version, "", [wish], plats("Eli"))


@pytest.fixture
def mer_till_sn(sittningen, som_i_salen, plats):
    """Fia Fors moves one million more to the social board every year."""
    of = clause(sittningen, "frame", "Social")
    main = of.values.get(proposal__is_main=True)
    figures_ = {year: amount + 100_000_000 for year, amount in main.figures.items()}
    return move_amendment(
        som_i_salen("Fia"), fresh(sittningen), fresh(sittningen).version, "Mer till socialtjänsten",
        [Wish(of, figures=figures_)], plats("Fia"),
    )  # fmt: skip


def settle_rest(actor, sitting):
    settle_unopposed(actor, fresh(sitting), fresh(sitting).version)


def close(actor, sitting, **more):
    return close_sitting(
        actor, fresh(sitting), fresh(sitting).version, "§ 71", **({"reason": "Inte samverkat."} | more)
    )


def test_the_clauses_come_from_the_edition_in_the_order_councils_take_them(sittningen):
    kinds = [row.kind for row in sittningen.clauses.all()]
    assert kinds == ["tax_rate", "goals", "statements", "frame", "frame", "interest", "borrowing", "refinancing"]
    values = {row.clause.subject: row for row in board_of(sittningen).main.values.select_related("clause")}
    frame = values["Barn- och utbildningsnämnden"]
    assert frame.text.startswith("Barn- och utbildningsnämnden tilldelas driftramen 942\u2009000 tkr 2019 (plan 2020:")
    assert frame.figures == {"2019": 94_200_000_000, "2020": 94_200_000_000, "2021": 94_200_000_000}
    assert "21:64" in values["Skattesats 2019"].text


def test_what_nobody_opposes_is_settled_at_once_and_what_is_contested_is_not(sittningen, lagre_skatt, finans):
    settle_rest(finans, sittningen)
    left = [str(line.clause.kind) for line in board_of(fresh(sittningen)).open_lines]
    assert left == ["tax_rate"]


def test_acclamation_decides_the_clause_and_leaves_its_trail(sittningen, lagre_skatt, finans):
    of = clause(sittningen, "tax_rate")
    decide_clause(finans, of, fresh(of).version, True)
    assert fresh(of).won_by.is_main
    assert TrailEntry.objects.filter(verb="decisions.decide_clause").exists()
    with pytest.raises(Invalid, match="avgjord"):
        decide_clause(finans, of, fresh(of).version, True)


def test_three_proposals_on_a_clause_take_two_propositions(sittningen, lagre_skatt, som_i_salen, plats, finans):
    of = clause(sittningen, "tax_rate")
    move_amendment(
        som_i_salen("Gun"), fresh(sittningen), fresh(sittningen).version, "Gun Grans yrkande",
        [Wish(of, figures={"rate": 2200})], plats("Gun"),
    )  # fmt: skip
    first = decide_clause(finans, of, fresh(of).version, False)
    assert not first.is_main
    assert not fresh(of).is_settled
    second = decide_clause(finans, of, fresh(of).version, False)
    assert second.is_main
    assert (second.yes.is_main, second.no.name) == (True, "Gun Grans yrkande")
    assert fresh(of).won_by.name == "Gun Grans yrkande"


def test_a_proposition_seen_in_an_older_version_is_stale(sittningen, lagre_skatt, finans):
    of = clause(sittningen, "tax_rate")
    with pytest.raises(Stale):
        decide_clause(finans, of, of.version + 5, True)


def vote(som_i_salen, plats, proposition, **answers):
    for name, choice in answers.items():
        cast_vote(som_i_salen(name), proposition, choice, plats(name))


def test_a_roll_call_counts_each_vote_once_and_freezes_the_list(sittningen, lagre_skatt, som_i_salen, plats, finans):
    of = clause(sittningen, "tax_rate")
    proposition = open_roll_call(finans, of, fresh(of).version, "Eli Ek (FE)")
    vote(som_i_salen, plats, proposition, Ada="yes", Bo="yes", Cia="yes", Dag="abstain", Eli="no", Fia="no")
    assert cast_vote(som_i_salen("Eli"), proposition, "no", plats("Eli")).choice == "no"
    with pytest.raises(Invalid, match="redan lämnad"):
        cast_vote(som_i_salen("Eli"), proposition, "yes", plats("Eli"))
    assert Ballot.objects.filter(proposition=proposition).count() == 6
    done = close_roll_call(finans, proposition, fresh(proposition).version)
    assert done.document.content["result"].startswith("3 ja-röster mot 2 nej-röster; 1 avstod; 1 frånvarande.")
    assert fresh(of).won_by.is_main
    with pytest.raises(Invalid, match="stängd"):
        cast_vote(som_i_salen("Gun"), proposition, "no", plats("Gun"))


def test_nobody_votes_for_another_and_the_absent_do_not_vote(sittningen, lagre_skatt, som_i_salen, plats, finans):
    of = clause(sittningen, "tax_rate")
    proposition = open_roll_call(finans, of, fresh(of).version, "Eli Ek")
    with pytest.raises(Refused, match="röstar för sig"):
        cast_vote(som_i_salen("Bo"), proposition, "yes", plats("Eli"))
    with pytest.raises(Refused, match="tjänstgör"):
        cast_vote(som_i_salen("Hans"), proposition, "yes", plats("Hans"))
    noted = cast_vote(finans, proposition, "yes", plats("Bo"))
    assert noted.cast_by == finans.name


def test_the_chairs_vote_decides_a_tie_and_the_chair_may_not_abstain_from_it(
    sittningen, lagre_skatt, som_i_salen, plats, finans
):
    of = clause(sittningen, "tax_rate")
    proposition = open_roll_call(finans, of, fresh(of).version, "Eli Ek")
    vote(som_i_salen, plats, proposition, Ada="abstain", Bo="yes", Cia="yes", Eli="no", Fia="no")
    with pytest.raises(Invalid, match="måste rösta"):
        close_roll_call(finans, proposition, fresh(proposition).version)
    done = close_roll_call(finans, proposition, fresh(proposition).version, casting="no")
    assert done.by_casting_vote
    assert fresh(of).won_by == lagre_skatt
    assert done.document.content["result"] == (
        "2 ja-röster mot 2 nej-röster; 1 avstod; 2 frånvarande. Yrkande av Eli Ek (FE) har vunnit genom ordförandens "
        "utslagsröst. Ada Alm (DP) avstod först och röstade nej när det behövdes för att avgöra ärendet."
    )


def test_the_late_vote_of_a_chair_who_had_not_voted_is_in_the_list_like_any_other(
    sittningen, lagre_skatt, som_i_salen, plats, finans
):
    of = clause(sittningen, "tax_rate")
    proposition = open_roll_call(finans, of, fresh(of).version, "Eli Ek")
    vote(som_i_salen, plats, proposition, Bo="yes", Cia="yes", Eli="no", Fia="no")
    done = close_roll_call(finans, proposition, fresh(proposition).version, casting="yes")
    assert not done.by_casting_vote
    content = done.document.content
    assert content["result"].startswith("3 ja-röster mot 2 nej-röster; 2 frånvarande.")
    assert content["result"].endswith("Ada Alm (DP) röstade ja när det behövdes för att avgöra ärendet.")
    assert [row["answer"] for row in content["votes"] if row["name"].startswith("Ada")] == ["yes"]


def test_a_chair_whose_vote_is_not_needed_is_not_made_to_vote(sittningen, lagre_skatt, som_i_salen, plats, finans):
    of = clause(sittningen, "tax_rate")
    proposition = open_roll_call(finans, of, fresh(of).version, "Eli Ek")
    vote(som_i_salen, plats, proposition, Bo="yes", Cia="yes", Eli="no")
    done = close_roll_call(finans, proposition, fresh(proposition).version, casting="no")
    assert done.document.content["result"].startswith("2 ja-röster mot 1 nej-röst; 4 frånvarande.")
    assert not Ballot.objects.filter(proposition=proposition, place=plats("Ada")).exists()


def test_the_list_of_a_closed_vote_stands_whoever_leaves_afterwards(
    sittningen, lagre_skatt, som_i_salen, plats, finans, inloggad, ekonomichefen
):
    of = clause(sittningen, "tax_rate")
    proposition = open_roll_call(finans, of, fresh(of).version, "Eli Ek")
    vote(som_i_salen, plats, proposition, Ada="yes", Bo="yes", Cia="yes", Eli="no", Fia="no")
    close_roll_call(finans, proposition, fresh(proposition).version)
    left = [place.pk for place in sittningen.places.all() if place.is_present and place.pk != plats("Bo").pk]
    take_attendance(finans, fresh(sittningen), fresh(sittningen).version, left)
    answer = inloggad(ekonomichefen).get(reverse("decisions:vote", args=[proposition.pk]))
    assert answer.status_code == 200
    assert "Bo Berg (DP)" in answer.content.decode()
    assert answer.context["tally"] == {"yes": 3, "no": 2, "abstain": 0}
    present = minutes_of(board_of(fresh(sittningen)))[0].paragraphs
    assert present[1].startswith("6 tjänstgörande: Ada Alm (DP), Cia Ceder (DP)")
    assert present[2] == "Tjänstgjorde vid omröstning tidigare i ärendet: Bo Berg (DP)."


def test_nothing_is_decided_when_too_many_have_left(sittningen, lagre_skatt, finans):
    left = [place.pk for place in sittningen.places.filter(is_present=True)[:3]]
    take_attendance(finans, fresh(sittningen), fresh(sittningen).version, left)
    of = clause(sittningen, "tax_rate")
    with pytest.raises(Invalid, match="3 av 7"):
        decide_clause(finans, of, fresh(of).version, True)
    with pytest.raises(Invalid, match="3 av 7"):
        open_roll_call(finans, of, fresh(of).version, "Eli Ek")
    with pytest.raises(Invalid, match="3 av 7"):
        settle_unopposed(finans, fresh(sittningen), fresh(sittningen).version)


def test_a_matter_is_not_put_off_in_the_middle_of_a_vote(sittningen, lagre_skatt, finans, plats):
    of = clause(sittningen, "tax_rate")
    open_roll_call(finans, of, fresh(of).version, "Eli Ek")
    asking = [plats(name).pk for name in ("Eli", "Fia", "Gun")]
    with pytest.raises(Invalid, match="votering pågår"):
        postpone(finans, fresh(sittningen), fresh(sittningen).version, "remitted", "Kostnaden", asking)


def test_no_whole_proposal_is_laid_on_what_is_settled_already(sittningen, finans, omgangen, ingaende, aret):
    settle_unopposed(finans, fresh(sittningen), fresh(sittningen).version)
    begun = start_edition(finans, omgangen, "executive_proposal", "Annat", ingaende, aret("R21"))
    other = freeze_edition(finans, begun)
    with pytest.raises(Invalid, match="redan fastställd"):
        table_edition(finans, fresh(sittningen), fresh(sittningen).version, other, "Annat förslag")


def test_a_substitute_of_the_party_serves_for_the_absent_and_one_with_a_conflict_leaves(
    fullmaktige, finans, forslaget, aret, kommunen, tjugonde_juni
):
    sitting = brought(finans, aret("R21"), kommunen["KF"], forslaget, date(2018, 6, 20))
    place = {row.person.name.split()[0]: row for row in sitting.places.select_related("person")}
    present = [row.pk for name, row in place.items() if name not in {"Bo", "Gun"}]
    with pytest.raises(Invalid, match="skälet till jävet"):
        take_attendance(finans, fresh(sitting), fresh(sitting).version, present, {place["Dag"].pk: " "})
    take_attendance(finans, fresh(sitting), fresh(sitting).version, present, {place["Dag"].pk: "Ägare i bolaget"})
    serves = {row.person.name.split()[0]: row.serves_for for row in sitting.places.select_related("serves_for__person")}
    assert serves["Hans"].person.name == "Bo Berg"
    assert serves["Ida"].person.name == "Gun Gran"
    assert serves["Dag"] is None


def test_a_body_without_quorum_cannot_begin(fullmaktige, finans, forslaget, aret, kommunen, tjugonde_juni):
    sitting = brought(finans, aret("R21"), kommunen["KF"], forslaget, date(2018, 6, 20))
    present = [row.pk for row in sitting.places.all()[:3]]
    take_attendance(finans, fresh(sitting), fresh(sitting).version, present)
    with pytest.raises(Invalid, match="3 av 7"):
        open_sitting(finans, fresh(sitting), fresh(sitting).version)


def test_seats_left_empty_by_jav_do_not_take_the_councils_quorum(
    fullmaktige, finans, forslaget, aret, kommunen, tjugonde_juni
):
    sitting = brought(finans, aret("R21"), kommunen["KF"], forslaget, date(2018, 6, 20))
    members = list(sitting.places.filter(kind="member").select_related("person"))
    away = {place.pk: "Ägare i bolaget" for place in members[3:5]}
    take_attendance(finans, fresh(sitting), fresh(sitting).version, [place.pk for place in members[:5]], away)
    assert open_sitting(finans, fresh(sitting), fresh(sitting).version).state == "open"


def test_whoever_leaves_for_jav_cannot_chair_the_matter(fullmaktige, finans, forslaget, aret, kommunen, tjugonde_juni):
    sitting = brought(finans, aret("R21"), kommunen["KF"], forslaget, date(2018, 6, 20))
    everybody = list(sitting.places.select_related("person"))
    ada = next(place for place in everybody if place.person.name.startswith("Ada"))
    with pytest.raises(Invalid, match="tjänstgör inte"):
        take_attendance(
            finans, fresh(sitting), fresh(sitting).version, [place.pk for place in everybody],
            {ada.pk: "Ägare i bolaget"}, chair=ada.person_id,
        )  # fmt: skip


def test_a_decision_waits_for_every_clause_and_asks_for_a_reason_when_the_unions_were_not_consulted(
    sittningen, lagre_skatt, finans
):
    with pytest.raises(Invalid, match="inte avgjord"):
        close(finans, sittningen)


def test_the_amended_decision_becomes_an_edition_that_holds_exactly_the_decided_frames(
    sittningen, mer_till_sn, lagre_skatt, som_i_salen, plats, finans, forslaget
):
    settle_rest(finans, sittningen)
    rate, frame = clause(sittningen, "tax_rate"), clause(sittningen, "frame", "Social")
    decide_clause(finans, rate, fresh(rate).version, True)
    decide_clause(finans, frame, fresh(frame).version, False)
    reserve(som_i_salen("Eli"), sittningen, plats("Eli"), "Skatten ska sänkas.", rate)
    done = close(finans, sittningen)
    text = DecisionRecord.objects.get(pk=done.decision_id).text
    assert "21:64" in text
    assert "Socialnämnden tilldelas driftramen 281\u2009000 tkr 2019" in text
    edition = tie_edition(finans, fresh(done), fresh(done).version, "Fullmäktiges beslut juni")
    assert (edition.kind, edition.state, edition.parent) == ("council_decision", "decided", forslaget)
    frames = {line.name: line.frame[0].amount for line in figures(edition).boards}
    assert frames["Socialnämnden"] == 28_100_000_000
    change = edition.changes.get()
    assert change.source["words"].endswith("§ 71")
    assert Activity.objects.get(row="R21").state == "done"


def test_an_unchanged_council_decision_is_an_edition_of_its_own_without_changes(sittningen, finans, forslaget):
    settle_rest(finans, sittningen)
    done = close(finans, sittningen)
    edition = tie_edition(finans, fresh(done), fresh(done).version)
    assert edition.parent == forslaget
    assert not edition.changes.exists()
    with pytest.raises(Invalid, match="redan sin utgåva"):
        tie_edition(finans, fresh(done), fresh(done).version)


def test_the_minutes_hold_who_was_there_what_was_moved_the_votes_and_the_reservations(
    sittningen, lagre_skatt, som_i_salen, plats, finans
):
    of = clause(sittningen, "tax_rate")
    proposition = open_roll_call(finans, of, fresh(of).version, "Eli Ek (FE)")
    vote(som_i_salen, plats, proposition, Ada="yes", Bo="yes", Cia="yes", Dag="yes", Eli="no", Fia="no", Gun="no")
    close_roll_call(finans, proposition, fresh(proposition).version)
    settle_rest(finans, sittningen)
    reserve(som_i_salen("Eli"), sittningen, plats("Eli"), "Skatten ska sänkas.", of)
    done = close(finans, sittningen, is_adjusted_at_once=True)
    parts = {part["title"]: part["paragraphs"] for part in done.minutes.content["headings"]}
    assert parts["Närvarande"][0] == "Ordförande: Ada Alm (DP)."
    assert parts["Yrkanden"] == [
        (
            "Eli Ek (FE) yrkar: att-sats 1: Skattesatsen för 2019 ska vara 21:50. Den fastställs "
            "av det nyvalda fullmäktige."
        )
    ]
    vote_list = parts["Omröstning om att-sats 1"]
    assert vote_list[0] == "Ja (4): Ada Alm (DP), Bo Berg (DP), Cia Ceder (DP), Dag Dahl (DP)."
    assert parts["Reservationer"] == ["Eli Ek (FE) reserverar sig mot att-sats 1. Skatten ska sänkas."]
    assert "Justering" in parts
    assert done.adjusted_on == done.day


def test_minutes_adjusted_at_once_are_not_asked_for_again(sittningen, finans, fullmaktige, som, aret):
    settle_rest(finans, sittningen)
    done = close(finans, sittningen, is_adjusted_at_once=True)
    adjust = done.duties.get(kind="adjust")
    assert (adjust.done_on, adjust.done_by) == (done.day, finans.name)
    assert fresh(done.matter).state == "minutes_adjusted"
    asked, _stands = duties_of([aret("R21")], som(fullmaktige["Sekreteraren"]))
    verbs = [str(one.verb) for one in asked]
    assert not any(verb.startswith("Justera") for verb in verbs)
    assert any(verb.startswith("Anslå") for verb in verbs)
    announce = done.duties.get(kind="announce")
    follow_up(finans, announce, announce.version, done.day)
    assert fresh(done.matter).state == "announced"


def test_a_member_who_is_away_without_a_substitute_is_named_among_the_absent(
    sittningen, lagre_skatt, som_i_salen, plats, finans
):
    here = [place.pk for place in sittningen.places.all() if place.person.name.split()[0] not in {"Gun", "Ida", "Hans"}]
    take_attendance(finans, fresh(sittningen), fresh(sittningen).version, here)
    of = clause(sittningen, "tax_rate")
    proposition = open_roll_call(finans, of, fresh(of).version, "Eli Ek (FE)")
    vote(som_i_salen, plats, proposition, Ada="no", Bo="no", Cia="yes", Dag="yes", Eli="no")  # Fia does not vote
    done = close_roll_call(finans, proposition, fresh(proposition).version)
    parts = {part.title: part.paragraphs for part in minutes_of(board_of(fresh(sittningen)))}
    assert done.document.content["result"].startswith("2 ja-röster mot 3 nej-röster; 2 frånvarande.")
    assert [line.split(":")[0] for line in parts["Omröstning om att-sats 1"]][:3] == [
        "Ja (2)", "Nej (3)", "Frånvarande eller avgav ingen röst (2)",
    ]  # fmt: skip
    assert "Fia Fors (FE), Gun Gran (FE)." in parts["Omröstning om att-sats 1"][2]


def test_the_result_names_its_edition_with_the_changes_that_follow_where_something_else_won(
    sittningen, lagre_skatt, finans, forslaget
):
    of = clause(sittningen, "tax_rate")
    decide_clause(finans, of, fresh(of).version, False)
    settle_rest(finans, sittningen)
    text = DecisionRecord.objects.get(pk=close(finans, sittningen).decision_id).text
    assert f"”{forslaget.name}” med de ändringar som följer av beslutet, med årets resultat" in text


def test_a_sentence_carried_from_another_body_names_the_edition_it_named_with_the_changes_once():
    text = "Resultatbudgeten fastställs enligt ”Majoritetens förslag”, med årets resultat 2019: 10 tkr."
    changed = with_changes(text)
    assert changed == (
        "Resultatbudgeten fastställs enligt ”Majoritetens förslag” med de ändringar som följer av beslutet, "
        "med årets resultat 2019: 10 tkr."
    )
    assert with_changes(changed) == changed
    assert with_changes("Resultatet fastställs till 10 tkr.") == "Resultatet fastställs till 10 tkr."


def test_the_changes_are_told_also_where_they_leave_the_result_as_it_was(
    sittningen, som_i_salen, plats, finans, kommunen
):
    wishes = []
    for subject, by in (("Social", 100_000_000), ("Barn", -100_000_000)):
        of = clause(sittningen, "frame", subject)
        main = of.values.get(proposal__is_main=True)
        wishes.append(Wish(of, figures={year: amount + by for year, amount in main.figures.items()}))
    move_amendment(som_i_salen("Fia"), fresh(sittningen), fresh(sittningen).version, "Flyttat", wishes, plats("Fia"))
    for wish in wishes:
        decide_clause(finans, wish.clause, fresh(wish.clause).version, False)
    settle_rest(finans, sittningen)
    before = clause(sittningen, "statements").values.get(proposal__is_main=True)
    after = next(one.value for one in outcomes(board_of(fresh(sittningen))) if one.clause.kind == "statements")
    assert after.figures == before.figures
    assert "med de ändringar som följer av beslutet" in after.text


def test_a_decision_as_it_was_proposed_names_its_edition_and_no_changes(sittningen, finans):
    settle_rest(finans, sittningen)
    assert "med de ändringar" not in DecisionRecord.objects.get(pk=close(finans, sittningen).decision_id).text


def test_a_reservation_after_the_meeting_is_refused(sittningen, som_i_salen, plats, finans):
    settle_rest(finans, sittningen)
    close(finans, sittningen)
    with pytest.raises(Refused, match="innan sammanträdet"):
        reserve(som_i_salen("Eli"), fresh(sittningen), plats("Eli"), "")


def test_a_reservation_meanwhile_makes_the_previewed_minutes_stale(sittningen, som_i_salen, plats, finans):
    from ramverk.apps.decisions.actions.close_sitting import minutes_checksum
    from ramverk.apps.decisions.queries.minutes import facts_of

    settle_rest(finans, sittningen)
    seen = minutes_checksum(facts_of(board_of(fresh(sittningen)), paragraph="71", reason="Inte samverkat."))
    reserve(som_i_salen("Eli"), sittningen, plats("Eli"), "Nej.")
    with pytest.raises(Stale):
        close(finans, sittningen, seen=seen)


def test_what_is_withdrawn_leaves_the_table(sittningen, lagre_skatt, som_i_salen):
    with pytest.raises(Refused):
        withdraw(som_i_salen("Fia"), lagre_skatt, lagre_skatt.version)
    withdraw(som_i_salen("Eli"), lagre_skatt, lagre_skatt.version)
    assert not board_of(fresh(sittningen)).contested


def test_duties_follow_with_their_last_days(sittningen, finans):
    settle_rest(finans, sittningen)
    close(finans, sittningen)
    rows = {row.kind: row for row in Duty.objects.filter(sitting=sittningen).exclude(kind="extract")}
    assert rows["adjust"].latest.isoformat() == "2018-07-04"
    assert rows["announce"].latest.isoformat() == "2018-07-06"
    assert rows["proposed_rate_notice"].latest.isoformat() == "2018-11-01"
    assert {row.recipient for row in Duty.objects.filter(kind="extract")} == {
        "Barn- och utbildningsnämnden", "Socialnämnden",
    }  # fmt: skip


def tax_of(edition):
    return int(fold(core_edition(fresh(edition)))[MUNICIPAL_TAX][2019])


def test_a_later_forecast_never_moves_the_rate_the_council_has_decided(
    sittningen, lagre_skatt, finans, omgangen, antag
):
    of = clause(sittningen, "tax_rate")
    decide_clause(finans, of, fresh(of).version, False)
    settle_rest(finans, sittningen)
    done = close(finans, sittningen)
    decided = tie_edition(finans, fresh(done), fresh(done).version)
    later = start_edition(finans, omgangen, "confirmed", "Konfirmerande", decided)
    tax = {"municipal_tax": {"2019": "1 400 000"}}
    later = choose_assumptions(finans, later, antag("forecast", tax, "SKR i oktober"))
    assert tax_of(later) == int(Ore(140_000_000_000).share(Fraction(2150, 2164)))
    assert later.changes.get().text == "Skatteprognos: kommunalskatt, på skattesatsen 21:50"
    later = choose_assumptions(finans, later, antag("forecast", tax | {"tax_rate": {"2019": "21,50"}}, "Egen prognos"))
    assert tax_of(later) == 140_000_000_000  # it counts with the decided rate already
    assert later.changes.get().text == "Skatteprognos: kommunalskatt"


def test_the_executive_boards_minutes_propose_what_the_council_decides_and_oblige_no_board(
    finans, fullmaktige, styrelsen, forslaget, aret, kommunen
):
    with at("2018-06-05 12:00"):
        sitting = fresh(seated(finans, brought(finans, aret("R19"), kommunen["KS"], forslaget, date(2018, 6, 5))))
        settle_unopposed(finans, sitting, sitting.version)
        done = close(finans, sitting)
    parts = {part["title"]: part["paragraphs"] for part in done.minutes.content["headings"]}
    assert parts["Beslut"][0] == "Kommunstyrelsen föreslår kommunfullmäktige besluta:"
    assert parts["Beslut"][1].startswith("1. Skattesatsen för 2019")
    assert parts["Protokollsutdrag till"] == ["Kommunfullmäktige."]
    assert set(Duty.objects.filter(sitting=done).values_list("kind", flat=True)) == {"adjust", "announce"}


def test_the_extracts_are_noted_as_sent_in_one_deed(sittningen, finans):
    settle_rest(finans, sittningen)
    close(finans, sittningen)
    first, other = Duty.objects.filter(kind="extract")
    sent = send_extracts(finans, first, first.version, date(2018, 6, 20), "E-post")
    assert {row.pk for row in sent} == {first.pk, other.pk}
    assert fresh(other).done_on == date(2018, 6, 20)
    entry = TrailEntry.objects.get(verb="decisions.follow_up")
    assert entry.after["what"] == "skicka protokollsutdrag: Barn- och utbildningsnämnden, Socialnämnden"
    with pytest.raises(Invalid, match="redan noterade"):
        send_extracts(finans, fresh(first), fresh(first).version, date(2018, 6, 20))


def test_while_it_goes_on_the_step_at_hand_comes_first_and_what_is_done_is_folded(
    sittningen, lagre_skatt, finans, inloggad, ekonomichefen
):
    count = settle_unopposed(finans, fresh(sittningen), fresh(sittningen).version)
    page = inloggad(ekonomichefen).get(reverse("decisions:sitting", args=[sittningen.pk]))
    html, folded = page.content.decode(), page.context["folded"]
    assert html.index("Huvudpropositionen") < html.index("Att tänka på") < html.index("Att-satserna</h2>")
    assert f"<summary>{count} att-satser är avgjorda</summary>" in html
    assert [line.clause.kind for line in folded["contested_left"]] == ["tax_rate"]
    assert len(folded["left"]) + len(folded["above"]) + len(folded["done"]) == len(board_of(fresh(sittningen)).lines)


def test_only_one_who_serves_can_be_noted_as_the_mover(sittningen, fullmaktige, som, inloggad, plats):
    of, secretary = clause(sittningen, "tax_rate"), fullmaktige["Sekreteraren"]
    wish = Wish(of, figures={"rate": 2150})

    def note(place):
        return move_amendment(som(secretary), fresh(sittningen), fresh(sittningen).version, "", [wish], place)

    with pytest.raises(Refused, match="Ida Is är inte här"):
        note(plats("Ida"))
    with pytest.raises(Invalid, match="Välj vem som yrkar"):
        note(None)
    browser, url = inloggad(secretary), reverse("decisions:move", args=[sittningen.pk]) + f"?att-sats={of.pk}"
    shown = browser.get(url).content.decode()
    assert "Eli Ek (FE)" in shown
    assert "Ida Is" not in shown
    values = {"version": fresh(sittningen).version, "clause": of.pk, "stand": "value", "rate": "21:50"}
    refused = browser.post(url, values | {"place": plats("Ida").pk})
    assert refused.status_code == 422
    assert "Bara den som tjänstgör vid sammanträdet kan yrka." in refused.content.decode()
    assert browser.post(url, values).status_code == 422  # the secretary has no seat to move from
    assert browser.post(url, values | {"place": plats("Eli").pk}).status_code == 302
    assert sittningen.proposals.get(is_main=False).moved_by == "Eli Ek (FE)"


def test_what_is_counted_is_moved_in_figures_and_what_follows_is_not_moved(sittningen, som_i_salen, plats):
    def move(of, **wish):
        place = plats("Eli")
        return move_amendment(
            som_i_salen("Eli"), fresh(sittningen), fresh(sittningen).version, "", [Wish(of, **wish)], place
        )

    with pytest.raises(Invalid, match="i siffror"):
        move(clause(sittningen, "frame", "Social"), text="Socialnämnden tilldelas driftramen 300 000 tkr 2019.")
    with pytest.raises(Invalid, match="i siffror"):
        move(clause(sittningen, "tax_rate"), text="Skattesatsen ska vara 21:00.")
    with pytest.raises(Invalid, match="följer av ramar"):
        move(clause(sittningen, "statements"), text="Resultatet ska vara 1 tkr.")
    assert move(clause(sittningen, "goals"), text="Ett mål räcker.").values.get().text == "Ett mål räcker."


@pytest.fixture
def voteringen(sittningen, lagre_skatt, finans):
    of = clause(sittningen, "tax_rate")
    return open_roll_call(finans, of, fresh(of).version, "Eli Ek (FE)")


def given(proposition):
    return dict(Ballot.objects.filter(proposition=proposition).values_list("place__person__name", "choice"))


def test_a_tap_is_asked_about_once_before_the_vote_stands(voteringen, fullmaktige, inloggad):
    browser, url = inloggad(fullmaktige["Eli"]), reverse("decisions:vote", args=[voteringen.pk])
    assert "Rösta Nej?" not in browser.get(url).content.decode()
    asked = browser.get(url, {"choice": "no"}).content.decode()
    assert "Rösta Nej?" in asked
    assert "Nej, rösta" in asked
    assert "Tillbaka" in asked
    assert given(voteringen) == {}
    browser.post(url, {"choice": "no"})
    assert given(voteringen) == {"Eli Ek": "no"}
    assert "Rösta Ja?" not in browser.get(url, {"choice": "yes"}).content.decode()  # it stands


def test_the_secretary_notes_a_party_one_of_its_members_and_the_rest_in_one_save(
    voteringen, fullmaktige, kommunen, plats, inloggad
):
    browser, url = inloggad(fullmaktige["Sekreteraren"]), reverse("decisions:vote", args=[voteringen.pk])
    assert "Notera röster" in browser.get(url).content.decode()
    values = {f"party-{kommunen['FE'].pk}": "no", f"place-{plats('Gun').pk}": "abstain", "rest": "yes"}
    assert "7 röster är noterade." in browser.post(url, values, follow=True).content.decode()
    assert given(voteringen) == {
        "Ada Alm": "yes", "Bo Berg": "yes", "Cia Ceder": "yes", "Dag Dahl": "yes", "Eli Ek": "no", "Fia Fors": "no",
        "Gun Gran": "abstain",
    }  # fmt: skip
    assert TrailEntry.objects.filter(verb="decisions.cast_vote").count() == 7


def test_a_vote_given_while_others_are_noted_stands_and_is_told(voteringen, fullmaktige, plats, som_i_salen, inloggad):
    browser, url = inloggad(fullmaktige["Sekreteraren"]), reverse("decisions:vote", args=[voteringen.pk])
    cast_vote(som_i_salen("Gun"), voteringen, "yes", plats("Gun"))
    page = browser.post(url, {f"place-{plats('Gun').pk}": "no", "rest": "no"}, follow=True).content.decode()
    assert "Redan lämnade röster står kvar: Gun Gran: ja." in page
    assert given(voteringen)["Gun Gran"] == "yes"
    assert len(given(voteringen)) == 7


def test_only_those_who_lead_note_many_votes_and_never_without_an_answer(
    voteringen, fullmaktige, som_i_salen, plats, finans, inloggad
):
    url = reverse("decisions:vote", args=[voteringen.pk])
    assert inloggad(fullmaktige["Eli"]).post(url, {"rest": "no"}).status_code == 403
    assert inloggad(fullmaktige["Sekreteraren"]).post(url, {"rest": ""}).status_code == 422
    with pytest.raises(Invalid, match="tjänstgör inte"):
        note_votes(finans, voteringen, {plats("Ada").pk: "yes", plats("Hans").pk: "yes"})
    assert given(voteringen) == {}


def test_a_tie_at_the_closing_asks_for_the_chairs_vote_at_its_field(
    voteringen, fullmaktige, som_i_salen, plats, inloggad
):
    vote(som_i_salen, plats, voteringen, Bo="yes", Eli="no")
    browser, url = inloggad(fullmaktige["Sekreteraren"]), reverse("decisions:close_vote", args=[voteringen.pk])
    answer = browser.post(url, {"version": fresh(voteringen).version, "casting": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'aria-invalid="true" aria-describedby="casting-error"' in page
    assert "Det står 1 mot 1 och ordföranden har inte röstat." in page
    browser.post(url, {"version": fresh(voteringen).version, "casting": "yes"})
    assert fresh(voteringen).is_yes
