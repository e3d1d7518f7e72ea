"""Forms of the process owner."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ramverk.apps.cycle.models import Round
from ramverk.apps.plans.forms import Later
from ramverk.apps.plans.models import Goal, GoalLevel, IndicatorDirection, SectionKind


class TemplateForm(forms.Form):
    """One section of the template; emptied of its heading it goes away."""

    use_required_attribute = False

    key = forms.SlugField(required=False, max_length=40, widget=forms.HiddenInput)
    heading = Later(label=_("Rubrik"), max_length=160)
    instruction = forms.CharField(
        label=_("Anvisning till dem som skriver"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    kind = forms.ChoiceField(label=_("Slag"), choices=SectionKind.choices)
    is_required = forms.BooleanField(label=_("Måste fyllas i"), required=False)
    follows_frame = forms.BooleanField(label=_("Berörs när ramen ändras"), required=False)

    def kind_words(self) -> str:
        """What the section holds, as a word."""
        return str(dict(SectionKind.choices).get(self.initial.get("kind", ""), ""))


class CouncilGoalForm(forms.Form):
    """The vision, or a goal of the council."""

    level = forms.ChoiceField(
        label=_("Nivå"), choices=[(one.value, one.label) for one in (GoalLevel.COUNCIL, GoalLevel.VISION)]
    )
    text = forms.CharField(label=_("Mål"), widget=forms.Textarea(attrs={"rows": 2}))
    parent = forms.ModelChoiceField(label=_("Leder till visionen"), required=False, queryset=Goal.objects.none())
    period = forms.CharField(label=_("Period"), required=False, max_length=40)
    is_good_economy = forms.BooleanField(label=_("Gäller god ekonomisk hushållning"), required=False)

    def __init__(self, *args: Any, in_round: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["parent"].queryset = Goal.objects.filter(round=in_round, level=GoalLevel.VISION)


class EarlierGoalsForm(forms.Form):
    """Last year's goals as a file."""

    file = forms.FileField(
        label=_("Fil"),
        help_text=_(
            "Mallen ifylld, eller ett eget Excel-, OpenDocument- eller CSV-blad med rubrikerna Nämnd, Mål och "
            "Indikator; gärna Enhet, Ska, Utgångsvärde, Målvärde 2018 och Utfall 2017."
        ),
    )


class CatalogueForm(forms.Form):
    """An indicator for the catalogue."""

    code = forms.CharField(
        label=_("Id"),
        max_length=20,
        help_text=_("Koladas id, till exempel N15030, eller ett eget, till exempel BUN01."),
    )
    name = forms.CharField(label=_("Namn"), max_length=200)
    definition = forms.CharField(label=_("Definition"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    unit = forms.CharField(label=_("Enhet"), required=False, max_length=40)
    direction = forms.ChoiceField(label=_("Ska"), choices=IndicatorDirection.choices)
    source = forms.CharField(label=_("Källa"), required=False, max_length=200)
    lag_months = forms.IntegerField(
        label=_("Känd så många månader efter året"), required=False, min_value=0, max_value=60
    )
