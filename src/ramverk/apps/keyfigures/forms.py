"""Forms of key figures. They shape what was typed; what it means is for the actions to judge."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ramverk.apps.keyfigures.actions.add_indicator import Local
from ramverk.apps.keyfigures.actions.describe_indicator import Described
from ramverk.apps.keyfigures.actions.type_values import Typed
from ramverk.apps.keyfigures.actions.write_finding import Written
from ramverk.apps.keyfigures.actions.write_presentation import Pages
from ramverk.apps.keyfigures.models import Area, ComparisonGroup, CountedIn, Indicator, Presentation, Wish
from ramverk.apps.keyfigures.queries.catalogue import Offered, offered
from ramverk.apps.organisation.models import Body


class IndicatorField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Any indicator with figures may be chosen; offered are those that somebody finds something among."""

    def __init__(self, label: Any) -> None:
        super().__init__(Indicator.objects.exclude(current=None), label=label, required=False)

    def offer(self, indicators: Offered) -> None:
        """Show these to choose among, the January set by itself."""
        parts = ((_("Januariuppsättningen"), indicators.january), (_("Andra"), indicators.others))
        named = [(name, [(row.pk, str(row)) for row in rows]) for name, rows in parts if rows]
        self.choices = [("", self.empty_label), *named]


def offer_indicators(form: forms.Form) -> None:
    """Let every field for an indicator offer the same ones, and what stands in the form."""
    fields = {name: field for name, field in form.fields.items() if isinstance(field, IndicatorField)}
    chosen = [str(form[name].value() or "") for name in fields]
    keys = [int(key) for key in chosen if key.isdecimal()]
    also = Indicator.objects.filter(pk__in=keys).values_list("code", flat=True) if keys else ()
    found = offered(also)
    for field in fields.values():
        field.offer(found)


class FileForm(forms.Form):
    """A file with figures."""

    file = forms.FileField(
        label=_("Fil"),
        help_text=_(
            "Ett sparat svar från Kolada (JSON), en zip med flera, en sparad tabell från SCB (json-stat2), eller en "
            "egen tabell (Excel, ODS, CSV) med rubrikerna nyckeltal, område, enhet, år, kön, värde och antal."
        ),
    )


class FindingForm(forms.Form):
    """A finding or a conclusion."""

    heading = forms.CharField(label=_("Rubrik"), max_length=200)
    text = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 4}))
    indicator = IndicatorField(_("Nyckeltal att visa"))
    group = forms.ModelChoiceField(
        label=_("Jämför med"), queryset=ComparisonGroup.objects.filter(replaced_by=None), required=False
    )
    body = forms.ModelChoiceField(label=_("Rör nämnden"), queryset=Body.objects.filter(kind="board"), required=False)
    is_conclusion = forms.BooleanField(
        label=_("Det här är en slutsats"), required=False, help_text=_("Slutsatser visas sist, tillsammans.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_indicators(self)

    def written(self) -> Written:
        """What was written."""
        return Written(**{name: self.cleaned_data[name] for name in Written.__dataclass_fields__})


class PresentationForm(forms.Form):
    """A board's pages."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    future = forms.CharField(
        label=_("Framtidsfrågor"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Visas först. En rad blir en punkt; det ska gå att läsa från sista raden."),
    )  # fmt: skip
    activity = forms.CharField(label=_("Verksamhet"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    economy = forms.CharField(label=_("Ekonomi"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    quality = forms.CharField(label=_("Kvalitet"), required=False, widget=forms.Textarea(attrs={"rows": 4}))
    first = IndicatorField(_("Första nyckeltalet"))
    second = IndicatorField(_("Andra nyckeltalet"))
    third = IndicatorField(_("Tredje nyckeltalet"))
    chart = IndicatorField(_("Diagram"))
    is_ready = forms.BooleanField(
        label=_("Presentationen är klar"), required=False, help_text=_("Då syns den för alla och på storbild.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_indicators(self)

    def pages(self) -> Pages:
        """What was written."""
        values = self.cleaned_data
        facts = list(dict.fromkeys(values[name].code for name in _FACTS if values[name]))
        texts = {name: values[name].strip() for name in ("future", "activity", "economy", "quality")}
        return Pages(**texts, facts=facts, is_ready=values["is_ready"])


_FACTS = ("first", "second", "third")


def presentation_initial(shown: Presentation | None) -> dict[str, Any]:
    """What the form begins with."""
    if shown is None:
        return {"version": 0}
    rows = {row.code: row for row in Indicator.objects.filter(code__in=shown.facts)}
    chosen = dict(zip(_FACTS, (rows.get(code) for code in shown.facts), strict=False))
    texts = {name: getattr(shown, name) for name in ("version", "future", "activity", "economy", "quality", "is_ready")}
    return texts | chosen | {"chart": shown.chart}


class DescribeForm(forms.Form):
    """What the source does not know."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    wish = forms.ChoiceField(label=_("Önskad riktning"), choices=Wish.choices)
    counted_in = forms.ChoiceField(
        label=_("Enhet"), choices=[("", _("enligt namnet")), *CountedIn.choices], required=False
    )
    heads = forms.ModelChoiceField(
        label=_("Räknas per"), queryset=Indicator.objects.filter(counted_in="number"), required=False,
        help_text=_("För kostnader per brukare eller elev: nyckeltalet som räknar dem. Då visas avståndet i kronor."),
    )  # fmt: skip
    deviation = forms.ModelChoiceField(
        label=_("Samma avvikelse i mnkr"), queryset=Indicator.objects.filter(counted_in="mnkr"), required=False
    )
    operations = forms.CharField(
        label=_("Verksamheter i budgeten"), max_length=300, required=False,
        help_text=_("För en nettokostnadsavvikelse: koderna för de verksamheter vars ramar den ska stå bredvid."),
    )  # fmt: skip
    body = forms.ModelChoiceField(label=_("Rör nämnden"), queryset=Body.objects.filter(kind="board"), required=False)
    section = forms.CharField(label=_("Avsnitt i januariuppsättningen"), max_length=80, required=False)
    order = forms.IntegerField(
        label=_("Ordning i januariuppsättningen"),
        min_value=0,
        max_value=999,
        help_text=_("0 om det inte ska vara med."),
    )

    def described(self) -> Described:
        """What was decided."""
        values = {name: self.cleaned_data[name] for name in Described.__dataclass_fields__}
        codes = values["operations"].replace(";", ",").replace(" ", ",").split(",")
        return Described(
            **values | {"operations": tuple(dict.fromkeys(code.strip() for code in codes if code.strip()))}
        )


class LocalForm(forms.Form):
    """A key figure of the municipality's own."""

    code = forms.CharField(label=_("Id"), max_length=12, help_text=_("Till exempel E-KÖ1."))
    title = forms.CharField(label=_("Namn"), max_length=300)
    description = forms.CharField(
        label=_("Definition"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Vad som räknas, och hur."),
    )  # fmt: skip
    source = forms.CharField(label=_("Källa"), max_length=200)
    counted_in = forms.ChoiceField(label=_("Enhet"), choices=[("", _("annan")), *CountedIn.choices], required=False)
    wish = forms.ChoiceField(label=_("Önskad riktning"), choices=Wish.choices)
    body = forms.ModelChoiceField(
        label=_("Nämnd som äger det"), queryset=Body.objects.filter(kind="board"), required=False
    )
    fewest = forms.IntegerField(
        label=_("Minsta antal personer"), min_value=2, max_value=1000, required=False,
        help_text=_("Ett värde som bygger på färre visas inte."),
    )  # fmt: skip
    is_divided_by_gender = forms.BooleanField(label=_("Fördelas på kvinnor och män"), required=False)

    def local(self) -> Local:
        """What was written."""
        return Local(**self.cleaned_data)


class TypedForm(forms.Form):
    """One year's figure of a local indicator."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    year = forms.IntegerField(label=_("År"), min_value=1990, max_value=2099)
    gender = forms.ChoiceField(
        label=_("Kön"), choices=[("T", _("totalt")), ("K", _("kvinnor")), ("M", _("män"))], required=False
    )
    text = forms.CharField(
        label=_("Värde"), max_length=20, required=False, help_text=_("Tomt betyder att värdet saknas, inte noll.")
    )
    people = forms.IntegerField(label=_("Antal personer bakom värdet"), min_value=0, required=False)

    def typed(self) -> Typed:
        """What was typed."""
        values = self.cleaned_data
        return Typed(values["year"], values["text"], values["gender"] or "T", values["people"])


class GroupForm(forms.Form):
    """A group of municipalities."""

    title = forms.CharField(label=_("Namn"), max_length=200)
    members = forms.ModelMultipleChoiceField(
        label=_("Kommuner"),
        queryset=Area.objects.filter(kind="municipality"),
        to_field_name="code",
        widget=forms.CheckboxSelectMultiple,
    )
