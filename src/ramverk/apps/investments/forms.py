"""Forms of investments. They shape what was typed; what it means is for the actions to judge."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ramverk.apps.frames.assumptions import decimal
from ramverk.apps.frames.findings import FRAMED
from ramverk.apps.frames.forms import Amount
from ramverk.apps.investments.actions.write_prerequisites import Pairs, Terms
from ramverk.apps.investments.edits import EffectEdit, SheetEdit
from ramverk.apps.investments.models import CarryOver, Category, Funding, Prerequisites, Project, ProjectPhase
from ramverk.apps.investments.sheet_fields import FIELDS, PARAGRAPHS, PARTS
from ramverk.apps.organisation.models import Body
from ramverk.core.money import Ore, Unit, format_exact

NEVER_NONE = ("spent", "appropriated", "used", "carry_over")
SUMS = ("total", "spent", "forecast", "appropriated", "used", "carry_over", "carry_over_class")
STARS = (
    "funding", "category", "priority", "total", "activated_year", "activated_month", "t_need", "t_priority_motive",
    "t_uncertainty",
)  # fmt: skip
"""What must be filled in before the board can adopt."""
_NUMBER = forms.NumberInput(attrs={"class": "short", "inputmode": "numeric"})


def bodies() -> list[tuple[str, str]]:
    """The boards that have frames, as choices."""
    rows = Body.objects.filter(kind__in=FRAMED, valid_to=None).order_by("name")
    return [("", ""), *((str(body.pk), body.short_name or body.name) for body in rows)]


def month_choices() -> list[tuple[str, str]]:
    """Months by number; the names are the calendar's own."""
    return [("", ""), *((str(number), str(name)) for number, name in MONTHS.items())]


class SheetForm(forms.Form):
    """A project sheet: what is not a row of components or effects."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=lazy("Projekt"), max_length=160)
    funding = forms.ChoiceField(label=lazy("Typ"), choices=[("", ""), *Funding.choices], required=False)
    category = forms.ChoiceField(label=lazy("Kategori"), choices=[("", ""), *Category.choices], required=False)
    priority = forms.ChoiceField(label=lazy("Prioritet"), required=False)
    phase = forms.ChoiceField(label=lazy("Skede"), choices=ProjectPhase.choices)
    is_block = forms.BooleanField(
        label=lazy("Ram för flera små investeringar"),
        help_text=lazy("Till exempel inventarier; inget enskilt projekt."),
        required=False,
    )
    is_ongoing = forms.BooleanField(
        label=lazy("Pågående projekt"), help_text=lazy("Beslutat tidigare; total utgift är beslutad."), required=False
    )
    carrier = forms.ChoiceField(
        label=lazy("Äger anläggningen"),
        help_text=lazy("Nämnden som bär kapitalkostnaden. Tomt: den egna nämnden."),
        required=False,
    )
    total = Amount(label=lazy("Total utgift brutto, tkr"))
    spent = Amount(label=lazy("Upparbetat före första året, tkr"))
    forecast = Amount(label=lazy("Prognos för hela projektet, tkr"))
    appropriated = Amount(label=lazy("Anslag i år, tkr"))
    used = Amount(label=lazy("Används i år, tkr"))
    carry_over = Amount(label=lazy("Överförs från i år, tkr"))
    carry_over_class = forms.ChoiceField(label=lazy("Överföringsklass"), choices=CarryOver.choices, required=False)
    start_year = forms.IntegerField(label=lazy("Startår"), required=False, widget=_NUMBER)
    start_month = forms.ChoiceField(label=lazy("Startmånad"), required=False)
    activated_year = forms.IntegerField(label=lazy("Aktiveras år"), required=False, widget=_NUMBER)
    activated_month = forms.ChoiceField(
        label=lazy("Aktiveras i slutet av"), help_text=lazy("Kapitalkostnaden börjar månaden efter."), required=False
    )

    def __init__(
        self,
        *args: Any,
        years: Sequence[int],
        prerequisites: Prerequisites | None,
        may_mark: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.years = tuple(years)
        fields: dict[str, Any] = self.fields
        pairs = prerequisites.priorities if prerequisites else []
        fields["priority"].choices = [("", ""), *((code, f"{code} {name}") for code, name in pairs)]
        fields["carrier"].choices = bodies()
        fields["start_month"].choices = fields["activated_month"].choices = month_choices()
        for name, written in FIELDS.items():
            label, help_text = str(written.label), str(written.help)
            widget = forms.Textarea(attrs={"rows": written.rows}) if written.rows > 1 else forms.TextInput()
            fields[f"t_{name}"] = forms.CharField(
                label=label, help_text=help_text, required=False, widget=widget, max_length=8000
            )
            if may_mark:
                fields[f"s_{name}"] = forms.ChoiceField(label=label, choices=PARAGRAPHS, required=False)
        for year in self.years:
            fields[f"o{year}"] = Amount(label=_("Utgift brutto %s, tkr") % year)
            fields[f"c{year}"] = Amount(label=_("Bidrag %s, tkr") % year)
            for name in (f"o{year}", f"c{year}"):
                fields[name].widget.attrs["aria-label"] = fields[name].label

    use_required_attribute = False

    def mark_stars(self) -> None:
        """Show what must stand there before adoption as such; a draft may be saved without it all the same."""
        for name in STARS:
            self.fields[name].required = True

    @property
    def reasons(self) -> list[forms.BoundField]:
        """The written fields that adoption asks for."""
        return [self[f"t_{name}"] for name, written in FIELDS.items() if written.is_required]

    @property
    def parts(self) -> list[tuple[str, list[forms.BoundField], bool]]:
        """Every heading with the rest of its written fields, and whether something is written there."""
        found = []
        for part, label in PARTS.items():
            names = [name for name, written in FIELDS.items() if written.part == part and not written.is_required]
            bounds = [self[f"t_{name}"] for name in names]
            found.append((str(label), bounds, any(bound.value() for bound in bounds)))
        return found

    @property
    def what(self) -> list[forms.BoundField]:
        """What kind of project it is."""
        names = ("name", "funding", "category", "priority", "phase", "carrier", "is_block", "is_ongoing")
        return [self[name] for name in names]

    @property
    def sums(self) -> list[forms.BoundField]:
        """The totals."""
        return [self[name] for name in SUMS]

    @property
    def times(self) -> list[forms.BoundField]:
        """Start and activation."""
        return [self[name] for name in ("start_year", "start_month", "activated_year", "activated_month")]

    @property
    def by_year(self) -> list[tuple[int, forms.BoundField, forms.BoundField]]:
        """Year, outlay, contribution."""
        return [(year, self[f"o{year}"], self[f"c{year}"]) for year in self.years]

    @property
    def marks(self) -> list[forms.BoundField]:
        """The marks of secrecy, where they may be set."""
        return [self[f"s_{name}"] for name in FIELDS if f"s_{name}" in self.fields]

    def clean(self) -> dict[str, Any]:
        """Years that are years."""
        values = super().clean() or {}
        for name in ("start_year", "activated_year"):
            year = values.get(name)
            if year is not None and not 1990 <= year <= 2100:
                self.add_error(name, _("Skriv året med fyra siffror, till exempel %s.") % self.years[0])
        return values

    def edit(self, components: Sequence["ComponentForm"], effects: Sequence["EffectForm"]) -> SheetEdit:
        """The whole sheet as it was left."""
        values = self.cleaned_data
        plain = ("name", "funding", "category", "priority", "phase", "is_block", "is_ongoing", "carry_over_class")
        fields: dict[str, Any] = {name: values[name] for name in plain}
        fields |= {name: _or_none(values[name]) for name in ("total", "forecast", "start_year", "activated_year")}
        fields |= {name: int(values[name] or 0) for name in NEVER_NONE}
        fields |= {name: int(values[name]) if values[name] else None for name in ("start_month", "activated_month")}
        fields["carrier_id"] = int(values["carrier"]) if values["carrier"] else None
        return SheetEdit(
            fields=fields,
            texts={name: values[f"t_{name}"] for name in FIELDS},
            marks={name: values.get(f"s_{name}", "") for name in FIELDS},
            outlay={year: int(values[f"o{year}"] or 0) for year in self.years},
            contributions={year: int(values[f"c{year}"] or 0) for year in self.years},
            components=[part for form in components if (part := form.row())],
            effects=[one for form in effects if (one := form.row())],
        )


def _or_none(value: Any) -> int | None:
    return None if value is None else int(value)


class ComponentForm(forms.Form):
    """One component; one where nothing is written is left out."""

    name = forms.CharField(label=lazy("Komponent"), required=False, max_length=120)
    amount = Amount(label=lazy("Belopp, tkr"))
    life_years = forms.IntegerField(label=lazy("Livslängd, år"), required=False, widget=_NUMBER, max_value=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs["aria-label"] = str(field.label or name)

    def clean(self) -> dict[str, Any]:
        """A component needs all three."""
        values = super().clean() or {}
        given = [bool(values.get("name")), values.get("amount") is not None, bool(values.get("life_years"))]
        if any(given) and not all(given) and not self.errors:
            raise forms.ValidationError(_("En komponent har namn, belopp och livslängd. Fyll i det som saknas."))
        return values

    def row(self) -> tuple[str, int, int] | None:
        """Name, öre, years."""
        values = self.cleaned_data
        if not values.get("name"):
            return None
        return values["name"], int(values["amount"]), values["life_years"]


class EffectForm(forms.Form):
    """One board's effect; plus makes its frame larger."""

    body = forms.ChoiceField(label=lazy("Nämnd"), required=False)
    is_rent = forms.BooleanField(label=lazy("Internhyra"), required=False)
    because = forms.CharField(label=lazy("Förklaring"), required=False, max_length=300)

    def __init__(self, *args: Any, years: Sequence[int], choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        self.years = tuple(years)
        fields["body"].choices = choices
        for year in self.years:
            fields[f"y{year}"] = Amount(label=str(year))
        for name, field in fields.items():
            field.widget.attrs["aria-label"] = str(field.label or name)

    def ordered(self) -> list[forms.BoundField]:
        """The cells in the order of the table."""
        return [self[name] for name in ("body", "is_rent", *(f"y{year}" for year in self.years), "because")]

    def clean(self) -> dict[str, Any]:
        """Amounts and reasons belong to a board."""
        values = super().clean() or {}
        written = any(values.get(f"y{year}") is not None for year in self.years) or values.get("because")
        if written and not values.get("body") and not self.errors:
            raise forms.ValidationError(_("Välj vilken nämnd driftkonsekvensen gäller."))
        return values

    def row(self) -> EffectEdit | None:
        """The effect in the ledger's sign."""
        values = self.cleaned_data
        if not values.get("body"):
            return None
        amounts = {year: -int(values[f"y{year}"] or 0) for year in self.years}
        return EffectEdit(int(values["body"]), amounts, (values.get("because") or "").strip(), bool(values["is_rent"]))


def tkr(amount: int | None) -> str:
    """Öre as a field shows it."""
    return "" if amount is None else format_exact(Ore(amount), Unit.TKR)


def first_values(project: Project, years: Sequence[int]) -> dict[str, Any]:
    """What a stored sheet shows in its fields."""
    names = (
        "version", "name", "funding", "category", "priority", "phase", "is_block", "is_ongoing", "carry_over_class",
        "start_year", "start_month", "activated_year", "activated_month",
    )  # fmt: skip
    values: dict[str, Any] = {name: getattr(project, name) for name in names}
    values["carrier"] = str(project.carrier_id or "")
    values |= {name: tkr(getattr(project, name)) for name in ("total", "forecast")}
    values |= {name: tkr(getattr(project, name) or None) for name in NEVER_NONE}
    values |= {f"t_{name}": project.texts.get(name, "") for name in FIELDS}
    values |= {f"s_{name}": project.secrecy.get(name, {}).get("paragraph", "") for name in FIELDS}
    yearly = {row.year: row for row in project.yearly.all()}
    for year in years:
        if year in yearly:
            values[f"o{year}"] = tkr(yearly[year].outlay or None)
            values[f"c{year}"] = tkr(yearly[year].contribution or None)
    return values


def component_values(project: Project) -> list[dict[str, Any]]:
    """The components as their fields show them."""
    rows = project.components.all()
    return [{"name": row.name, "amount": tkr(row.amount), "life_years": row.life_years} for row in rows]


def effect_values(project: Project) -> list[dict[str, Any]]:
    """The effects as their fields show them."""
    return [
        {"body": str(row.body_id), "is_rent": row.is_rent, "because": row.because}
        | {f"y{year}": tkr(-amount) for year, amount in row.amounts.items()}
        for row in project.effects.all()
    ]


class SheetFilesForm(forms.Form):
    """Files to attach to a sheet."""

    file = forms.FileField(
        label=lazy("Bilaga"),
        help_text=lazy("Till exempel kalkyl eller ritning. Bilagan blir allmän handling när nämnden lämnar in."),
    )


class ListForm(forms.Form):
    """What a frozen list is called."""

    name = forms.CharField(label=lazy("Listans namn"), max_length=160)


class PrerequisitesForm(forms.Form):
    """The prerequisites. Pairs are written one a line, code or name before the semicolon."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    internal_interest_pct = forms.CharField(label=lazy("Internränta, procent"), help_text=lazy("Till exempel 1,5."))
    self_financing_pct = forms.CharField(
        label=lazy("Mål för självfinansiering, procent"),
        help_text=lazy("Så stor del av nettoinvesteringen som resultat och avskrivningar ska betala."),
        required=False,
    )
    threshold = Amount(label=lazy("Gräns för aktivering, tkr"))
    min_life_years = forms.IntegerField(label=lazy("Kortaste livslängd, år"), min_value=1, max_value=50, widget=_NUMBER)
    report_within_months = forms.IntegerField(
        label=lazy("Slutredovisas inom, månader efter aktiveringen"), min_value=1, max_value=60, widget=_NUMBER
    )
    raise_pct = forms.CharField(
        label=lazy("Nämnden får själv höja ett projekt med högst, procent"),
        help_text=lazy("Av den beslutade totalen. Tomt: ingen sådan gräns."),
        required=False,
    )
    raise_most = Amount(label=lazy("… och med högst, tkr"))
    new_pct = forms.CharField(
        label=lazy("Nämnden får själv lägga till nya projekt, procent av sin ram"),
        help_text=lazy("Efter fullmäktiges beslut. Tomt: inga nya projekt."),
        required=False,
    )
    priorities = forms.CharField(
        label=lazy("Prioritetsklasser"),
        help_text=lazy("En per rad: kod; betydelse. Till exempel 1; lagkrav."),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
    )
    lives = forms.CharField(
        label=lazy("Livslängder"),
        help_text=lazy("En per rad: komponent; år. Till exempel Stomme; 50."),
        widget=forms.Textarea(attrs={"rows": 8}),
        required=False,
    )
    carry_over_rules = forms.CharField(
        label=lazy("Regler för överföring till nästa år"),
        help_text=lazy("En per rad: klass; regel."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    text = forms.CharField(
        label=lazy("Anvisning till nämnderna"),
        widget=forms.Textarea(attrs={"rows": 8, "class": "document"}),
        required=False,
    )

    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.years = tuple(years)
        for year in self.years:
            self.fields[f"y{year}"] = Amount(label=_("Tak netto %s, tkr") % year)
            self.fields[f"m{year}"] = Amount(label=_("Egna medel %s, tkr") % year)

    @property
    def ceilings(self) -> list[forms.BoundField]:
        """The fields of ceiling and own money, year by year."""
        return [self[f"{what}{year}"] for what in "ym" for year in self.years]

    @property
    def others(self) -> list[forms.BoundField]:
        """Everything else that is shown."""
        return [self[name] for name in self.fields if name != "version" and not name[1:].isdigit()]

    def clean_lives(self) -> Pairs:
        """Names with whole years."""
        pairs = _pairs(self.cleaned_data["lives"])
        for _name, years in pairs:
            if not years.isdigit():
                raise forms.ValidationError(_("”%s” är inte ett antal år. Skriv till exempel Stomme; 50.") % years)
        return pairs

    def clean_priorities(self) -> Pairs:
        """Codes with their meaning."""
        return _pairs(self.cleaned_data["priorities"])

    def clean_carry_over_rules(self) -> Pairs:
        """Classes with their rule."""
        return _pairs(self.cleaned_data["carry_over_rules"])

    def terms(self) -> Terms:
        """The prerequisites as they were left."""
        values = self.cleaned_data
        return Terms(
            internal_interest_pct=values["internal_interest_pct"],
            ceiling={year: int(values[f"y{year}"]) for year in self.years if values[f"y{year}"] is not None},
            own_money={year: int(values[f"m{year}"]) for year in self.years if values[f"m{year}"] is not None},
            self_financing_pct=values["self_financing_pct"],
            threshold=int(values["threshold"] or 0),
            min_life_years=values["min_life_years"],
            lives=values["lives"],
            priorities=values["priorities"],
            carry_over_rules=values["carry_over_rules"],
            report_within_months=values["report_within_months"],
            raise_pct=values["raise_pct"],
            raise_most=None if values["raise_most"] is None else int(values["raise_most"]),
            new_pct=values["new_pct"],
            text=values["text"],
        )


def _pairs(text: str) -> Pairs:
    pairs = []
    for line in text.splitlines():
        if not line.strip():
            continue
        first, semicolon, second = (part.strip() for part in line.partition(";"))
        if not first or not semicolon or not second:
            raise forms.ValidationError(_("Raden ”%s” saknar semikolon. Skriv två delar med ; emellan.") % line.strip())
        pairs.append([first[:80], second[:300]])
    return pairs


def _lines(pairs: Sequence[Sequence[Any]]) -> str:
    return "\n".join(f"{first}; {second}" for first, second in pairs)


def terms_values(row: Prerequisites | None, latest: Prerequisites | None) -> Mapping[str, Any]:
    """What the fields show: the draft, else what was sent out last, else usual values."""
    source = row or latest
    if source is None:
        return {"min_life_years": 3, "report_within_months": 6, "threshold": "25"}
    return {
        "version": row.version if row else 0,
        "internal_interest_pct": decimal(Fraction(source.internal_interest_pct), 3),
        "self_financing_pct": decimal(Fraction(source.self_financing_pct), 1) if source.self_financing_pct else "",
        "threshold": tkr(source.threshold), "min_life_years": source.min_life_years,
        "report_within_months": source.report_within_months, "raise_most": tkr(source.raise_most),
        "raise_pct": decimal(Fraction(source.raise_pct), 1) if source.raise_pct else "",
        "new_pct": decimal(Fraction(source.new_pct), 1) if source.new_pct else "", "lives": _lines(source.lives),
        "priorities": _lines(source.priorities), "carry_over_rules": _lines(source.carry_over_rules),
        "text": source.text, **{f"y{year}": tkr(amount) for year, amount in source.ceiling.items()},
        **{f"m{year}": tkr(amount) for year, amount in source.own_money.items()},
    }  # fmt: skip
