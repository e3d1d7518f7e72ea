"""Is a change technical? The classes of a confirming decision, each with its evidence.

In a confirming decision only changes that follow from rules or facts are admitted. The classifier proposes a class with
the evidence it stands on, a person confirms; whatever has no class is refused with what it would take to decide it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ramverk.core.editions.causes import Cause, words_of
from ramverk.core.editions.changes import Change, PostKind
from ramverk.core.money import Amounts, Ore, Unit, format_amount

__all__ = ["Classified", "Facts", "TechnicalClass", "classify", "effect_on_result"]


class TechnicalClass(StrEnum):
    """The classes a to i."""

    TRANSFER = "a"
    PAY_POOL = "b"
    RATES = "c"
    ACTIVATION = "d"
    CORRECTION = "e"
    RENAMED = "f"
    FORECAST = "g"
    STATE_REFORM = "h"
    COUNCIL_DECISION = "i"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known beside the changes: decided projects, whether class i is admitted here."""

    decided_projects: frozenset[str] = frozenset()
    admits_council_decisions: bool = True


@dataclass(frozen=True, slots=True)
class Classified:
    """One group of changes that belong together, with its class or None, and the evidence or what is missing."""

    changes: tuple[Change, ...]
    kind: TechnicalClass | None
    ground_sv: str
    ground_en: str
    source: str = ""
    """What the group rests on, where its class asks for nothing more than a sum of zero and what it names."""

    @property
    def evidence_sv(self) -> str:
        """The ground with its source, in Swedish."""
        return f"{self.ground_sv} Källa: {self.source}." if self.source else self.ground_sv

    @property
    def evidence_en(self) -> str:
        """The same in English."""
        return f"{self.ground_en} Source: {self.source}." if self.source else self.ground_en

    @property
    def is_technical(self) -> bool:
        """Whether it may stand in a confirming decision."""
        return self.kind is not None


_BY_CAUSE = {
    Cause.TRANSFER: TechnicalClass.TRANSFER,
    Cause.ORGANISATION: TechnicalClass.TRANSFER,
    Cause.INTERNAL_RENT: TechnicalClass.TRANSFER,
    Cause.PAY: TechnicalClass.PAY_POOL,
    Cause.ON_COST: TechnicalClass.RATES,
    Cause.INTERNAL_INTEREST: TechnicalClass.RATES,
    Cause.CAPITAL_COST: TechnicalClass.ACTIVATION,
    Cause.CORRECTION: TechnicalClass.CORRECTION,
    Cause.FORECAST: TechnicalClass.FORECAST,
    Cause.STATE_TASK: TechnicalClass.STATE_REFORM,
    Cause.DECISION_IN_YEAR: TechnicalClass.COUNCIL_DECISION,
}
_TOGETHER = {Cause.PAY, Cause.ON_COST, Cause.INTERNAL_INTEREST, Cause.FORECAST}
"""Causes judged together whatever their sources say: a pool that is shared out, a rate, a forecast."""


def classify(changes: Sequence[Change], facts: Facts | None = None) -> tuple[Classified, ...]:
    """The changes in groups that belong together, in their order, each judged.

    Sides of a transfer belong together, and changes of one cause from one source. A change that only renames has no
    amounts.
    """
    known = facts or Facts()
    groups: dict[tuple[str, ...], list[Change]] = {}
    for change in changes:
        groups.setdefault(_belongs(change), []).append(change)
    return tuple(_judged(tuple(group), known) for group in groups.values())


def effect_on_result(changes: Sequence[Change]) -> Amounts:
    """What the changes do to the result, by year; years without effect are left out."""
    sums: dict[int, int] = {}
    for change in changes:
        if change.post.kind in {PostKind.FRAME, PostKind.FINANCE}:
            for year, amount in change.amounts.items():
                sums[year] = sums.get(year, 0) + int(amount)
    return {year: Ore(amount) for year, amount in sorted(sums.items()) if amount}


def _belongs(change: Change) -> tuple[str, ...]:
    if change.pair:
        return ("pair", change.pair)
    if change.cause in _TOGETHER:
        return ("cause", change.cause.value)
    return ("source", change.cause.value, change.source.reference or change.source.words or change.id)


def _judged(group: tuple[Change, ...], facts: Facts) -> Classified:
    first = group[0]
    if any(change.post.kind not in {PostKind.FRAME, PostKind.FINANCE} for change in group):
        return _refused(
            group,
            "Den ändrar skattesats, mål, projekt eller uppdrag, och det är aldrig tekniskt.",
            "It changes the tax rate, a goal, a project or an assignment, which is never technical.",
        )
    if not any(amount for change in group for amount in change.amounts.values()):
        return Classified(group, TechnicalClass.RENAMED, "Beloppen är oförändrade.", "The amounts are unchanged.")
    kind = _BY_CAUSE.get(first.cause)
    if kind is None:
        words = words_of(first.cause)
        return _refused(
            group,
            f"Orsaken är {words.swedish}: det är en bedömning, inte en följd av en regel eller ett tidigare beslut.",
            f"The cause is {words.english}: a judgement, not the consequence of a rule or an earlier decision.",
        )
    return _forecast(group) if kind is TechnicalClass.FORECAST else _balanced(group, kind, facts)


def _forecast(group: tuple[Change, ...]) -> Classified:
    if any(change.post.kind is PostKind.FRAME for change in group):
        return _refused(
            group,
            "En skatteprognos hör bara till finansförvaltningen, men raden ligger i en nämnds ram.",
            "A tax forecast belongs to central finance only, but the row lies in a board's frame.",
        )
    sets = sorted({change.source.words for change in group if change.source.words})
    if not sets:
        return _refused(
            group,
            "Raden säger inte vilken prognos den bygger på. Ange den i källan.",
            "The row does not say which forecast it rests on. Name it in the source.",
        )
    effect = _amounts(effect_on_result(group))
    return Classified(
        group,
        TechnicalClass.FORECAST,
        f"Bara finansförvaltningens rader ändras, enligt {', '.join(sets)}; resultatet ändras {effect}.",
        f"Only lines of central finance change, by {', '.join(sets)}; the result changes by {effect}.",
    )


def _balanced(group: tuple[Change, ...], kind: TechnicalClass, facts: Facts) -> Classified:
    """Every class but the forecast leaves the result alone, and names what it rests on where the class asks for it."""
    left = effect_on_result(group)
    if left:
        return _refused(
            group,
            f"Ändringen går inte jämnt upp: resultatet ändras {_amounts(left)}. Visa motposten.",
            f"The change does not cancel: the result changes by {_amounts(left)}. Show its counterpart.",
        )
    lack = _lacking(group, kind, facts)
    if lack is not None:
        return _refused(group, *lack)
    years = ", ".join(str(year) for year in sorted({year for change in group for year in change.amounts}))
    source = next((change.source.words for change in group if change.source.words), "")
    return Classified(
        group, kind, f"Summan är noll varje år ({years}).", f"The sum is zero every year ({years}).", source
    )


def _lacking(group: tuple[Change, ...], kind: TechnicalClass, facts: Facts) -> tuple[str, str] | None:
    """What the class asks for beside a sum of zero; None where it is there."""
    source = " ".join(f"{change.source.words} {change.source.reference}" for change in group)
    holds = {
        TechnicalClass.TRANSFER: all(change.post.kind is PostKind.FRAME for change in group),
        TechnicalClass.PAY_POOL: any(change.post.part == "pay_pool" for change in group),
        TechnicalClass.RATES: any(change.post.kind is PostKind.FINANCE for change in group),
        TechnicalClass.ACTIVATION: any(project in source for project in facts.decided_projects),
        TechnicalClass.CORRECTION: any(change.reverses or change.source.reference for change in group),
        TechnicalClass.STATE_REFORM: "§" in source,
        TechnicalClass.COUNCIL_DECISION: "§" in source,
    }
    if kind is TechnicalClass.COUNCIL_DECISION and not facts.admits_council_decisions:
        return _NOT_ADMITTED
    return None if holds[kind] else _LACKS[kind]


_CITE = (
    "Ange paragrafen för det beslut som ändringen följer av.",
    "Name the paragraph of the decision that the change follows from.",
)
_NOT_ADMITTED = (
    "Kommunen tar inte in senare beslut i det konfirmerande beslutet.",
    "The municipality does not take later decisions into the confirming one.",
)
_LACKS = {
    TechnicalClass.TRANSFER: (
        "En ramväxling går mellan nämnders ramar, men en rad ligger i finansförvaltningen.",
        "A transfer goes between boards' frames, but a row lies in central finance.",
    ),
    TechnicalClass.PAY_POOL: (
        "Lönepotten saknas bland raderna.",
        "The central pay pool is not among the rows.",
    ),
    TechnicalClass.RATES: (
        "Motposten i finansförvaltningen saknas.",
        "The counterpart in central finance is missing.",
    ),
    TechnicalClass.ACTIVATION: (
        "Källan nämner inget projekt som redan är beslutat; ett nytt projekt är ett eget beslut.",
        "The source names no project that is decided already; a new project is a decision of its own.",
    ),
    TechnicalClass.CORRECTION: (
        "Ange vilken rad som var fel och vilken som är rätt.",
        "Name the row that was wrong and the one that is right.",
    ),
    TechnicalClass.STATE_REFORM: _CITE,
    TechnicalClass.COUNCIL_DECISION: _CITE,
}


def _refused(group: tuple[Change, ...], sv: str, en: str) -> Classified:
    return Classified(group, None, sv, en)


def _amounts(by_year: Amounts) -> str:
    shown = [f"{year}: {format_amount(amount, Unit.TKR, sign=True)} tkr" for year, amount in by_year.items()]
    return ", ".join(shown) or "0 kr"
