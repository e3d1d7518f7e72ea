"""What a SIE file says, with amounts as ours: income positive, cost negative."""

from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum

from ramverk.core.money import Ore

Objects = tuple[tuple[str, str], ...]
"""Pairs of dimension and object; empty on account rows."""


class SieType(IntEnum):
    """What kind of file it is; 4 is read out of a ledger (4E) or into one (4I)."""

    YEAR = 1
    PERIOD = 2
    OBJECT = 3
    VOUCHERS = 4


@dataclass(frozen=True, slots=True)
class Balance:
    """One balance or budget row. `period` is "YYYYMM" for PSALDO and PBUDGET, otherwise empty."""

    record: str
    """IB, UB, OIB, OUB, RES, PSALDO or PBUDGET."""
    year: int
    """0 for the file's own year, −1 for the year before."""
    account: str
    amount: Ore
    period: str = ""
    objects: Objects = ()
    quantity: str = ""


@dataclass(frozen=True, slots=True)
class VoucherRow:
    """One row of a voucher."""

    account: str
    amount: Ore
    objects: Objects = ()
    on: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Voucher:
    """A voucher; series and number may be missing."""

    series: str
    number: str
    on: date | None
    text: str = ""
    rows: tuple[VoucherRow, ...] = ()


@dataclass(slots=True)
class SieFile:
    """A file's content."""

    kind: int = SieType.OBJECT
    flag: int = 0
    """1 once a reader has taken the file in."""
    program: tuple[str, ...] = ()
    made_on: date | None = None
    made_by: str = ""
    organisation_number: str = ""
    company: str = ""
    chart: str = ""
    """The chart of accounts (KPTYP)."""
    years: dict[int, tuple[date, date]] = field(default_factory=dict)
    accounts: dict[str, str] = field(default_factory=dict)
    account_types: dict[str, str] = field(default_factory=dict)
    """T asset, S liability, K cost, I income."""
    dimensions: dict[str, str] = field(default_factory=dict)
    super_dimensions: dict[str, str] = field(default_factory=dict)
    """Of a sub-dimension, the one it lies under."""
    objects: dict[tuple[str, str], str] = field(default_factory=dict)
    balances: list[Balance] = field(default_factory=list)
    vouchers: list[Voucher] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SieFinding:
    """What is to be said about a line. `is_error` where something could not be read and is left out."""

    code: str
    line: int
    swedish: str
    english: str
    is_error: bool = False

    @property
    def place(self) -> str:
        """Where, in words; empty for the file as a whole."""
        return f"rad {self.line}" if self.line else ""
