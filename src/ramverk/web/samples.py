"""What the sample sheet shows: an invented form and an invented round."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from ramverk.apps.trail import clock
from ramverk.web.frame import RoundLine


class SampleForm(forms.Form):
    """One field of each sort."""

    name = forms.CharField(label=_("Rubrik"), help_text=_("Så som den ska stå i tidplanen."))
    day = forms.DateField(label=_("Dag"), widget=forms.DateInput(attrs={"type": "date"}))
    text = forms.CharField(label=_("Text"), widget=forms.Textarea, required=False)
    body = forms.ChoiceField(
        label=_("Nämnd"), choices=[("bun", "Barn- och utbildningsnämnden"), ("sn", "Socialnämnden")]
    )
    send = forms.ChoiceField(
        label=_("Vem får det?"),
        widget=forms.RadioSelect,
        choices=[("all", _("alla nämnder")), ("some", _("bara de som saknas"))],
    )
    file = forms.FileField(label=_("Fil"), required=False, help_text=_("Word, Excel eller PDF, högst 20 MB."))
    remind = forms.BooleanField(label=_("Påminn två dagar före"), required=False)


def sample_round() -> RoundLine:
    """A line of the day with something in every place."""
    return RoundLine(
        round="Mål & Budget 2019–2021",
        round_url="#",
        phase="Göra/samla in",
        next="Presentation",
        next_url="#",
        next_on=clock.today() + timedelta(days=8),
    )
