"""Forms of rooms and drafts. They shape what was typed; what it means is for the actions to judge."""

import re
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ramverk.apps.frames.findings import FRAMED
from ramverk.apps.frames.forms import Amount
from ramverk.apps.frames.ledger import board_key
from ramverk.apps.frames.models import Edition
from ramverk.apps.frames.queries.figures import line_name
from ramverk.apps.organisation.models import Body
from ramverk.apps.proposals.draft import DraftRow
from ramverk.apps.proposals.models import PartyRoom
from ramverk.apps.proposals.signs import as_written, line_words
from ramverk.apps.proposals.terms import NEVER_OPEN, OpenTerms, rate_words
from ramverk.core.editions.changes import PostKind
from ramverk.core.editions.editions import Edition as CoreEdition
from ramverk.core.editions.editions import fold
from ramverk.core.investments.sheets import Sheet
from ramverk.core.money import NotAnAmount, Ore, Unit, format_exact, parse_amount
from ramverk.core.statements.result_budget import FINANCE_LINES


class Rate(forms.CharField):
    """A tax rate as people say it, 21:64 or 21,64; cleans to öre per 100 kr, None where nothing is written."""

    def clean(self, value: Any) -> Any:
        """Öre per 100 kr, with a sentence where the text is no rate."""
        text = str(value or "").strip().replace(":", ",").replace(".", ",")
        if not text:
            return None
        found = re.fullmatch(r"(\d{1,2})(?:,(\d{1,2}))?", text)
        if found is None:
            raise forms.ValidationError(_("Skriv skattesatsen som 21:64."))
        return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))


def _rate(label: Any) -> Rate:
    return Rate(
        label=label, required=False, widget=forms.TextInput(attrs={"class": "amount", "size": 6, "autocomplete": "off"})
    )


class Posts:
    """The posts a row may be about, read once for the whole grid: "frame:BUN", "finance:executive_disposal"."""

    def __init__(self, terms: OpenTerms, base: CoreEdition) -> None:
        """`base` is what the draft stands on: a body without a frame there gets a new one, and the list says so."""
        bodies = Body.objects.filter(kind__in=FRAMED, valid_to=None).order_by("name")
        self.names = {board_key(body): body.name for body in bodies}
        framed = {post.owner for post in fold(base) if post.kind is PostKind.FRAME}
        open_to_all = [(key, name) for key, name in self.names.items() if key not in terms.closed_boards]
        self.boards = [(f"frame:{key}", name) for key, name in open_to_all if key in framed]
        self.unframed = [(f"frame:{key}", name) for key, name in open_to_all if key not in framed]
        lines = [(f"finance:{code}", line_words(code)) for code in FINANCE_LINES if code in terms.open_lines]
        groups = [
            (_("Nämnder"), self.boards), (_("Centrala poster"), lines),
            (_("Saknar ram i underlaget, får en ny"), self.unframed),
        ]  # fmt: skip
        self.choices: list[Any] = [("", ""), *(group for group in groups if group[1])]

    def name(self, owner: str, part: str) -> str:
        """What a post is called."""
        return self.names.get(owner, owner) if owner else line_words(part)


class RowForm(forms.Form):
    """One row a party writes: where, what, how much each year. A plus costs more (`signs.py`)."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    post = forms.ChoiceField(label=lazy("Avser"), required=False)
    text = forms.CharField(
        label=lazy("Vad"), required=False, max_length=300, widget=forms.TextInput(attrs={"size": 30})
    )
    is_one_off = forms.BooleanField(label=lazy("Engångs"), required=False)
    remove = forms.BooleanField(label=lazy("Ta bort"), required=False)

    def __init__(self, *args: Any, years: Sequence[int], posts: Posts, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        self.years = tuple(years)
        fields["post"].choices = posts.choices
        for year in self.years:
            fields[f"y{year}"] = Amount(label=str(year))
        for name, one in fields.items():
            one.widget.attrs["aria-label"] = str(one.label or name)

    def ordered(self) -> list[forms.BoundField]:
        """The visible cells in the grid's order."""
        return [self[name] for name in ("post", "text", *(f"y{year}" for year in self.years), "is_one_off")]

    def row(self) -> DraftRow | None:
        """The row as it was left; None where it is blank or to be removed."""
        values = self.cleaned_data
        written = [values.get(name) for name in ("post", "text", *(f"y{year}" for year in self.years))]
        if values.get("remove") or all(value in (None, "") for value in written):
            return None
        kind, _colon, where = (values.get("post") or "").partition(":")
        is_frame = kind != "finance"
        owner, part = (where, "") if is_frame else ("", where)
        typed = [(str(year), values.get(f"y{year}")) for year in self.years]
        amounts = {year: as_written(owner, part, int(amount)) for year, amount in typed if amount is not None}
        return DraftRow(
            values.get("key") or str(uuid.uuid4()), kind or "frame", owner, part, amounts,
            (values.get("text") or "").strip(), is_one_off=bool(values.get("is_one_off")),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A row with an amount or a text says where it belongs."""
        values = super().clean() or {}
        written = [values.get(name) for name in ("text", *(f"y{year}" for year in self.years))]
        if not values.get("remove") and any(value not in (None, "") for value in written) and not values.get("post"):
            self.add_error("post", _("Välj vad raden avser."))
        return values


def first_values(row: DraftRow) -> dict[str, Any]:
    """What a stored row shows in its cells."""
    shown = {year: as_written(row.owner, row.part, amount) for year, amount in row.amounts.items()}
    amounts = {f"y{year}": format_exact(Ore(amount), Unit.TKR) for year, amount in shown.items()}
    where = row.owner if row.kind == "frame" else row.part
    return {"key": row.key, "post": f"{row.kind}:{where}", "text": row.text, "is_one_off": row.is_one_off, **amounts}


class ShiftForm(forms.Form):
    """Money shifted between two boards: both sides at once."""

    giver = forms.ChoiceField(label=lazy("Från"))
    taker = forms.ChoiceField(label=lazy("Till"))
    text = forms.CharField(label=lazy("Vad flyttas?"), max_length=300)

    def __init__(self, *args: Any, years: Sequence[int], posts: Posts, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        self.years = tuple(years)
        fields["giver"].choices = [("", ""), *posts.boards]
        fields["taker"].choices = [("", ""), *posts.boards, *posts.unframed]
        for year in self.years:
            fields[f"y{year}"] = Amount(label=_("%s, tkr") % year)

    def clean(self) -> dict[str, Any]:
        """Two boards, and an amount."""
        values = super().clean() or {}
        if values.get("giver") and values.get("giver") == values.get("taker"):
            raise forms.ValidationError(_("Välj två olika nämnder."))
        if not any(values.get(f"y{year}") for year in self.years):
            raise forms.ValidationError(_("Skriv ett belopp för minst ett år."))
        return values

    def rows(self) -> list[DraftRow]:
        """Both sides: the first gives, the other gets."""
        values, pair = self.cleaned_data, str(uuid.uuid4())
        amounts = {str(year): int(values[f"y{year}"]) for year in self.years if values[f"y{year}"] is not None}
        return [
            DraftRow(
                str(uuid.uuid4()), "frame", where.partition(":")[2], "",
                {year: sign * amount for year, amount in amounts.items()}, values["text"].strip(), "transfer",
                pair=pair, deed="shift",
            )
            for where, sign in ((values["giver"], 1), (values["taker"], -1))
        ]  # fmt: skip


class RateForm(forms.Form):
    """The tax rate of each year; empty means as today."""

    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for year in years:
            self.fields[f"r{year}"] = _rate(str(year))

    def rates(self) -> dict[str, int]:
        """The rates that were written, by year."""
        return {name[1:]: value for name, value in self.cleaned_data.items() if value is not None}


class LineForm(forms.Form):
    """One goal, assignment or section: a board or a heading, and a text; one without text is left out."""

    board = forms.ChoiceField(label=lazy("Nämnd"), required=False)
    heading = forms.CharField(label=lazy("Rubrik"), max_length=160, required=False)
    text = forms.CharField(label=lazy("Text"), required=False)

    def __init__(self, *args: Any, posts: Posts, part: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        self.posts, self.part = posts, part
        if part == "texts":
            del fields["board"]
            fields["text"].widget = forms.Textarea(attrs={"rows": 5, "class": "document"})
        else:
            del fields["heading"]
            fields["board"].choices = [("", _("Alla nämnder")), *posts.names.items()]
            fields["text"].widget = forms.TextInput(attrs={"size": 60, "maxlength": 500})

    def line(self) -> dict[str, str] | None:
        """What was written."""
        values = self.cleaned_data
        text = (values.get("text") or "").strip()
        if not text and not values.get("heading"):
            return None
        if self.part == "texts":
            return {"heading": (values.get("heading") or "").strip(), "text": text}
        board = values.get("board") or ""
        return {"board": board, "board_name": self.posts.names.get(board, ""), "text": text}


class StartForm(forms.Form):
    """A new draft: its name, and what it stands on."""

    title = forms.CharField(label=lazy("Förslagets namn"), max_length=160)
    base = forms.ModelChoiceField(
        label=lazy("Bygger på"), queryset=Edition.objects.none(), empty_label=None,
        help_text=lazy("Frysta utgåvor, desamma för alla partier."),
    )  # fmt: skip

    def __init__(self, *args: Any, bases: Sequence[Edition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        base: Any = self.fields["base"]
        base.queryset = Edition.objects.filter(pk__in=[one.pk for one in bases]).order_by("-pk")


class NoteForm(forms.Form):
    """A note."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    heading = forms.CharField(label=lazy("Rubrik"), max_length=160, required=False)
    text = forms.CharField(
        label=lazy("Text"), required=False, widget=forms.Textarea(attrs={"rows": 10, "class": "document"})
    )


class FileForm(forms.Form):
    """A file for the room."""

    file = forms.FileField(label=lazy("Fil"))


class JointForm(forms.Form):
    """A joint room and who is asked into it."""

    name = forms.CharField(label=lazy("Rummets namn"), max_length=120)
    party = forms.ModelChoiceField(label=lazy("Inbjudan kommer från"), queryset=Body.objects.none(), empty_label=None)
    others = forms.ModelMultipleChoiceField(
        label=lazy("Partier som bjuds in"), queryset=Body.objects.none(), widget=forms.CheckboxSelectMultiple,
        help_text=lazy("Varje partis gruppledare tackar ja för sitt parti. Dessförinnan kommer ingen av dem in."),
    )  # fmt: skip

    def __init__(self, *args: Any, own: Sequence[int], parties: Sequence[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["party"].queryset = Body.objects.filter(pk__in=own)
        others = [party.pk for party in parties if party.pk not in own or len(own) > 1]
        fields["others"].queryset = Body.objects.filter(pk__in=others).order_by("name")


class ShareForm(forms.Form):
    """Which joint room a draft moves to."""

    room = forms.ModelChoiceField(label=lazy("Gemensamt rum"), queryset=PartyRoom.objects.none(), empty_label=None)

    def __init__(self, *args: Any, rooms: Sequence[PartyRoom], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        room: Any = self.fields["room"]
        room.queryset = PartyRoom.objects.filter(pk__in=[one.pk for one in rooms])


class HourForm(forms.Form):
    """When a complete proposal hands itself over."""

    day = forms.DateField(label=lazy("Dag"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    time = forms.TimeField(label=lazy("Klockslag"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))


class TermsForm(forms.Form):
    """The terms for all parties."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    tax_rate = _rate(lazy("Dagens skattesats"))
    median_income = forms.CharField(
        label=lazy("Beskattningsbar medianinkomst, kronor om året"), required=False,
        help_text=lazy("Visar vad en ändrad skattesats betyder för en person."),
        widget=forms.TextInput(attrs={"class": "amount", "size": 12, "autocomplete": "off"}),
    )  # fmt: skip
    open_lines = forms.MultipleChoiceField(
        label=lazy("Öppna rader i finansförvaltningen"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=lazy("Övriga är tekniska och stängda för partierna. Skatten följer skattesatsen, bidragen staten."),
    )  # fmt: skip
    closed_boards = forms.MultipleChoiceField(
        label=lazy("Stängda ramar"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=lazy("Revisorernas budget bereds av fullmäktiges presidium (kommunallagen 11 kap. 8 §)."),
    )  # fmt: skip

    closed_projects = forms.MultipleChoiceField(
        label=lazy("Stängda investeringsprojekt"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=lazy("Partierna kan inte röra dem. Från början är de som redan pågår stängda."),
    )  # fmt: skip

    def __init__(self, *args: Any, listed: Sequence[Sheet] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        if listed:
            fields["closed_projects"].choices = [(one.key, f"{one.name} ({one.board})") for one in listed]
        else:
            del fields["closed_projects"]
        fields["open_lines"].choices = [(code, line_name(code)) for code in FINANCE_LINES if code not in NEVER_OPEN]
        bodies = Body.objects.filter(kind__in=FRAMED, valid_to=None).order_by("name")
        fields["closed_boards"].choices = [(board_key(body), body.name) for body in bodies]

    def clean_median_income(self) -> int | None:
        """Öre a year."""
        try:
            found = parse_amount(self.cleaned_data.get("median_income") or "", Unit.KR)
        except NotAnAmount as error:
            raise forms.ValidationError(error.sentence_sv) from None
        return None if found is None else int(found)


def terms_values(terms: OpenTerms, listed: Sequence[Sheet] = ()) -> dict[str, Any]:
    """What the form shows of terms."""
    income = "" if terms.median_income is None else format_exact(Ore(terms.median_income), Unit.KR)
    return {
        "version": terms.version, "tax_rate": rate_words(terms.tax_rate), "median_income": income,
        "open_lines": sorted(terms.open_lines), "closed_boards": sorted(terms.closed_boards),
        "closed_projects": [one.key for one in listed if terms.is_closed_project(one)],
    }  # fmt: skip
