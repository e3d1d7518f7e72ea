"""One row of what the opening budget holds for one year only, or not yet wholly."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as lazy

from ramverk.apps.frames.actions.save_passing import ItemEdit
from ramverk.apps.frames.findings import FRAMED
from ramverk.apps.frames.forms import Amount
from ramverk.apps.frames.models import Operation, PassingItem, PassingKind
from ramverk.apps.organisation.models import Body
from ramverk.core.money import Ore, Unit, format_exact


class PassingForm(forms.Form):
    """Rows that nothing was written in are left alone. Amounts are net cost in tkr."""

    item = forms.IntegerField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=lazy("Slag"), required=False, choices=[("", ""), *PassingKind.choices])
    body = forms.ModelChoiceField(label=lazy("Nämnd"), required=False, queryset=Body.objects.none(), empty_label="")
    operation = forms.ModelChoiceField(
        label=lazy("Verksamhet"), required=False, queryset=Operation.objects.none(), empty_label=""
    )
    text = forms.CharField(
        label=lazy("Vad"), required=False, max_length=500, widget=forms.TextInput(attrs={"size": 34})
    )
    in_opening = Amount(label=lazy("I ingående budget"))
    source = forms.CharField(
        label=lazy("Källa"), required=False, max_length=300, widget=forms.TextInput(attrs={"size": 22})
    )
    remove = forms.BooleanField(label=lazy("Ta bort"), required=False)

    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.years = tuple(years)
        fields: dict[str, Any] = self.fields
        fields["body"].queryset = Body.objects.filter(kind__in=FRAMED, valid_to=None).order_by("name")
        fields["body"].label_from_instance = lambda body: body.short_name or body.name
        fields["operation"].queryset = Operation.objects.all()
        for year in self.years:
            fields[f"y{year}"] = Amount(label=str(year))
        self.row_faults: list[str] = []
        for name, row_field in fields.items():
            row_field.widget.attrs["aria-label"] = str(row_field.label or name)

    def ordered(self) -> list[forms.BoundField]:
        """The visible cells in the grid's order."""
        names = ["kind", "body", "operation", "text", "in_opening", *(f"y{year}" for year in self.years), "source"]
        return [self[name] for name in names]

    def edit(self, place: str) -> ItemEdit | None:
        """The row as the person left it, None where nothing was written."""
        values = self.cleaned_data
        years = {str(year): int(values[f"y{year}"]) for year in self.years if values.get(f"y{year}") is not None}
        opening = values.get("in_opening")
        if not values.get("item") and not (values.get("text") or years or opening is not None or values.get("body")):
            return None
        return ItemEdit(
            values.get("kind") or "", values.get("body"), values.get("operation"), values.get("text") or "",
            values.get("source") or "", None if opening is None else int(opening), years,
            values.get("item") or 0, values.get("version") or 0, bool(values.get("remove")), place,
        )  # fmt: skip


def first_values(item: PassingItem) -> dict[str, Any]:
    """What a stored item shows in its cells."""
    years = {f"y{year}": format_exact(Ore(amount), Unit.TKR) for year, amount in item.by_year.items()}
    return {
        "item": item.pk, "version": item.version, "kind": item.kind, "body": item.body_id,
        "operation": item.operation_id, "text": item.text, "source": item.source,
        "in_opening": format_exact(Ore(item.in_opening), Unit.TKR), **years,
    }  # fmt: skip
