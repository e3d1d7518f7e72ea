"""The ledger: how it wants the budget, a trial delivery of the preliminary frames, and what holds after November."""

from ramverk.apps.frames.actions.deliver_codes import deliver_codes
from ramverk.apps.frames.actions.save_profile import save_profile
from ramverk.apps.frames.models import Edition, ExportProfile
from ramverk.demo.story_frames import CONFIRMED, DIRECTIVE
from ramverk.demo.year import Year
from ramverk.formats.codestring import Format, Profile

LEDGER, SIE = "Ekonomisystemet", "Ekonomisystemet, SIE per verksamhet"
_LINES = {
    "municipal_tax": "8011", "final_settlement_current_year": "8015", "final_settlement_previous_year": "8016",
    "income_equalisation": "8211", "cost_equalisation": "8221", "structural_grant": "8231",
    "introduction_grant": "8241", "regulation_item": "8251", "lss_equalisation": "8261", "property_charge": "8281",
    "other_general_grants": "8291", "financial_income": "8411", "financial_cost": "8511", "pensions": "5710",
    "pay_pool": "5090", "executive_disposal": "6990", "on_cost_difference": "5690", "internal_interest": "8412",
}  # fmt: skip
"""Accounts of the finance lines, invented in the manner of the common chart of accounts."""
_BOARDS = "KF KS BUN GVN KFN MBN OMN SN TN VN ÖFN REV".split()
CODES = {
    "konto": {**_LINES, **dict.fromkeys(_BOARDS, "9990")},
    "ansvar": {**dict.fromkeys(_LINES, "90001"), **dict.fromkeys(_BOARDS, "99000")},
    "verksamhet": {**dict.fromkeys(_LINES, "900"), **dict.fromkeys(_BOARDS, "999")},
}


def set_up(year: Year) -> None:
    """She tells how the ledger reads budgets: rows in a file, or SIE for the reporting tool."""
    save_profile(year.finance, None, 0, LEDGER, Profile(), CODES)
    codes = {part: CODES[part] for part in ("konto", "verksamhet")}
    save_profile(year.finance, None, 0, SIE, Profile(format=Format.SIE), codes)


def deliver(year: Year, edition: str) -> None:
    """The budget year goes to the ledger, as it was decided."""
    budget_year = year.round.budget_year
    deliver_codes(year.finance, Edition.objects.get(name=edition), ExportProfile.objects.get(name=LEDGER), budget_year)


DEEDS = [
    ("2018-02-08", "13:00", set_up),
    ("2018-02-08", "13:20", deliver, DIRECTIVE),
    ("2018-11-30", "09:00", deliver, CONFIRMED),
]
