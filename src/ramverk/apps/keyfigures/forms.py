"""Forms of key figures. They shape what was typed; what it means is for the actions to judge."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ramverk.apps.keyfigures.actions.write_finding import Written
from ramverk.apps.keyfigures.actions.write_presentation import Pages
from ramverk.apps.keyfigures.models import ComparisonGroup, Indicator, Presentation
from ramverk.apps.organisation.models import Body


class FileForm(forms.Form):
    """A file with figures."""

    file = forms.FileField(
        label=_("Fil"),
        help_text=_("Ett sparat svar från Kolada (JSON) eller en zip med flera."),
    )


class FindingForm(forms.Form):
    """A finding or a conclusion."""

    heading = forms.CharField(label=_("Rubrik"), max_length=200)
    text = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 4}))
    indicator = forms.ModelChoiceField(
        label=_("Nyckeltal att visa"), queryset=Indicator.objects.exclude(current=None), required=False
    )
    group = forms.ModelChoiceField(
        label=_("Jämför med"), queryset=ComparisonGroup.objects.filter(replaced_by=None), required=False
    )
    body = forms.ModelChoiceField(label=_("Rör nämnden"), queryset=Body.objects.filter(kind="board"), required=False)
    is_conclusion = forms.BooleanField(
        label=_("Det här är en slutsats"), required=False, help_text=_("Slutsatser visas sist, tillsammans.")
    )

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
    first = forms.ModelChoiceField(label=_("Första nyckeltalet"), queryset=Indicator.objects.none(), required=False)
    second = forms.ModelChoiceField(label=_("Andra nyckeltalet"), queryset=Indicator.objects.none(), required=False)
    third = forms.ModelChoiceField(label=_("Tredje nyckeltalet"), queryset=Indicator.objects.none(), required=False)
    chart = forms.ModelChoiceField(label=_("Diagram"), queryset=Indicator.objects.none(), required=False)
    is_ready = forms.BooleanField(
        label=_("Presentationen är klar"), required=False, help_text=_("Då syns den för alla och på storbild.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in (*_FACTS, "chart"):
            self.fields[name].queryset = Indicator.objects.exclude(current=None)  # type: ignore[attr-defined]

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
