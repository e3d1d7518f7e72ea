"""What is missing or doubtful in a project sheet, collected and never raised."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ramverk.core.findings import Finding, Severity
from ramverk.core.investments.sheets import FEE_FINANCED, NOTHING, Sheet
from ramverk.core.money import Ore, Unit, format_amount

__all__ = ["Conditions", "check_sheet"]


@dataclass(frozen=True, slots=True)
class Conditions:
    """What the prerequisites ask of a sheet. Amounts in öre."""

    years: tuple[int, ...]
    threshold: Ore = NOTHING
    min_life_years: int = 3
    priorities: tuple[str, ...] = ()


_REQUIRED: tuple[tuple[str, str, str], ...] = (
    ("funding", "typ (skatt, VA, avfall, exploatering eller bidrag)", "type (tax, water, waste, development, grant)"),
    ("category", "kategori", "category"),
    ("priority", "prioritet", "priority"),
    ("phase", "skede", "phase"),
)
_REQUIRED_TEXTS: tuple[tuple[str, str, str], ...] = (
    ("need", "behovet", "the need"),
    ("priority_motive", "motivet till prioriteten", "the reason for the priority"),
    ("uncertainty", "kalkylens osäkerhet", "the uncertainty of the estimate"),
)
_WATER = re.compile(r"\b(va|vatten|avlopp|dagvatten|spillvatten)(?:\b|[-s]|ledning|verk)", re.IGNORECASE)


def check_sheet(sheet: Sheet, conditions: Conditions) -> list[Finding]:
    """Every finding of one sheet; what blocks is what must stand there before a board can adopt it."""
    return [
        *_missing(sheet),
        *_money(sheet, conditions),
        *_components(sheet, conditions),
        *_effects(sheet),
        *_fees(sheet),
    ]


def _found(
    sheet: Sheet, code: str, sv: str, en: str, severity: Severity = Severity.WARNING, *, blocks: bool = False
) -> Finding:
    name = sheet.name or "Projekt utan namn"
    return Finding(f"sheet.{code}", severity, (), f"{name}: {sv}", f"{name}: {en}", blocks=blocks)


def _is_blank(texts: Mapping[str, Any], name: str) -> bool:
    value = texts.get(name, "")
    return isinstance(value, str) and not value.strip()


def _missing(sheet: Sheet) -> Iterable[Finding]:
    empty = [(sv, en) for name, sv, en in _REQUIRED if not getattr(sheet, name)]
    empty += [(sv, en) for name, sv, en in _REQUIRED_TEXTS if _is_blank(sheet.texts, name)]
    if not sheet.name.strip():
        empty.insert(0, ("namn", "name"))
    if empty:
        sv, en = ", ".join(pair[0] for pair in empty), ", ".join(pair[1] for pair in empty)
        yield _found(sheet, "missing", f"fyll i {sv}.", f"fill in {en}.", Severity.ERROR, blocks=True)
    if not any(sheet.outlay.values()) and not (sheet.is_ongoing and sheet.spent):
        yield _found(
            sheet, "no_outlay", "skriv bruttoutgiften för minst ett år.", "write the outlay of one year at least.",
            Severity.ERROR, blocks=True,
        )  # fmt: skip
    if sheet.activated is None:
        yield _found(
            sheet, "no_activation", "ange år och månad då investeringen aktiveras; då börjar kapitalkostnaden.",
            "state the year and month of activation; capital cost starts then.", Severity.ERROR, blocks=True,
        )  # fmt: skip


def _tkr(amount: Ore) -> str:
    return f"{format_amount(amount, Unit.TKR)} tkr"


def _money(sheet: Sheet, conditions: Conditions) -> Iterable[Finding]:
    if sheet.total is None and any(sheet.outlay.values()):
        yield _found(
            sheet, "no_total", "årsbelopp finns men ingen total utgift. Skriv vad hela projektet kostar brutto.",
            "there are yearly amounts but no total. Write what the whole project costs gross.",
            Severity.ERROR, blocks=True,
        )  # fmt: skip
    elif sheet.total is not None and sheet.total != sheet.gross_total:
        yield _found(
            sheet, "total_differs",
            f"totalen är {_tkr(sheet.total)}, men upparbetat och årsbelopp summerar till {_tkr(sheet.gross_total)}.",
            f"the total is {_tkr(sheet.total)}, but spent and yearly amounts sum to {_tkr(sheet.gross_total)}.",
        )  # fmt: skip
    if not sheet.is_block and 0 < sheet.gross_total < conditions.threshold:
        yield _found(
            sheet, "below_threshold",
            f"{_tkr(sheet.gross_total)} ligger under gränsen för aktivering, {_tkr(conditions.threshold)}. "
            "Då är det en driftkostnad.",
            f"{_tkr(sheet.gross_total)} is below the capitalisation threshold, {_tkr(conditions.threshold)}.",
        )  # fmt: skip
    contributions = sum(sheet.contributions.values(), NOTHING)
    if contributions > sheet.gross_total or (sheet.funding == "grant" and contributions == 0):
        yield _found(
            sheet, "gross_net_mixed",
            "brutto och netto verkar blandade: skriv utgiften utan avdrag och bidragen för sig.",
            "gross and net seem to be mixed: write the outlay without deduction and contributions by themselves.",
        )  # fmt: skip
    outside = sorted(year for year in (*sheet.outlay, *sheet.contributions) if year not in conditions.years)
    if outside:
        yield _found(
            sheet, "year_outside", f"{outside[0]} ligger utanför planens år.", f"{outside[0]} is outside the plan."
        )
    if sheet.remaining is not None and sheet.carry_over > max(sheet.remaining, NOTHING):
        yield _found(
            sheet, "carry_over_too_large",
            f"överföringen {_tkr(sheet.carry_over)} är större än det som är kvar, {_tkr(sheet.remaining)}.",
            f"the carry-over {_tkr(sheet.carry_over)} exceeds what remains, {_tkr(sheet.remaining)}.",
        )  # fmt: skip


def _components(sheet: Sheet, conditions: Conditions) -> Iterable[Finding]:
    if not sheet.parts:
        yield _found(
            sheet, "no_components", "lägg in minst en komponent med belopp och livslängd.",
            "add at least one component with amount and life.", Severity.ERROR, blocks=True,
        )  # fmt: skip
        return
    if sheet.parts_total != sheet.gross_total:
        yield _found(
            sheet, "components_differ",
            f"komponenterna summerar till {_tkr(sheet.parts_total)}, utgiften till {_tkr(sheet.gross_total)}. "
            "Kapitalkostnaden räknas på komponenterna.",
            f"the components sum to {_tkr(sheet.parts_total)}, the outlay to {_tkr(sheet.gross_total)}.",
        )  # fmt: skip
    short = [part.name for part in sheet.parts if part.life_years < conditions.min_life_years]
    if short:
        yield _found(
            sheet, "short_life", f"{short[0]} lever kortare än {conditions.min_life_years} år och aktiveras inte.",
            f"{short[0]} lives less than {conditions.min_life_years} years and is not capitalised.",
        )  # fmt: skip
    last = max((year for year, amount in sheet.outlay.items() if amount), default=0)
    if sheet.activated and not sheet.is_block and last > sheet.activated[0]:
        yield _found(
            sheet, "outlay_after_activation", f"utgifter {last} ligger efter aktiveringen {sheet.activated[0]}.",
            f"outlays in {last} come after the activation in {sheet.activated[0]}.",
        )  # fmt: skip


def _effects(sheet: Sheet) -> Iterable[Finding]:
    operating = [effect for effect in sheet.effects if not effect.is_rent]
    if not operating:
        yield _found(
            sheet, "no_effects",
            "skriv driftkonsekvensen per nämnd, också när den är noll: ”0, eftersom …”.",
            "write the operating effect per board, also when it is nil: “0, because …”.",
            Severity.ERROR, blocks=True,
        )  # fmt: skip
    unexplained = [one.board for one in operating if not any(one.amounts.values()) and not one.because.strip()]
    if unexplained:
        yield _found(
            sheet, "nil_without_reason", f"driftkonsekvensen för {unexplained[0]} är noll. Skriv varför.",
            f"the operating effect on {unexplained[0]} is nil. Write why.", Severity.ERROR, blocks=True,
        )  # fmt: skip
    carrier = sheet.carrier or sheet.board
    if operating and carrier not in {one.board for one in operating}:
        yield _found(
            sheet, "carrier_without_effect", f"{carrier} bär kostnaden men har ingen driftkonsekvens.",
            f"{carrier} carries the cost but has no operating effect.",
        )  # fmt: skip


def _fees(sheet: Sheet) -> Iterable[Finding]:
    if sheet.funding in FEE_FINANCED:
        others: Sequence[str] = [one.board for one in sheet.effects if one.board != sheet.board]
        if others:
            yield _found(
                sheet, "fee_mixed", f"avgiftsfinansierat, men {others[0]} får en del av kostnaden. Dela projektet.",
                f"fee-financed, but {others[0]} bears part of the cost. Split the project.",
            )  # fmt: skip
    elif sheet.funding == "tax" and _WATER.search(sheet.name):
        yield _found(
            sheet, "fee_mixed", "namnet talar om vatten och avlopp, men typen är skattefinansierad. Håll dem isär.",
            "the name speaks of water and sewage, but the type is tax-financed. Keep them apart.",
        )  # fmt: skip
