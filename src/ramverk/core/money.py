"""Money as whole öre, and the named ways of showing it in kronor, thousands and millions.

An amount is an `Ore`: öre plus öre gives öre, öre times a whole number or an exact fraction gives öre, and everything
else is refused. Income is positive and cost negative; a document's printed sign is presentation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any, Self

__all__ = [
    "Amounts",
    "NotAnAmount",
    "Ore",
    "Rounding",
    "Shown",
    "Unit",
    "allocate",
    "format_amount",
    "format_count",
    "format_exact",
    "parse_amount",
    "rounded",
    "show_column",
]


class Ore(int):
    """A whole number of öre."""

    __slots__ = ()

    def __new__(cls, value: int) -> Self:
        """Raises TypeError for anything but a whole number."""
        if not isinstance(value, int) or isinstance(value, bool):
            raise TypeError(f"an amount is a whole number of öre, not {value!r}")
        return super().__new__(cls, value)

    def __add__(self, other: Any) -> Ore:
        if isinstance(other, Ore) or (type(other) is int and other == 0):  # 0 begins every sum()
            return Ore(int(self) + int(other))
        raise _nonsense(other)

    __radd__ = __add__

    def __sub__(self, other: Any) -> Ore:
        if isinstance(other, Ore):
            return Ore(int(self) - int(other))
        raise _nonsense(other)

    def __neg__(self) -> Ore:
        return Ore(-int(self))

    def __abs__(self) -> Ore:
        return Ore(abs(int(self)))

    def __mul__(self, other: Any) -> Ore:
        """Times a whole number; öre times öre has no meaning."""
        if type(other) is int:
            return Ore(int(self) * other)
        raise _nonsense(other)

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> float:
        raise TypeError("divide an amount with share(), allocate() or rounded(), which say how they round")

    def share(self, part: Fraction) -> Ore:
        """An exact fraction of the amount, rounded to whole öre, half away from zero."""
        return Ore(_half_away(int(self) * Fraction(part)))


def _nonsense(other: Any) -> TypeError:
    """An error rather than NotImplemented, for then int would calculate on."""
    return TypeError(f"öre and {type(other).__name__} do not go together")


Amounts = dict[int, Ore]
"""Öre by year."""


def _half_away(value: Fraction) -> int:
    sign = -1 if value < 0 else 1
    return sign * int(abs(value) + Fraction(1, 2))


class Unit(StrEnum):
    """What an amount is shown in."""

    KR = "kr"
    TKR = "tkr"
    MNKR = "mnkr"

    @property
    def step(self) -> int:
        """Öre to the last digit shown: whole kronor, whole thousands, tenths of millions."""
        return {"kr": 100, "tkr": 100_000, "mnkr": 10_000_000}[self.value]

    @property
    def decimals(self) -> int:
        """Digits after the decimal comma."""
        return 1 if self is Unit.MNKR else 0


class Rounding(StrEnum):
    """The named ways a table may be rounded; one per document, printed in it."""

    EXACT = "exact"
    """Nothing is rounded; every digit is shown."""
    INDEPENDENT = "independent"
    """Every figure by itself, half away from zero; totals from exact values, so a column may miss by a digit."""
    BALANCED = "balanced"
    """The rows add up to the rounded total: what is left over goes to the largest remainders."""


def allocate(total: Ore, weights: Sequence[int]) -> list[Ore]:
    """Split `total` in proportion to `weights`, so that the parts sum to it exactly.

    Each share is rounded down to whole öre; the öre left over go to the largest remainders, the earlier first on ties.
    Raises ValueError when the weights sum to zero or one is negative.
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise ValueError("the weights must be zero or more and not all zero")
    sign, size = (-1 if total < 0 else 1), abs(int(total))
    parts = [size * weight // whole for weight in weights]
    rest = size - sum(parts)
    order = sorted(range(len(weights)), key=lambda at: (-(size * weights[at] % whole), at))
    for at in order[:rest]:
        parts[at] += 1
    return [Ore(sign * part) for part in parts]


def rounded(amounts: Sequence[Ore], unit: Unit, rounding: Rounding) -> list[int]:
    """The amounts as counts of the unit's last digit ("tenths of millions" for mnkr), rounded as named.

    `balanced` gives counts that sum to the rounded total; ties go to the earlier row. Raises ValueError for `exact`,
    which counts nothing.
    """
    step = unit.step
    if rounding is Rounding.EXACT:
        raise ValueError("exact amounts are shown with all their digits, not counted")
    if rounding is Rounding.INDEPENDENT:
        return [_half_away(Fraction(int(amount), step)) for amount in amounts]
    target = _half_away(Fraction(sum(int(amount) for amount in amounts), step))
    low = [int(amount) // step for amount in amounts]
    order = sorted(range(len(amounts)), key=lambda at: (-(int(amounts[at]) % step), at))
    for at in order[: target - sum(low)]:
        low[at] += 1
    return low


THIN_SPACE, TRUE_MINUS = "\u2009", "\u2212"


def format_amount(amount: Ore | None, unit: Unit = Unit.TKR, *, sign: bool = False) -> str:
    """The amount as a Swedish reader expects it: "−1 234,5"; nothing for None, since missing is not zero.

    Rounded by itself, half away from zero. `sign` puts a plus before what is above zero.
    """
    if amount is None:
        return ""
    return format_count(_half_away(Fraction(int(amount), unit.step)), unit, sign=sign)


def format_count(count: int, unit: Unit, *, sign: bool = False) -> str:
    """A count of the unit's last digit in Swedish: 12345 tenths of millions is "1 234,5"."""
    whole, rest = divmod(abs(count), 10**unit.decimals)
    digits = f"{whole:,}".replace(",", THIN_SPACE) + (f",{rest}" if unit.decimals else "")
    return (TRUE_MINUS if count < 0 else "+" if sign and count > 0 else "") + digits


def format_exact(amount: Ore, unit: Unit) -> str:
    """Every digit of the amount in a unit: 1 234 567 kr is "1 234,567" tkr."""
    size = {Unit.KR: 100, Unit.TKR: 100_000, Unit.MNKR: 100_000_000}[unit]
    whole, rest = divmod(abs(int(amount)), size)
    decimals = str(rest).rjust(len(str(size)) - 1, "0").rstrip("0")
    digits = f"{whole:,}".replace(",", THIN_SPACE) + (f",{decimals}" if decimals else "")
    return (TRUE_MINUS if amount < 0 else "") + digits


class NotAnAmount(ValueError):
    """A text that is no amount; `sentence_sv` and `sentence_en` say what is wrong and how to mend it."""

    def __init__(self, text: str, cure_sv: str, cure_en: str) -> None:
        shown = text if len(text) <= 40 else f"{text[:40]}…"
        self.sentence_sv = f"”{shown}” är inte ett belopp. {cure_sv}"
        self.sentence_en = f"“{shown}” is not an amount. {cure_en}"
        super().__init__(self.sentence_sv)


_SPACES = dict.fromkeys(map(ord, " \u00a0\u202f\u2009\u2007\t"), None)
_MINUS = dict.fromkeys(map(ord, "\u2212\u2013\u2014\u2010\u2011"), "-")
_NUMBER = re.compile(r"(?P<sign>[+-]?)(?P<whole>\d{1,15})(?:,(?P<decimals>\d{1,8}))?")
_GROUPS = re.compile(r"[+-]?\d{1,3}(?:[ \u00a0\u202f\u2009\u2007]\d{3})+(?:,\d+)?|[+-]?\d+(?:,\d+)?")
_NOTHING = {"", "-", "\u2212", "\u2013", "\u2014"}
_ONLY_DIGITS_SV = "Skriv bara siffror, till exempel 1 200 eller −1 200,5."
_ONLY_DIGITS_EN = "Write digits only, for example 1 200 or −1 200,5."


def parse_amount(text: str, unit: Unit) -> Ore | None:
    """Read what a person wrote: "1 234,5", "(300)", "−12", "+4". None for an empty text or a dash: missing is not zero.

    Spaces group thousands, the comma is decimal, brackets mean minus. `unit` says what the digits count. Raises
    `NotAnAmount` for everything else, among it "1e9", "1.234" and amounts finer than an öre.
    """
    tidy = text.strip().translate(_MINUS)
    if tidy in _NOTHING:
        return None
    negative = tidy.startswith("(") and tidy.endswith(")")
    inner = tidy[1:-1].strip() if negative else tidy
    if re.match(r"[+-]\s", inner):
        inner = inner[0] + inner[1:].lstrip()
    if not _GROUPS.fullmatch(inner) or (negative and inner[:1] in "+-"):
        raise _no_amount(text, inner)
    found = _NUMBER.fullmatch(inner.translate(_SPACES))
    if found is None:
        raise NotAnAmount(text, "Talet är för stort.", "The number is too large.")
    ore = Fraction(int(found["whole"] + (found["decimals"] or "")), 10 ** len(found["decimals"] or ""))
    ore *= {Unit.KR: 100, Unit.TKR: 100_000, Unit.MNKR: 100_000_000}[unit]
    if ore.denominator != 1:
        raise NotAnAmount(text, "Beloppet är finare än ett öre.", "The amount is finer than an öre.")
    return Ore(-int(ore) if negative or found["sign"] == "-" else int(ore))


def _no_amount(text: str, inner: str) -> NotAnAmount:
    if re.fullmatch(r"[+-]?[\d ]*\.\d+|[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?", inner):
        return NotAnAmount(
            text,
            "Skriv decimaler med komma och tusental med mellanslag: 1 234,5.",
            "Write decimals with a comma and thousands with a space: 1 234,5.",
        )
    return NotAnAmount(text, _ONLY_DIGITS_SV, _ONLY_DIGITS_EN)


@dataclass(frozen=True, slots=True)
class Shown:
    """Rows and their total as a table prints them, with the name of the rounding and what it leaves over."""

    rows: tuple[str, ...]
    total: str
    rounding: Rounding
    left_over: int
    """The printed total minus the sum of the printed rows, in last digits; zero unless `independent`."""


def show_column(amounts: Sequence[Ore], unit: Unit, rounding: Rounding = Rounding.INDEPENDENT) -> Shown:
    """A column of amounts with its total, rounded as named; `exact` shows as many decimals as there are."""
    if rounding is Rounding.EXACT:
        whole = Ore(sum(int(amount) for amount in amounts))
        return Shown(tuple(format_exact(amount, unit) for amount in amounts), format_exact(whole, unit), rounding, 0)
    counts = rounded(amounts, unit, rounding)
    total = rounded([Ore(sum(int(amount) for amount in amounts))], unit, Rounding.INDEPENDENT)[0]
    rows = tuple(format_count(count, unit) for count in counts)
    return Shown(rows, format_count(total, unit), rounding, total - sum(counts))
