"""The forms of the area's verbs: what a person fills in, and the words beside it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ramverk.apps.organisation.models import Body, BodyKind, Person, Role, Standing, on
from ramverk.apps.organisation.suggestions import Term
from ramverk.apps.trail import clock


class DayField(forms.DateField):
    """A day, in the browser's own day field; typed days are understood as 2018-02-06 and 6/2 2018."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d", "%d/%m %Y", "%d/%m/%Y", "%Y%m%d"], **kwargs)


class VersionField(forms.IntegerField):
    """The version of the row the person saw."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput)


def _reason() -> forms.CharField:
    help_text = _("Syns i historiken. Frivilligt.")
    return forms.CharField(label=_("Skäl"), required=False, max_length=500, help_text=help_text)


def _bodies() -> Any:
    return Body.objects.filter(on(clock.today())).order_by("name")


def _people() -> Any:
    return Person.objects.filter(is_active=True).order_by("name")


class MunicipalityForm(forms.Form):
    """Say which municipality it is."""

    version = VersionField()
    name = forms.CharField(label=_("Namn"), max_length=120, help_text=_("Utan ordet kommun, till exempel Exempelby."))
    code = forms.RegexField(
        r"^[0-9]{4}$",
        label=_("Kommunkod"),
        required=False,
        help_text=_("Fyra siffror, den som SCB och Kolada använder."),
        error_messages={"invalid": _("En kommunkod har fyra siffror, till exempel 0180.")},
    )
    inhabitants = forms.IntegerField(
        label=_("Invånare"), min_value=1, required=False, help_text=_("Delar belopp till kronor per invånare.")
    )


class BodyForm(forms.Form):
    """Correct a body."""

    version = VersionField()
    name = forms.CharField(label=_("Namn"), max_length=160)
    short_name = forms.CharField(label=_("Kortnamn"), max_length=24, required=False, help_text=_("Till exempel BUN."))
    parent = forms.ModelChoiceField(
        label=_("Överordnat organ"), queryset=Body.objects.none(), required=False, empty_label=_("inget")
    )
    email = forms.EmailField(label=_("E-post"), required=False, help_text=_("Organets egen adress, om det har en."))
    reason = _reason()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parent = self.fields["parent"]
        if isinstance(parent, forms.ModelChoiceField):
            parent.queryset = _bodies()


class NewBodyForm(BodyForm):
    """Add a body."""

    version = None  # type: ignore[assignment]  # a new body has none
    reason = None  # type: ignore[assignment]
    kind = forms.ChoiceField(label=_("Slag"), choices=BodyKind.choices, initial=BodyKind.BOARD)
    valid_from = DayField(label=_("Finns från"))
    field_order = ["kind", "name", "short_name", "parent", "valid_from", "email"]


class LastDayForm(forms.Form):
    """End something on a day."""

    version = VersionField()
    last_day = DayField(label=_("Sista dag"))
    reason = _reason()


class PersonForm(forms.Form):
    """Register or correct a person."""

    name = forms.CharField(label=_("Namn"), max_length=160)
    email = forms.EmailField(label=_("E-post"), required=False, help_text=_("Dit skickas inbjudan att logga in."))
    external_id = forms.CharField(
        label=_("Anställnings- eller förtroendemannanummer"),
        max_length=60,
        required=False,
        help_text=_("Behövs bara om personen saknar e-post."),
    )
    language = forms.ChoiceField(label=_("Språk"), choices=[("sv", _("svenska")), ("en", _("engelska"))], initial="sv")


class ChangedPersonForm(PersonForm):
    """Correct a person against the version seen."""

    version = VersionField()
    reason = _reason()


class MandateForm(forms.Form):
    """Give somebody a role in a body."""

    person = forms.ModelChoiceField(
        label=_("Person"), queryset=Person.objects.none(), help_text=_("Saknas personen? Lägg till hen först.")
    )
    role = forms.ChoiceField(label=_("Roll"), choices=Role.choices, initial=Role.MEMBER)
    party = forms.ModelChoiceField(
        label=_("Parti"), queryset=Body.objects.none(), required=False, empty_label=_("inget")
    )
    order = forms.IntegerField(
        label=_("Ordning"), min_value=0, max_value=999, initial=0, help_text=_("Ersättarnas turordning börjar med 1.")
    )
    valid_from = DayField(label=_("Från"))
    valid_to = DayField(label=_("Till och med"), required=False, help_text=_("Tomt: tills vidare."))

    def __init__(self, *args: Any, roles: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_from(self.fields["person"], _people())
        _choose_from(self.fields["party"], _bodies().filter(kind=BodyKind.PARTY))
        role = self.fields["role"]
        if roles and isinstance(role, forms.ChoiceField):
            role.choices = [(code, label) for code, label in Role.choices if code in roles]


class StandInForm(forms.Form):
    """Say who acts for a person for a time."""

    person = forms.ModelChoiceField(label=_("Ersättare"), queryset=Person.objects.none())
    body = forms.ModelChoiceField(
        label=_("I organ"), queryset=Body.objects.none(), required=False, empty_label=_("i alla uppdrag")
    )
    valid_from = DayField(label=_("Från"))
    valid_to = DayField(label=_("Till och med"), required=False, help_text=_("Tomt: tills vidare."))
    reason = _reason()

    def __init__(self, *args: Any, stands_in_for: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_from(self.fields["person"], _people().exclude(pk=stands_in_for.pk))
        _choose_from(self.fields["body"], _bodies().filter(mandates__person=stands_in_for).distinct())


class StandingForm(forms.Form):
    """A party's side and seats from a day."""

    version = VersionField()
    governs = forms.BooleanField(label=_("Partiet styr"), required=False, help_text=_("Annars är det i opposition."))
    seats = forms.IntegerField(label=_("Mandat i fullmäktige"), min_value=0, max_value=500)
    seats_in_executive_board = forms.IntegerField(label=_("Mandat i kommunstyrelsen"), min_value=0, max_value=500)
    valid_from = DayField(label=_("Gäller från"))
    reason = _reason()


class UploadForm(forms.Form):
    """A file to look at before it is accepted."""

    file = forms.FileField(label=_("Fil"), help_text=_("Excel (.xlsx), OpenDocument (.ods) eller CSV. Högst 20 MB."))


SPARE_ROWS = 2
"""Empty rows offered after those filled in; saving and opening again gives more."""


class AudienceForm(forms.Form):
    """What a participant of the timetable means: rows of a body or kind, a role in it, and for parties their side."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, terms: Sequence[Term] = (), day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(f"kind:{value}", label) for value, label in BodyKind.choices]
        bodies = [(f"body:{body.pk}", body.name) for body in Body.objects.filter(on(day)).order_by("name")]
        what = [("", _("inget mer")), (_("Alla av ett slag"), kinds), (_("Ett organ"), bodies)]
        for number in range(len(terms) + SPARE_ROWS):
            term = terms[number] if number < len(terms) else None
            self.fields[f"what_{number}"] = forms.ChoiceField(
                label=_("Vilka"), choices=what, required=False, initial=_what(term)
            )
            self.fields[f"role_{number}"] = forms.ChoiceField(
                label=_("Roll"),
                choices=[("", _("alla där")), *Role.choices],
                required=False,
                initial=term.role if term else "",
            )
            self.fields[f"standing_{number}"] = forms.ChoiceField(
                label=_("Partier"),
                choices=Standing.choices,
                required=False,
                initial=term.standing if term else "",
            )

    def terms(self) -> list[Term]:
        """The rows filled in."""
        found = []
        for name, chosen in self.cleaned_data.items():
            if name.startswith("what_") and chosen:
                number = name.removeprefix("what_")
                sort, _colon, key = chosen.partition(":")
                found.append(
                    Term(
                        body_id=int(key) if sort == "body" else None,
                        body_kind=key if sort == "kind" else "",
                        role=self.cleaned_data[f"role_{number}"],
                        standing=self.cleaned_data[f"standing_{number}"],
                    )
                )
        return found

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        """The fields, three by three."""
        numbers = [name.removeprefix("what_") for name in self.fields if name.startswith("what_")]
        return [(self[f"what_{n}"], self[f"role_{n}"], self[f"standing_{n}"]) for n in numbers]


def _what(term: Term | None) -> str:
    if term is None:
        return ""
    return f"body:{term.body_id}" if term.body_id else f"kind:{term.body_kind}"


def _choose_from(field: forms.Field, rows: Any) -> None:
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = rows


class AppearanceForm(forms.Form):
    """What documents look like."""

    version = VersionField()
    logo = forms.FileField(
        label=_("Logotyp"), required=False,
        help_text=_("SVG, PNG eller JPEG, högst 1 MB. Den står överst på varje dokument."),
    )  # fmt: skip
    logo_name = forms.CharField(
        label=_("Logotypen i ord"), max_length=160, required=False,
        help_text=_("Läses upp för den som inte ser den, till exempel ”Exempelbys kommunvapen”."),
    )  # fmt: skip
    removes_logo = forms.BooleanField(label=_("Ta bort logotypen"), required=False)
    accent = forms.CharField(
        label=_("Färg"), max_length=7, widget=forms.TextInput(attrs={"type": "color"}),
        help_text=_("För rubriker och framsida. Den måste synas mot vitt: kontrast minst 4,5:1."),
    )  # fmt: skip
    has_band = forms.BooleanField(label=_("Färgfält på framsidan"), required=False)
    sender = forms.CharField(
        label=_("Avsändare"), required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Adress, telefon och webbplats, en per rad."),
    )  # fmt: skip
    template = forms.FileField(
        label=_("Word-mall"), required=False,
        help_text=_("Kommunens egen mall (.docx eller .dotx, högst 5 MB). Word-dokument får dess sidhuvud och format."),
    )  # fmt: skip
    removes_template = forms.BooleanField(label=_("Ta bort Word-mallen"), required=False)
