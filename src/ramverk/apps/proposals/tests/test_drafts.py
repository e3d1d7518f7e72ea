"""Drafts: what may be written, what it comes to, when it is complete, and how it is handed over."""

import uuid
from dataclasses import replace

import pytest
from django.urls import reverse
from tests.cast import swedish

from ramverk.apps.cycle.models import Notice
from ramverk.apps.frames.models import Change, Edition
from ramverk.apps.frames.policy import EDITIONS
from ramverk.apps.proposals.actions.hand_over import hand_over, hand_over_due, set_hour, table_proposal, withdraw
from ramverk.apps.proposals.actions.write_draft import (
    complete_draft,
    new_version,
    reopen_draft,
    save_draft,
    start_draft,
)
from ramverk.apps.proposals.draft import DraftRow, draft_of
from ramverk.apps.proposals.models import HandOver, Receipt, SealedItem
from ramverk.apps.proposals.policy import HAND_OVERS, VERBS
from ramverk.apps.proposals.queries.drafts import opened, outcome
from ramverk.apps.proposals.queries.hand_overs import altered_since, proposal_of, seen_proposals, tabled_proposals
from ramverk.apps.proposals.vault import prove, unseal
from ramverk.apps.proposals.wording import VERBS as WORDED
from ramverk.apps.trail import clock
from ramverk.apps.trail.models import TrailEntry, Transition
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale
from ramverk.core.money import THIN_SPACE, Ore, Unit, format_amount

TKR = 100_000
GOAL = ({"board": "", "board_name": "", "text": "Fler elever når målen"},)


def fresh(item):
    return SealedItem.objects.select_related("room").get(pk=item.pk)


def more(board="SN", tkr=1_000, text="Fler på hemtjänsten"):
    return DraftRow(str(uuid.uuid4()), "frame", board, "", dict.fromkeys(("2019", "2020", "2021"), -tkr * TKR), text)


def seen(actor, item):
    item = fresh(item)
    return outcome(opened(prove(actor, item.room), item))


@pytest.fixture
def klart(oppositionsledaren, utkast, skriv):
    """The opposition's draft, complete."""
    item = skriv(oppositionsledaren, utkast, rows=(more(),), goals=GOAL)
    return complete_draft(oppositionsledaren, fresh(item), fresh(item).version)


def test_the_result_is_the_finance_departments_own_calculation(oppositionsledaren, utkast, skriv):
    before = seen(oppositionsledaren, utkast)
    skriv(oppositionsledaren, utkast, rows=(more(tkr=1_000),))
    after = seen(oppositionsledaren, utkast)
    assert after.result == before.result - 1_000 * TKR
    assert before.results[0][1] == before.result


def test_another_tax_rate_pays_in_proportion(oppositionsledaren, utkast, skriv):
    before = seen(oppositionsledaren, utkast).result
    skriv(oppositionsledaren, utkast, tax_rate={"2019": 2174})
    found = seen(oppositionsledaren, utkast)
    assert found.result - before == round(1_300_000 * TKR * 10 / 2164)
    assert found.of_median == 280_00  # ten öre per 100 kr of 280 000


def test_a_draft_never_becomes_an_edition_before_it_is_handed_over(oppositionsledaren, klart):
    assert not Edition.objects.filter(kind__in=["party_proposal", "majority_proposal"]).exists()
    assert not Change.objects.filter(text="Fler på hemtjänsten").exists()


def test_unfinanced_is_said_with_ways_to_pay_and_cannot_be_complete(oppositionsledaren, utkast, skriv):
    item = skriv(oppositionsledaren, utkast, rows=(more(tkr=80_000),), goals=GOAL)
    found = seen(oppositionsledaren, item)
    assert "balance_requirement" in {finding.code for finding in found.hinders}
    assert [way.kind.value for way in found.ways[:3]] == ["tax", "even_cut", "drop"]
    with pytest.raises(Invalid, match="underskott"):
        complete_draft(oppositionsledaren, fresh(item), fresh(item).version)
    assert fresh(item).state == "private"


def test_a_closed_post_cannot_be_complete(oppositionsledaren, utkast, skriv):
    row = DraftRow(str(uuid.uuid4()), "finance", "", "pensions", {"2019": 100 * TKR}, "Mindre pensioner")
    item = skriv(oppositionsledaren, utkast, rows=(row,), goals=GOAL)
    assert "post_closed" in {finding.code for finding in seen(oppositionsledaren, item).hinders}


def test_without_a_goal_the_law_is_named(oppositionsledaren, utkast):
    finding = next(one for one in seen(oppositionsledaren, utkast).hinders if one.code == "goal_missing")
    assert finding.law == "Kommunallagen 11 kap. 6 §"


def test_two_who_save_at_once_lose_nothing(oppositionsledaren, utkast, skriv):
    skriv(oppositionsledaren, utkast, rows=(more(),))
    with pytest.raises(Stale):
        save_draft(oppositionsledaren, fresh(utkast), 1, lambda draft: replace(draft, rows=()), "x")
    assert seen(oppositionsledaren, utkast).figures is not None


def test_it_refuses_a_base_that_not_everyone_may_see(oppositionsledaren, rummet, villkor, utkastet):
    with pytest.raises(Invalid, match="fryst"):
        start_draft(oppositionsledaren, rummet, "Förslag", utkastet)


def test_a_complete_draft_is_closed_until_it_is_opened_again(oppositionsledaren, klart, skriv):
    with pytest.raises(Refused, match="klart"):
        skriv(oppositionsledaren, klart, rows=())
    reopen_draft(oppositionsledaren, fresh(klart), fresh(klart).version)
    assert fresh(klart).state == "private"
    assert [flip.to_state for flip in Transition.objects.filter(subject_type="proposals.sealeditem")] == [
        "complete",
        "private",
    ]


def test_handed_over_it_lies_in_every_other_room_at_the_same_moment(
    kommunen, oppositionsledaren, klart, ks_ordforanden, alla_roller
):
    made = hand_over(oppositionsledaren, fresh(klart), fresh(klart).version)
    assert made.edition.state == "frozen"
    assert made.edition.kind == "party_proposal"
    assert {(row.party.short_name, row.delivered_at) for row in made.receipts.all()} == {("DP", made.at)}
    told = Notice.objects.get(person=ks_ordforanden, code="proposals.handed_over")
    assert told.url == reverse("proposals:proposal", args=[made.pk])
    assert {who for who, actor in alla_roller.items() if HAND_OVERS.check(actor, made)} == {
        "ks_ordforanden",
        "oppositionsradet",
    }
    assert not any(EDITIONS.check(actor, made.edition) for actor in alla_roller.values())
    table_proposal(oppositionsledaren, made, made.version)
    assert {who for who, actor in alla_roller.items() if not HAND_OVERS.check(actor, made)} == {"framlingen"}
    assert {who for who, actor in alla_roller.items() if not EDITIONS.check(actor, made.edition)} == {"framlingen"}
    assert TrailEntry.objects.filter(verb="proposals.hand_over").exists()


@pytest.fixture
def alla_roller(request, som):
    cast = "ekonomichefen namndsekreteraren ks_ordforanden oppositionsradet facket administratoren framlingen".split()
    return {who: som(request.getfixturevalue(who)) for who in cast}


def test_what_is_handed_over_is_what_was_seen(oppositionsledaren, klart):
    shown = seen(oppositionsledaren, klart)
    with pytest.raises(Stale, match="granskade"):
        hand_over(oppositionsledaren, fresh(klart), fresh(klart).version, "en annan summa")
    made = hand_over(oppositionsledaren, fresh(klart), fresh(klart).version, shown.checksum)
    assert made.document.content["result"]["2019"] == shown.result
    assert made.document.content["edition_checksum"] == made.edition.checksum
    proposal = proposal_of(made)
    assert proposal.tax_rate[2019] == 2164
    assert proposal.clauses[0].subject == "tax_rate"
    assert {clause.subject for clause in proposal.clauses} >= {"frame:BUN", "frame:SN", "result", "goal:1"}


def test_the_majoritys_hand_over_completes_the_step_of_the_timetable(majoritetsledaren, majoritetens, skriv, aret):
    item = skriv(majoritetsledaren, majoritetens, rows=(more(),), goals=GOAL)
    item = complete_draft(majoritetsledaren, fresh(item), fresh(item).version)
    made = hand_over(majoritetsledaren, fresh(item), fresh(item).version)
    assert made.edition.kind == "majority_proposal"
    assert aret("R16").state == "done"


def test_a_later_change_is_a_new_version_and_the_receivers_are_told(
    oppositionsledaren, klart, skriv, ks_ordforanden, som, ekonomichefen, inloggad
):
    first = hand_over(oppositionsledaren, fresh(klart), fresh(klart).version)
    table_proposal(oppositionsledaren, first, first.version)
    new_version(oppositionsledaren, fresh(klart), fresh(klart).version)
    item = skriv(oppositionsledaren, klart, rows=(more(tkr=900),))
    complete_draft(oppositionsledaren, fresh(item), fresh(item).version)
    second = hand_over(oppositionsledaren, fresh(item), fresh(item).version)
    assert (second.number, second.replaces) == (2, first)
    in_round = first.edition.round
    assert [one.hand_over for one in seen_proposals(in_round, oppositionsledaren)] == [second]
    for others in (seen_proposals(in_round, som(ekonomichefen)), tabled_proposals(in_round)):
        assert [one.hand_over for one in others] == [first]  # the new version is still between the parties
    assert "ersatt" in text_of(inloggad(ks_ordforanden).get(reverse("proposals:index")))
    assert "ersatt" not in text_of(inloggad(ekonomichefen).get(reverse("proposals:index")))
    table_proposal(oppositionsledaren, second, second.version)
    assert [one.hand_over for one in tabled_proposals(in_round)] == [second]
    assert Notice.objects.filter(person=ks_ordforanden, subject__startswith="Ny version").count() == 1
    assert HandOver.objects.get(pk=first.pk).edition.checksum != second.edition.checksum
    told = [(row.text, row.is_new, -row.amounts["2019"]) for row in altered_since(first, second)]
    assert told == [("Fler på hemtjänsten", False, 1_000 * TKR), ("Fler på hemtjänsten", True, 900 * TKR)]


def test_a_withdrawn_proposal_is_marked_and_told(oppositionsledaren, klart, ks_ordforanden):
    made = hand_over(oppositionsledaren, fresh(klart), fresh(klart).version)
    withdraw(oppositionsledaren, made, made.version)
    assert fresh(klart).state == "withdrawn"
    assert seen_proposals(made.edition.round, oppositionsledaren) == []
    assert Notice.objects.filter(person=ks_ordforanden, code="proposals.withdrawn").exists()


def test_at_a_set_hour_it_hands_itself_over_once(oppositionsledaren, klart):
    checksum = seen(oppositionsledaren, klart).checksum
    at = swedish("2018-05-30 10:00")
    set_hour(oppositionsledaren, fresh(klart), fresh(klart).version, at, checksum)
    assert hand_over_due() == 0
    with clock.stopped_at(swedish("2018-05-30 10:07")):
        assert hand_over_due() == 1
        assert hand_over_due() == 0
    made = HandOver.objects.get()
    assert made.at == at
    assert Receipt.objects.get().delivered_at == at


def test_who_has_left_the_party_hands_nothing_over_at_the_hour(oppositionsledaren, oppositionsradet, klart):
    checksum = seen(oppositionsledaren, klart).checksum
    set_hour(oppositionsledaren, fresh(klart), fresh(klart).version, swedish("2018-05-30 10:00"), checksum)
    oppositionsradet.mandates.update(valid_to=clock.today())
    with clock.stopped_at(swedish("2018-05-30 10:07")):
        assert hand_over_due() == 0
    assert not HandOver.objects.exists()
    assert fresh(klart).hand_over_at is None


def test_a_missing_key_file_only_delays_the_hour(settings, tmp_path, oppositionsledaren, klart):
    checksum = seen(oppositionsledaren, klart).checksum
    set_hour(oppositionsledaren, fresh(klart), fresh(klart).version, swedish("2018-05-30 10:00"), checksum)
    kept, settings.ROOM_KEY_FILE = settings.ROOM_KEY_FILE, str(tmp_path / "borta.key")
    with clock.stopped_at(swedish("2018-05-30 10:07")):
        assert hand_over_due() == 0
        assert fresh(klart).hand_over_at is not None
        settings.ROOM_KEY_FILE = kept
        assert hand_over_due() == 1


def test_a_member_who_leads_nothing_does_not_hand_over(som, sekreteraren, klart):
    with pytest.raises(Refused, match="gruppledare"):
        hand_over(som(sekreteraren), fresh(klart), fresh(klart).version)


def text_of(answer):
    return answer.content.decode().replace(THIN_SPACE, " ")


def posted(item, **cells):
    data = {"version": str(fresh(item).version), "rad-TOTAL_FORMS": "1", "rad-INITIAL_FORMS": "0"}
    return data | {f"rad-0-{name}": value for name, value in cells.items()}


def test_a_party_writes_in_the_grid_and_sees_the_result(inloggad, oppositionsradet, utkast):
    browser = inloggad(oppositionsradet)
    url = reverse("proposals:draft", args=[utkast.uid])
    cells = {"post": "frame:SN", "text": "Fler på hemtjänsten", "y2019": "1 000", "y2020": "1 000", "y2021": "1 000"}
    page = text_of(browser.post(reverse("proposals:preview", args=[utkast.uid]), posted(utkast, **cells)))
    assert "Inget är sparat än" in page
    assert "+1 000" in page
    assert browser.post(url, posted(utkast, **cells)).status_code == 302
    page = text_of(browser.get(url))
    assert "Fler på hemtjänsten" in page
    stale = browser.post(url, posted(utkast, **cells) | {"version": "1"})
    assert stale.status_code == 409
    assert "står kvar här" in text_of(stale)
    wrong = browser.post(url, posted(utkast, post="frame:SN", text="x", y2019="1e9"))
    assert wrong.status_code == 422
    assert "inte ett belopp" in text_of(wrong)


def test_a_cut_of_the_base_is_taken_back_or_moved_in_time(
    inloggad, oppositionsradet, oppositionsledaren, utkast, basen
):
    browser = inloggad(oppositionsradet)
    url = reverse("proposals:base", args=[utkast.uid])
    assert "Färre chefer" in text_of(browser.get(url))
    cut = Change.objects.get(text="Färre chefer")
    before = seen(oppositionsledaren, utkast).result
    data = {"version": str(fresh(utkast).version), "change": str(cut.key), "deed": "tillbaka"}
    assert browser.post(url, data).status_code == 302
    assert seen(oppositionsledaren, utkast).result == before - 500 * TKR
    assert browser.post(url, data | {"version": str(fresh(utkast).version)}).status_code == 422
    added = Change.objects.get(text="Läxhjälp")
    data = {"version": str(fresh(utkast).version), "change": str(added.key), "deed": "senare"}
    assert browser.post(url, data).status_code == 302
    assert seen(oppositionsledaren, utkast).result == before + 1_500 * TKR


def test_who_changes_the_base_stays_at_the_change_sees_the_result_and_can_undo_it(
    inloggad, oppositionsradet, oppositionsledaren, utkast, basen
):
    browser, cut = inloggad(oppositionsradet), Change.objects.get(text="Färre chefer")
    url = reverse("proposals:base", args=[utkast.uid]) + "?organ=SN"
    before = seen(oppositionsledaren, utkast).result
    data = {"version": str(fresh(utkast).version), "change": str(cut.key), "deed": "tillbaka"}
    assert browser.post(url, data)["Location"] == f"{url}#c-{cut.key}"
    page = text_of(browser.get(url))
    assert "tas tillbaka" in page
    assert format_amount(Ore(before - 500 * TKR), Unit.TKR).replace(THIN_SPACE, " ") in page
    browser.post(url, data | {"version": str(fresh(utkast).version), "deed": "angra"})
    assert seen(oppositionsledaren, utkast).result == before


def test_another_tax_rate_shows_what_it_gives_before_it_is_saved(
    inloggad, oppositionsradet, oppositionsledaren, utkast
):
    preview = reverse("proposals:preview", args=[utkast.uid])
    page = text_of(inloggad(oppositionsradet).post(preview, {"r2019": "21:74"}))
    assert "2019: +6 007" in page  # ten öre of 1 300 000 thousand at 21:64
    assert "+280" in page
    assert "kronor om året mot i dag" in page
    assert not draft_of(unseal(prove(oppositionsledaren, utkast.room), fresh(utkast))).tax_rate
    wrong = text_of(inloggad(oppositionsradet).post(preview, {"r2019": "mycket"}))
    assert "Skatteintäkter" not in wrong


def test_a_received_proposal_is_to_be_read_until_somebody_of_the_party_has(
    inloggad, oppositionsledaren, klart, ks_ordforanden, ekonomichefen, oppositionsradet
):
    made = hand_over(oppositionsledaren, fresh(klart), fresh(klart).version)
    work = reverse("cycle:my_work")
    assert "Läs: Framtidens budget" in text_of(inloggad(ks_ordforanden).get(work))
    for outside in (ekonomichefen, oppositionsradet):
        assert "Läs: Framtidens budget" not in text_of(inloggad(outside).get(work))
    with clock.stopped_at(swedish("2018-12-01 08:00")):  # decided: nobody is late with reading it
        assert "Läs: Framtidens budget" not in text_of(inloggad(ks_ordforanden).get(work))
    inloggad(ks_ordforanden).get(reverse("proposals:proposal", args=[made.pk]))
    assert "Läs: Framtidens budget" not in text_of(inloggad(ks_ordforanden).get(work))


def test_money_is_shifted_between_boards_without_moving_the_result(
    inloggad, oppositionsradet, oppositionsledaren, utkast
):
    before = seen(oppositionsledaren, utkast).result
    data = {"version": "1", "giver": "frame:BUN", "taker": "frame:SN", "text": "Skolhälsan", "y2019": "700"}
    inloggad(oppositionsradet).post(reverse("proposals:shift", args=[utkast.uid]), data)
    found = seen(oppositionsledaren, utkast)
    assert found.result == before
    assert {board.key: board.change for board in found.figures.boards}["SN"] == 200 * TKR


def test_tax_goals_assignments_and_texts_are_written_on_one_page(inloggad, oppositionsradet, utkast):
    browser = inloggad(oppositionsradet)
    url = reverse("proposals:words", args=[utkast.uid])
    data = {"version": str(fresh(utkast).version), "r2019": "21:54"}
    for part, values in {"goals": {"text": "Tryggare äldre", "board": "SN"}, "assignments": {}, "texts": {}}.items():
        data |= {f"{part}-TOTAL_FORMS": "1", f"{part}-INITIAL_FORMS": "0"}
        data |= {f"{part}-0-{name}": value for name, value in values.items()}
    assert browser.post(url, data).status_code == 302
    page = text_of(browser.get(url))
    assert "21:54" in page
    assert "Tryggare äldre" in page
    assert browser.post(url, data | {"r2019": "mycket"}).status_code == 422


def test_the_pages_of_a_hand_over(inloggad, oppositionsradet, ks_ordforanden, oppositionsledaren, klart):
    own = inloggad(oppositionsradet)
    page = text_of(own.get(reverse("proposals:review", args=[klart.uid])))
    assert "Dalapartiet" in page
    assert "att skattesatsen för 2019 fastställs till 21:64" in page
    data = {"version": str(fresh(klart).version), "checksum": seen(oppositionsledaren, klart).checksum}
    assert own.post(reverse("proposals:draft_deed", args=[klart.uid, "overlamna"]), data).status_code == 302
    made = HandOver.objects.get()
    theirs = inloggad(ks_ordforanden)
    page = text_of(theirs.get(reverse("proposals:proposal", args=[made.pk])))
    assert "Nytt mot 2018, nämnd för nämnd, och varför" in page
    assert "Effektivisering" in page
    assert "Fler på hemtjänsten" in page
    assert Receipt.objects.get().opened_by == "Karin Ström"
    content = theirs.get(reverse("proposals:json", args=[made.pk])).json()
    assert content["proposal"]["format"] == "ramverk.proposal/1"
    assert "internal" not in str(content)


def test_terms_are_finances_and_everyones_to_read(inloggad, ekonomichefen, facket, villkor, omgangen):
    url = reverse("proposals:terms")
    assert "21:64" in text_of(inloggad(facket).get(url))
    assert inloggad(facket).post(url, {}).status_code == 403
    data = {
        "version": str(villkor.version),
        "tax_rate": "21,74",
        "median_income": "281 000",
        "open_lines": ["pay_pool"],
    }
    assert inloggad(ekonomichefen).post(url, data).status_code == 302
    assert "21:74" in text_of(inloggad(facket).get(url))


def test_every_verb_is_worded():
    assert set(WORDED) == set(VERBS)
