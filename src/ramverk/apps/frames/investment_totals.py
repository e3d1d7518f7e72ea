"""The seam where the area of investments, which lies above this one, says what is invested each year.

Where nothing is registered for a year, what is typed among the edition's assumptions holds.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ramverk.apps.frames.models import Edition, EditionKind
from ramverk.core.money import Amounts, Ore

_NOTHING = Ore(0)
_WITHOUT_PLAN = (EditionKind.MAJORITY_PROPOSAL, EditionKind.PARTY_PROPOSAL)


@dataclass(frozen=True, slots=True)
class InvestmentTotal:
    """What is invested in one year, öre and positive, and in words where that comes from.

    `depreciation` is what all assets cost that year, where the source knows; None where it does not.
    """

    tangible: Ore
    contributions: Ore = _NOTHING
    intangible: Ore = _NOTHING
    depreciation: Ore | None = None
    source: str = ""
    reference: str = ""
    """The code of what it comes from, see `sources`."""

    @property
    def net(self) -> Ore:
        """Outlay less contributions."""
        return self.tangible + self.intangible - self.contributions


Totals = Mapping[int, InvestmentTotal]
Source = Callable[[Edition], Totals]
_SOURCES: list[Source] = []


def register(source: Source) -> None:
    """Let an area answer for an edition's investments by year; years it does not know are left out."""
    if source not in _SOURCES:
        _SOURCES.append(source)


def unregister(source: Source) -> None:
    """Take a source away again."""
    _SOURCES.remove(source)


FlowsBeside = Callable[[Edition], Mapping[str, Amounts]]
_BESIDE: list[FlowsBeside] = []


def register_beside(source: FlowsBeside) -> None:
    """Let an area say what an edition adds to its plan beside the investments themselves: loans, depreciation."""
    if source not in _BESIDE:
        _BESIDE.append(source)


def flows_beside(edition: Edition) -> dict[str, Amounts]:
    """By flow and year; nothing for an edition whose frozen plan holds it already."""
    if not edition.is_open and edition.kind not in _WITHOUT_PLAN:
        return {}
    return {code: amounts for source in _BESIDE for code, amounts in source(edition).items()}


def investment_totals(edition: Edition) -> dict[int, InvestmentTotal]:
    """What the registered areas say, the first answer of each year.

    Nothing for an edition that is frozen: it rests on a plan that holds what they said then. A party's has no plan of
    its own, and rests on a list that is frozen itself.
    """
    if not edition.is_open and edition.kind not in _WITHOUT_PLAN:
        return {}
    found: dict[int, InvestmentTotal] = {}
    for source in _SOURCES:
        found = {**source(edition), **found}
    return found
