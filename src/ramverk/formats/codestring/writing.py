"""Rows to bytes: CSV, Excel, or a SIE budget; and a CSV back to rows."""

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import xlsxwriter

from ramverk.core.money import Ore
from ramverk.formats.codestring.profile import CODES, Format, Profile, Sign
from ramverk.formats.codestring.rows import CodeRow, control_totals, shown_amount
from ramverk.formats.sie import BudgetPost, budget_file, write_sie

_RISKY = re.compile(r"'*[=+\-@\t\r]")


@dataclass(frozen=True, slots=True)
class About:
    """What the rows come from."""

    edition: str
    checksum: str
    uid: str
    made: datetime
    company: str = ""
    organisation_number: str = ""
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What codes are called, by part of the code string."""


def write_rows(rows: Sequence[CodeRow], profile: Profile, about: About) -> tuple[bytes, dict[str, str]]:
    """The file, and each character that its character table lacks with what stands in its place."""
    if profile.format is Format.XLSX:
        return _xlsx(rows, profile, about), {}
    if profile.format is Format.SIE:
        return _sie(rows, profile, about)
    return _csv(rows, profile)


def cells_of(row: CodeRow, profile: Profile) -> list[str]:
    """A row as it is written, in the profile's columns."""
    texts = {"namnd": row.board, "ar": row.period[:4], "period": row.period, "text": row.text}
    found = []
    for column in profile.columns:
        if column == "belopp":
            found.append(_number(shown_amount(row.amount, profile), profile))
        else:
            found.append(texts[column] if column in texts else row.code(column))
    return found


def _number(count: int, profile: Profile) -> str:
    whole, rest = divmod(abs(count), 10**profile.decimals)
    decimals = f"{profile.decimal_mark}{rest:0{profile.decimals}d}" if profile.decimals else ""
    return f"{'-' if count < 0 else ''}{whole}{decimals}"


def _safe(text: str) -> str:
    """A spreadsheet would take such a text for a formula."""
    return f"'{text}" if _RISKY.match(text) else text


def _csv(rows: Sequence[CodeRow], profile: Profile) -> tuple[bytes, dict[str, str]]:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=profile.delimiter, lineterminator="\r\n")
    writer.writerow(profile.columns)
    at = profile.columns.index("belopp")
    for row in rows:
        writer.writerow(text if place == at else _safe(text) for place, text in enumerate(cells_of(row, profile)))
    text = out.getvalue()
    data = text.encode(profile.encoding, errors="replace")
    return data, dict.fromkeys(sorted({char for char in set(text) if not _fits(char, profile.encoding)}), "?")


def _fits(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def read_rows(data: bytes, profile: Profile) -> list[CodeRow]:
    """The rows of a CSV that `write_rows` made with the same profile. Raises ValueError for other files."""
    lines = csv.reader(io.StringIO(data.decode(profile.encoding), newline=""), delimiter=profile.delimiter)
    if tuple(next(lines, ())) != profile.columns:
        raise ValueError("the columns are not those of the profile")
    return [_row(dict(zip(profile.columns, cells, strict=True)), profile) for cells in lines]


def _row(cells: Mapping[str, str], profile: Profile) -> CodeRow:
    plain = {name: text[1:] if text.startswith("'") and _RISKY.match(text) else text for name, text in cells.items()}
    count = int(cells["belopp"].replace(profile.decimal_mark, ""))
    sign = -1 if profile.sign is Sign.LEDGER else 1
    codes = tuple(plain.get(name, "") for name in CODES)
    period = plain.get("period") or plain.get("ar", "")
    return CodeRow(plain.get("namnd", ""), codes, period, Ore(sign * count * profile.step), plain.get("text", ""))


def _xlsx(rows: Sequence[CodeRow], profile: Profile, about: About) -> bytes:
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    file = xlsxwriter.Workbook(buffer, options)
    file.set_properties({"title": about.edition, "created": about.made.replace(tzinfo=None)})
    file.set_custom_property("ramverk_template", "codestring/1")
    file.set_custom_property("ramverk_edition", about.uid)
    page = file.add_worksheet("Rader")
    bold = file.add_format({"bold": True, "bottom": 1})
    money = file.add_format({"num_format": "0.00" if profile.decimals else "0"})
    for column, name in enumerate(profile.columns):
        page.write_string(0, column, name, bold)
    at = profile.columns.index("belopp")
    for line, row in enumerate(rows, 1):
        for column, text in enumerate(cells_of(row, profile)):
            if column == at:
                page.write_number(line, column, shown_amount(row.amount, profile) / 10**profile.decimals, money)
            else:
                page.write_string(line, column, text)
    page.freeze_panes(1, 0)
    _control(file, rows, profile, about)
    file.close()
    return buffer.getvalue()


def _control(file: xlsxwriter.Workbook, rows: Sequence[CodeRow], profile: Profile, about: About) -> None:
    """What the receiver's sums must be, on a sheet of its own."""
    page = file.add_worksheet("Kontroll")
    bold = file.add_format({"bold": True, "bottom": 1})
    page.write_string(0, 0, about.edition, file.add_format({"bold": True}))
    page.write_string(1, 0, f"Kontrollsumma {about.checksum}" if about.checksum else "Utkast, inte fryst")
    for column, head in enumerate(("nämnd", "år", "kontoklass", "belopp")):
        page.write_string(3, column, head, bold)
    for line, ((board, year, kind), amount) in enumerate(control_totals(rows).items(), 4):
        for column, text in enumerate((board, year, kind)):
            page.write_string(line, column, text)
        page.write_number(line, 3, shown_amount(amount, profile) / 10**profile.decimals)


def _sie(rows: Sequence[CodeRow], profile: Profile, about: About) -> tuple[bytes, dict[str, str]]:
    years = Counter(row.period[:4] for row in rows)
    year = int(years.most_common(1)[0][0]) if years else about.made.year
    number, title = DIMENSIONS.get(profile.dimension, ("20", profile.dimension.capitalize()))
    posts = (BudgetPost(row.code("konto"), row.period, row.code(profile.dimension), row.amount) for row in rows)
    file = budget_file(
        posts, year, (number, title), company=about.company, organisation_number=about.organisation_number,
        made_on=about.made.date(), names=about.names.get("konto"), object_names=about.names.get(profile.dimension),
    )  # fmt: skip
    written = write_sie(file)
    return written.data, written.replaced


DIMENSIONS = {
    "ansvar": ("1", "Ansvar"), "projekt": ("6", "Projekt"), "verksamhet": ("20", "Verksamhet"),
    "aktivitet": ("21", "Aktivitet"), "motpart": ("22", "Motpart"),
}  # fmt: skip
"""Numbers of SIE's dimensions; 1 and 6 are given by the standard, from 20 on they are free."""
