"""The balance and cash-flow budgets as clauses of their own: in the edition's figures, and as they are decided."""

from datetime import date

import pytest

from ramverk.apps.cycle.tests.desk_cast import fresh
from ramverk.apps.decisions.actions.close_sitting import close_sitting
from ramverk.apps.decisions.actions.decide_clause import decide_clause, settle_unopposed
from ramverk.apps.decisions.actions.move_amendment import Wish, move_amendment
from ramverk.apps.decisions.actions.tie_edition import tie_edition
from ramverk.apps.decisions.models import Clause, ClauseKind
from ramverk.apps.decisions.position import balance_figures, cash_flow_figures, each_year, restated
from ramverk.apps.decisions.queries.board import board_of
from ramverk.apps.decisions.queries.findings import sitting_findings
from ramverk.apps.decisions.wording_clauses import Terms, drafted
from ramverk.apps.frames.actions.add_assumptions import add_assumptions
from ramverk.apps.frames.actions.choose_assumptions import choose_assumptions
from ramverk.apps.frames.queries.statements import stated
from ramverk.apps.frames.tests.test_statements import opening, plan

pytestmark = pytest.mark.django_db
MILLION = 100_000_000
YEARS = (2019, 2020, 2021)


@pytest.fixture
def ingaende(finans, omgangen, ingaende):
    """The opening budget rests on an opening balance and a plan, and so does what stands on it."""
    for kind, values in (("opening_balance", opening()), ("financing", plan())):
        made = add_assumptions(finans, omgangen, kind, kind, date(2018, 1, 12), "Bokslut 2017", values)
        choose_assumptions(finans, ingaende, made)
    return fresh(ingaende)


def clause(sitting, kind):
    return Clause.objects.get(sitting=sitting, kind=kind)


def test_they_say_what_the_editions_own_budgets_say_after_the_result(sittningen, forslaget):
    kinds = [row.kind for row in sittningen.clauses.all()]
    assert kinds[2:5] == ["statements", "balance", "cash_flow"]
    position = stated(forslaget).position
    values = {row.clause.kind: row for row in board_of(sittningen).main.values.select_related("clause")}
    assert values["balance"].figures == balance_figures(position, YEARS)
    assert values["cash_flow"].figures == cash_flow_figures(position, YEARS)
    assert values["balance"].text.startswith("Balansbudgeten för 2019 och planen för 2020–2021 fastställs enligt")
    assert "2019 eget kapital" in values["balance"].text
    assert "lån 320\u2009000 tkr" in values["balance"].text
    assert "likvida medel vid årets slut" in values["cash_flow"].text


def test_what_is_decided_otherwise_moves_them_to_the_ore_and_the_edition_agrees(
    sittningen, som, fullmaktige, plats, finans, forslaget
):
    of = Clause.objects.get(sitting=sittningen, kind="frame", subject__contains="Social")
    main = of.values.get(proposal__is_main=True)
    more = {year: amount + MILLION for year, amount in main.figures.items()}
    move_amendment(
        som(fullmaktige["Fia"]), fresh(sittningen), fresh(sittningen).version, "", [Wish(of, figures=more)],
        plats("Fia"),
    )  # fmt: skip
    decide_clause(finans, of, fresh(of).version, False)
    settle_unopposed(finans, fresh(sittningen), fresh(sittningen).version)
    done = close_sitting(finans, fresh(sittningen), fresh(sittningen).version, "§ 71", reason="Inte samverkat.")
    before = stated(forslaget).position
    edition = tie_edition(finans, fresh(done), fresh(done).version)
    after = stated(edition).position
    assert balance_figures(after, YEARS)["2021"] == balance_figures(before, YEARS)["2021"] - 3 * MILLION
    decided = "\n".join(part for head in done.minutes.content["headings"] for part in head["paragraphs"])
    assert each_year("balance", balance_figures(after, YEARS)) in decided
    assert each_year("cash_flow", cash_flow_figures(after, YEARS)) in decided


def test_another_result_moves_equity_assets_and_cash_but_no_loans():
    figures = {"2019": 100, "2019 loans": 50, "2019 assets": 300, "2020": 110, "2020 loans": 60, "2020 assets": 310}
    text = f"Balansbudgeten: {each_year('balance', figures)}."
    words, after = restated("balance", text, figures, {2019: 100_000, 2020: 200_000})
    assert after == {
        "2019": 100_100, "2019 loans": 50, "2019 assets": 100_300, "2020": 300_110, "2020 loans": 60,
        "2020 assets": 300_310,
    }  # fmt: skip
    assert words == f"Balansbudgeten: {each_year('balance', after)}."
    flow = {"2019": 10, "2019 cash": 40, "2020": 10, "2020 cash": 50}
    _words, moved = restated("cash_flow", "", flow, {2019: 1, 2020: 2})
    assert moved == {"2019": 11, "2019 cash": 41, "2020": 12, "2020 cash": 53}


def test_a_directive_fixes_neither(forslaget):
    kinds = {row.kind for row in drafted(forslaget, Terms(is_preliminary=True))}
    assert not kinds & {ClauseKind.BALANCE, ClauseKind.CASH_FLOW}


def test_a_final_decision_without_them_is_told_what_it_lacks(
    sittningen, fullmaktige, finans, forslaget, aret, kommunen, omgangen
):
    omgangen.is_election_year = False
    omgangen.save()
    for kind in ("balance", "cash_flow"):
        clause(sittningen, kind).delete()
    settle_unopposed(finans, fresh(sittningen), fresh(sittningen).version)
    found = {one.code: one for one in sitting_findings(board_of(fresh(sittningen)))}
    assert "balansbudget, kassaflödesbudget" in str(found["decision.statement_missing"].message)
    assert not found["decision.statement_missing"].blocks
