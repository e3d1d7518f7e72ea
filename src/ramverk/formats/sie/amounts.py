"""Amounts, dates and periods as SIE writes them. Here, and only here, the sign is turned."""

import re
from datetime import date

from ramverk.core.money import Ore

_AMOUNT = re.compile(r"([+-]?)(\d{1,15})(?:[.,](\d*))?")
_LARGEST = 10**17


def parse_ledger_amount(text: str) -> Ore | None:
    """The ledger's amount as ours: its revenue is negative, ours positive. None where it is no amount."""
    found = _AMOUNT.fullmatch(text.replace("\u2212", "-"))
    if found is None:
        return None
    sign, whole, decimals = found[1], found[2], (found[3] or "").rstrip("0")
    if len(decimals) > 2:
        return None
    ore = int(whole) * 100 + int(decimals.ljust(2, "0") or 0)
    if ore > _LARGEST:
        return None
    return Ore(ore if sign == "-" else -ore)


def format_ledger_amount(amount: Ore) -> str:
    """Our amount as the ledger's, with decimal point and two decimals."""
    whole, rest = divmod(abs(int(amount)), 100)
    return f"{'-' if amount > 0 else ''}{whole}.{rest:02d}"


def parse_day(text: str) -> date | None:
    """A day written YYYYMMDD."""
    if not re.fullmatch(r"[0-9]{8}", text):
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def is_period(text: str) -> bool:
    """Whether a text is a month written YYYYMM."""
    return bool(re.fullmatch(r"[0-9]{4}(0[1-9]|1[0-2])", text))
