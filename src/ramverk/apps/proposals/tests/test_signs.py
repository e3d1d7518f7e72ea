"""A plus costs more: frames and what is set aside centrally are written, shown and compared with the same sign."""

import uuid

from django.urls import reverse

from ramverk.apps.proposals.actions.hand_over import hand_over, table_proposal
from ramverk.apps.proposals.actions.write_draft import complete_draft
from ramverk.apps.proposals.draft import DraftRow, draft_of
from ramverk.apps.proposals.forms import Posts, RowForm, first_values
from ramverk.apps.proposals.models import SealedItem
from ramverk.apps.proposals.queries.drafts import opened, outcome
from ramverk.apps.proposals.queries.hand_overs import tabled_proposals
from ramverk.apps.proposals.queries.side_by_side import side_by_side
from ramverk.apps.proposals.signs import as_written
from ramverk.apps.proposals.vault import prove, unseal
from ramverk.apps.trail.models import TrailEntry
from ramverk.core.money import THIN_SPACE

TKR = 100_000
YEARS = ("2019", "2020", "2021")
GOAL = ({"board": "", "board_name": "", "text": "Fler elever når målen"},)


def fresh(item):
    return SealedItem.objects.select_related("room").get(pk=item.pk)


def text_of(answer):
    return answer.content.decode().replace(THIN_SPACE, " ")


def row(owner, part, tkr, text):
    """As a person writes it, in thousands with a plus for more."""
    kind = "frame" if owner else "finance"
    return DraftRow(
        str(uuid.uuid4()), kind, owner, part, dict.fromkeys(YEARS, as_written(owner, part, tkr * TKR)), text
    )


def worked_out(actor, item):
    item = fresh(item)
    return outcome(opened(prove(actor, item.room), item))


def posted(item, **cells):
    data = {"version": str(fresh(item).version), "rad-TOTAL_FORMS": "1", "rad-INITIAL_FORMS": "0"}
    return data | {f"rad-0-{name}": value for name, value in cells.items()}


def test_more_in_reserve_worsens_the_result_as_a_larger_frame_does(
    inloggad, oppositionsradet, oppositionsledaren, utkast
):
    before, browser = worked_out(oppositionsledaren, utkast).result, inloggad(oppositionsradet)
    url = reverse("proposals:draft", args=[utkast.uid])
    cells = {"post": "finance:executive_disposal", "text": "Mer i reserv", "y2019": "2 000"}
    shown = text_of(browser.post(reverse("proposals:preview", args=[utkast.uid]), posted(utkast, **cells)))
    assert "Centrala poster som ändras 2019" in shown
    assert "+2 000" in shown
    assert browser.post(url, posted(utkast, **cells)).status_code == 302
    assert worked_out(oppositionsledaren, utkast).result == before - 2_000 * TKR
    kept = draft_of(unseal(prove(oppositionsledaren, utkast.room), fresh(utkast))).rows[0]
    assert kept.amounts == {"2019": -2_000 * TKR}  # the ledger's own sign
    assert first_values(kept)["y2019"].replace(THIN_SPACE, " ") == "2 000"
    rows = browser.get(url).context["rows"]
    assert rows[0]["amounts"][0] == (2019, 2_000 * TKR)


def test_a_line_that_bears_income_is_written_as_income_and_its_choice_says_so(utkast, oppositionsledaren, villkor):
    villkor.open_lines = ["financial_income", "financial_cost"]
    villkor.save()
    one = opened(prove(oppositionsledaren, utkast.room), fresh(utkast))
    posts = Posts(one.terms, one.base_core)
    lines = dict(dict(posts.choices)["Centrala poster"])
    assert lines == {
        "finance:financial_income": "Finansiella intäkter (plus är intäkt)",
        "finance:financial_cost": "Finansiella kostnader",
    }
    form = RowForm({"post": "finance:financial_income", "text": "x", "y2019": "5"}, years=(2019,), posts=posts)
    assert form.is_valid()
    assert form.row().amounts == {"2019": 5 * TKR}


def test_a_body_without_a_frame_is_offered_as_one_that_gets_a_new(utkast, oppositionsledaren, kommunen):
    one = opened(prove(oppositionsledaren, utkast.room), fresh(utkast))
    groups = dict(Posts(one.terms, one.base_core).choices)
    framed = {key for key, _name in groups["Nämnder"]}
    assert {"frame:BUN", "frame:SN"} <= framed
    new = {key for key, _name in groups["Saknar ram i underlaget, får en ny"]}
    assert new
    assert not framed & new


def test_the_columns_of_the_comparison_add_up_to_the_result(
    inloggad, ks_ordforanden, oppositionsledaren, utkast, skriv, basen
):
    rows = (row("SN", "", 1_500, "Hemtjänst"), row("", "executive_disposal", -300, "Mindre i reserv"))
    item = skriv(oppositionsledaren, utkast, rows=rows, tax_rate=dict.fromkeys(YEARS, 2174), goals=GOAL)
    complete_draft(oppositionsledaren, fresh(item), fresh(item).version)
    made = hand_over(oppositionsledaren, fresh(item), fresh(item).version)
    table_proposal(oppositionsledaren, made, made.version)
    clauses = {clause.subject: clause.text for clause in tabled_proposals(basen.round)[0].clauses}
    assert "till Kommunstyrelsens förfogande 2019" in clauses["pot:executive_disposal"]
    sides = side_by_side(tabled_proposals(basen.round), None, basen, 2019)
    moved = {one.label: one.cells[0][0] for one in sides.rows}
    assert moved["Socialnämnden"] == 1_500 * TKR
    assert moved["Kommunstyrelsens förfogande"] == -300 * TKR
    assert moved["Verksamhetens nettokostnad"] == 1_200 * TKR
    paid = moved["Kommunalskatt"]
    assert paid > 0
    assert moved["Årets resultat"] == paid - moved["Verksamhetens nettokostnad"]
    assert list(moved) == [
        "Socialnämnden", "Kommunstyrelsens förfogande", "Verksamhetens nettokostnad", "Kommunalskatt", "Årets resultat",
    ]  # fmt: skip
    assert sides.columns[0].words[1] == "\N{MINUS SIGN}0,3 mnkr för Kommunstyrelsens förfogande"
    page = text_of(inloggad(ks_ordforanden).get(reverse("proposals:proposal", args=[made.pk])))
    assert page.index("Mindre i reserv") < page.index("Mot underlaget") < page.index("Att-satser")
    assert "\N{MINUS SIGN}300" in page


def test_the_two_checksums_of_a_hand_over_are_told_apart(inloggad, ks_ordforanden, oppositionsledaren, utkast, skriv):
    item = skriv(oppositionsledaren, utkast, rows=(row("SN", "", 100, "Hemtjänst"),), goals=GOAL)
    complete_draft(oppositionsledaren, fresh(item), fresh(item).version)
    made = hand_over(oppositionsledaren, fresh(item), fresh(item).version)
    said = TrailEntry.objects.get(verb="proposals.hand_over").after
    assert said["edition_checksum"] == made.edition.checksum
    assert said["document_checksum"] == made.document.checksum
    page = text_of(inloggad(ks_ordforanden).get(reverse("proposals:proposal", args=[made.pk])))
    for label, checksum in (
        ("Utgåvans kontrollsumma", made.edition.checksum),
        ("Dokumentets kontrollsumma", made.document.checksum),
    ):
        assert checksum in page[page.index(label) :][:200]
