"""What the demo's bar asks."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

FIRST, LAST = date(2017, 1, 1), date(2019, 12, 31)


class DayForm(forms.Form):
    """The day it shall be."""

    day = forms.DateField(
        label=_("Dag"),
        error_messages={"invalid": _("Skriv dagen så här: 2018-06-05."), "required": _("Skriv en dag.")},
        widget=forms.DateInput(attrs={"type": "date", "min": FIRST, "max": LAST}, format="%Y-%m-%d"),
    )

    def clean_day(self) -> date:
        """A day the invented years hold."""
        day: date = self.cleaned_data["day"]
        if not FIRST <= day <= LAST:
            raise forms.ValidationError(_("Demon kan stå på en dag från 2017 till och med 2019."))
        return day
