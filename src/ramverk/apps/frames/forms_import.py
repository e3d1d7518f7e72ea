"""Forms of the import: which column is which, and what the file's codes stand for."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ramverk.apps.frames.findings import FRAMED
from ramverk.apps.frames.models import PriceClass
from ramverk.apps.frames.queries.figures import line_name
from ramverk.apps.frames.queries.imports import Word
from ramverk.apps.organisation.models import Body
from ramverk.core.money import Unit
from ramverk.core.statements.result_budget import FINANCE_LINES
from ramverk.formats.budget_sheets import FINANCE, ROLES, Layout, Survey

ROLE_WORDS = {
    "board": lazy("nämnd"), "cost_centre": lazy("ansvar"), "account": lazy("konto"), "code": lazy("verksamhet"),
    "name": lazy("benämning"), "price_class": lazy("kostnadsslag"), "amount": lazy("belopp"),
    "decision": lazy("beslut under året"), "lasting": lazy("varar eller engångs"), "whole_year": lazy("helårsbelopp"),
}  # fmt: skip


class ColumnsForm(forms.Form):
    """A choice per column of the file, and what holds for the whole sheet."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    sheet = forms.ChoiceField(label=lazy("Blad"), required=False)
    heading_row = forms.IntegerField(label=lazy("Rubrikerna står på rad"), min_value=1, max_value=20)
    unit = forms.ChoiceField(
        label=lazy("Beloppen står i"),
        choices=[("", lazy("välj")), ("kr", "kr"), ("tkr", "tkr"), ("mnkr", "mnkr")],
    )  # fmt: skip
    sign = forms.ChoiceField(
        label=lazy("Tecken"),
        choices=[("income", lazy("intäkter plus, kostnader minus")), ("cost", lazy("kostnader plus, intäkter minus"))],
    )

    def __init__(self, *args: Any, surveyed: Survey, version: int, **kwargs: Any) -> None:
        proposed = surveyed.proposed
        first: dict[str, Any] = {
            "version": version, "sheet": proposed.sheet, "heading_row": proposed.heading_row + 1,
            "unit": proposed.unit or "", "sign": "cost" if proposed.costs_are_positive else "income",
        }  # fmt: skip
        of_column = {at: role for role, at in proposed.columns.items()}
        first |= {f"column_{at}": of_column.get(at, "") for at in range(len(surveyed.headings))}
        super().__init__(*args, **{**kwargs, "initial": first})
        self.surveyed = surveyed
        fields: dict[str, Any] = self.fields
        fields["sheet"].choices = [
            (name, _("%(name)s (%(count)s rader)") % {"name": name, "count": count}) for name, count in surveyed.sheets
        ]
        if len(surveyed.sheets) < 2:
            fields["sheet"].widget = forms.HiddenInput()
        roles = [("", _("används inte")), *ROLE_WORDS.items()]
        for at, heading in enumerate(surveyed.headings):
            label = heading or _("kolumn %s") % (at + 1)
            fields[f"column_{at}"] = forms.ChoiceField(label=label, required=False, choices=roles)

    def head(self) -> list[forms.BoundField]:
        """What holds for the whole sheet."""
        return [self[name] for name in ("sheet", "heading_row", "unit", "sign") if not self[name].is_hidden]

    def columns(self) -> list[tuple[forms.BoundField, str]]:
        """A field per column, with what stands in its first rows."""
        found = []
        for at in range(len(self.surveyed.headings)):
            sample = [row[at] for row in self.surveyed.samples if at < len(row) and row[at]]
            found.append((self[f"column_{at}"], " · ".join(dict.fromkeys(sample[:3]))))
        return found

    def layout(self) -> Layout:
        """The layout as chosen. Another sheet or row of headings is looked at anew: then columns are proposed again."""
        values = self.cleaned_data
        columns: dict[str, int] = {}
        for at in range(len(self.surveyed.headings)):
            role = values.get(f"column_{at}") or ""
            if role in ROLES:
                if role in columns:
                    raise forms.ValidationError(_("Två kolumner är valda som %s. Välj en.") % ROLE_WORDS[role])
                columns[role] = at
        moved = (values["sheet"] or self.surveyed.proposed.sheet, values["heading_row"] - 1) != (
            self.surveyed.proposed.sheet, self.surveyed.proposed.heading_row,
        )  # fmt: skip
        unit = Unit(values["unit"]) if values["unit"] else None
        sheet = values["sheet"] or self.surveyed.proposed.sheet
        return Layout(sheet, values["heading_row"] - 1, {} if moved else columns, unit, values["sign"] == "cost")


class CodesForm(forms.Form):
    """A choice per word of the file."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, words: Sequence[Word], version: int, **kwargs: Any) -> None:
        self.words = list(words)
        first: dict[str, Any] = {"version": version}
        first |= {f"word_{at}": word.target for at, word in enumerate(self.words)}
        super().__init__(*args, **{**kwargs, "initial": first})
        bodies = Body.objects.filter(kind__in=FRAMED, valid_to=None).order_by("name")
        choices: dict[str, list[tuple[str, Any]]] = {
            "board": [
                ("", _("välj")), *((str(body.pk), body.name) for body in bodies),
                (FINANCE, _("utanför ramarna: finansförvaltningen")),
            ],
            "price_class": [("", _("välj")), *PriceClass.choices],
            "line": [("", _("välj")), *((code, line_name(code)) for code in FINANCE_LINES)],
        }  # fmt: skip
        for at, word in enumerate(self.words):
            label = word.word or _("(tomt)")
            self.fields[f"word_{at}"] = forms.ChoiceField(label=label, required=False, choices=choices[word.kind])

    def rows(self) -> list[tuple[Word, forms.BoundField]]:
        """Each word with its field."""
        return [(word, self[f"word_{at}"]) for at, word in enumerate(self.words)]

    def coding(self) -> dict[str, dict[str, str]]:
        """What was chosen, by kind; words in small letters."""
        found: dict[str, dict[str, str]] = {}
        for at, word in enumerate(self.words):
            if target := self.cleaned_data.get(f"word_{at}"):
                found.setdefault(word.kind, {})[word.word.casefold()] = target
        return found
