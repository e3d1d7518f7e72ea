"""The form of an opening balance, or of a plan of investments, loans and the like: a field per line and year."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ramverk.apps.frames.models import AssumptionKind
from ramverk.apps.frames.queries.statements import words
from ramverk.apps.frames.statement_values import DEFICIT, deficit_years, flow_years, opening_year
from ramverk.apps.trail.actions.freeze import NamedFile
from ramverk.apps.trail.models import StoredFile
from ramverk.core.money import NotAnAmount, Ore, Unit, format_exact, parse_amount
from ramverk.core.statements.balance_lines import BALANCE_LINES, FLOWS, FlowGroup, Side
from ramverk.formats.position_sheets.reading import folded

_SIDES = {
    Side.FIXED_ASSETS: lazy("Anläggningstillgångar"),
    Side.INFRASTRUCTURE: lazy("Statlig infrastruktur"),
    Side.CURRENT_ASSETS: lazy("Omsättningstillgångar"),
    Side.EQUITY: lazy("Eget kapital"),
    Side.PROVISIONS: lazy("Avsättningar"),
    Side.LIABILITIES: lazy("Skulder"),
    Side.MEMO: lazy("Vid sidan av balansräkningen"),
}
_GROUPS = {
    FlowGroup.INVESTING: lazy("Investeringar och försäljning"),
    FlowGroup.DEPRECIATION: lazy("Avskrivningar och upplösningar"),
    FlowGroup.FINANCING: lazy("Lån och utlåning"),
    FlowGroup.PROVISIONS: lazy("Pensioner och andra avsättningar"),
    FlowGroup.WORKING_CAPITAL: lazy("Rörelsekapital"),
    FlowGroup.EQUITY: lazy("Eget kapital"),
    FlowGroup.BALANCE_TEST: lazy("Balanskravsutredningen"),
}


class StatementForm(forms.Form):
    """Amounts in tkr; an empty field says nothing."""

    name = forms.CharField(label=lazy("Namn"), max_length=160)
    dated = forms.DateField(label=lazy("Daterad"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    source = forms.CharField(label=lazy("Källa"), help_text=lazy("Vem som säger det och var det står."), max_length=300)

    file = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    """The checksum of the file the amounts were read from."""
    file_name = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        kind: AssumptionKind,
        years: Sequence[int],
        known: Mapping[str, Mapping[str, int]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.years = (opening_year(years),) if kind is AssumptionKind.OPENING_BALANCE else flow_years(years)
        self.deficit_years = deficit_years(years) if kind is AssumptionKind.OPENING_BALANCE else ()
        for code, label, year in self._cells():
            amount = known.get(code, {}).get(str(year))
            self.fields[f"{code}:{year}"] = forms.CharField(
                required=False, max_length=30, label=f"{label} {year}",
                initial="" if amount is None else format_exact(Ore(amount), Unit.TKR),
                widget=forms.TextInput(attrs={"class": "amount", "size": 9, "autocomplete": "off"}),
            )  # fmt: skip

    def _cells(self) -> list[tuple[str, str, int]]:
        cells = [(code, label, year) for code, label in self._lines() for year in self.years]
        return cells + [(DEFICIT, _("Underskott att återställa"), year) for year in self.deficit_years]

    def _lines(self) -> list[tuple[str, str]]:
        known = BALANCE_LINES if self.kind is AssumptionKind.OPENING_BALANCE else FLOWS
        return [(code, words(thing)) for code, thing in known.items()]

    def clean(self) -> dict[str, Any]:
        """A sentence at every field that is no amount."""
        values = super().clean() or {}
        for code, _label, year in self._cells():
            try:
                parse_amount(values.get(f"{code}:{year}", ""), Unit.TKR)
            except NotAnAmount as error:
                self.add_error(f"{code}:{year}", error.sentence_sv)
        return values

    def groups(self) -> list[tuple[str, list[tuple[str, list[forms.BoundField]]]]]:
        """The value fields, group by group and row by row."""
        if self.kind is AssumptionKind.OPENING_BALANCE:
            of = {code: str(_SIDES[line.side]) for code, line in BALANCE_LINES.items()}
        else:
            of = {code: str(_GROUPS[flow.group]) for code, flow in FLOWS.items()}
        found: dict[str, list[tuple[str, list[forms.BoundField]]]] = {}
        for code, label in self._lines():
            found.setdefault(of[code], []).append((label, [self[f"{code}:{year}"] for year in self.years]))
        return list(found.items())

    def head(self) -> list[forms.BoundField]:
        """The fields above the table."""
        return [self["name"], self["dated"], self["source"], self["file"], self["file_name"]]

    def named_file(self) -> NamedFile | None:
        """The stored file the amounts were read from, if they were."""
        stored = StoredFile.objects.filter(sha256=self.cleaned_data.get("file") or "").first()
        return NamedFile(stored, self.cleaned_data["file_name"], "application/octet-stream") if stored else None

    def values(self) -> dict[str, dict[str, str]]:
        """The texts as `statement_values` takes them."""
        found: dict[str, dict[str, str]] = {}
        for code, _label, year in self._cells():
            found.setdefault(code, {})[str(year)] = self.cleaned_data.get(f"{code}:{year}", "")
        return found

    def deficits(self) -> list[forms.BoundField]:
        """The fields of deficits that are left to restore."""
        return [self[f"{DEFICIT}:{year}"] for year in self.deficit_years]

    @property
    def title(self) -> str:
        """What the page is called."""
        if self.kind is AssumptionKind.OPENING_BALANCE:
            return _("Ingående balans, bokslut %s") % self.years[0]
        return _("Investeringar, lån och avsättningar")


class StatementFileForm(forms.Form):
    """A file with the same lines, to fill the form from."""

    sheet = forms.FileField(
        label=lazy("Fil"),
        help_text=lazy(
            "Excel, OpenDocument eller CSV: en rad per namn som i formuläret, en kolumn per år, enheten i rubriken."
        ),
    )


def names_of(kind: AssumptionKind) -> dict[str, str]:
    """The code of each line by what people call it, in both languages, and by its code."""
    known: Mapping[str, Any] = BALANCE_LINES if kind is AssumptionKind.OPENING_BALANCE else FLOWS
    return {
        folded(name): code for code, thing in known.items() for name in (thing.swedish, thing.english, code)
    }  # fmt: skip
