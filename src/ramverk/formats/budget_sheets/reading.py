"""Reads an opening budget: columns by their headings, the unit from the amount's heading, each row checked."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ramverk.core.money import NotAnAmount, Ore, Unit, parse_amount
from ramverk.core.statements.result_budget import FINANCE_LINES
from ramverk.formats.organisation_sheets.errors import UnreadableSheets
from ramverk.formats.organisation_sheets.files import RawSheet, read_sheets

_HEADINGS = {
    "board": ("nämnd", "nämnd/styrelse", "styrelse", "organ", "board"),
    "cost_centre": ("ansvar", "ansvarskod", "enhet", "cost centre"),
    "account": ("konto", "kontokod", "account"),
    "code": ("verksamhet", "verksamhetskod", "vht", "kod", "operation"),
    "name": ("benämning", "verksamhetsnamn", "namn", "text", "name"),
    "price_class": ("kostnadsslag", "slag", "prisklass", "price class"),
    "amount": ("belopp", "amount"),
    "net_cost": ("nettokostnad", "netto", "net cost"),
}
_UNITS = {"tkr": Unit.TKR, "kkr": Unit.TKR, "mnkr": Unit.MNKR, "mkr": Unit.MNKR, "kr": Unit.KR, "kronor": Unit.KR}
PRICE_CLASSES = {
    "pay": ("lön", "löner", "lönekostnader", "pay"),
    "on_cost": ("po", "po-pålägg", "arbetsgivaravgifter", "on-cost"),
    "premises": ("lokaler", "lokalkostnader", "internhyra", "premises"),
    "contracts": ("avtal", "entreprenad", "avtal och entreprenader", "köp av verksamhet", "contracts"),
    "other": ("övrigt", "övriga kostnader", "other"),
    "capital": ("kapital", "kapitalkostnad", "kapitalkostnader", "avskrivning", "capital"),
    "fees": ("avgifter", "avgifter och intäkter", "intäkter", "taxor och avgifter", "fees"),
    "grants": ("bidrag", "statsbidrag", "grants"),
}
"""What the price classes are called in files, by their code."""
_CENTRAL = ("", "finans", "finansförvaltningen", "finansförvaltning", "gemensamt")
_LOOKED_THROUGH = 20
_LARGEST = 10**15
"""Ten thousand billion kronor in öre: above it somebody has written in the wrong unit."""


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """One row. `line` is set for what stands outside the boards' frames; then board, code and class are empty.

    Cost centre and account tell detailed lines of the same operation and class apart; both may be empty.
    """

    place: str
    board: str
    code: str
    name: str
    price_class: str
    amount: Ore
    line: str = ""
    cost_centre: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with one row, in Swedish and English."""

    place: str
    swedish: str
    english: str


@dataclass(slots=True)
class BudgetSheet:
    """What a file holds, and what has to be mended before it is used."""

    rows: list[BudgetRow] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)


def read_budget(data: bytes, name: str) -> BudgetSheet:
    """The first sheet that has the columns. Raises `UnreadableSheets` where none has."""
    sheets = read_sheets(data, name)
    for sheet in sheets:
        for at, row in enumerate(sheet.rows[:_LOOKED_THROUGH]):
            columns = _columns(row)
            if "board" in columns and "code" in columns and ("amount" in columns or "net_cost" in columns):
                return _read(sheet, at, columns)
    raise UnreadableSheets(
        "Filen har ingen rad med rubrikerna nämnd, verksamhet, kostnadsslag och belopp (tkr). Lägg till rubrikraden, "
        "eller hämta mallen och fyll i den.",
        "The file has no row with the headings nämnd, verksamhet, kostnadsslag and belopp (tkr).",
    )


def _plain(value: Any) -> str:
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value).replace(".", ",")
    return re.sub(r"\s+", " ", str(value if value is not None else "")).strip()


def _columns(row: Sequence[Any]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        words = re.sub(r"[\s,]*\(.*?\)|,.*", "", _plain(cell).casefold()).strip()
        words = re.sub(r"\s+(?:tkr|kkr|mnkr|mkr|kr|kronor)$", "", words)
        for key, names in _HEADINGS.items():
            if words in names:
                found.setdefault(key, at)
    return found


def _read(sheet: RawSheet, at: int, columns: Mapping[str, int]) -> BudgetSheet:
    is_net = "amount" not in columns
    column = columns["net_cost" if is_net else "amount"]
    unit = _unit(_plain(sheet.rows[at][column]))
    read = BudgetSheet()
    seen: dict[tuple[str, ...], str] = {}
    for number, cells in enumerate(sheet.rows[at + 1 :], at + 2):
        texts = {key: _plain(cells[col]) if col < len(cells) else "" for key, col in columns.items()}
        if not any(texts.values()) or _is_total(texts):
            continue
        place = f"{sheet.name}, rad {number}" if sheet.name else f"rad {number}"
        _row(read, place, texts, _amount(read, place, texts["net_cost" if is_net else "amount"], unit), seen, is_net)
    if not read.rows and not read.faults:
        read.faults.append(RowFault("", "Filen har rubriker men inga rader.", "The file has headings but no rows."))
    return read


def _is_total(texts: Mapping[str, str]) -> bool:
    first = (texts["board"] or texts.get("code", "") or texts.get("name", "")).casefold()
    return first.startswith(("summa", "totalt", "total")) and not texts.get("price_class", "")


def _unit(heading: str) -> Unit:
    words = re.findall(r"[a-zåäö]+", heading.casefold())
    unit = next((_UNITS[word] for word in words if word in _UNITS), None)
    if unit is None:
        raise UnreadableSheets(
            f"Kolumnen ”{heading}” säger inte i vilken enhet beloppen står. Skriv enheten i rubriken, till exempel "
            "”belopp (tkr)”.",
            f"The column “{heading}” does not say its unit. Write it in the heading, for example “belopp (tkr)”.",
        )
    return unit


def _amount(read: BudgetSheet, place: str, text: str, unit: Unit) -> Ore | None:
    try:
        amount = parse_amount(text, unit)
    except NotAnAmount as error:
        read.faults.append(RowFault(place, error.sentence_sv, error.sentence_en))
        return None
    if amount is None:
        read.faults.append(RowFault(place, "Beloppet saknas. Skriv 0 om det ska vara noll.", "The amount is missing."))
    elif abs(int(amount)) > _LARGEST:
        sentence = f"{text} är ett orimligt stort belopp. Står enheten i rubriken rätt?"
        read.faults.append(RowFault(place, sentence, f"{text} is unreasonably large. Is the heading's unit right?"))
        return None
    return amount


def _row(
    read: BudgetSheet,
    place: str,
    texts: Mapping[str, str],
    amount: Ore | None,
    seen: dict[tuple[str, ...], str],
    is_net: bool,
) -> None:
    if amount is None:
        return
    signed = -amount if is_net else amount
    code, name = texts["code"], texts.get("name", "")
    if texts["board"].casefold() in _CENTRAL:
        line = _finance_line(code, name)
        if line is None:
            known = ", ".join(one.swedish.lower() for one in FINANCE_LINES.values())
            read.faults.append(
                RowFault(
                    place,
                    f"”{code or name}” är ingen rad i finansförvaltningen. Raderna heter {known}.",
                    f"“{code or name}” is no finance line.",
                )
            )
            return
        _once(read, BudgetRow(place, "", "", "", "", signed, line), seen)
        return
    price_class = _price_class(texts.get("price_class", ""))
    if price_class is None:
        known = ", ".join(words[0] for words in PRICE_CLASSES.values())
        read.faults.append(
            RowFault(
                place,
                f"Kostnadsslaget ”{texts.get('price_class', '')}” är okänt. Slagen heter {known}.",
                f"The price class “{texts.get('price_class', '')}” is unknown.",
            )
        )
        return
    if not code:
        read.faults.append(RowFault(place, "Verksamhetens kod saknas.", "The operation's code is missing."))
        return
    more = {"cost_centre": texts.get("cost_centre", ""), "account": texts.get("account", "")}
    _once(read, BudgetRow(place, texts["board"], code, name, price_class, signed, **more), seen)


def _once(read: BudgetSheet, row: BudgetRow, seen: dict[tuple[str, ...], str]) -> None:
    """The same address twice is more likely a row pasted twice than two amounts to add."""
    key = (row.board.casefold(), row.line or row.code, row.price_class, row.cost_centre, row.account)
    if key in seen:
        read.faults.append(
            RowFault(
                row.place,
                f"Samma nämnd, verksamhet och kostnadsslag (och ansvar, konto) står redan på {seen[key]}. "
                "Slå ihop raderna.",
                f"The same board, operation and price class is already in {seen[key]}.",
            )
        )
        return
    seen[key] = row.place
    read.rows.append(row)


def _finance_line(code: str, name: str) -> str | None:
    for text in (code.casefold(), name.casefold()):
        for line in FINANCE_LINES.values():
            if text and text in (line.code, line.swedish.casefold(), line.english.casefold()):
                return line.code
    return None


def _price_class(text: str) -> str | None:
    plain = text.casefold()
    return next((code for code, words in PRICE_CLASSES.items() if plain == code or plain in words), None)
