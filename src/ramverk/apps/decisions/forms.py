"""Forms of matters, clauses, amendments, attendance and decisions."""

import re
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ramverk.apps.cycle.models import Activity
from ramverk.apps.decisions.models import (
    AppealOutcome,
    ClauseKind,
    MatterKind,
    OptionVerb,
    PostponementKind,
    Stand,
)
from ramverk.apps.frames.models import Edition
from ramverk.apps.organisation.models import Body
from ramverk.apps.proposals.projects import Basis
from ramverk.core.investments.sheets import Sheet
from ramverk.core.money import NotAnAmount, Unit, parse_amount

_RATE = re.compile(r"(\d{1,2})[:,.](\d{2})")


class RateField(forms.CharField):
    """A tax rate as people write it: 21:64 or 21,64. Cleaned to öre per 100 kr."""

    def clean(self, value: Any) -> int | None:
        """Refuse what is no rate with a sentence that shows how it is written."""
        text = super().clean(value)
        if not text:
            return None
        found = _RATE.fullmatch(str(text).strip())
        if not found:
            raise forms.ValidationError(_now("Skriv skattesatsen med två decimaler, till exempel 21:64."))
        return int(found[1]) * 100 + int(found[2])


class AmountField(forms.CharField):
    """An amount in a unit. Cleaned to öre."""

    def __init__(self, *, unit: Unit, **more: Any) -> None:
        super().__init__(**more)
        self.unit = unit

    def clean(self, value: Any) -> int | None:
        """Refuse what is no amount with the money's own sentence."""
        text = super().clean(value)
        try:
            amount = parse_amount(str(text or ""), self.unit)
        except NotAnAmount as wrong:
            raise forms.ValidationError(wrong.sentence_sv) from None
        return None if amount is None else int(amount)


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **more)


class MatterForm(forms.Form):
    """A new matter at an activity."""

    kind = forms.ChoiceField(label=_("Ärendet gäller"), choices=MatterKind.choices)
    title = forms.CharField(label=_("Rubrik"), max_length=200)
    register_number = forms.CharField(label=_("Diarienummer"), max_length=40, help_text=_("Till exempel KS 2018/12."))
    body: Any = forms.ModelChoiceField(label=_("Beslutas av"), queryset=Body.objects.none())
    day = _day(_("Sammanträde"))


class BringOnForm(forms.Form):
    """The next sitting of a matter."""

    activity: Any = forms.ModelChoiceField(label=_("Steg i tidplanen"), queryset=Activity.objects.none())
    body: Any = forms.ModelChoiceField(label=_("Beslutas av"), queryset=Body.objects.none())
    day = _day(_("Sammanträde"))


class OptionForm(forms.Form):
    """An option of the drafting days."""

    edition: Any = forms.ModelChoiceField(label=_("Utkast"), queryset=Edition.objects.none())
    text = forms.CharField(label=_("Alternativ"), max_length=300)
    body: Any = forms.ModelChoiceField(label=_("Nämnd"), queryset=Body.objects.none())
    first = AmountField(
        label=_("Budgetåret, tkr"), unit=Unit.TKR, required=False, help_text=_("Plus gör nämndens ram större.")
    )
    second = AmountField(label=_("Första planåret, tkr"), unit=Unit.TKR, required=False)
    third = AmountField(label=_("Andra planåret, tkr"), unit=Unit.TKR, required=False)
    source = forms.CharField(label=_("Källa"), max_length=300, required=False)


class ProjectOptionForm(forms.Form):
    """Something to do with an investment project of the draft's list."""

    project = forms.ChoiceField(label=_("Projekt"))
    what = forms.ChoiceField(label=_("Vad som görs"))
    source = forms.CharField(label=_("Källa"), max_length=300, required=False)

    def __init__(self, data: Any = None, *, basis: Basis) -> None:
        super().__init__(data)
        counted = {sheet.key for sheet in basis.sheets}
        groups: list[tuple[str, list[tuple[str, str]]]] = [
            (str(_("Med i utkastet")), [(key, _named(sheet)) for key, sheet in basis.known.items() if key in counted]),
            (str(_("Utanför utkastet")), [(k, _named(sheet)) for k, sheet in basis.known.items() if k not in counted]),
        ]
        fields: dict[str, Any] = self.fields
        fields["project"].choices = [group for group in groups if group[1]]
        fields["what"].choices = [(name, words) for name, (_verb, _by, words) in PROJECT_DEEDS.items()]


def _named(sheet: Sheet) -> str:
    return f"{sheet.name} ({sheet.board})"


PROJECT_DEEDS = {
    "cut": (OptionVerb.CUT, 0, _("det utgår")),
    "take_in": (OptionVerb.TAKE_IN, 0, _("det tas med")),
    "later_1": (OptionVerb.MOVE, 1, _("det skjuts upp ett år")),
    "later_2": (OptionVerb.MOVE, 2, _("det skjuts upp två år")),
    "later_3": (OptionVerb.MOVE, 3, _("det skjuts upp tre år")),
    "earlier_1": (OptionVerb.MOVE, -1, _("det tidigareläggs ett år")),
}
"""What may be done with a project, by the name it has in a form: the verb, the years later, the words."""


class OfferForm(forms.Form):
    """A refused change as a matter of its own."""

    register_number = forms.CharField(label=_("Diarienummer"), max_length=40)
    activity: Any = forms.ModelChoiceField(label=_("Steg i tidplanen"), queryset=Activity.objects.none())
    body: Any = forms.ModelChoiceField(label=_("Beslutas av"), queryset=Body.objects.none())
    day = _day(_("Sammanträde"))


class DraftForm(forms.Form):
    """Clauses drafted from an edition."""

    edition: Any = forms.ModelChoiceField(
        label=_("Utgåva"), queryset=Edition.objects.none(), help_text=_("Bara frysta utgåvor kan läggas på bordet.")
    )
    tax_rate = RateField(label=_("Skattesats"), required=False, help_text=_("Två decimaler: 21:64."))
    internal_interest = forms.CharField(label=_("Internränta, procent"), required=False, max_length=8)
    borrowing = AmountField(label=_("Ny upplåning, högst (mnkr)"), unit=Unit.MNKR, required=False)

    def clean_internal_interest(self) -> Fraction | None:
        """Per cent, with a comma."""
        text = str(self.cleaned_data["internal_interest"]).strip().replace(",", ".")
        if not text:
            return None
        try:
            return Fraction(text)
        except ValueError:
            raise forms.ValidationError(_now("Skriv räntan i procent, till exempel 1,75.")) from None


def offer_drafts(form: DraftForm) -> None:
    """Say of each open draft that it is frozen when the clauses are written from it."""
    field: Any = form.fields["edition"]
    field.label_from_instance = _as_laid
    field.help_text = _("Ett öppet utkast fryses när att-satserna skrivs ur det. Du ser vad som fryses först.")


def _as_laid(edition: Edition) -> str:
    return _now("%s (öppet utkast, fryses)") % edition if edition.is_open else str(edition)


class ClauseForm(forms.Form):
    """One clause in words."""

    kind = forms.ChoiceField(label=_("Gäller"), choices=ClauseKind.choices, initial=ClauseKind.OTHER)
    subject = forms.CharField(label=_("Rubrik"), max_length=200)
    text = forms.CharField(
        label=_("Lydelse"), widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("En mening som kan besvaras med ja eller nej."),
    )  # fmt: skip
    body: Any = forms.ModelChoiceField(label=_("Nämnd"), queryset=Body.objects.none(), required=False)
    report_by = _day(_("Redovisas senast"), required=False)


class TableForm(forms.Form):
    """Another edition laid on the table."""

    edition: Any = forms.ModelChoiceField(label=_("Utgåva"), queryset=Edition.objects.none())
    name = forms.CharField(
        label=_("Förslagets namn"), max_length=160, help_text=_("Så som det ställs i propositionen.")
    )
    party: Any = forms.ModelChoiceField(label=_("Parti"), queryset=Body.objects.none(), required=False)
    moved_by = forms.CharField(label=_("Yrkas av"), max_length=300, required=False)
    tax_rate = RateField(
        label=_("Skattesats"), required=False, help_text=_("Lämna tomt om den är lika med huvudförslagets.")
    )


class AmendmentForm(forms.Form):
    """An amendment: on a clause of the board, or a clause of one's own."""

    clause: Any = forms.ModelChoiceField(
        label=_("Att-sats"), queryset=None, required=False, empty_label=_("en egen att-sats")
    )
    stand = forms.ChoiceField(
        label=_("Jag yrkar"), choices=[(Stand.VALUE, _("en annan lydelse")), (Stand.DROPPED, _("att den utgår"))]
    )
    subject = forms.CharField(
        label=_("Rubrik"), max_length=200, required=False, help_text=_("Bara för en egen att-sats.")
    )
    change_by = AmountField(
        label=_("Ändring, tkr per år"), unit=Unit.TKR, required=False,
        help_text=_("För en driftram eller en avsättning: plus gör den större. Lydelsen skrivs då ut."),
    )  # fmt: skip
    rate = RateField(label=_("Skattesats"), required=False, help_text=_("För skattesatsen: 21:50."))
    day = _day(_("Annan dag"), required=False, help_text=_("För den dag då nämnderna lämnar sina förslag."))
    text = forms.CharField(label=_("Lydelse"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    place: Any = forms.ModelChoiceField(
        label=_("Yrkas av"), queryset=None,
        error_messages={
            "invalid_choice": _(
                "Bara den som tjänstgör vid sammanträdet kan yrka. Är uppgiften fel, ändra närvaron först."
            )
        },
    )  # fmt: skip


def only_what_concerns(form: AmendmentForm, kind: str, *, is_a_day: bool = False) -> None:
    """Leave the fields that say something about a clause of this kind; empty: a clause of one's own."""
    wanted = {
        "": {"subject", "text"}, ClauseKind.FRAME: {"stand", "change_by"}, ClauseKind.POOL: {"stand", "change_by"},
        ClauseKind.TAX_RATE: {"stand", "rate"},
    }  # fmt: skip
    kept = ({"stand", "day"} if is_a_day else wanted.get(kind, {"stand", "text"})) | {"clause", "place"}
    for name in set(form.fields) - kept:
        del form.fields[name]
    form.fields["clause"].widget = forms.HiddenInput()
    if not kind:
        for name in ("subject", "text"):
            form.fields[name].required, form.fields[name].help_text = True, ""


class CloseForm(forms.Form):
    """The end of a matter's handling."""

    paragraph = forms.CharField(label=_("Paragraf"), max_length=24, help_text=_("Till exempel § 71."))
    is_adjusted_at_once = forms.BooleanField(
        label=_("Paragrafen förklaras omedelbart justerad"), required=False,
        help_text=_("Behövs när nästa steg inte hinner vänta på den vanliga justeringen."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Skäl"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("När något ovan kräver ett skäl. Det står i beslutet."),
    )  # fmt: skip


class PostponeForm(forms.Form):
    """Tabling or referral."""

    kind = forms.ChoiceField(label=_("Vad begärs"), choices=PostponementKind.choices, widget=forms.RadioSelect)
    motivation = forms.CharField(
        label=_("Motivering"), widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("De som begär det bestämmer motiveringen."),
    )  # fmt: skip
    asking: Any = forms.ModelMultipleChoiceField(
        label=_("Begärs av"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    by_majority = forms.BooleanField(label=_("En majoritet har beslutat det"), required=False)
    paragraph = forms.CharField(label=_("Paragraf"), max_length=24, required=False)


class ReservationForm(forms.Form):
    """A reservation, for oneself or noted for another."""

    place: Any = forms.ModelChoiceField(label=_("Reserverar sig"), queryset=None)
    clause: Any = forms.ModelChoiceField(
        label=_("Mot"), queryset=None, required=False, empty_label=_("beslutet i sin helhet")
    )
    text = forms.CharField(label=_("Motivering"), required=False, widget=forms.Textarea(attrs={"rows": 4}))


class ReservationPaperForm(forms.Form):
    """The reasons of a reservation, in writing."""

    file = forms.FileField(label=_("Fil"), help_text=_("PDF, Word eller OpenDocument. Den blir läst som den är."))


class DutyForm(forms.Form):
    """One duty done."""

    done_on = _day(_("Gjort den"))
    receipt = forms.CharField(label=_("Kvitto"), max_length=200, required=False)


class AppealForm(forms.Form):
    """An appeal as the court has told of it."""

    came_in_on = _day(_("Kom in till förvaltningsrätten"))
    case_number = forms.CharField(label=_("Målnummer"), max_length=40, help_text=_("Står i rättens brev."))
    appellant = forms.CharField(label=_("Klagande"), max_length=200, required=False)
    grounds = forms.CharField(
        label=_("Vad som överklagas och varför"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class OutcomeForm(forms.Form):
    """How an appeal went."""

    outcome = forms.ChoiceField(label=_("Utgång"), choices=AppealOutcome.choices, widget=forms.RadioSelect)
    outcome_on = _day(_("Avgjort den"))
    stands_from = _day(
        _("Avgörandet står fast från"), required=False,
        help_text=_("Dagen då det inte längre kan överklagas. Lämna tomt tills den är känd."),
    )  # fmt: skip


class AnnounceForm(forms.Form):
    """A new announcement where the first came down too early."""

    announced_on = _day(_("Anslaget på nytt"))
    reason = forms.CharField(label=_("Skäl"), max_length=300)


class ForceForm(forms.Form):
    """The announcement has been up for the whole time."""

    taken_down_on = _day(_("Anslaget togs ned"))
