"""A draft on a newer base, proposals side by side, motions, and a room taken away as a file or emptied."""

import io
import uuid
import zipfile

import pytest
from django.urls import reverse
from docx import Document
from tests.cast import member

from ramverk.apps.frames.actions.freeze_edition import freeze_edition
from ramverk.apps.frames.actions.save_changes import RowEdit, save_changes
from ramverk.apps.frames.actions.start_edition import start_edition
from ramverk.apps.frames.queries.figures import figures
from ramverk.apps.frames.rows import Row
from ramverk.apps.proposals.actions.empty_room import empty_room
from ramverk.apps.proposals.actions.hand_over import hand_over, table_proposal
from ramverk.apps.proposals.actions.keep import keep_file, keep_note
from ramverk.apps.proposals.actions.rebase_draft import asked_about, rebase_draft
from ramverk.apps.proposals.actions.write_draft import complete_draft, start_draft
from ramverk.apps.proposals.models import HandOver, PartyRoom, SealedItem
from ramverk.apps.proposals.queries.drafts import clauses_of_draft, opened
from ramverk.apps.proposals.queries.rooms import bases_of
from ramverk.apps.proposals.tests.test_drafts import GOAL, TKR, fresh, more, seen, text_of
from ramverk.apps.proposals.vault import KeyMissing, prove, unseal
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Refused, Stale

YEARS = ("2019", "2020", "2021")


@pytest.fixture
def nyare(finans, omgangen, basen, kommunen):
    """A newer frozen base: three hundred thousand more for the elderly."""
    edition = start_edition(finans, omgangen, "executive_proposal", "Nytt läge", basen)
    amounts = {str(year): -300 * TKR for year in edition.years}
    row = Row(body_id=kommunen["SN"].pk, cause="volume", amounts=amounts, text="Fler äldre")
    save_changes(finans, edition, [RowEdit(row)])
    return freeze_edition(finans, edition)


def conflicts(actor, item, onto):
    one = opened(prove(actor, item.room), fresh(item))
    return asked_about(one.draft, one.base, onto)


@pytest.mark.parametrize(("choice", "frame"), [("keep", 1_300), ("hold", 1_000), ("drop", 300)])
def test_a_conflict_is_chosen_and_nothing_else_is_lost(oppositionsledaren, utkast, skriv, nyare, choice, frame):
    item = skriv(oppositionsledaren, utkast, rows=(more("SN", 1_000), more("BUN", 50, "Frukt")), goals=GOAL)
    before = {b.key: b.frame[0].amount for b in seen(oppositionsledaren, item).base.boards}
    (asked,) = conflicts(oppositionsledaren, item, nyare)
    rebase_draft(oppositionsledaren, fresh(item), fresh(item).version, nyare, {asked.key: choice})
    one = opened(prove(oppositionsledaren, item.room), fresh(item))
    now = {b.key: b.frame[0].amount for b in seen(oppositionsledaren, item).figures.boards}
    assert one.base == nyare
    assert now["SN"] - before["SN"] == frame * TKR
    assert now["BUN"] - before["BUN"] == 50 * TKR
    assert one.draft.goals == GOAL
    assert TrailEntry.objects.filter(verb="proposals.rebase_draft").exists()


def test_what_holds_a_level_says_why_and_stands_beside_the_change_it_belongs_to(
    oppositionsledaren, utkast, skriv, nyare
):
    item = skriv(oppositionsledaren, utkast, rows=(more("SN", 1_000), more("BUN", 50, "Frukt")), goals=GOAL)
    (asked,) = conflicts(oppositionsledaren, item, nyare)
    rebase_draft(oppositionsledaren, fresh(item), fresh(item).version, nyare, {asked.key: "hold"})
    rows = opened(prove(oppositionsledaren, item.room), fresh(item)).draft.rows
    assert [(row.owner, row.text) for row in rows] == [
        ("SN", "Fler på hemtjänsten"),
        ("SN", "Så att ramen blir den ni valde när underlaget ändrades"),
        ("BUN", "Frukt"),
    ]


@pytest.fixture
def dyrare(majoritetsledaren, majoritetens, rummet, skriv):
    """The majority's proposal, handed over to the opposition's room: ten öre more in tax every year."""
    item = skriv(majoritetsledaren, majoritetens, tax_rate=dict.fromkeys(YEARS, 2174), goals=GOAL)
    item = complete_draft(majoritetsledaren, item, fresh(item).version)
    return hand_over(majoritetsledaren, fresh(item), fresh(item).version).edition


def test_a_draft_is_compared_with_the_tax_rate_its_base_counts_on(
    oppositionsledaren, rummet, villkor, basen, dyrare, skriv
):
    item = start_draft(oppositionsledaren, rummet, "På majoritetens", dyrare)
    found = seen(oppositionsledaren, item)
    assert set(dict(found.rates).values()) == {2174}
    assert found.of_median == 0
    assert found.result == found.results[0][1]
    assert found.an_ore == round(1_300_000 * TKR / 2164)
    lower = skriv(oppositionsledaren, item, tax_rate=dict.fromkeys(YEARS, 2164))
    assert seen(oppositionsledaren, lower).result == int(figures(basen).budget.result(2019))
    said = text_of_rate(oppositionsledaren, lower)
    assert said == "att skattesatsen för 2019 fastställs till 21:64 kronor per skattekrona"


def text_of_rate(actor, item):
    one = opened(prove(actor, item.room), fresh(item))
    return next(clause.text for clause in clauses_of_draft(one) if clause.subject == "tax_rate")


def test_a_handed_over_proposal_tells_the_rate_of_its_base(
    inloggad, ks_ordforanden, oppositionsledaren, rummet, dyrare, skriv
):
    item = start_draft(oppositionsledaren, rummet, "På majoritetens", dyrare)
    item = skriv(oppositionsledaren, item, goals=GOAL, tax_rate=dict.fromkeys(YEARS, 2169))
    item = complete_draft(oppositionsledaren, item, fresh(item).version)
    made = hand_over(oppositionsledaren, fresh(item), fresh(item).version)
    page = text_of(inloggad(ks_ordforanden).get(reverse("proposals:proposal", args=[made.pk])))
    assert "2019: 21:69" in page
    assert "i underlaget 21:74, i dag 21:64" in page


@pytest.mark.parametrize(("choice", "rate"), [("hold", 2164), ("drop", 2174)])
def test_a_draft_that_says_nothing_of_the_rate_is_asked_when_the_new_base_has_another(
    oppositionsledaren, utkast, skriv, dyrare, choice, rate
):
    item = skriv(oppositionsledaren, utkast, goals=GOAL)
    with pytest.raises(Invalid, match="1 val återstår"):
        rebase_draft(oppositionsledaren, fresh(item), fresh(item).version, dyrare, {})
    rebase_draft(oppositionsledaren, fresh(item), fresh(item).version, dyrare, {"tax_rate": choice})
    assert set(dict(seen(oppositionsledaren, item).rates).values()) == {rate}


def test_a_draft_with_the_new_bases_rate_is_not_asked_of_it(oppositionsledaren, utkast, skriv, dyrare):
    item = skriv(oppositionsledaren, utkast, tax_rate=dict.fromkeys(YEARS, 2174))
    rebase_draft(oppositionsledaren, fresh(item), fresh(item).version, dyrare, {})
    found = seen(oppositionsledaren, item)
    assert found.result == found.results[0][1]


def test_it_does_not_move_while_a_choice_is_missing_or_somebody_saved(oppositionsledaren, utkast, skriv, nyare, basen):
    item = skriv(oppositionsledaren, utkast, rows=(more("SN"),))
    with pytest.raises(Invalid, match="1 val återstår"):
        rebase_draft(oppositionsledaren, fresh(item), fresh(item).version, nyare, {})
    with pytest.raises(Stale):
        rebase_draft(oppositionsledaren, fresh(item), 1, nyare, {})
    with pytest.raises(Invalid, match="annan fryst utgåva"):
        rebase_draft(oppositionsledaren, fresh(item), fresh(item).version, basen, {})
    assert opened(prove(oppositionsledaren, item.room), fresh(item)).base == basen


def test_the_page_shows_each_conflict_and_keeps_what_was_chosen(
    inloggad, oppositionsradet, oppositionsledaren, utkast, skriv, nyare
):
    item = skriv(oppositionsledaren, utkast, rows=(more("SN"),))
    browser = inloggad(oppositionsradet)
    assert "Nytt läge" in text_of(browser.get(reverse("proposals:draft", args=[item.uid])))
    url = reverse("proposals:rebase", args=[item.uid])
    page = text_of(browser.get(url))
    assert "Håll vår nivå" in page
    assert "+300" in page
    (asked,) = conflicts(oppositionsledaren, item, nyare)
    data = {"version": str(fresh(item).version), "till": str(nyare.pk)}
    assert browser.post(url, data).status_code == 422
    assert browser.post(url, data | {asked.key: "hold"}).status_code == 302


@pytest.fixture
def bada(oppositionsledaren, majoritetsledaren, utkast, majoritetens, skriv):
    """Both parties' proposals, handed over."""
    made = []
    for actor, item, rows in (
        (majoritetsledaren, majoritetens, (more("BUN", 400, "Elevhälsa"),)),
        (oppositionsledaren, utkast, (more("SN", 4_200),)),
    ):
        skriv(actor, item, rows=rows, goals=GOAL)
        done = complete_draft(actor, fresh(item), fresh(item).version)
        made.append(hand_over(actor, fresh(done), fresh(done).version))
    return made


def test_an_alternative_stands_on_the_majoritys_proposal_once_it_lies_in_the_room(
    majoritetsledaren, oppositionsledaren, majoritetens, rummet, dalarummet, skriv, basen, omgangen
):
    skriv(majoritetsledaren, majoritetens, rows=(more("BUN", 400, "Elevhälsa"),), goals=GOAL)
    before = bases_of(omgangen, rummet)
    assert before[0] == basen
    done = complete_draft(majoritetsledaren, fresh(majoritetens), fresh(majoritetens).version)
    theirs = hand_over(majoritetsledaren, fresh(done), fresh(done).version)
    assert bases_of(omgangen, rummet) == [theirs.edition, *before]
    assert bases_of(omgangen, dalarummet) == bases_of(omgangen) == before
    item = start_draft(oppositionsledaren, rummet, "På majoritetens", theirs.edition)
    skriv(oppositionsledaren, item, rows=(more("SN", 300),), goals=GOAL)
    done = complete_draft(oppositionsledaren, fresh(item), fresh(item).version)
    ours = hand_over(oppositionsledaren, fresh(done), fresh(done).version)
    assert {line.key: line.change for line in figures(ours.edition).boards} == {
        key: amount + (300 * 100_000 if key == "SN" else 0)
        for key, amount in ((line.key, line.change) for line in figures(theirs.edition).boards)
    }
    with pytest.raises(Invalid, match="bygger på ”Majoritetens budgetförslag”"):
        table_proposal(oppositionsledaren, fresh_hand_over(ours), ours.version)
    table_proposal(majoritetsledaren, theirs, theirs.version)
    assert table_proposal(oppositionsledaren, fresh_hand_over(ours), ours.version).tabled_at


def fresh_hand_over(made):
    return HandOver.objects.select_related("room", "edition").get(pk=made.pk)


def test_all_parties_stand_side_by_side_in_words_first(inloggad, ks_ordforanden, facket, bada, majoritetsledaren):
    url = reverse("proposals:compare")
    page = text_of(inloggad(ks_ordforanden).get(url))
    assert "+4,2 mnkr till Socialnämnden" in page
    assert "Majoritetens budgetförslag" in page
    assert "Framtidens budget" not in text_of(inloggad(facket).get(url))
    table_proposal(majoritetsledaren, bada[0], bada[0].version)
    page = text_of(inloggad(facket).get(url + "?per=invanare"))
    assert "Majoritetens budgetförslag" in page
    assert "Framtidens budget" not in page
    assert "+12" in page  # 400 000 kr by 33 000 people


def test_what_the_others_are_compared_with_has_no_column_of_noughts(
    inloggad, oppositionsradet, oppositionsledaren, rummet, dyrare
):
    item = start_draft(oppositionsledaren, rummet, "På majoritetens", dyrare)
    answer = inloggad(oppositionsradet).get(reverse("proposals:compare") + f"?utkast={item.uid}")
    sides = answer.context["sides"]
    assert [column.is_reference for column in sides.columns] == [True, False]
    assert [len(row.cells) for row in sides.rows] == [1] * len(sides.rows)
    assert "Det som de andra jämförs med." in text_of(answer)


def test_the_proposal_leads_to_the_comparison_with_the_readers_own_draft(
    inloggad, oppositionsradet, ks_ordforanden, facket, majoritetsledaren, utkast, dyrare
):
    made = HandOver.objects.get(edition=dyrare)
    table_proposal(majoritetsledaren, made, made.version)
    address, beside = reverse("proposals:proposal", args=[made.pk]), f"?utkast={utkast.uid}"
    assert beside in text_of(inloggad(oppositionsradet).get(address))
    for other in (ks_ordforanden, facket):
        assert "?utkast=" not in text_of(inloggad(other).get(address))


def test_an_own_draft_stands_beside_them_for_its_members_alone(inloggad, oppositionsradet, facket, utkast, bada):
    url = reverse("proposals:compare") + f"?utkast={utkast.uid}"
    assert "vårt utkast" in text_of(inloggad(oppositionsradet).get(url))
    assert inloggad(facket).get(url).status_code == 404
    assert inloggad(facket).get(reverse("proposals:compare") + "?utkast=x").status_code == 404


def test_a_proposal_prints_as_a_motion(inloggad, oppositionsradet, ks_ordforanden, utkast, bada):
    answer = inloggad(ks_ordforanden).get(reverse("publishing:fetch", args=["motion", bada[1].pk, "docx"]))
    words = [one.text for one in Document(io.BytesIO(answer.content)).paragraphs]
    assert any(text.startswith("att skattesatsen för 2019") for text in words)
    address = reverse("publishing:draft_motion", args=[utkast.uid, "docx"])
    own = inloggad(oppositionsradet).get(address)
    assert own["Cache-Control"] == "private, no-store"
    assert "UTKAST" in [one.text for one in Document(io.BytesIO(own.content)).paragraphs]
    assert inloggad(ks_ordforanden).get(address).status_code == 404


def test_members_take_their_work_away_and_empty_the_room(
    inloggad, kommunen, som, oppositionsradet, oppositionsledaren, rummet, utkast
):
    note = keep_note(oppositionsledaren, rummet, "Möte", "Klockan sju")
    keep_file(oppositionsledaren, rummet, "lista.txt", b"ett")
    answer = inloggad(oppositionsradet).get(reverse("proposals:export", args=[rummet.pk]))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = archive.namelist()
        assert any(name.startswith("anteckningar/") for name in names)
        assert any("lista.txt" in name for name in names)
        assert any(name.startswith("forslag/") for name in names)
    rank = som(member(kommunen, "Mia Menig", ("member", "FE")))
    with pytest.raises(Refused, match="gruppledare"):
        empty_room(rank, rummet, rummet.version)
    browser = inloggad(oppositionsradet)
    url = reverse("proposals:empty", args=[rummet.pk])
    browser.post(url, {"name": "fel", "version": str(rummet.version)})
    assert SealedItem.objects.count() == 3
    kept = SealedItem.objects.select_related("room").get(pk=note.pk)
    browser.post(url, {"name": rummet.name, "version": str(rummet.version)})
    assert not SealedItem.objects.exists()
    kept.room = PartyRoom.objects.get(pk=rummet.pk)
    with pytest.raises(KeyMissing):  # what a backup of the contents still held opens with no key that is left
        unseal(prove(oppositionsledaren, kept.room), kept)


def test_no_sealed_thing_is_found_by_a_guess(inloggad, framlingen):
    assert inloggad(framlingen).get(reverse("proposals:draft", args=[uuid.uuid4()])).status_code == 404
