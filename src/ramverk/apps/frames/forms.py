"""Forms of frames. They shape what was typed; what it means is for the actions to judge."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ramverk.apps.cycle.models import Round
from ramverk.apps.frames.actions.save_changes import RowEdit
from ramverk.apps.frames.findings import FRAMED
from ramverk.apps.frames.links import choices, links_of
from ramverk.apps.frames.models import Change, Edition, EditionKind, Operation, PostKind
from ramverk.apps.frames.policy import CENTRES_OWN
from ramverk.apps.frames.queries.figures import cause_name, line_name
from ramverk.apps.frames.rows import Row, row_of
from ramverk.apps.organisation.models import Body
from ramverk.core.editions.causes import Cause, words_of
from ramverk.core.money import NotAnAmount, Ore, Unit, format_exact, parse_amount
from ramverk.core.statements.result_budget import FINANCE_LINES

_NOT_WRITTEN = {Cause.UNEXPLAINED, Cause.OPENING_FRAME}
SIGNS = {PostKind.FRAME: -1, PostKind.FINANCE: 1}
"""Frames are written as net cost, so a plus makes a frame larger; finance lines as money in."""


class Amount(forms.CharField):
    """An amount in tkr as people write it; cleans to öre, or None where nothing is written."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"class": "amount", "inputmode": "text", "size": 9, "autocomplete": "off"})
        super().__init__(required=False, widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        """Öre, with a sentence where the text is no amount."""
        try:
            return parse_amount(str(value or ""), Unit.TKR)
        except NotAnAmount as error:
            raise forms.ValidationError(error.sentence_sv) from None


class ChangeForm(forms.Form):
    """One row of the grid. Rows that nothing was written in are left alone."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    post = forms.ChoiceField(label=lazy("Nämnd"), required=False)
    operation = forms.ChoiceField(label=lazy("Verksamhet"), required=False)
    cause = forms.ChoiceField(label=lazy("Orsak"), required=False)
    text = forms.CharField(
        label=lazy("Text"), required=False, max_length=500, widget=forms.TextInput(attrs={"size": 34})
    )
    is_one_off = forms.BooleanField(label=lazy("Engångs"), required=False)
    is_earmarked = forms.BooleanField(label=lazy("Öronmärkt"), required=False)
    linked_to = forms.ChoiceField(label=lazy("Mål, uppdrag eller plan"), required=False)
    source = forms.CharField(
        label=lazy("Källa"), required=False, max_length=300, widget=forms.TextInput(attrs={"size": 22})
    )
    internal_text = forms.CharField(
        label=lazy("Intern anteckning"), required=False, max_length=2000, widget=forms.TextInput(attrs={"size": 22})
    )
    remove = forms.BooleanField(label=lazy("Ta bort"), required=False)

    def __init__(self, *args: Any, kind: PostKind, years: Sequence[int], offered: "Choices", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.years = kind, tuple(years)
        fields: dict[str, Any] = self.fields
        fields["post"].choices = offered.boards if kind is PostKind.FRAME else offered.lines
        fields["post"].label = _("Nämnd") if kind is PostKind.FRAME else _("Rad")
        fields["cause"].choices = offered.causes(kind)
        if kind is PostKind.FRAME:
            fields["operation"].choices = offered.operations
        else:
            del fields["operation"], fields["is_earmarked"]
        fields["linked_to"].choices = offered.links
        for year in self.years:
            fields[f"y{year}"] = Amount(label=str(year))
        self.row_faults: list[str] = []
        for name, row_field in fields.items():
            row_field.widget.attrs["aria-label"] = str(row_field.label or name)

    def ordered(self) -> list[forms.BoundField]:
        """The visible cells in the grid's order."""
        names = ["post", "operation", "cause", "text", *self.year_names, "is_one_off", "is_earmarked"]
        names += ["source", "linked_to", "internal_text"]
        return [self[name] for name in names if name in self.fields]

    @property
    def year_names(self) -> list[str]:
        """The names of the amounts' fields."""
        return [f"y{year}" for year in self.years]

    def is_blank(self) -> bool:
        """Whether nothing was written in a new row."""
        values = self.cleaned_data
        names = [*self.year_names, "text", "post"]
        return not values.get("key") and all(values.get(name) in (None, "") for name in names)

    def edit(self, known: Change | None, place: str) -> RowEdit | None:
        """The row as the person left it, None where there is nothing to do."""
        values = self.cleaned_data
        if self.is_blank():
            return None
        key, version = values.get("key") or "", values.get("version") or 0
        if values.get("remove"):
            return RowEdit(None, key, version, place) if key else None
        return RowEdit(self._row(known), key, version, place)

    def _row(self, known: Change | None) -> Row:
        values, before = self.cleaned_data, row_of(known) if known else Row(source={})
        sign = SIGNS[self.kind]
        amounts = {
            str(year): sign * int(values[f"y{year}"]) for year in self.years if values.get(f"y{year}") is not None
        }
        post = values.get("post") or ""
        source = dict(before.source)
        words = (values.get("source") or "").strip()
        if words != source.get("words", ""):
            source = {"kind": "person", "words": words}
        return Row(
            post_kind=self.kind.value,
            body_id=int(post) if self.kind is PostKind.FRAME and post else None,
            operation_id=int(values["operation"]) if values.get("operation") else None,
            line=post if self.kind is PostKind.FINANCE else "",
            cause=values.get("cause") or "",
            amounts=amounts,
            is_one_off=bool(values.get("is_one_off")),
            is_earmarked=bool(values.get("is_earmarked")),
            text=(values.get("text") or "").strip(),
            internal_text=(values.get("internal_text") or "").strip(),
            source=source,
            pair=before.pair,
            linked_to=values.get("linked_to") or "",
            file_id=before.file_id,
            file_name=before.file_name,
        )


class Choices:
    """What the cells of a grid choose among, read once for all its rows."""

    def __init__(self, edition: Edition) -> None:
        self.links = choices(links_of(edition))
        bodies = Body.objects.filter(kind__in=FRAMED, valid_to=None).order_by("name")
        self.boards = [("", ""), *((str(body.pk), body.short_name or body.name) for body in bodies)]
        self.lines = [("", ""), *((code, line_name(code)) for code in FINANCE_LINES)]
        self.operations = [("", ""), *((str(row.pk), str(row)) for row in Operation.objects.all())]

    def causes(self, kind: PostKind) -> list[tuple[str, str]]:
        """The causes that may stand at posts of a kind; transfers have their own form."""
        wanted = [
            cause
            for cause in Cause
            if cause not in _NOT_WRITTEN and not (words_of(cause).on_finance_only and kind is PostKind.FRAME)
        ]
        return [("", ""), *((cause.value, cause_name(cause)) for cause in wanted)]


def first_values(row: Change) -> dict[str, Any]:
    """What a stored row shows in its cells."""
    sign = SIGNS[PostKind(row.post_kind)]
    amounts = {f"y{year}": format_exact(Ore(sign * amount), Unit.TKR) for year, amount in row.amounts.items()}
    return {
        "key": str(row.key), "version": row.version, "post": str(row.body_id or row.line),
        "operation": str(row.operation_id or ""), "cause": row.cause, "text": row.text,
        "is_one_off": row.is_one_off, "is_earmarked": row.is_earmarked, "linked_to": row.linked_to,
        "file_name": row.file_name, "source": row.source.get("words", ""), "internal_text": row.internal_text,
        **amounts,
    }  # fmt: skip


class TransferForm(forms.Form):
    """Money moved between two boards: both sides at once, so that they sum to zero."""

    from_body = forms.ModelChoiceField(label=lazy("Från"), queryset=Body.objects.none())
    to_body = forms.ModelChoiceField(label=lazy("Till"), queryset=Body.objects.none())
    text = forms.CharField(label=lazy("Vad flyttas?"), max_length=500)
    source = forms.CharField(label=lazy("Källa"), max_length=300, required=False)

    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        self.years = tuple(years)
        for name in ("from_body", "to_body"):
            fields[name].queryset = Body.objects.filter(kind__in=FRAMED, valid_to=None).order_by("name")
        for year in self.years:
            fields[f"y{year}"] = Amount(label=_("%s, tkr") % year)

    def clean(self) -> dict[str, Any]:
        """The two boards must differ."""
        values = super().clean() or {}
        if values.get("from_body") and values.get("from_body") == values.get("to_body"):
            raise forms.ValidationError(_("Välj två olika nämnder."))
        return values

    def edits(self, pair: str) -> list[RowEdit]:
        """Both sides: the first gives, the other gets."""
        values = self.cleaned_data
        amounts = {str(year): int(values[f"y{year}"]) for year in self.years if values[f"y{year}"] is not None}
        source = {"kind": "person", "words": values["source"].strip()}
        return [
            RowEdit(
                Row(
                    body_id=body.pk, cause=Cause.TRANSFER.value, text=values["text"].strip(), pair=pair, source=source,
                    amounts={year: sign * amount for year, amount in amounts.items()},
                ),
                place=str(body),
            )
            for body, sign in ((values["from_body"], 1), (values["to_body"], -1))
        ]  # fmt: skip


class AttachmentForm(forms.Form):
    """A file for one row, with the version of the row that was seen."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    file = forms.FileField(
        label=lazy("Fil"), help_text=lazy("PDF, Word, Excel, OpenDocument, bild eller text; högst 20 MB.")
    )


class BudgetFileForm(forms.Form):
    """The file an opening budget is read from."""

    file = forms.FileField(
        label=lazy("Fil"),
        help_text=lazy(
            "Excel, OpenDocument eller CSV med rubrikerna nämnd, verksamhet, benämning, kostnadsslag och belopp (tkr). "
            "Kostnader med minus; eller nettokostnad (tkr) med plus. Rader utan nämnd hör till finansförvaltningen."
        ),
    )


class WorkbookForm(forms.Form):
    """A workbook of changes, come back."""

    file = forms.FileField(label=lazy("Arbetsbok"), help_text=lazy("Den som du hämtade på utgåvans sida, i Excel."))


class EditionForm(forms.Form):
    """A new edition on another."""

    kind = forms.ChoiceField(label=lazy("Slag"))
    name = forms.CharField(label=lazy("Namn"), max_length=160)
    parent = forms.ModelChoiceField(label=lazy("Bygger på"), queryset=Edition.objects.none())

    def __init__(self, *args: Any, in_round: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = [(kind, kind.label) for kind in CENTRES_OWN if kind != EditionKind.BASE]
        fields["parent"].queryset = Edition.objects.filter(round=in_round, kind__in=CENTRES_OWN).order_by("-pk")


class DirectiveForm(forms.Form):
    """What holds for the whole directive."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    boards_hand_in_by = forms.DateField(
        label=lazy("Nämndernas förslag senast"),
        help_text=lazy("Kommunstyrelsen bestämmer dagen (kommunallagen 11 kap. 9 §)."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
    )


class SectionForm(forms.Form):
    """One section; one without heading and text is left out."""

    heading = forms.CharField(label=lazy("Rubrik"), max_length=160, required=False)
    text = forms.CharField(
        label=lazy("Text"), required=False, widget=forms.Textarea(attrs={"rows": 5, "class": "document"})
    )


class AssignmentForm(forms.Form):
    """One assignment; one without text is left out."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    body = forms.ModelChoiceField(
        label=lazy("Nämnd"), queryset=Body.objects.none(), required=False, empty_label=lazy("Alla nämnder")
    )
    text = forms.CharField(
        label=lazy("Uppdrag"), max_length=500, required=False, widget=forms.TextInput(attrs={"size": 60})
    )
    report_by = forms.DateField(
        label=lazy("Redovisas senast"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        body: Any = self.fields["body"]
        body.queryset = Body.objects.filter(kind__in=FRAMED, valid_to=None).order_by("name")
