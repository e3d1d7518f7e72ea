"""The parties' budgets on the table: each clause from each edition, and a decided edition that is the fold of it."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from ramverk.apps.cycle.tests.desk_cast import fresh
from ramverk.apps.decisions.actions.close_sitting import close_sitting
from ramverk.apps.decisions.actions.decide_clause import decide_clause, decide_together, settle_unopposed
from ramverk.apps.decisions.actions.move_amendment import Wish, move_amendment
from ramverk.apps.decisions.actions.open_sitting import summon
from ramverk.apps.decisions.actions.register_matter import register_matter
from ramverk.apps.decisions.actions.table_edition import table_edition, table_parties
from ramverk.apps.decisions.actions.tie_edition import tie_edition
from ramverk.apps.decisions.actions.write_clauses import draft_clauses
from ramverk.apps.decisions.models import Clause
from ramverk.apps.decisions.queries.board import board_of
from ramverk.apps.decisions.queries.findings import sitting_findings
from ramverk.apps.decisions.queries.handed import to_be_tabled
from ramverk.apps.decisions.queries.outcome import outcomes
from ramverk.apps.decisions.queries.overview import overview_of
from ramverk.apps.decisions.tests.conftest import TERMS, seated
from ramverk.apps.decisions.tests.test_deciding import clause
from ramverk.apps.frames.actions.choose_assumptions import choose_assumptions
from ramverk.apps.frames.actions.start_edition import start_edition
from ramverk.apps.frames.fates import fates_of
from ramverk.apps.frames.ledger import core_edition
from ramverk.apps.frames.queries.figures import figures
from ramverk.apps.proposals.actions.hand_over import hand_over, table_proposal, withdraw
from ramverk.apps.proposals.actions.open_room import open_room
from ramverk.apps.proposals.actions.set_terms import set_terms
from ramverk.apps.proposals.actions.write_draft import complete_draft, new_version, save_draft, start_draft
from ramverk.apps.proposals.draft import DraftRow
from ramverk.apps.proposals.models import SealedItem
from ramverk.apps.trail.models import TrailEntry
from ramverk.apps.trail.verdicts import Invalid, Refused
from ramverk.core.editions.changes import Post, PostKind
from ramverk.core.editions.editions import fold
from ramverk.core.editions.proposing import MUNICIPAL_TAX
from ramverk.core.money import Ore, Unit, format_amount

pytestmark = pytest.mark.django_db
TKR = 100_000
YEARS = ("2019", "2020", "2021")


def rows_of(*rows):
    """Board or finance line, thousands, text: a plus makes a frame larger, and is money in on a finance line."""
    return tuple(
        DraftRow(
            f"00000000-0000-4000-8000-{at:012d}", "frame" if where.isupper() else "finance",
            where if where.isupper() else "", "" if where.isupper() else where,
            dict.fromkeys(YEARS, (-1 if where.isupper() else 1) * tkr * TKR), text,
        )
        for at, (where, tkr, text) in enumerate(rows, 1)
    )  # fmt: skip


def item_of(item):
    return SealedItem.objects.select_related("room").get(pk=item.pk)


def handed(actor, party, title, base, **parts):
    """A proposal written and handed over in one go."""
    item = start_draft(actor, open_room(actor, party), title, base)
    item = save_draft(actor, item, item.version, lambda draft: replace(draft, **parts), "skrev")
    item = complete_draft(actor, item_of(item), item_of(item).version)
    return hand_over(actor, item_of(item), item_of(item).version)


def goal(board, text):
    return ({"board": board, "board_name": "", "text": text},)


@pytest.fixture
def villkoren(finans, omgangen):
    """Today's rate is 21:64, and the executive board's funds are open."""
    set_terms(
        finans, omgangen, 0, tax_rate=2164, median_income=None, open_lines=["executive_disposal"], closed_boards=[]
    )


@pytest.fixture
def majoritetens(som, ks_ordforanden, kommunen, forslaget, villkoren):
    """The majority's: three million more for schools, with a goal and an assignment."""
    return handed(
        som(ks_ordforanden), kommunen["DP"], "Majoritetens budget", forslaget,
        rows=rows_of(("BUN", 3_000, "Elevhälsa")), goals=goal("BUN", "Fler behöriga"),
        assignments=goal("SN", "Redovisa hemtjänsten."),
    )  # fmt: skip


@pytest.fixture
def alternativet(som, oppositionsradet, kommunen, forslaget, villkoren):
    """The opposition's: social services instead of schools, ten öre less in tax, another goal, smaller funds."""
    return handed(
        som(oppositionsradet), kommunen["FE"], "Framtidens budget", forslaget,
        rows=rows_of(("SN", 1_000, "Hemtjänst"), ("executive_disposal", 500, "Mindre till förfogande")),
        tax_rate=dict.fromkeys(YEARS, 2154), goals=goal("BUN", "Läxhjälp åt alla"), assignments=goal("", "Färre mål."),
    )  # fmt: skip


@pytest.fixture
def framlagda(som, ks_ordforanden, oppositionsradet, majoritetens, alternativet):
    """Both laid open to everyone."""
    table_proposal(som(ks_ordforanden), fresh(majoritetens), majoritetens.version)
    table_proposal(som(oppositionsradet), fresh(alternativet), alternativet.version)
    return fresh(majoritetens), fresh(alternativet)


@pytest.fixture
def arendet(fullmaktige, finans, aret, kommunen):
    """The council's budget matter, registered."""
    return register_matter(
        finans, aret("R21"), kommunen["KF"], "budget", "KS 2018/12", "Mål & Budget 2019–2021", date(2018, 6, 20)
    )


def drafted_from(actor, sitting, edition):
    return draft_clauses(actor, fresh(sitting), fresh(sitting).version, edition, replace(TERMS, tax_rate=None))


@pytest.fixture
def bordet(finans, arendet, framlagda, tjugonde_juni):
    """The majority's edition is the main proposal, the opposition's is a yrkande; the sitting is open."""
    drafted_from(finans, arendet, framlagda[0].edition)
    table_parties(finans, fresh(arendet), fresh(arendet).version)
    summon(finans, fresh(arendet), fresh(arendet).version)
    return fresh(seated(finans, fresh(arendet), absent=("Hans", "Ida")))


def test_only_what_is_laid_open_to_all_can_be_laid_on_the_table(
    finans, arendet, forslaget, majoritetens, alternativet, som, oppositionsradet, ks_ordforanden
):
    with pytest.raises(Invalid, match="inte framlagt för alla"):
        drafted_from(finans, arendet, majoritetens.edition)
    drafted_from(finans, arendet, forslaget)
    with pytest.raises(Invalid, match="inte framlagt för alla"):
        table_edition(finans, fresh(arendet), fresh(arendet).version, alternativet.edition, "Framtidens budget")
    with pytest.raises(Invalid, match="Inget framlagt förslag"):
        table_parties(finans, fresh(arendet), fresh(arendet).version)
    with pytest.raises(Refused):
        table_parties(som(oppositionsradet), fresh(arendet), fresh(arendet).version)
    table_proposal(som(ks_ordforanden), majoritetens, majoritetens.version)
    assert [str(one.hand_over) for one in to_be_tabled(fresh(arendet))] == ["Majoritetens budget"]
    withdraw(som(ks_ordforanden), fresh(majoritetens), fresh(majoritetens).version)
    with pytest.raises(Invalid, match="dragit tillbaka"):
        table_edition(finans, fresh(arendet), fresh(arendet).version, majoritetens.edition, "Majoritetens budget")


def test_a_newer_version_takes_the_place_of_the_older_once_it_is_open(
    finans, arendet, forslaget, framlagda, som, oppositionsradet
):
    actor, first = som(oppositionsradet), framlagda[1]
    item = SealedItem.objects.select_related("room").get(uid=first.draft_uid)
    new_version(actor, item, item.version)
    complete_draft(actor, item_of(item), item_of(item).version)
    second = hand_over(actor, item_of(item), item_of(item).version)
    drafted_from(finans, arendet, forslaget)
    assert first in [one.hand_over for one in to_be_tabled(fresh(arendet))]
    assert fates_of([first.edition]) == {}
    table_proposal(actor, fresh(second), fresh(second).version)
    fate = fates_of([first.edition])[first.edition_id]
    assert (fate.words, fate.instead) == ("ersattes av", second.edition)
    assert first not in [one.hand_over for one in to_be_tabled(fresh(arendet))]
    with pytest.raises(Invalid, match="nyare version: ”Framtidens budget, version 2”"):
        table_edition(finans, fresh(arendet), fresh(arendet).version, first.edition, "Framtidens budget")


def test_every_clause_gets_its_value_from_each_edition(bordet, framlagda):
    board = board_of(bordet)
    assert [(one.name, one.is_main, one.edition_id) for one in board.proposals] == [
        ("Majoritetens budget", True, framlagda[0].edition_id), ("Framtidens budget", False, framlagda[1].edition_id),
    ]  # fmt: skip
    said = {
        line.clause.subject: [cell.value.text or cell.value.stand for cell in line.cells]
        for line in board.lines
        if all(cell.value for cell in line.cells)
    }  # fmt: skip
    assert said["Skattesats 2019"][1] == (
        "Skattesatsen för 2019 ska vara 21:54. Den fastställs av det nyvalda fullmäktige."
    )
    assert said["Mål för Barn- och utbildningsnämnden"] == [
        "Mål för Barn- och utbildningsnämnden fastställs: Fler behöriga.",
        "Mål för Barn- och utbildningsnämnden fastställs: Läxhjälp åt alla.",
    ]
    assert said["Uppdrag till Socialnämnden"][1] == "same"
    assert said["Finansiella mål"][1] == "same"
    alone = {line.clause.subject for line in board.lines if line.main is None}
    assert alone == {"Uppdrag till Samtliga nämnder", "Kommunstyrelsens förfogande"}
    contested = {line.clause.subject for line in board.contested}
    assert contested >= {"Skattesats 2019", "Barn- och utbildningsnämnden", "Socialnämnden", "Resultatbudget och plan"}
    assert not to_be_tabled(bordet)


def close(actor, sitting):
    return close_sitting(actor, fresh(sitting), fresh(sitting).version, "§ 71", reason="Inte samverkat.")


def test_what_won_on_each_clause_is_folded_into_the_decided_edition(bordet, framlagda, finans, som, fullmaktige):
    """The majority's budget, amended from the floor, with the opposition's tax rate and central funds."""
    place = bordet.places.get(person__name__startswith="Ada ")
    of = clause(bordet, "frame", "Social")
    main = of.values.get(proposal__is_main=True).figures
    more = {year: amount + 250 * TKR for year, amount in main.items()}
    move_amendment(
        som(fullmaktige["Ada"]), fresh(bordet), fresh(bordet).version, "Adas yrkande", [Wish(of, figures=more)], place
    )
    settle_unopposed(finans, fresh(bordet), fresh(bordet).version)
    decide_clause(finans, of, fresh(of).version, False)  # of the two others, Ada's is the counter-proposal
    decide_clause(finans, of, fresh(of).version, False)
    for kind in ("tax_rate", "pool"):
        row = clause(bordet, kind)
        decide_clause(finans, row, fresh(row).version, False)
    left = decide_together(finans, fresh(bordet), fresh(bordet).version)
    assert left == len(board_of(bordet).contested) - 3
    assert TrailEntry.objects.filter(verb="decisions.decide_together").exists()
    with pytest.raises(Invalid, match="flera yrkanden"):
        decide_together(finans, fresh(bordet), fresh(bordet).version)
    done = close(finans, bordet)
    edition = tie_edition(finans, fresh(done), fresh(done).version, "Fullmäktiges beslut juni")
    assert edition.parent == framlagda[0].edition
    before, after = fold(core_edition(framlagda[0].edition)), fold(core_edition(edition))
    tax = int(before[MUNICIPAL_TAX][2019])
    assert int(after[MUNICIPAL_TAX][2019]) - tax == round(-tax * 10 / 2164)
    funds = Post(PostKind.FINANCE, "", "executive_disposal")
    assert int(after[funds][2019]) - int(before.get(funds, {}).get(2019, 0)) == 500 * TKR
    frames = {line.key: line.frame[0].amount for line in figures(edition).boards}
    assert frames["SN"] == more["2019"]
    said = clause(bordet, "statements").values.get(proposal__is_main=True).figures["2019"]
    moved = -250 * TKR + 500 * TKR + round(-tax * 10 / 2164)
    assert int(figures(edition).budget.result(2019)) == said + moved
    board = board_of(done)
    table = {line.pk: line for line in overview_of(board, outcomes(board)).lines}
    follows = table[clause(bordet, "statements").pk].cells[0]
    assert f"med följdändringar {format_amount(Ore(said + moved), Unit.TKR)}" in follows.words
    minutes = {part["title"]: part["paragraphs"] for part in done.minutes.content["headings"]}
    assert any("”Framtidens budget”, kontrollsumma" in line for line in minutes["Ärendet"])
    together = next(line for line in minutes["Propositionsordning"] if "finner bifall till M" in line)
    assert together.split(":")[0].count(",") > 2  # the same words stand once
    assert "Ordföranden finner bifall till Majoritetens budget" in together
    assert "21:54" in " ".join(minutes["Beslut"])


def test_an_opposition_that_wins_everything_is_what_is_decided(bordet, framlagda, finans):
    for row in [line.clause for line in board_of(bordet).contested]:
        decide_clause(finans, row, fresh(row).version, False)
    settle_unopposed(finans, fresh(bordet), fresh(bordet).version)
    codes = {finding.code for finding in sitting_findings(board_of(fresh(bordet)))}
    done = close(finans, bordet)
    edition = tie_edition(finans, fresh(done), fresh(done).version)
    assert edition.parent == framlagda[1].edition
    assert not edition.changes.exists()
    assert "decision.not_balanced" not in codes


def test_a_forecast_leaves_the_rate_of_a_proposal_that_an_edition_stands_on(framlagda, finans, omgangen, antag):
    edition = start_edition(finans, omgangen, "executive_proposal", "KS förslag på alternativet", framlagda[1].edition)
    forecast = antag("forecast", {"municipal_tax": {"2019": "1 400 000", "2020": "1 450 000"}})
    folded = fold(core_edition(choose_assumptions(finans, edition, forecast)))
    assert [int(folded[MUNICIPAL_TAX][year]) for year in (2019, 2020)] == [
        round(tkr * TKR * 2154 / 2164) for tkr in (1_400_000, 1_450_000)
    ]


def test_the_table_is_read_side_by_side(bordet, inloggad, fullmaktige):
    page = inloggad(fullmaktige["Bo"]).get(reverse("decisions:sitting", args=[bordet.pk])).content.decode()
    assert "Förslagen sida vid sida" in page
    assert "+1\u202f000" in page  # the opposition's social services against the majority's
    assert "21:54" in page
    assert "Bifall till huvudförslaget" not in page  # a member puts no propositions


def test_the_secretary_sees_which_proposals_wait_and_lays_them_on_the_table(
    inloggad, ekonomichefen, arendet, finans, framlagda, fullmaktige
):
    drafted_from(finans, arendet, framlagda[0].edition)
    browser = inloggad(fullmaktige["Sekreteraren"])
    url = reverse("decisions:sitting", args=[arendet.pk])
    assert "Framtidens budget" in browser.get(url).content.decode()
    deed = reverse("decisions:deed", args=[arendet.pk, "partier"])
    assert browser.post(deed, {"version": fresh(arendet).version}).status_code == 302
    assert Clause.objects.filter(sitting=arendet, subject="Uppdrag till Samtliga nämnder").exists()
    assert "Lägg dem på bordet" not in browser.get(url).content.decode()


def test_a_central_pot_is_moved_in_figures_and_worded_as_the_decision_states_it(bordet, som, fullmaktige):
    of, place = clause(bordet, "pool"), bordet.places.get(person__name__startswith="Ada ")
    theirs = of.values.exclude(figures={}).get()  # the main proposal sets nothing aside
    more = {year: amount + 100 * TKR for year, amount in theirs.figures.items()}
    ada = som(fullmaktige["Ada"])
    with pytest.raises(Invalid, match="i siffror"):
        move_amendment(ada, fresh(bordet), fresh(bordet).version, "", [Wish(of, text="Mer till oss.")], place)
    moved = move_amendment(ada, fresh(bordet), fresh(bordet).version, "", [Wish(of, figures=more)], place)
    value = moved.values.get()
    assert value.text.startswith(f"{of.subject}: {format_amount(Ore(more['2019']), Unit.TKR)} tkr avsätts 2019")
    assert value.figures == more
