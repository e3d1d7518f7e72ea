"""The levers of the lab: a number each, which is what is sent, and a slider beside it that moves the number."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ramverk.apps.frames.lab import LEVERS, MOST, Lever, LeverWords
from ramverk.apps.frames.numbers import decimal, percent
from ramverk.apps.trail.verdicts import Invalid, Refused

_HIGHEST_RATE = 50
"""Kronor per 100 kr; no municipality is near it."""


@dataclass(frozen=True, slots=True)
class Slider:
    """A lever as the page shows it: its field, and where its slider begins, ends and stands, as HTML writes numbers."""

    field: forms.BoundField
    unit: str
    least: str
    most: str
    notch: str
    at: str
    ends: tuple[str, str]
    """The ends in words: "−5" and "+5"."""


class LabForm(forms.Form):
    """Every field may be left empty: then the lever stands still."""

    tax_rate_now = forms.CharField(
        label=lazy("Skattesats i dag"),
        help_text=lazy("kronor per 100 kr, till exempel 21,64"),
        required=False,
        widget=forms.TextInput(attrs={"class": "amount", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for lever, words in LEVERS.items():
            self.fields[lever.value] = forms.CharField(
                label=str(words.label),
                help_text=str(words.unit),
                required=False,
                widget=forms.TextInput(attrs={"class": "amount", "autocomplete": "off"}),
            )

    def clean(self) -> dict[str, Any]:
        """Every field as a fraction, with a sentence where it is no number or the lever cannot be moved."""
        values = super().clean() or {}
        for name, text in list(values.items()):
            try:
                values[name] = self._read(name, text) if text else Fraction(0)
            except Refused as refusal:
                self.add_error(name, str(refusal.sentence))
        if values.get(Lever.TAX_RATE) and not values.get("tax_rate_now") and "tax_rate_now" not in self.errors:
            self.add_error("tax_rate_now", _("Skriv dagens skattesats; utan den vet ingen vad ett öre ger."))
        return values

    def _read(self, name: str, text: str) -> Fraction:
        if name == "tax_rate_now":
            told = _("”%s” är inte en skattesats. Skriv kronor per 100 kr, till exempel 21,64.")
            rate = percent(text, largest=_HIGHEST_RATE, refusal=told)
            if rate <= 0:
                raise Invalid(_("Skattesatsen är större än noll. Skriv till exempel 21,64."))
            return rate
        words = LEVERS[Lever(name)]
        largest = int(words.reach * MOST)
        is_ore = name == Lever.TAX_RATE
        by = percent(text, largest=10**9, refusal=_("”%s” är inte ett antal öre. Skriv till exempel 10.") * is_ore)
        if abs(by) > largest:
            told = _("%(number)s är mer än labbet räknar med. Skriv högst %(largest)s %(unit)s, åt endera hållet.")
            raise Invalid(told % {"number": text, "largest": largest, "unit": words.unit})
        return by

    def rate(self) -> Fraction | None:
        """Today's tax rate, where it is said and can be read."""
        said = self._said().get("tax_rate_now")
        return said if isinstance(said, Fraction) and said else None

    def moved(self) -> dict[Lever, Fraction]:
        """How far each lever is moved; one whose number cannot be read stands still, and the others are counted."""
        said = self._said()
        return {lever: by for lever in LEVERS if isinstance(by := said.get(lever.value), Fraction)}

    def _said(self) -> dict[str, Any]:
        self.is_valid()
        return getattr(self, "cleaned_data", {})

    def sliders(self) -> list[Slider]:
        """The levers in order."""
        moved = self.moved()
        return [self._slider(lever, words, moved.get(lever, Fraction(0))) for lever, words in LEVERS.items()]

    def _slider(self, lever: Lever, words: LeverWords, by: Fraction) -> Slider:
        reach = words.reach
        at = max(-reach, min(reach, by))
        return Slider(
            self[lever.value], str(words.unit), _html(-reach), _html(reach), _html(words.notch), _html(at),
            (decimal(-reach), f"+{decimal(reach)}"),
        )  # fmt: skip


def _html(number: Fraction) -> str:
    """A number as HTML's own controls take it, with a point."""
    return f"{float(number):g}"
