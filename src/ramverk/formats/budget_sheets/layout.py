"""Which row holds the headings, which column is what, in which unit and with which sign."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from ramverk.core.money import Unit
from ramverk.formats.budget_sheets.source import Sheet, Source
from ramverk.formats.budget_sheets.words import HEADINGS, heading_words, plain, unit_in

ROLES = (
    "board", "cost_centre", "account", "code", "name", "price_class", "amount", "decision", "lasting", "whole_year",
)  # fmt: skip
"""What a column may hold."""
AMOUNTS = ("amount", "whole_year")
"""Those that hold amounts; all others are texts."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet is laid out. Columns are counted from 0; a role without a column is not in `columns`."""

    sheet: str = ""
    heading_row: int = -1
    """From 0; −1 while nobody has chosen one."""
    columns: Mapping[str, int] = field(default_factory=dict)
    unit: Unit | None = None
    costs_are_positive: bool = False
    """As in ledgers and in net cost; otherwise income is positive and cost negative."""

    @property
    def board_from(self) -> str:
        """Which column tells the board: its own, else the cost centre, else the operation."""
        return next((role for role in ("board", "cost_centre", "code", "account") if role in self.columns), "")

    @property
    def class_from(self) -> str:
        """Which column tells the price class: its own, else the account."""
        return next((role for role in ("price_class", "account") if role in self.columns), "")

    @property
    def code_from(self) -> str:
        """Which column tells the operation: its own, else the cost centre."""
        return next((role for role in ("code", "cost_centre") if role in self.columns), "")

    @property
    def line_from(self) -> str:
        """Which column tells a finance line: the operation where boards have their own column, else the account."""
        return "account" if "board" not in self.columns and "account" in self.columns else self.code_from


@dataclass(frozen=True, slots=True)
class Survey:
    """What a file offers to choose among, and what is proposed."""

    kind: str
    sheets: tuple[tuple[str, int], ...]
    """Names with how many rows."""
    headings: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    """The first rows below the headings."""
    proposed: Layout
    template: str = ""

    @property
    def signature(self) -> str:
        """The headings as one text: files laid out alike have the same."""
        return "|".join(heading_words(heading) for heading in self.headings)


def survey(source: Source, wanted: Layout | None = None, known: Mapping[str, str] | None = None) -> Survey:
    """Look at a file. `wanted` is what somebody has chosen so far; `known` remembers what headings were taken for."""
    sheet, heading_row = _where(source, wanted)
    headings = sheet.head[heading_row] if sheet.head else ()
    columns = dict(wanted.columns) if wanted and wanted.columns else guess_columns(headings, known or {})
    amount = plain(headings[columns["amount"]]) if columns.get("amount", len(headings)) < len(headings) else ""
    is_net = heading_words(amount) in HEADINGS["net_cost"]
    unit = wanted.unit if wanted and wanted.unit else unit_in(amount)
    positive = wanted.costs_are_positive if wanted and wanted.columns else is_net
    return Survey(
        source.kind,
        tuple((one.name, one.count) for one in source.sheets),
        tuple(plain(cell) for cell in headings),
        tuple(tuple(plain(cell) for cell in row) for row in sheet.head[heading_row + 1 : heading_row + 6]),
        Layout(sheet.name, heading_row, columns, unit, positive),
        source.template,
    )


def _where(source: Source, wanted: Layout | None) -> tuple[Sheet, int]:
    """The sheet and the row of headings: what was chosen, else the row that most headings are known in."""
    sheets = [one for one in source.sheets if wanted and one.name == wanted.sheet] or list(source.sheets)
    if wanted and wanted.heading_row >= 0:
        return sheets[0], min(wanted.heading_row, max(len(sheets[0].head) - 1, 0))
    best, most = (sheets[0], 0), -1
    for sheet in sheets:
        for at, row in enumerate(sheet.head):
            found = len(guess_columns(row, {}))
            if found > most:
                best, most = (sheet, at), found
    return best


def guess_columns(headings: Sequence[Any], known: Mapping[str, str]) -> dict[str, int]:
    """Roles by what the headings say, or what headings like them were last taken for."""
    found: dict[str, int] = {}
    for at, cell in enumerate(headings):
        words = heading_words(cell)
        role = known.get(words) or next((role for role, names in HEADINGS.items() if words in names), "")
        role = "amount" if role == "net_cost" else role
        if role == "code" and "code" in found and "name" not in found:  # two columns of operations: codes and names
            found["name"] = found["code"] if words in _CODES else at
            found["code"] = at if words in _CODES else found["code"]
        elif role in ROLES:
            found.setdefault(role, at)
    return found


_CODES = ("vht", "verksamhetskod", "kod")


def layout_faults(layout: Layout) -> Iterator[tuple[str, str]]:
    """What is missing before the rows can be read."""
    if "amount" not in layout.columns:
        yield "Välj vilken kolumn som är beloppet.", "Choose the column of amounts."
    if not layout.code_from:
        yield "Välj vilken kolumn som är verksamheten (eller ansvaret).", "Choose the column of operations."
    if not layout.class_from:
        yield "Välj vilken kolumn som är kostnadsslaget (eller kontot).", "Choose the column of price classes."
    if layout.unit is None:
        yield (
            "Välj i vilken enhet beloppen står. Rubriken säger det inte; skriv till exempel ”belopp (tkr)”.",
            "Choose the unit of the amounts; the heading does not say it.",
        )
    places = list(layout.columns.values())
    if len(set(places)) != len(places):
        yield "Samma kolumn är vald två gånger.", "The same column is chosen twice."


def survey_to_json(found: Survey) -> dict[str, Any]:
    """What a file offers, as it is stored beside the layout."""
    return {
        "kind": found.kind, "sheets": [list(sheet) for sheet in found.sheets], "headings": list(found.headings),
        "samples": [list(row) for row in found.samples],
    }  # fmt: skip


def survey_from_json(values: Mapping[str, Any], layout: Layout) -> Survey:
    """The survey that was stored, with the layout that stands."""
    return Survey(
        values.get("kind", ""), tuple((str(name), int(count)) for name, count in values.get("sheets", [])),
        tuple(values.get("headings", [])), tuple(tuple(row) for row in values.get("samples", [])), layout,
    )  # fmt: skip


def layout_to_json(layout: Layout) -> dict[str, Any]:
    """The layout as it is stored."""
    return asdict(replace(layout, columns=dict(layout.columns)))


def layout_from_json(values: Mapping[str, Any]) -> Layout:
    """The layout that was stored."""
    unit = values.get("unit")
    return Layout(
        str(values.get("sheet", "")),
        int(values.get("heading_row", -1)),
        {role: int(at) for role, at in values.get("columns", {}).items() if role in ROLES},
        Unit(unit) if unit else None,
        bool(values.get("costs_are_positive")),
    )
