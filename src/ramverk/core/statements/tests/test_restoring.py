"""Deficits are restored oldest first, nothing is restored twice, and what is late is said with both figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ramverk.core.findings import Severity
from ramverk.core.money import Ore
from ramverk.core.statements.restoring import check_restored, restore

YEARS = (2018, 2019, 2020, 2021)
results = st.tuples(*[st.integers(-(10**12), 10**12).map(Ore)] * 4).map(lambda of: dict(zip(YEARS, of, strict=True)))
earlier = st.dictionaries(st.sampled_from((2015, 2016, 2017)), st.integers(0, 10**12).map(Ore))


@given(earlier, results)
def test_no_year_restores_more_than_its_result_and_no_deficit_more_than_it_is(left, outcome):
    rows = restore(left, outcome)
    for year, result in outcome.items():
        assert sum(int(row.restored.get(year, Ore(0))) for row in rows) <= max(0, int(result))
    for row in rows:
        assert row.rest(2021) >= 0
        assert all(year > row.year for year in row.restored)


def test_what_is_left_when_it_is_due_is_found_by_the_law_of_its_day():
    rows = restore({2016: Ore(50_000_000)}, {2018: Ore(10_000_000), 2019: Ore(10_000_000)})
    (finding,) = check_restored(rows, 2019, 2019)
    assert "500 tkr" in finding.message
    assert "300 tkr" in finding.message
    assert finding.severity is Severity.ERROR
    assert check_restored(rows, 2019, 2018)[0].severity is Severity.WARNING
    assert check_restored(rows, 2018, 2019) == []


def test_a_deficit_cannot_lie_in_the_years_that_restore_it():
    with pytest.raises(ValueError, match="before"):
        restore({2018: Ore(1)}, {2018: Ore(1)})
