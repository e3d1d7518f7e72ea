"""Forms of the process owner."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ramverk.apps.plans.models import SectionKind


class TemplateForm(forms.Form):
    """One section of the template; emptied of its heading it goes away."""

    key = forms.SlugField(required=False, max_length=40, widget=forms.HiddenInput)
    heading = forms.CharField(label=_("Rubrik"), required=False, max_length=160)
    instruction = forms.CharField(
        label=_("Anvisning till dem som skriver"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    kind = forms.ChoiceField(label=_("Slag"), choices=SectionKind.choices)
    is_required = forms.BooleanField(label=_("Måste fyllas i"), required=False)
    follows_frame = forms.BooleanField(label=_("Berörs när ramen ändras"), required=False)
