"""Why a frame changed: the causes, what they are called, and which are technical by their nature."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Cause", "CauseWords", "words_of"]


class Cause(StrEnum):
    """The cause of a change; the code is what files and frozen editions carry."""

    OPENING_FRAME = "opening_frame"
    DECISION_IN_YEAR = "decision_in_year"
    FULL_YEAR_EFFECT = "full_year_effect"
    ONE_OFF = "one_off"
    ONE_OFF_REVERSAL = "one_off_reversal"
    PAY = "pay"
    PRICE = "price"
    INDEX = "index"
    ON_COST = "on_cost"
    INTERNAL_INTEREST = "internal_interest"
    CAPITAL_COST = "capital_cost"
    INTERNAL_RENT = "internal_rent"
    TRANSFER = "transfer"
    ORGANISATION = "organisation"
    STATE_TASK = "state_task"
    VOLUME = "volume"
    EFFICIENCY = "efficiency"
    EFFICIENCY_REVERSAL = "efficiency_reversal"
    POLITICAL = "political"
    RESERVE = "reserve"
    CORRECTION = "correction"
    FORECAST = "forecast"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True)
class CauseWords:
    """A cause in words, and what holds for its changes.

    `is_technical`: admitted in a confirming decision without a new proposal. `sums_to_zero`: its changes come in sides
    that cancel each year. `on_finance_only`: never in a board's frame.
    """

    swedish: str
    english: str
    is_technical: bool
    sums_to_zero: bool = False
    on_finance_only: bool = False


_WORDS = {
    Cause.OPENING_FRAME: CauseWords("ingående ram", "opening frame", is_technical=False),
    Cause.DECISION_IN_YEAR: CauseWords("beslut under året", "decision during the year", is_technical=True),
    Cause.FULL_YEAR_EFFECT: CauseWords("helårseffekt", "full-year effect", is_technical=True),
    Cause.ONE_OFF: CauseWords("engångspost", "one-off item", is_technical=True),
    Cause.ONE_OFF_REVERSAL: CauseWords("återgång av engångspost", "reversal of one-off", is_technical=True),
    Cause.PAY: CauseWords("lön", "pay", is_technical=True),
    Cause.PRICE: CauseWords("pris", "price", is_technical=True),
    Cause.INDEX: CauseWords("uppräkning", "indexation", is_technical=True),
    Cause.ON_COST: CauseWords("PO-pålägg", "on-cost", is_technical=True),
    Cause.INTERNAL_INTEREST: CauseWords("internränta", "internal interest", is_technical=True),
    Cause.CAPITAL_COST: CauseWords("kapitalkostnad", "capital cost", is_technical=True),
    Cause.INTERNAL_RENT: CauseWords("internhyra", "internal rent", is_technical=True, sums_to_zero=True),
    Cause.TRANSFER: CauseWords("ramväxling", "transfer between boards", is_technical=True, sums_to_zero=True),
    Cause.ORGANISATION: CauseWords("organisation", "organisation", is_technical=True, sums_to_zero=True),
    Cause.STATE_TASK: CauseWords("ändrad statlig uppgift", "changed state task", is_technical=True),
    Cause.VOLUME: CauseWords("volym och demografi", "volume and demography", is_technical=False),
    Cause.EFFICIENCY: CauseWords("effektivisering", "efficiency requirement", is_technical=False),
    Cause.EFFICIENCY_REVERSAL: CauseWords("borttagen effektivisering", "efficiency withdrawn", is_technical=False),
    Cause.POLITICAL: CauseWords("prioritering", "priority", is_technical=False),
    Cause.RESERVE: CauseWords("reserverade medel", "reserved funds", is_technical=False),
    Cause.CORRECTION: CauseWords("rättelse", "correction", is_technical=True),
    Cause.FORECAST: CauseWords("skatteprognos", "tax forecast", is_technical=True, on_finance_only=True),
    Cause.UNEXPLAINED: CauseWords("oförklarad skillnad", "unexplained difference", is_technical=False),
}  # fmt: skip


def words_of(cause: Cause) -> CauseWords:
    """The words and the nature of a cause."""
    return _WORDS[cause]
