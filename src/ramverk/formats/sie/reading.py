"""Reads a SIE file line by line. What cannot be read is said and left out; nothing stops the reading."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ramverk.formats.sie.amounts import is_period, parse_day, parse_ledger_amount
from ramverk.formats.sie.checks import check_file
from ramverk.formats.sie.encoding import Table, decode_line
from ramverk.formats.sie.fields import Record, parse_line
from ramverk.formats.sie.model import Balance, Objects, SieFile, SieFinding, Voucher, VoucherRow

_YEARLY = {"IB": 2, "UB": 2, "RES": 2, "OIB": 2, "OUB": 2}
"""Records of a whole year, with the place of their amount among the fields."""
_PASSED_OVER = frozenset(
    "KSUMMA PROSA ADRESS BKOD FNR FORMAT OMFATTN TAXAR VALUTA ENHET SRU RTRANS BTRANS FTYP".split()
)
"""Known, and without anything that we use. RTRANS and BTRANS tell of corrections that are already in TRANS."""


def is_sie(data: bytes) -> bool:
    """Whether the bytes begin as a SIE file does."""
    head = data[:4000].lstrip(b"\xef\xbb\xbf \t\r\n").upper()
    return head.startswith((b"#FLAGGA", b"#PROGRAM", b"#FORMAT", b"#SIETYP", b"#GEN"))


def read_sie(data: bytes) -> tuple[SieFile, list[SieFinding]]:
    """The file, and what is to be said about it in the order of its lines."""
    reading = _Reading()
    for number, line in enumerate(_lines(data), 1):
        text, table = decode_line(line)
        if table is not Table.ASCII:
            reading.tables[table] += 1
            reading.first_of.setdefault(table, number)
        if record := parse_line(text):
            reading.take(record, number)
    reading.close()
    findings = [*reading.findings, *_about_tables(reading), *check_file(reading.file)]
    return reading.file, sorted(findings, key=lambda finding: finding.line)


def _lines(data: bytes) -> Iterator[bytes]:
    yield from re.split(rb"\r\n|\n|\r", data.removeprefix(b"\xef\xbb\xbf").replace(b"\x1a", b""))


def _about_tables(reading: "_Reading") -> Iterator[SieFinding]:
    """The rule says CP437; what else was found is told, so that somebody looks at the preview."""
    for table in (Table.UTF8, Table.CP1252):
        if count := reading.tables[table]:
            yield SieFinding(
                "encoding", reading.first_of[table],
                f"{count} rader är skrivna i {table.value} i stället för CP437. De är lästa så; se efter att å, ä och "
                "ö står rätt.",
                f"{count} lines are written in {table.value}, not CP437; they were read so.",
            )  # fmt: skip


@dataclass(slots=True)
class _Reading:
    """Where the reader is."""

    file: SieFile = field(default_factory=SieFile)
    findings: list[SieFinding] = field(default_factory=list)
    tables: Counter[Table] = field(default_factory=Counter)
    first_of: dict[Table, int] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)
    has_kind: bool = False
    voucher: Voucher | None = None
    rows: list[VoucherRow] = field(default_factory=list)
    opened_on: int = 0

    def say(self, code: str, line: int, swedish: str, english: str, *, is_error: bool = False) -> None:
        self.findings.append(SieFinding(code, line, swedish, english, is_error))

    def take(self, record: Record, line: int) -> None:
        if record.label in _HANDLERS:
            _HANDLERS[record.label](self, record, line)
        elif record.label in _YEARLY or record.label in {"PSALDO", "PBUDGET"}:
            _balance(self, record, line)
        elif record.label == "":
            self.say("no_label", line, "Raden börjar inte med # och är överhoppad.", "The line has no label.")
        elif record.label not in _PASSED_OVER and record.label not in self.unknown:
            self.unknown.add(record.label)
            self.say("unknown_label", line, f"#{record.label} är okänd och överhoppad.", "Unknown label, skipped.")

    def close(self) -> None:
        if self.voucher is not None:
            self.say(
                "open_voucher", self.opened_on, "Verifikationen avslutas aldrig med }.", "A voucher is not closed."
            )
            _end_voucher(self, Record("}", ()), self.opened_on)
        if not self.has_kind:
            self.file.kind = 1
            self.say("no_type", 0, "Filen saknar #SIETYP och läses som typ 1.", "The file has no #SIETYP; read as 1.")


def _flag(reading: _Reading, record: Record, line: int) -> None:
    reading.file.flag = 1 if record.at(0) == "1" else 0
    if reading.file.flag:
        reading.say(
            "already_read", line, "Filen är märkt som redan inläst (#FLAGGA 1).", "The file is marked as already read."
        )


def _kind(reading: _Reading, record: Record, line: int) -> None:
    text = record.at(0)[:1]
    if text in {"1", "2", "3", "4"}:
        reading.file.kind, reading.has_kind = int(text), True
    else:
        reading.say("unknown_type", line, f"SIE-typ {record.at(0)} läses inte.", "Unknown SIE type.", is_error=True)


def _program(reading: _Reading, record: Record, _line: int) -> None:
    reading.file.program = record.fields[:2]


def _made(reading: _Reading, record: Record, _line: int) -> None:
    reading.file.made_on, reading.file.made_by = parse_day(record.at(0)), record.at(1)


def _organisation(reading: _Reading, record: Record, line: int) -> None:
    number = record.at(0)
    if re.fullmatch(r"[0-9]{10}", number):
        number = f"{number[:6]}-{number[6:]}"
        reading.say(
            "orgnr", line, f"Organisationsnumret saknar bindestreck; läst som {number}.", "No hyphen in #ORGNR."
        )
    reading.file.organisation_number = number


def _company(reading: _Reading, record: Record, _line: int) -> None:
    reading.file.company = record.at(0)


def _chart(reading: _Reading, record: Record, _line: int) -> None:
    reading.file.chart = record.at(0)


def _year(reading: _Reading, record: Record, line: int) -> None:
    number, first, last = _whole(record.at(0)), parse_day(record.at(1)), parse_day(record.at(2))
    if number is None or first is None or last is None:
        reading.say("year", line, "#RAR går inte att läsa: årsnr start slut.", "Unreadable #RAR.", is_error=True)
    else:
        reading.file.years[number] = (first, last)


def _account(reading: _Reading, record: Record, line: int) -> None:
    number = record.at(0)
    if not number.isdecimal():
        reading.say("account", line, f"Kontot ”{number}” är inte numeriskt.", f"The account “{number}” is no number.")
    reading.file.accounts[number] = record.at(1)


def _account_type(reading: _Reading, record: Record, _line: int) -> None:
    reading.file.account_types[record.at(0)] = record.at(1).upper()


def _dimension(reading: _Reading, record: Record, _line: int) -> None:
    reading.file.dimensions[record.at(0)] = record.at(1)


def _sub_dimension(reading: _Reading, record: Record, _line: int) -> None:
    reading.file.dimensions[record.at(0)] = record.at(1)
    reading.file.super_dimensions[record.at(0)] = record.at(2)


def _object(reading: _Reading, record: Record, _line: int) -> None:
    reading.file.objects[record.at(0), record.at(1)] = record.at(2)


def _balance(reading: _Reading, record: Record, line: int) -> None:
    """A row of any of the balance records: those by period have the period before the account."""
    is_periodic = record.label in {"PSALDO", "PBUDGET"}
    year = _whole(record.at(0))
    period = record.at(1) if is_periodic else ""
    account = record.at(2 if is_periodic else 1)
    has_objects = record.objects is not None
    text = record.after(0) if has_objects else record.at(3 if is_periodic else 2)
    quantity = record.after(1) if has_objects else record.at(4 if is_periodic else 3)
    amount = parse_ledger_amount(text)
    if year is None or not account or (is_periodic and not is_period(period)):
        reading.say(
            "balance", line, f"#{record.label} går inte att läsa.", f"Unreadable #{record.label}.", is_error=True
        )
    elif amount is None:
        _no_amount(reading, text, line)
    else:
        objects = _objects(reading, record, line)
        reading.file.balances.append(Balance(record.label, year, account, amount, period, objects, quantity))


def _no_amount(reading: _Reading, text: str, line: int) -> None:
    reading.say(
        "amount", line, f"”{text}” är inget SIE-belopp: siffror, decimalpunkt och högst två decimaler.",
        f"“{text}” is no SIE amount.", is_error=True,
    )  # fmt: skip


def _objects(reading: _Reading, record: Record, line: int) -> Objects:
    words = record.objects or ()
    if len(words) % 2:
        reading.say(
            "objects", line, "Objektlistan är inte par av dimension och objekt.", "The object list is not in pairs."
        )
    return tuple(zip(words[::2], words[1::2], strict=False))


def _begin_voucher(reading: _Reading, record: Record, line: int) -> None:
    if reading.voucher is not None:
        reading.say(
            "open_voucher", reading.opened_on, "Verifikationen avslutas aldrig med }.", "A voucher is not closed."
        )
        _end_voucher(reading, record, line)
    reading.voucher = Voucher(record.at(0), record.at(1), parse_day(record.at(2)), record.at(3))
    reading.opened_on = line
    if reading.voucher.on is None:
        reading.say("voucher_day", line, "Verifikationens dag går inte att läsa.", "The voucher has no readable day.")


def _row(reading: _Reading, record: Record, line: int) -> None:
    if reading.voucher is None:
        reading.say("row", line, "#TRANS står utanför en verifikation.", "#TRANS outside a voucher.", is_error=True)
        return
    amount = parse_ledger_amount(record.after(0) if record.objects is not None else record.at(1))
    if amount is None:
        _no_amount(reading, record.after(0), line)
        return
    objects = _objects(reading, record, line)
    reading.rows.append(VoucherRow(record.at(0), amount, objects, parse_day(record.after(1)), record.after(2)))


def _end_voucher(reading: _Reading, _record: Record, _line: int) -> None:
    if (open_one := reading.voucher) is None:
        return
    rows = tuple(reading.rows)
    reading.file.vouchers.append(Voucher(open_one.series, open_one.number, open_one.on, open_one.text, rows))
    left_over = sum(int(row.amount) for row in rows)
    if left_over:
        name = f"{open_one.series}{open_one.number}" or "utan nummer"
        reading.say(
            "unbalanced", reading.opened_on, f"Verifikationen {name} går inte jämnt upp.",
            f"The voucher {name} does not balance.",
        )  # fmt: skip
    reading.voucher, reading.rows = None, []


def _nothing(_reading: _Reading, _record: Record, _line: int) -> None:
    """An opening brace says nothing more than the label before it."""


def _whole(text: str) -> int | None:
    return int(text) if re.fullmatch(r"-?[0-9]{1,3}", text) else None


_HANDLERS: dict[str, Callable[[_Reading, Record, int], None]] = {
    "FLAGGA": _flag, "SIETYP": _kind, "PROGRAM": _program, "GEN": _made, "ORGNR": _organisation, "FNAMN": _company,
    "KPTYP": _chart, "RAR": _year, "KONTO": _account, "KTYP": _account_type, "DIM": _dimension,
    "UNDERDIM": _sub_dimension, "OBJEKT": _object, "VER": _begin_voucher, "TRANS": _row, "{": _nothing,
    "}": _end_voucher,
}  # fmt: skip
