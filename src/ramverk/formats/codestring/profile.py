"""How a ledger wants its rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from ramverk.core.money import Unit

CODES = ("konto", "ansvar", "verksamhet", "aktivitet", "projekt", "motpart")
"""The parts of a code string."""
COLUMNS = (*CODES, "namnd", "ar", "period", "belopp", "text")
"""Every column a profile may have."""


class Format(StrEnum):
    """What kind of file is made."""

    CSV = "csv"
    XLSX = "xlsx"
    SIE = "sie"


class Sign(StrEnum):
    """How revenue and cost are told apart."""

    LEDGER = "ledger"
    """Revenue negative, cost positive."""
    SHOWN = "shown"
    """Income positive, cost negative."""


class Period(StrEnum):
    """How a year is shared."""

    YEAR = "year"
    TWELFTHS = "twelfths"
    """Equal months; what does not divide goes to the last."""
    WEIGHTS = "weights"
    """Twelve weights of the municipality's own."""


class Zeros(StrEnum):
    """What happens to rows of zero."""

    OMIT = "omit"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Profile:
    """A layout. The first row holds the columns' names."""

    columns: tuple[str, ...] = ("konto", "ansvar", "verksamhet", "period", "belopp", "text")
    format: Format = Format.CSV
    delimiter: str = ";"
    decimal_mark: str = ","
    encoding: str = "utf-8-sig"
    unit: Unit = Unit.KR
    decimals: int = 0
    sign: Sign = Sign.LEDGER
    period: Period = Period.TWELFTHS
    weights: tuple[int, ...] = ()
    zero_rows: Zeros = Zeros.OMIT
    dimension: str = "verksamhet"
    """The one part of the code string that a SIE file tells beside the account."""

    @property
    def step(self) -> int:
        """Öre to the last digit written."""
        whole = {Unit.KR: 100, Unit.TKR: 100_000}.get(self.unit, 100)
        return whole // 100 if self.decimals else whole

    @property
    def codes(self) -> tuple[str, ...]:
        """The parts of the code string that the file holds."""
        if self.format is Format.SIE:
            return ("konto", self.dimension)
        return tuple(column for column in self.columns if column in CODES)


ENCODINGS = ("utf-8-sig", "utf-8", "cp1252")
DELIMITERS = (";", ",", "\t", "|")


def profile_faults(profile: Profile) -> Iterator[tuple[str, str]]:
    """What a profile cannot be, each as a Swedish and an English sentence."""
    yield from _about_columns(profile)
    yield from _about_periods(profile)
    if profile.format is Format.CSV and profile.delimiter == profile.decimal_mark:
        yield "Skiljetecken och decimaltecken måste vara olika.", "Delimiter and decimal mark must differ."
    if profile.unit not in (Unit.KR, Unit.TKR) or profile.decimals not in (0, 2):
        yield "Belopp skrivs i kr eller tkr, hela eller med två decimaler.", "Amounts are kr or tkr, 0 or 2 decimals."


def _about_columns(profile: Profile) -> Iterator[tuple[str, str]]:
    unknown = [column for column in profile.columns if column not in COLUMNS]
    if unknown:
        yield f"Kolumnerna {', '.join(unknown)} finns inte.", f"There are no columns {', '.join(unknown)}."
    if len(set(profile.columns)) != len(profile.columns):
        yield "Samma kolumn står två gånger.", "The same column stands twice."
    if "belopp" not in profile.columns:
        yield "Kolumnen belopp måste vara med.", "The column belopp is needed."
    if "konto" not in profile.columns:
        yield "Kolumnen konto måste vara med.", "The column konto is needed."


def _about_periods(profile: Profile) -> Iterator[tuple[str, str]]:
    if profile.period is not Period.YEAR and "period" not in profile.columns and profile.format is not Format.SIE:
        yield (
            "Beloppen delas på månader, så kolumnen period måste vara med.",
            "Amounts are shared by month, so the column period is needed.",
        )
    if profile.period is Period.WEIGHTS and (len(profile.weights) != 12 or min(profile.weights, default=0) < 0):
        yield "Skriv tolv vikter, en per månad, noll eller mer.", "Write twelve weights, zero or more."
    elif profile.period is Period.WEIGHTS and not sum(profile.weights):
        yield "Alla vikter kan inte vara noll.", "The weights cannot all be zero."
    if profile.format is Format.SIE and profile.period is Period.YEAR:
        yield "SIE vill ha månader. Välj tolftedelar eller vikter.", "SIE asks for months."


def profile_to_json(profile: Profile) -> dict[str, Any]:
    """The profile as it is stored."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(profile).items()}


def profile_from_json(values: Mapping[str, Any]) -> Profile:
    """The profile that was stored; what a later version added has its usual value."""
    kinds: dict[str, Any] = {
        "columns": tuple, "format": Format, "unit": Unit, "sign": Sign, "period": Period, "zero_rows": Zeros,
        "weights": _numbers, "decimals": int,
    }  # fmt: skip
    known = set(Profile.__dataclass_fields__)
    return replace(Profile(), **{name: kinds.get(name, str)(value) for name, value in values.items() if name in known})


def _numbers(values: Sequence[Any]) -> tuple[int, ...]:
    return tuple(int(value) for value in values)
