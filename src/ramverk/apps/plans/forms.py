"""Forms of plans. They shape what was typed; what it means is for the actions to judge."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ramverk.apps.frames.forms import Amount
from ramverk.apps.frames.models import Operation
from ramverk.apps.plans.models import (
    CatalogueIndicator,
    FrameRequest,
    Goal,
    GoalLevel,
    Indicator,
    IndicatorDirection,
    Section,
    SplitRow,
)
from ramverk.apps.plans.rows import GoalValues, IndicatorValues, RequestLine, SplitLine
from ramverk.core.money import Ore, Unit, format_exact

Choices = list[tuple[Any, str]]


class Later(forms.CharField):
    """What must be there before the board adopts, and may be missing until then: it is not called voluntary."""

    def validate(self, value: Any) -> None:
        """Nothing is demanded yet; the plan's findings say what is missing."""


class LaterChoice(forms.ChoiceField):
    """A choice that must be made before the board adopts."""

    def validate(self, value: Any) -> None:
        """What is chosen is one of the choices; nothing chosen is allowed for now."""
        if value:
            super().validate(value)


class LaterYear(forms.IntegerField):
    """A year that must be there before the board adopts, and may be missing until then."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1990, max_value=2100, **kwargs)

    def clean(self, value: Any) -> int | None:
        """What is written is a year; nothing written is allowed for now."""
        return super().clean(value) if str(value or "").strip() else None


class TextForm(forms.Form):
    """The running text of a section."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Text"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 14, "class": "document"})
    )

    def __init__(self, *args: Any, section: Section, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = section.heading
        self.fields["text"].widget.attrs["data-pasted"] = reverse("plans:pasted")


class _YearRow(forms.Form):
    """A row of a grid with an amount for each year."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.years = tuple(years)
        for year in self.years:
            self.fields[f"y{year}"] = Amount(label=str(year))
        for name, field in self.fields.items():
            field.widget.attrs["aria-label"] = str(field.label or name)

    def amounts(self) -> dict[str, int]:
        """What was typed, öre by year."""
        typed = {str(year): self.cleaned_data.get(f"y{year}") for year in self.years}
        return {year: int(amount) for year, amount in typed.items() if amount}


def year_values(amounts: Mapping[str, int]) -> dict[str, str]:
    """Stored öre as the grid's cells show them: tkr with every digit."""
    return {f"y{year}": format_exact(Ore(amount), Unit.TKR) for year, amount in amounts.items()}


class SplitForm(_YearRow):
    """A part of the frame."""

    operation = forms.ChoiceField(label=_("Verksamhet"), required=False)
    unit = forms.CharField(label=_("Enhet"), required=False, max_length=80, widget=forms.TextInput(attrs={"size": 10}))
    account = forms.CharField(
        label=_("Konto"), required=False, max_length=40, widget=forms.TextInput(attrs={"size": 6})
    )

    def __init__(self, *args: Any, operations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["operation"].choices = operations  # type: ignore[attr-defined]

    def cells(self) -> list[forms.BoundField]:
        """The visible cells in the grid's order."""
        return [self[name] for name in ("operation", "unit", "account", *(f"y{year}" for year in self.years))]

    def clean(self) -> dict[str, Any]:
        """A row with an amount says what it is for."""
        values: dict[str, Any] = super().clean() or {}
        if self.amounts() and not values.get("operation"):
            self.add_error("operation", str(_("Välj verksamhet för raden.")))
        return values

    def line(self, *, is_to_fill: bool = False) -> SplitLine | None:
        """The row as a value; None where it is blank, which takes it away. One that is to be filled needs no amount."""
        values = self.cleaned_data
        is_blank = not (is_to_fill or self.amounts() or values.get("unit") or values.get("account"))
        if is_blank or not values.get("operation"):
            return None
        return SplitLine(
            int(values["operation"]), self.amounts(), values.get("key") or "", values["unit"], values["account"]
        )


def split_values(rows: Iterable[SplitRow]) -> list[dict[str, Any]]:
    """Stored rows as the grid's first values."""
    return [
        {"key": str(row.key), "operation": row.operation_id, "unit": row.unit, "account": row.account}
        | year_values(row.amounts)
        for row in rows
    ]


def line_values(lines: Iterable[SplitLine]) -> list[dict[str, Any]]:
    """Lines that are not stored yet as the grid's first values."""
    return [{"operation": line.operation_id} | year_values(line.amounts) for line in lines]


def operation_choices(codes: Iterable[str]) -> Choices:
    """The board's own operations first, then all."""
    own = set(codes)
    rows = list(Operation.objects.values_list("pk", "code", "name"))
    rows.sort(key=lambda row: (row[1] not in own, row[1]))
    return [("", "–"), *((pk, f"{code} {name}") for pk, code, name in rows)]


class RequestForm(_YearRow):
    """A request outside the frame."""

    use_required_attribute = False

    title = Later(label=_("Önskemål"), max_length=200)
    motive = forms.CharField(label=_("Skäl"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    goal_text = forms.CharField(label=_("Mål det bidrar till"), required=False, max_length=300)
    consequence = Later(label=_("Vad händer om det inte beviljas?"), widget=forms.Textarea(attrs={"rows": 2}))
    is_one_off = forms.BooleanField(label=_("Bara ett år"), required=False)
    rank = forms.IntegerField(label=_("Ordning"), required=False, min_value=1, max_value=99)

    def year_cells(self) -> list[forms.BoundField]:
        """The amounts."""
        return [self[f"y{year}"] for year in self.years]

    def line(self) -> RequestLine | None:
        """The request as a value; None where its name is emptied, which takes it away."""
        values = self.cleaned_data
        if not (values.get("title") or "").strip():
            return None
        return RequestLine(
            values["title"], self.amounts(), values.get("key") or "", values["motive"], values["consequence"],
            values["goal_text"], is_one_off=values["is_one_off"],
        )  # fmt: skip


def request_values(rows: Iterable[FrameRequest]) -> list[dict[str, Any]]:
    """Stored requests as the form's first values."""
    names = ("title", "motive", "goal_text", "consequence", "is_one_off", "rank")
    return [
        {"key": str(row.key)} | {name: getattr(row, name) for name in names} | year_values(row.amounts) for row in rows
    ]


class GoalForm(forms.Form):
    """A goal of a board or a unit."""

    use_required_attribute = False

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(label=_("Mål"), widget=forms.Textarea(attrs={"rows": 2}))
    level = forms.ChoiceField(
        label=_("Nivå"), choices=[(one.value, one.label) for one in (GoalLevel.BOARD, GoalLevel.UNIT)], initial="board"
    )
    parent = LaterChoice(label=_("Bidrar till"))
    unit = forms.CharField(label=_("Enhet"), required=False, max_length=80, help_text=_("Bara för en enhets mål."))
    reason = forms.CharField(label=_("Varför"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    responsible = Later(label=_("Ansvarig"), max_length=160)
    period = Later(label=_("Period"), max_length=40, help_text=_("Till exempel 2019–2021."))
    is_good_economy = forms.BooleanField(
        label=_("Gäller god ekonomisk hushållning"), required=False, help_text=_("Kommunallagen 11 kap. 6 §")
    )
    is_financial = forms.BooleanField(label=_("Finansiellt mål"), required=False)
    changes = forms.MultipleChoiceField(
        label=_("Pengar: ändringar i ramen som betalar målet"), required=False, widget=forms.CheckboxSelectMultiple
    )
    assignments = forms.MultipleChoiceField(
        label=_("Uppdrag som målet svarar på"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, parents: Sequence[Any], changes: Choices, assignments: Choices, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["parent"].choices = [("", "–"), *parents]
        for name, choices in (("changes", changes), ("assignments", assignments)):
            fields[name].choices = choices
            if not choices:
                del fields[name]

    def values(self, key: str, indicators: Sequence[IndicatorValues]) -> GoalValues:
        """The goal as a value."""
        given = self.cleaned_data
        return GoalValues(
            text=given["text"], key=key, level=given["level"],
            parent_id=int(given["parent"]) if given["parent"] else None, reason=given["reason"], unit=given["unit"],
            is_financial=given["is_financial"], is_good_economy=given["is_good_economy"],
            responsible=given["responsible"], period=given["period"], indicators=tuple(indicators),
            change_ids=tuple(int(one) for one in given.get("changes", ())),
            assignment_ids=tuple(int(one) for one in given.get("assignments", ())),
        )  # fmt: skip


def goal_values(goal: Goal, version: int) -> dict[str, Any]:
    """A stored goal as the form's first values."""
    links = list(goal.links.all())
    names = ("text", "level", "unit", "reason", "responsible", "period", "is_good_economy", "is_financial")
    return {name: getattr(goal, name) for name in names} | {
        "version": version,
        "parent": goal.parent_id or "",
        "changes": [link.change_id for link in links if link.change_id],
        "assignments": [link.assignment_id for link in links if link.assignment_id],
    }


class IndicatorForm(forms.Form):
    """An indicator of a goal; emptied of its name it goes away. The catalogue fills in what is empty."""

    use_required_attribute = False

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    catalogue = forms.ChoiceField(
        label=_("Ur katalogen"),
        required=False,
        help_text=_("Namn, definition, enhet, riktning och källa hämtas därifrån där du inget skriver."),
    )
    name = Later(label=_("Indikator"), max_length=200)
    definition = Later(label=_("Definition"), widget=forms.Textarea(attrs={"rows": 2}))
    unit = Later(label=_("Enhet"), max_length=40, widget=forms.TextInput({"class": "short"}))
    direction = LaterChoice(label=_("Ska"), choices=[("", "–"), *IndicatorDirection.choices])
    baseline = Later(label=_("Utgångsvärde"), max_length=20)
    baseline_year = LaterYear(label=_("Utgångsår"))
    source = Later(label=_("Källa"), max_length=200)
    method = forms.CharField(label=_("Metod"), required=False, max_length=300)
    frequency = forms.CharField(label=_("Hur ofta"), required=False, max_length=80)
    lag_months = forms.IntegerField(
        label=_("Känd så många månader efter året"), required=False, min_value=0, max_value=60
    )
    responsible = forms.CharField(label=_("Ansvarig"), required=False, max_length=160)
    missing_reason = forms.CharField(label=_("Om värden saknas: varför"), required=False, max_length=300)
    missing_until = forms.DateField(
        label=_("De finns senast"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, years: Sequence[int], catalogue: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.years = tuple(years)
        fields: dict[str, Any] = self.fields
        fields["catalogue"].choices = [("", "–"), *catalogue]
        target, outcome = str(_("Målvärde %s")), str(_("Utfall %s"))
        for year in self.years:
            fields[f"t{year}"] = Later(label=target % year, max_length=20)
            fields[f"o{year}"] = forms.CharField(label=outcome % year, required=False, max_length=20)

    def target_cells(self) -> list[forms.BoundField]:
        """The targets, year by year."""
        return [self[f"t{year}"] for year in self.years]

    def outcome_cells(self) -> list[forms.BoundField]:
        """The outcomes, year by year."""
        return [self[f"o{year}"] for year in self.years]

    def values(self, known: Mapping[int, CatalogueIndicator]) -> IndicatorValues | None:
        """The indicator as a value, None where nothing is named."""
        given = self.cleaned_data
        chosen = known.get(int(given["catalogue"])) if given.get("catalogue") else None
        name = given["name"].strip() or (chosen.name if chosen else "")
        if not name:
            return None

        def filled(field: str) -> str:
            return given[field].strip() or (getattr(chosen, field) if chosen else "")

        return IndicatorValues(
            name=name, key=given.get("key") or "", definition=filled("definition"), unit=filled("unit"),
            direction=filled("direction") or IndicatorDirection.INCREASE, baseline=given["baseline"],
            baseline_year=given["baseline_year"],
            targets={str(year): given[f"t{year}"] for year in self.years},
            outcomes={str(year): given[f"o{year}"] for year in self.years}, method=given["method"],
            source=filled("source"), frequency=given["frequency"], lag_months=given["lag_months"] or 0,
            responsible=given["responsible"], missing_reason=given["missing_reason"],
            missing_until=given["missing_until"], catalogue_id=chosen.pk if chosen else None,
        )  # fmt: skip


def indicator_values(rows: Iterable[Indicator]) -> list[dict[str, Any]]:
    """Stored indicators as the form's first values."""
    names = (
        "name definition unit direction baseline baseline_year source method frequency lag_months responsible "
        "missing_reason missing_until"
    ).split()
    return [
        {"key": str(row.key), "catalogue": row.catalogue_id or ""}
        | {name: getattr(row, name) for name in names}
        | {f"t{year}": value for year, value in row.targets.items()}
        | {f"o{year}": value for year, value in row.outcomes.items()}
        for row in rows
    ]
