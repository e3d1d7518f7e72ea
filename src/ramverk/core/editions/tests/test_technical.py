"""Which changes a confirming decision admits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramverk.core.editions.causes import Cause
from ramverk.core.editions.changes import Change, Post, PostKind, Source, SourceKind
from ramverk.core.editions.technical import Facts, TechnicalClass, classify, effect_on_result
from ramverk.core.money import Ore


def change(cause, where, amount, text="", pair="", source="", reference="", reverses="", kind=None):
    """`where` is a board's key, or a finance line in small letters."""
    post = Post(kind or (PostKind.FINANCE if where.islower() else PostKind.FRAME), "" if where.islower() else where,
                where if where.islower() else "")  # fmt: skip
    return Change(
        f"{where}{amount}{text}", post, cause, {2019: Ore(amount)}, text or "text",
        Source(SourceKind.PERSON, source, reference), pair=pair, reverses=reverses,
    )  # fmt: skip


def classes(*changes, facts=None):
    return [one.kind for one in classify(changes, facts)]


def test_a_transfer_that_sums_to_zero_is_technical():
    assert classes(change(Cause.TRANSFER, "BUN", 10, pair="p"), change(Cause.TRANSFER, "TN", -10, pair="p")) == [
        TechnicalClass.TRANSFER
    ]


def test_a_transfer_that_leaves_money_over_is_refused_with_the_amount():
    (one,) = classify(
        [change(Cause.TRANSFER, "BUN", 1_000_000, pair="p"), change(Cause.TRANSFER, "TN", -500_000, pair="p")]
    )
    assert not one.is_technical
    assert "2019: +5 tkr" in one.evidence_sv


def test_a_transfer_out_of_central_finance_is_no_transfer():
    rows = [change(Cause.TRANSFER, "BUN", -10, pair="p"), change(Cause.TRANSFER, "executive_disposal", 10, pair="p")]
    assert classes(*rows) == [None]


def test_the_pay_pool_is_shared_out_over_boards():
    rows = [change(Cause.PAY, "BUN", -7), change(Cause.PAY, "SN", -3), change(Cause.PAY, "pay_pool", 10)]
    assert classes(*rows) == [TechnicalClass.PAY_POOL]
    assert classes(change(Cause.PAY, "BUN", -7), change(Cause.PAY, "SN", 7)) == [None]


def test_a_changed_rate_has_its_counterpart_in_central_finance():
    rows = [change(Cause.INTERNAL_INTEREST, "TN", 5), change(Cause.INTERNAL_INTEREST, "internal_interest", -5)]
    assert classes(*rows) == [TechnicalClass.RATES]


def test_a_forecast_moves_the_result_but_only_on_the_finance_lines():
    (one,) = classify([change(Cause.FORECAST, "municipal_tax", 100_000, source="Cirkulär oktober 2018")])
    assert one.kind is TechnicalClass.FORECAST
    assert "Cirkulär oktober 2018" in one.evidence_sv
    assert classes(change(Cause.FORECAST, "BUN", 5, source="x")) == [None]
    assert classes(change(Cause.FORECAST, "municipal_tax", 5)) == [None]


def test_capital_costs_move_with_decided_projects_only():
    rows = [
        change(Cause.CAPITAL_COST, "TN", 5, source="Simhallen"),
        change(Cause.CAPITAL_COST, "internal_interest", -5, source="Simhallen"),
    ]
    assert classes(*rows) == [None]
    assert classes(*rows, facts=Facts(frozenset({"Simhallen"}))) == [TechnicalClass.ACTIVATION]


def test_a_correction_names_the_wrong_row():
    rows = [change(Cause.CORRECTION, "KS", 5, pair="p"), change(Cause.CORRECTION, "SN", -5, pair="p", reverses="rad 4")]
    assert classes(*rows) == [TechnicalClass.CORRECTION]
    assert classes(change(Cause.CORRECTION, "KS", 5, pair="p"), change(Cause.CORRECTION, "SN", -5, pair="p")) == [None]


def test_reform_money_and_later_decisions_cite_their_paragraph():
    rows = [
        change(Cause.STATE_TASK, "SN", -5, source="KF § 40"),
        change(Cause.STATE_TASK, "regulation_item", 5, source="KF § 40"),
    ]
    assert classes(*rows) == [TechnicalClass.STATE_REFORM]
    later = [
        change(Cause.DECISION_IN_YEAR, "SN", -5, source="KF 2018-09-24 § 88"),
        change(Cause.DECISION_IN_YEAR, "executive_disposal", 5, source="KF 2018-09-24 § 88"),
    ]
    assert classes(*later) == [TechnicalClass.COUNCIL_DECISION]
    assert classes(*later, facts=Facts(admits_council_decisions=False)) == [None]


def test_a_renamed_account_changes_no_amount():
    assert classes(change(Cause.ORGANISATION, "BUN", 0)) == [TechnicalClass.RENAMED]


@pytest.mark.parametrize(
    "cause", [Cause.POLITICAL, Cause.EFFICIENCY, Cause.EFFICIENCY_REVERSAL, Cause.VOLUME, Cause.PRICE, Cause.RESERVE]
)
def test_ambition_efficiency_volume_and_prices_are_never_technical_even_when_they_cancel(cause):
    rows = [change(cause, "BUN", -5, source="x"), change(cause, "SN", 5, source="x")]
    (one,) = classify(rows)
    assert not one.is_technical
    assert one.evidence_sv
    assert one.evidence_en


@pytest.mark.parametrize("kind", [PostKind.TAX_RATE, PostKind.GOAL, PostKind.PROJECT, PostKind.ASSIGNMENT])
def test_rates_goals_projects_and_assignments_are_never_technical(kind):
    assert classes(change(Cause.CORRECTION, "x", 0, kind=kind)) == [None]


CAUSES = [cause for cause in Cause if cause is not Cause.FORECAST]
ROWS = st.lists(
    st.builds(
        change,
        st.sampled_from(list(Cause)),
        st.sampled_from(["BUN", "SN", "pay_pool", "municipal_tax", "internal_interest"]),
        st.integers(-5, 5),
        pair=st.sampled_from(["", "p", "q"]),
        source=st.sampled_from(["", "KF § 1", "Simhallen"]),
        reference=st.sampled_from(["", "rad 4"]),
    ),
    max_size=12,
)


@given(ROWS)
def test_what_is_technical_leaves_the_result_alone_except_forecasts(rows):
    groups = classify(rows, Facts(frozenset({"Simhallen"})))
    assert sorted(id(row) for group in groups for row in group.changes) == sorted(map(id, rows))
    kept = [row for group in groups if group.is_technical and group.kind is not TechnicalClass.FORECAST
            for row in group.changes]  # fmt: skip
    assert effect_on_result(kept) == {}
