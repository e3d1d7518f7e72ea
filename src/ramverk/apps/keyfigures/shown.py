"""Figures as people read them: decimal comma, thin spaces, a true minus, and the unit."""

from decimal import ROUND_HALF_UP, Decimal

from ramverk.apps.keyfigures.models import CountedIn, Indicator
from ramverk.core.money import THIN_SPACE

_DECIMALS = {
    CountedIn.KR_PER_INHABITANT: 0, CountedIn.KR_PER: 0, CountedIn.KR: 0, CountedIn.NUMBER: 0, CountedIn.PERCENT: 1,
    CountedIn.MNKR: 1, CountedIn.INDEX: 1,
}  # fmt: skip
UNITS = {
    CountedIn.PERCENT: "%", CountedIn.KR_PER_INHABITANT: "kr/inv", CountedIn.KR_PER: "kr", CountedIn.KR: "kr",
    CountedIn.MNKR: "mnkr",
}  # fmt: skip


def decimals_of(indicator: Indicator) -> int:
    """How many decimals an indicator is shown with. Tax rates are always written with two."""
    if "skattesats" in indicator.title.casefold():
        return 2
    return _DECIMALS.get(CountedIn(indicator.counted_in), 1) if indicator.counted_in else 1


def unit_of(indicator: Indicator) -> str:
    """The unit as it stands after a figure; nothing where the title says it all."""
    return UNITS.get(CountedIn(indicator.counted_in), "") if indicator.counted_in else ""


def number(value: float | None, decimals: int = 1, *, sign: bool = False) -> str:
    """A figure; nothing for none, for missing is not zero."""
    if value is None:
        return ""
    exact = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{abs(exact):,.{decimals}f}".replace(",", THIN_SPACE).replace(".", ",")
    if exact < 0:
        return f"\u2212{text}"
    return f"+{text}" if sign and exact > 0 else text


def figure(value: float | None, indicator: Indicator, *, sign: bool = False) -> str:
    """A figure of an indicator, without its unit."""
    return number(value, decimals_of(indicator), sign=sign)
