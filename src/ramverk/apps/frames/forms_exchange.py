"""Forms of import and export: files in, columns and codes, how the ledger wants its rows."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ramverk.apps.frames.models import ExportProfile
from ramverk.core.money import Unit
from ramverk.formats.codestring import CODES, COLUMNS, Format, Period, Profile, Sign, Zeros, profile_from_json
from ramverk.formats.codestring.profile import DELIMITERS, ENCODINGS

_PARTS = {
    "konto": lazy("konto"), "ansvar": lazy("ansvar"), "verksamhet": lazy("verksamhet"),
    "aktivitet": lazy("aktivitet"), "projekt": lazy("projekt"), "motpart": lazy("motpart"),
}  # fmt: skip
FORMATS = {
    Format.CSV: lazy("CSV"), Format.XLSX: lazy("Excel"), Format.SIE: lazy("SIE, #PBUDGET för en dimension"),
}  # fmt: skip
SIGNS = {
    Sign.LEDGER: lazy("som i ekonomisystemet: intäkter minus, kostnader plus"),
    Sign.SHOWN: lazy("som i budgeten: intäkter plus, kostnader minus"),
}
PERIODS = {
    Period.YEAR: lazy("hela året på en rad"), Period.TWELFTHS: lazy("tolftedelar, resten i december"),
    Period.WEIGHTS: lazy("egna vikter per månad"),
}  # fmt: skip
ZEROS = {Zeros.OMIT: lazy("utelämnas"), Zeros.KEEP: lazy("skrivs ut")}


class ProfileForm(forms.Form):
    """A layout, and the codes that the budget lacks: a line each, "nyckel = kod"."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=lazy("Namn"), max_length=120, help_text=lazy("Till exempel ekonomisystemets namn."))
    format = forms.ChoiceField(label=lazy("Fil"), choices=list(FORMATS.items()))
    columns = forms.CharField(label=lazy("Kolumner i ordning"))
    dimension = forms.ChoiceField(
        label=lazy("Dimension i SIE"), choices=[(part, _PARTS[part]) for part in CODES[1:]], required=False
    )
    unit = forms.ChoiceField(label=lazy("Enhet"), choices=[("kr", "kr"), ("tkr", "tkr")])
    decimals = forms.ChoiceField(label=lazy("Decimaler"), choices=[("0", lazy("hela")), ("2", lazy("två"))])
    sign = forms.ChoiceField(label=lazy("Tecken"), choices=list(SIGNS.items()))
    period = forms.ChoiceField(label=lazy("Period"), choices=list(PERIODS.items()))
    weights = forms.CharField(
        label=lazy("Tolv vikter"), required=False, help_text=lazy("Bara för egna vikter: januari till december.")
    )
    zero_rows = forms.ChoiceField(label=lazy("Nollrader"), choices=list(ZEROS.items()))
    delimiter = forms.ChoiceField(
        label=lazy("Skiljetecken i CSV"),
        choices=[(mark, {"\t": lazy("tabb")}.get(mark, mark)) for mark in DELIMITERS],
    )
    decimal_mark = forms.ChoiceField(label=lazy("Decimaltecken"), choices=[(",", ","), (".", ".")])
    encoding = forms.ChoiceField(label=lazy("Teckentabell i CSV"), choices=[(code, code.upper()) for code in ENCODINGS])

    def __init__(
        self, *args: Any, profile: ExportProfile | None = None, lacking: Iterable[tuple[str, str]] = (), **kwargs: Any
    ) -> None:
        """`lacking` are parts of the code string and the keys that a budget to export has no code for."""
        if profile is not None:
            kwargs.setdefault("initial", first_values(profile))
        kwargs["initial"] = _with_lacking(kwargs.get("initial") or {}, lacking)
        super().__init__(*args, **kwargs)
        self.fields["columns"].help_text = _("Skilj åt med mellanslag. De som finns: %s.") % ", ".join(COLUMNS)
        for part in CODES:
            self.fields[f"codes_{part}"] = forms.CharField(
                label=_("Koder för %s") % _PARTS[part], required=False, strip=True,
                widget=forms.Textarea(attrs={"rows": 4, "class": "codes", "spellcheck": "false"}),
            )  # fmt: skip
        fields: dict[str, Any] = self.fields
        fields["codes_konto"].help_text = _(
            "En rad var: nyckel = kod. Nyckeln är en rad i finansförvaltningen (municipal_tax), en nämnd (BUN), ett "
            "kostnadsslag (pay), en verksamhet (440), eller en kod i budgeten som ska bytas ut. De nycklar som "
            "budgeten behöver står här utan kod; fyll i efter likhetstecknet."
        )

    def head(self) -> list[forms.BoundField]:
        """The fields of the layout."""
        return [self[name] for name in self.fields if not name.startswith("codes_") and name != "version"]

    def tables(self) -> list[forms.BoundField]:
        """The fields of codes."""
        return [self[f"codes_{part}"] for part in CODES]

    def clean(self) -> dict[str, Any]:
        """Codes and weights as values, with a sentence where a line is no pair."""
        values = super().clean() or {}
        self.codes: dict[str, dict[str, str]] = {}
        for part in CODES:
            self.codes[part] = self._pairs(f"codes_{part}", values.get(f"codes_{part}", ""))
        weights = values.get("weights", "").replace(",", " ").split()
        if not all(word.isdecimal() for word in weights):
            self.add_error("weights", _("Skriv tolv hela tal med mellanslag mellan."))
            weights = []
        values["weights"] = tuple(int(word) for word in weights)
        return values

    def _pairs(self, field: str, text: str) -> dict[str, str]:
        found = {}
        for number, line in enumerate(text.splitlines(), 1):
            key, mark, code = line.partition("=")
            if mark and key.strip() and not code.strip():
                continue  # the key waits for its code; the export tells what is missing
            if line.strip() and not (mark and key.strip()):
                self.add_error(
                    field, _("Rad %(number)s: skriv nyckel = kod, till exempel pay = 5011.") % {"number": number}
                )
            elif line.strip():
                found[key.strip()] = code.strip()
        return found

    def settings(self) -> Profile:
        """The layout as chosen."""
        values = self.cleaned_data
        return Profile(
            columns=tuple(values["columns"].replace(",", " ").casefold().split()), format=Format(values["format"]),
            delimiter=values["delimiter"], decimal_mark=values["decimal_mark"], encoding=values["encoding"],
            unit=Unit(values["unit"]), decimals=int(values["decimals"]), sign=Sign(values["sign"]),
            period=Period(values["period"]), weights=values["weights"], zero_rows=Zeros(values["zero_rows"]),
            dimension=values["dimension"] or "verksamhet",
        )  # fmt: skip


def first_values(profile: ExportProfile) -> dict[str, Any]:
    """A stored profile as the form shows it."""
    settings = profile_from_json(profile.settings)
    values: dict[str, Any] = {
        name: getattr(settings, name)
        for name in (
            "format",
            "unit",
            "decimals",
            "sign",
            "period",
            "zero_rows",
            "delimiter",
            "decimal_mark",
            "encoding",
        )
    }
    values |= {
        "version": profile.version, "name": profile.name, "columns": " ".join(settings.columns),
        "dimension": settings.dimension, "weights": " ".join(str(weight) for weight in settings.weights),
    }  # fmt: skip
    for part in CODES:
        values[f"codes_{part}"] = "\n".join(f"{key} = {code}" for key, code in profile.codes.get(part, {}).items())
    return values


def _with_lacking(initial: Mapping[str, Any], lacking: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The first values with a line for each key that lacks its code: "municipal_tax = "."""
    values = dict(initial)
    for part, key in lacking:
        field = f"codes_{part}"
        values[field] = "\n".join(filter(None, [values.get(field, ""), f"{key} = "]))
    return values


class DeliveryForm(forms.Form):
    """Which year, and whether the whole or the difference."""

    year = forms.ChoiceField(label=lazy("År"))
    only_difference = forms.BooleanField(
        label=lazy("Bara skillnaden mot förra leveransen"), required=False,
        help_text=lazy("Raderna läggs till det som ekonomisystemet redan har."),
    )  # fmt: skip

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["year"]
        field.choices = [(str(year), str(year)) for year in years]
