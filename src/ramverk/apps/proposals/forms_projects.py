"""The form of an investment project that a draft adds itself, and the size that is written for one."""

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ramverk.apps.frames.forms import Amount
from ramverk.apps.proposals.forms import Posts
from ramverk.apps.trail.verdicts import Invalid
from ramverk.core.money import NotAnAmount, Ore, Unit, parse_amount


def size_written(text: str, before: int) -> int:
    """Öre in all, from thousands or from a share of what it costs `before`: "24 000" or "80 %"."""
    written = text.strip()
    if not written.endswith("%"):
        try:
            return int(parse_amount(written, Unit.TKR) or 0)
        except NotAnAmount as error:
            raise Invalid(error.sentence_sv) from None
    found = re.fullmatch(r"(\d{1,4})(?:[,.](\d{1,2}))? ?%", written)
    if found is None:
        raise Invalid(_("Skriv storleken i tkr, eller som en andel i procent."))
    return int(Ore(before).share(Fraction(f"{found[1]}.{found[2] or 0}") / 100))


class ProjectForm(forms.Form):
    """What is built, who orders it and owns it, what it costs each year, how long it lasts and when it is in use."""

    name = forms.CharField(label=lazy("Projekt"), max_length=160)
    board = forms.ChoiceField(label=lazy("Nämnd som beställer"))
    carrier = forms.ChoiceField(
        label=lazy("Nämnd som bär kapitalkostnaden"), required=False, help_text=lazy("Tomt: samma nämnd.")
    )
    life_years = forms.IntegerField(label=lazy("Livslängd, år"), min_value=1, max_value=100, initial=33)
    year = forms.IntegerField(label=lazy("Tas i bruk, år"))
    month = forms.IntegerField(label=lazy("Månad"), min_value=1, max_value=12, initial=12)
    effect = Amount(label=lazy("Ökad driftkostnad per år, tkr"))

    def __init__(self, *args: Any, years: Sequence[int], posts: Posts, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        boards = [(value.partition(":")[2], label) for value, label in posts.choices[1][1]]
        fields["board"].choices = [("", ""), *boards]
        fields["carrier"].choices = [("", ""), *boards]
        fields["year"].initial = years[-1]
        fields["year"].min_value = years[0]
        for year in years:
            fields[f"y{year}"] = Amount(label=_("Utgift %s, tkr") % year)
        self.order_fields(["name", "board", "carrier", *(f"y{year}" for year in years), "life_years", "year", "month"])
