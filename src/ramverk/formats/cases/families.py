"""Which calculation a case belongs to, and the relations it must satisfy."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from ramverk.formats.cases import costs, discrepancies, frames, taxes
from ramverk.formats.cases.clock import LimitsOn, check_clock
from ramverk.formats.cases.files import Case, CaseRelation, each_on_its_own

__all__ = ["FAMILIES", "check_case", "family_of"]

_Check = Callable[[Case], Iterable[CaseRelation]]

_CHECKS: Mapping[str, _Check] = {
    "balance_test": costs.check_balance,
    "capital_cost": costs.check_capital_cost,
    "frame_bridge": frames.check_frame_bridge,
    "pay_compensation": costs.check_pay,
    "proposals": frames.check_proposals,
    "published_discrepancies": discrepancies.check_discrepancies,
    "resource_distribution": frames.check_distribution,
    "result_reserve": costs.check_reserve,
    "statements": costs.check_statement,
    "supplementary_deltas": frames.check_deltas,
    "tax_by_statute": taxes.check_tax,
}
FAMILIES = (*_CHECKS, "income_equalisation", "legal_clock")
"""The families that are worked out; income equalisation goes by the beginning of its name."""

_SIGNS: Sequence[tuple[str, str]] = (
    ("council_meetings", "legal_clock"),
    ("executive_board_meetings", "legal_clock"),
    ("opening_frame", "frame_bridge"),
    ("revisions", "pay_compensation"),
    ("components", "capital_cost"),
    ("governing", "proposals"),
    ("preliminary_tax", "tax_by_statute"),
    ("final_settlement", "tax_by_statute"),
    ("property_charge", "tax_by_statute"),
    ("accumulated_forms", "supplementary_deltas"),
    ("relations", "statements"),
    ("cases", "result_reserve"),
    ("groups", "resource_distribution"),
)


def family_of(case: Case, folder: str = "") -> str:
    """The family a case states, else what its content shows, else the folder's name; empty where none is known."""
    stated = str(case.content.get("family", ""))
    for name in (stated, folder):
        for family in FAMILIES:
            if name == family or (family == "income_equalisation" and name.startswith(family)):
                return family
    return next((family for key, family in _SIGNS if key in case.content), "")


def check_case(
    case: Case, family: str, others: Sequence[Case], limits_on: LimitsOn, election_years: Collection[int] = ()
) -> list[CaseRelation]:
    """The relations of one case; what is missing or impossible in it is one relation that does not hold, with why.

    `others` are all cases of the folder: a table finds its parameters there. `limits_on` and `election_years` are the
    rules' data for the legal clock.
    """
    checks: Mapping[str, _Check] = {
        **_CHECKS,
        "legal_clock": lambda one: check_clock(one, limits_on, election_years),
        "income_equalisation": lambda one: taxes.check_equalisation(one, others),
    }
    return list(each_on_its_own(case, "/", lambda: checks[family](case)))
