"""The form of a set of assumptions: who says it and when, and a table that its kind gives rows and columns."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ramverk.apps.cycle.models import Round
from ramverk.apps.frames.assumption_texts import cells_of, rows_of
from ramverk.apps.frames.assumptions import FORECAST_LINES, INDEXED, TOGETHER, index_years, together_label
from ramverk.apps.frames.findings import FRAMED
from ramverk.apps.frames.forecast_basis import row_labels
from ramverk.apps.frames.levels import RATE
from ramverk.apps.frames.models import AssumptionKind, AssumptionSet, Operation, PriceClass
from ramverk.apps.frames.people import AGE_GROUPS, year_ends
from ramverk.apps.frames.queries.figures import line_name
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail.verdicts import Invalid
from ramverk.core.money import NotAnAmount, Unit, format_exact, parse_amount
from ramverk.formats.assumption_sheets import SheetRow, read_table, unit_of, units_in
from ramverk.formats.budget_sheets.words import heading_words
from ramverk.formats.organisation_sheets import UnreadableSheets

_BLANK, _FIRST_ROWS, _MOST_ROWS = 3, 6, 400
_LABEL = "what"


@dataclass(frozen=True, slots=True)
class Head:
    """A column that says what a row is about, with the words that files use for it."""

    code: str
    label: str
    words: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """The table of a kind: fixed rows by code and label, or rows written by hand under `heads`; columns are years."""

    unit: str
    years: tuple[int, ...]
    rows: tuple[tuple[str, str], ...] = ()
    heads: tuple[Head, ...] = ()
    begins_with: tuple[str, ...] = ()
    """What the first heads of the rows hold in a new table."""
    skipped: frozenset[tuple[str, int]] = frozenset()
    """Cells of fixed rows that mean nothing."""
    amounts: frozenset[str] = frozenset()
    """The fixed rows, or the columns of rows written by hand, that hold amounts in tkr."""


def shape_of(kind: AssumptionKind, in_round: Round) -> Shape:
    """The table of a kind in a round."""
    return _SHAPES[kind]((in_round.budget_year, *in_round.plan_years))


_Years = tuple[int, ...]


def _forecast(years: _Years) -> Shape:
    lines = tuple((line.code, line_name(line.code)) for line in FORECAST_LINES)
    unit = _("tkr; intäkt plus, kostnad minus. Det som prognosen vilar på får fyllas i och prövas då.")
    amounts = frozenset(code for code, _label in lines)
    return Shape(unit, years, (*lines, *row_labels().items()), amounts=amounts)


def _price_index(years: _Years) -> Shape:
    classes = tuple((one.value, str(one.label)) for one in map(PriceClass, INDEXED))
    known = index_years(years)
    skipped = frozenset((code, year) for code, _label in classes for year in known if year not in years)
    return Shape(_("procent per år"), known, (*classes, (TOGETHER, together_label())), skipped=skipped)


def _pay(years: _Years) -> Shape:
    return Shape("", years, (("pct", _("Lönehöjning, %")), ("month", _("Från månad"))))


def _on_cost(years: _Years) -> Shape:
    return Shape(_("procent av lönen"), (years[0] - 1, *years), ((RATE, _("PO-pålägg")),))


def _interest(years: _Years) -> Shape:
    books = tuple((str(body.pk), _("Bokfört värde, %s") % (body.short_name or body.name)) for body in _framed())
    rows = ((RATE, _("Internränta, %")), *books)
    skipped = frozenset((row, years[0] - 1) for row, _label in books)
    unit = _("räntan i procent, värdena i tkr när året börjar")
    amounts = frozenset(code for code, _label in books)
    return Shape(unit, (years[0] - 1, *years), rows, skipped=skipped, amounts=amounts)


def _population(years: _Years) -> Shape:
    heads = (Head("age", _("Åldersgrupp"), ("ålder", "åldersgrupp", "år", "age")),)
    unit = _("personer vid årets slut")
    return Shape(unit, tuple(year_ends(list(years))), heads=heads, begins_with=AGE_GROUPS)


def _price_list(years: _Years) -> Shape:
    unit = _("pris i tkr per person; åren visar hur stor andel av åldersgruppen som använder verksamheten, procent")
    return Shape(unit, (years[0] - 1, *years), heads=_price_heads(), amounts=frozenset({"price"}))


_SHAPES: Mapping[AssumptionKind, Callable[[_Years], Shape]] = {
    AssumptionKind.FORECAST: _forecast,
    AssumptionKind.PRICE_INDEX: _price_index,
    AssumptionKind.PAY: _pay,
    AssumptionKind.ON_COST: _on_cost,
    AssumptionKind.INTERNAL_INTEREST: _interest,
    AssumptionKind.POPULATION: _population,
    AssumptionKind.PRICE_LIST: _price_list,
}


def _framed() -> list[Body]:
    return list(Body.objects.filter(kind__in=FRAMED, valid_to=None).order_by("name"))


def _price_heads() -> tuple[Head, ...]:
    boards = tuple((body.short_name or body.name, body.short_name or body.name) for body in _framed())
    operations = tuple((row.code, str(row)) for row in Operation.objects.all())
    return (
        Head("board", _("Nämnd"), ("nämnd", "board"), (("", ""), *boards)),
        Head("operation", _("Verksamhet"), ("verksamhet", "verksamhetskod", "operation"), (("", ""), *operations)),
        Head("age", _("Åldersgrupp"), ("ålder", "åldersgrupp", "age")),
        Head("price", _("Pris"), ("pris", "pris per person", "tkr per person", "price"), is_number=True),
    )


class AssumptionForm(forms.Form):
    """A dated set of assumptions of one kind.

    `before` is what it replaces where nothing else is said; the cells begin with what that holds.
    """

    name = forms.CharField(label=lazy("Namn"), help_text=lazy("Till exempel Cirkulär 18:12."), max_length=160)
    dated = forms.DateField(label=lazy("Daterad"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    source = forms.CharField(label=lazy("Källa"), help_text=lazy("Vem som säger det och var det står."), max_length=300)
    replaces = forms.ModelChoiceField(
        label=lazy("Ersätter"),
        queryset=AssumptionSet.objects.none(),
        required=False,
        empty_label=lazy("Inget tidigare"),
    )
    rows = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=0, max_value=_MOST_ROWS)
    file = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, kind: AssumptionKind, shape: Shape, before: AssumptionSet | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.shape = kind, shape
        replaced: Any = self.fields["replaces"]
        replaced.queryset = AssumptionSet.objects.filter(kind=kind).order_by("-dated", "-pk")
        self.begun_from = None if self.is_bound else before
        if self.begun_from is not None:
            self.initial = _begun(self.begun_from, shape) | dict(self.initial)
        self._count = self._number_of_rows()
        self.initial.setdefault("rows", self._count)
        if not any(":" in name for name in self.initial):
            words = {f"{at}:{_first(shape)}": word for at, word in enumerate(shape.begins_with)}
            self.initial = dict(self.initial) | words
        for row, label in self._row_labels():
            for head in shape.heads:
                self.fields[f"{row}:{head.code}"] = _head_field(head)
            for year in shape.years:
                if (row, year) not in shape.skipped:
                    self.fields[f"{row}:{year}"] = _cell(f"{label} {year}".strip())

    def _number_of_rows(self) -> int:
        if not self.shape.heads:
            return 0
        told = self.data.get("rows", "") if self.is_bound else self.initial.get("rows")
        if str(told or "").isdecimal():
            return min(int(str(told)), _MOST_ROWS)
        return (len(self.shape.begins_with) or _FIRST_ROWS) + _BLANK

    def _row_labels(self) -> list[tuple[str, str]]:
        return list(self.shape.rows) or [(str(at), "") for at in range(self._count)]

    def table(self) -> list[tuple[str, list[tuple[str, bool, forms.BoundField | None]]]]:
        """The cells row by row, each with its column's heading and kind; None where a fixed row has no cell."""
        codes = [*(head.code for head in self.shape.heads), *map(str, self.shape.years)]
        columns = [(code, *column) for code, column in zip(codes, self.columns(), strict=True)]
        return [
            (label, [(head, is_number, self._cell(f"{row}:{code}")) for code, head, is_number in columns])
            for row, label in self._row_labels()
        ]

    def _cell(self, name: str) -> forms.BoundField | None:
        return self[name] if name in self.fields else None

    def columns(self) -> list[tuple[str, bool]]:
        """The headings of the columns, and whether numbers stand under them."""
        return [
            *((head.label, head.is_number) for head in self.shape.heads),
            *((str(y), True) for y in self.shape.years),
        ]

    def head(self) -> list[forms.BoundField]:
        """The fields above the table."""
        return [self["name"], self["dated"], self["source"], self["replaces"]]

    def clean(self) -> dict[str, Any]:
        """An age group stands on one row only."""
        values = super().clean() or {}
        if self.kind is AssumptionKind.POPULATION:
            ages = [age for row, _label in self._row_labels() if (age := values.get(f"{row}:age"))]
            if len(set(ages)) < len(ages):
                raise forms.ValidationError(_("Samma åldersgrupp står på två rader."))
        return values

    def values(self) -> dict[str, Any]:
        """The texts as `assumptions.checked_values` takes them."""
        columns = [*(head.code for head in self.shape.heads), *map(str, self.shape.years)]
        cells = {
            row: {column: self.cleaned_data.get(f"{row}:{column}") or "" for column in columns}
            for row, _label in self._row_labels()
        }
        if self.kind is AssumptionKind.PAY:
            return {str(year): {row: cells[row][str(year)] for row in cells} for year in self.shape.years}
        if self.kind is AssumptionKind.POPULATION:
            used = [row for row in cells.values() if any(row[str(year)] for year in self.shape.years)]
            return {row["age"]: row for row in used}
        if self.kind is AssumptionKind.PRICE_LIST:
            return {"rows": list(cells.values())}
        return cells


def _begun(before: AssumptionSet, shape: Shape) -> dict[str, Any]:
    """What a form holds that begins from an earlier set; years that the shape has no cells for are left out."""
    begun: dict[str, Any] = {"replaces": before.pk, **cells_of(before)}
    return begun | ({"rows": rows_of(before) + _BLANK} if shape.heads else {})


def _first(shape: Shape) -> str:
    return shape.heads[0].code if shape.heads else _LABEL


def _head_field(head: Head) -> forms.Field:
    attributes = {"aria-label": head.label}
    if head.choices:
        return forms.ChoiceField(choices=head.choices, required=False, widget=forms.Select(attrs=attributes))
    return forms.CharField(required=False, max_length=40, widget=_written(head.label, is_number=head.is_number))


def _cell(label: str) -> forms.CharField:
    return forms.CharField(required=False, max_length=30, widget=_written(label, is_number=True))


def _written(label: str, *, is_number: bool) -> forms.TextInput:
    attributes = {"class": "amount"} if is_number else {}
    return forms.TextInput(attrs=attributes | {"size": 9, "autocomplete": "off", "aria-label": label})


class TableForm(forms.Form):
    """A table that somebody has already: pasted, or in a file."""

    pasted = forms.CharField(
        label=lazy("Klistra in från ett kalkylblad"),
        help_text=lazy("Markera tabellen med rubrikraden och kopiera. Rubrikerna är årtalen."),
        required=False, strip=False, widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    table = forms.FileField(
        label=lazy("Eller välj en fil"), help_text=lazy("Excel, OpenDocument eller CSV."), required=False
    )


@dataclass(frozen=True, slots=True)
class Filled:
    """The cells that a table fills, amounts in tkr, and what of the table is left out."""

    cells: Mapping[str, str]
    unknown: Sequence[str]
    """The rows that are not known."""
    other_years: Sequence[str] = ()
    """The years that have no column here."""
    unit: Unit | None = None
    """What the table says that its amounts stand in."""
    has_amounts: bool = False


def filled(shape: Shape, data: bytes, name: str) -> Filled:
    """Read a table into the cells of a shape. Raises `Invalid` with what is wrong with it."""
    heads = {head.code: (head.label, *head.words) for head in shape.heads}
    try:
        table = read_table(data, name, heads, _first(shape))
        unit = unit_of(table) if shape.amounts else None
    except UnreadableSheets as error:
        raise Invalid(error.sentence_en if get_language() == "en" else error.sentence_sv) from error
    if len(table.rows) > _MOST_ROWS:
        raise Invalid(_("Tabellen har fler än %s rader. Dela upp den.") % _MOST_ROWS)
    found = _free(shape, table.rows, unit) if shape.heads else _fixed(shape, table.rows, unit)
    other = [year for year in table.years if int(year) not in shape.years]
    has_amounts = any(shape.amounts & set(cell.split(":")) for cell in found.cells)
    return replace(found, other_years=other, unit=unit, has_amounts=has_amounts)


def _in_tkr(text: str, unit: Unit | None, place: str) -> str:
    """An amount in a unit of its own, in tkr with all its digits. Raises `Invalid` where it is none."""
    if unit in {None, Unit.TKR}:
        return text
    try:
        amount = parse_amount(text, unit)
    except NotAnAmount as error:
        raise Invalid(f"{place}: {error.sentence_en if get_language() == 'en' else error.sentence_sv}") from None
    return "" if amount is None else format_exact(amount, Unit.TKR)


def _free(shape: Shape, rows: Sequence[SheetRow], unit: Unit | None) -> Filled:
    cells: dict[str, str] = {"rows": str(len(rows) + _BLANK)}
    for at, row in enumerate(rows):
        known = {head.code: dict(head.choices) for head in shape.heads if head.choices}
        for column, text in row.cells.items():
            words = known.get(column)
            told = _in_tkr(text, unit, row.place) if column in shape.amounts else text
            cells[f"{at}:{column}"] = told if words is None else _chosen(told, words)
    unknown = [row.place for at, row in enumerate(rows) if any(
        head.choices and row.cells.get(head.code) and not cells.get(f"{at}:{head.code}") for head in shape.heads
    )]  # fmt: skip
    return Filled(cells, unknown)


def _chosen(text: str, words: Mapping[str, str]) -> str:
    """The choice that a cell means: its code, its words, or the code before them."""
    wanted = text.casefold()
    for code, label in words.items():
        if code and wanted in {code.casefold(), label.casefold()}:
            return code
    first = text.partition(" ")[0]
    return first if first in words else ""


def _fixed(shape: Shape, rows: Sequence[SheetRow], unit: Unit | None) -> Filled:
    by_word = {word.casefold(): code for code, label in shape.rows for word in (code, label, label.split(", ")[-1])}
    by_word |= {label.rpartition(", %")[0].casefold(): code for code, label in shape.rows if label.endswith(", %")}
    cells: dict[str, str] = {}
    unknown = []
    for row in rows:
        label = row.cells.get(_LABEL, "")
        code = by_word.get(label.casefold()) or by_word.get(heading_words(label), "")
        code = code or (shape.rows[0][0] if len(rows) == 1 else "")
        if not code:
            unknown.append(f"{row.place} ({label})")
            continue
        texts = {column: text for column, text in row.cells.items() if column != _LABEL}
        if code in shape.amounts:
            own = next(iter(units_in(label)), unit)
            texts = {column: _in_tkr(text, own, row.place) for column, text in texts.items()}
        cells |= {f"{code}:{column}": text for column, text in texts.items()}
    return Filled(cells, unknown)
