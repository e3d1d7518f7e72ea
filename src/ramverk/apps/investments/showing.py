"""Sheets and sums as tables show them: labels instead of codes, öre instead of mappings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from ramverk.apps.frames.assumptions import decimal
from ramverk.apps.investments.models import Category, Funding, Prerequisites, ProjectPhase, SecretText
from ramverk.apps.investments.sheet_fields import FIELDS, PARTS, is_secret
from ramverk.apps.investments.sheets import interest_of
from ramverk.core.investments.portfolio import group_by, pressure, self_financing_pct
from ramverk.core.investments.sheets import Sheet
from ramverk.core.money import Ore, Unit, format_amount

ZERO = Ore(0)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table of years: what it is called, its amounts in order, the years after them, and the sum."""

    label: str
    amounts: tuple[int, ...]
    later: int
    total: int
    count: int = 0
    board: str = ""


def label_of(choices: Any, code: str) -> str:
    """What a code is called."""
    return str(dict(choices.choices).get(code, code)) if code else ""


def lines(sheets: Sequence[Sheet], years: Sequence[int], horizon: Sequence[int], kind: str) -> list[Line]:
    """Net investment by board, by category or by type."""
    of = {
        "board": lambda sheet: sheet.board,
        "category": lambda sheet: label_of(Category, sheet.category) or _("utan kategori"),
        "funding": lambda sheet: label_of(Funding, sheet.funding) or _("utan typ"),
    }[kind]
    return [
        _line(group.name, group.net, years, horizon, group.count)
        for group in sorted(group_by(sheets, horizon, of), key=lambda group: group.name)
    ]


def whole(sheets: Sequence[Sheet], years: Sequence[int], horizon: Sequence[int]) -> list[Line]:
    """Gross, contributions and net of all the projects."""
    (group,) = group_by(sheets, horizon, lambda _sheet: "") or (None,)
    if group is None:
        return []
    return [
        _line(_("Utgift brutto"), group.gross, years, horizon, group.count),
        _line(_("Bidrag"), {year: -amount for year, amount in group.contributions.items()}, years, horizon),
        _line(_("Netto"), group.net, years, horizon, group.count),
    ]


def _line(label: str, amounts: dict[int, Ore], years: Sequence[int], horizon: Sequence[int], count: int = 0) -> Line:
    later = sum(int(amounts.get(year, ZERO)) for year in horizon if year not in years)
    first = tuple(int(amounts.get(year, ZERO)) for year in years)
    return Line(label, first, later, sum(first) + later, count)


@dataclass(frozen=True, slots=True)
class Measured:
    """The projects against what the prerequisites say: by year the ceiling, the room left, and the self-financing."""

    ceiling: tuple[int | None, ...]
    room: tuple[int | None, ...]
    self_financing: tuple[str, ...]
    goal: str
    is_met: tuple[bool | None, ...]


def measured(sheets: Sequence[Sheet], years: Sequence[int], prerequisites: Prerequisites | None) -> Measured | None:
    """Nothing where there are no prerequisites."""
    if prerequisites is None:
        return None
    weight = pressure(sheets, years, interest_of(prerequisites))
    ceiling = tuple(prerequisites.ceiling.get(str(year)) for year in years)
    room = tuple(
        None if limit is None else limit - int(weight.net[year]) for year, limit in zip(years, ceiling, strict=True)
    )
    goal = Fraction(prerequisites.self_financing_pct) if prerequisites.self_financing_pct else None
    shares = [_share(prerequisites, year, weight) for year in years]
    return Measured(
        ceiling,
        room,
        tuple("" if share is None else f"{decimal(share, 1)} %" for share in shares),
        "" if goal is None else f"{decimal(goal, 1)} %",
        tuple(None if share is None or goal is None else share >= goal for share in shares),
    )


def _share(prerequisites: Prerequisites, year: int, weight: Any) -> Fraction | None:
    """What the projects take from the result lowers the own money; their depreciation is given back."""
    own = prerequisites.own_money.get(str(year))
    if own is None:
        return None
    left = Ore(own) + weight.result[year] + weight.depreciation[year]
    return self_financing_pct(left, weight.net[year])


@dataclass(frozen=True, slots=True)
class Shown:
    """One project in a list."""

    sheet: Sheet
    amounts: tuple[int, ...]
    later: int
    total: int
    category: str
    phase: str
    funding: str
    is_left_out: bool = False


def shown(
    sheets: Iterable[Sheet], years: Sequence[int], horizon: Sequence[int], left_out: Iterable[str] = ()
) -> list[Shown]:
    """The projects with their net by year."""
    outside = set(left_out)
    rows = []
    for sheet in sheets:
        line = _line("", {year: sheet.net(year) for year in horizon}, years, horizon)
        rows.append(
            Shown(
                sheet, line.amounts, line.later, line.total, label_of(Category, sheet.category),
                label_of(ProjectPhase, sheet.phase), label_of(Funding, sheet.funding), sheet.key in outside,
            )
        )  # fmt: skip
    return rows


def texts_of(sheet: Sheet, *, with_secrets: bool) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """By heading: label, words, and the paragraph where the field is secret; its words only for those who may."""
    tokens = [value["secret"] for value in sheet.texts.values() if is_secret(value)]
    kept = {}
    if with_secrets and tokens:
        rows = SecretText.objects.filter(token__in=tokens).values_list("token", "text")
        kept = {str(token): text for token, text in rows}
    found = []
    for part, heading in PARTS.items():
        rows_of_part = []
        for name, written in FIELDS.items():
            value = sheet.texts.get(name)
            if written.part != part or not value:
                continue
            secret = is_secret(value)
            words = kept.get(value["secret"], "") if secret else value
            rows_of_part.append((str(written.label), words, value["paragraph"] if secret else ""))
        if rows_of_part:
            found.append((str(heading), rows_of_part))
    return found


def cost_table(sheet: Sheet, years: Sequence[int], interest: Fraction) -> list[tuple[int, int, int, int, int]]:
    """Year, depreciation, interest, capital cost and closing book value, öre; the years from activation."""
    rows = []
    for row in sheet.capital_years(interest):
        if row.year in years:
            parts = [
                int(Ore(1).share(value)) for value in (row.depreciation, row.internal_interest, row.closing_book_value)
            ]
            rows.append((row.year, parts[0], parts[1], int(Ore(1).share(row.capital_cost)), parts[2]))
    return rows


def activation_words(sheet: Sheet) -> str:
    """ "juli 2020"."""
    if sheet.activated is None:
        return ""
    year, month = sheet.activated
    return f"{MONTHS[month]} {year}"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing about a sheet: what it is called, as it was handed in, as it was decided, as it stands now."""

    label: str
    before: str
    decided: str
    now: str

    @property
    def is_own(self) -> bool:
        """Whether the board has written something else than what was decided."""
        return self.now != self.decided


def differences(before: Sheet | None, decided: Sheet | None, now: Sheet) -> list[Difference]:
    """Line by line where the three are not alike; the years and the money first, then words."""
    three = (before, decided or before, now)
    years = sorted({year for one in three if one for year in (*one.outlay, *one.contributions)})
    columns = [_facts_of(one, years) if one else {} for one in three]
    labels = list(dict.fromkeys(label for column in columns for label in column))
    rows = [Difference(label, *(column.get(label, "") for column in columns)) for label in labels]
    return [row for row in rows if not row.before == row.decided == row.now]


def _facts_of(sheet: Sheet, years: Sequence[int]) -> dict[str, str]:
    """The sheet as lines of words, the same lines in the same order for every sheet."""
    found = {
        _("Projekt"): sheet.name,
        _("Total utgift brutto, tkr"): "" if sheet.total is None else format_amount(sheet.total, Unit.TKR),
    }
    for label, amounts in ((_("Utgift brutto %s, tkr"), sheet.outlay), (_("Bidrag %s, tkr"), sheet.contributions)):
        found |= {label % year: format_amount(amounts[year], Unit.TKR) if amounts.get(year) else "" for year in years}
    found[_("Aktiveras i slutet av")] = activation_words(sheet)
    for part in sheet.parts:
        words = {"amount": format_amount(part.amount, Unit.TKR), "years": part.life_years}
        found[_("Komponent %s") % part.name] = _("%(amount)s tkr, %(years)s år") % words
    for one in sheet.effects:
        what = _("Internhyra, %s") if one.is_rent else _("Driftkonsekvens, %s")
        parts = [f"{year}: {format_amount(-one.amounts[year], Unit.TKR)}" for year in sorted(one.amounts)]
        found[what % one.board] = "; ".join(part for part in (", ".join(parts), one.because) if part)
    for name, written in FIELDS.items():
        value = sheet.texts.get(name)
        if value:
            found[str(written.label)] = f"({value['paragraph']})" if is_secret(value) else str(value)
    return found
