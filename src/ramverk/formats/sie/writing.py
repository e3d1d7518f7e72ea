"""Writes a SIE file: CP437, CRLF, the records in the order the standard asks for."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from ramverk.formats.sie.amounts import format_ledger_amount
from ramverk.formats.sie.encoding import encode_text
from ramverk.formats.sie.fields import quoted
from ramverk.formats.sie.model import Balance, Objects, SieFile, Voucher

_ORDER = ("IB", "UB", "OIB", "OUB", "RES", "PSALDO", "PBUDGET")


@dataclass(frozen=True, slots=True)
class Written:
    """The bytes, and each character that CP437 lacks with what stands in its place."""

    data: bytes
    replaced: dict[str, str] = field(default_factory=dict)


def write_sie(file: SieFile) -> Written:
    """The same file gives the same bytes."""
    replaced: dict[str, str] = {}
    lines = [encode_text(line, replaced) for line in _lines(file)]
    return Written(b"".join(line + b"\r\n" for line in lines), replaced)


def _lines(file: SieFile) -> Iterator[str]:
    yield f"#FLAGGA {file.flag}"
    yield "#FORMAT PC8"
    yield f"#SIETYP {file.kind}"
    yield from _head(file)
    for account, name in file.accounts.items():
        yield f"#KONTO {quoted(account)} {quoted(name)}"
    for account, kind in file.account_types.items():
        yield f"#KTYP {quoted(account)} {quoted(kind)}"
    for dimension, name in file.dimensions.items():
        above = file.super_dimensions.get(dimension)
        if above is None:
            yield f"#DIM {quoted(dimension)} {quoted(name)}"
        else:
            yield f"#UNDERDIM {quoted(dimension)} {quoted(name)} {quoted(above)}"
    for (dimension, number), name in file.objects.items():
        yield f"#OBJEKT {quoted(dimension)} {quoted(number)} {quoted(name)}"
    for record in _ORDER:
        for balance in file.balances:
            if balance.record == record:
                yield _balance(balance)
    for voucher in file.vouchers:
        yield from _voucher(voucher)


def _head(file: SieFile) -> Iterator[str]:
    if file.program:
        yield f"#PROGRAM {' '.join(quoted(word) for word in file.program)}"
    if file.made_on or file.made_by:
        yield f"#GEN {_day(file.made_on)} {quoted(file.made_by)}"
    if file.organisation_number:
        yield f"#ORGNR {quoted(file.organisation_number)}"
    if file.company:
        yield f"#FNAMN {quoted(file.company)}"
    for number, (first, last) in file.years.items():
        yield f"#RAR {number} {_day(first)} {_day(last)}"
    if file.chart:
        yield f"#KPTYP {quoted(file.chart)}"


def _day(day: date | None) -> str:
    return f"{day:%Y%m%d}" if day and day.year >= 1000 else '""'


def _braces(objects: Objects) -> str:
    return "{" + " ".join(f"{quoted(dimension)} {quoted(number)}" for dimension, number in objects) + "}"


def _balance(row: Balance) -> str:
    amount = format_ledger_amount(row.amount)
    quantity = f" {quoted(row.quantity)}" if row.quantity else ""
    if row.record in {"PSALDO", "PBUDGET"}:
        return f"#{row.record} {row.year} {row.period} {quoted(row.account)} {_braces(row.objects)} {amount}{quantity}"
    braces = f" {_braces(row.objects)}" if row.objects else ""
    return f"#{row.record} {row.year} {quoted(row.account)}{braces} {amount}{quantity}"


def _voucher(voucher: Voucher) -> Iterator[str]:
    series, number, text = quoted(voucher.series), quoted(voucher.number), quoted(voucher.text)
    yield f"#VER {series} {number} {_day(voucher.on)} {text}"
    yield "{"
    for row in voucher.rows:
        amount, day, words = format_ledger_amount(row.amount), _day(row.on), quoted(row.text)
        yield f"   #TRANS {quoted(row.account)} {_braces(row.objects)} {amount} {day} {words}"
    yield "}"
