"""Forms of dispatches. They read and shape what was typed; what it means is for the actions to judge."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ramverk.apps.cycle.forms_desks import FilesField
from ramverk.apps.cycle.models import Activity
from ramverk.apps.dispatch.models import Dispatch
from ramverk.apps.dispatch.queries import LEGAL_GROUNDS, audiences_to_choose, openable
from ramverk.apps.organisation.models import Audience


class DispatchForm(forms.Form):
    """A dispatch as it is written."""

    subject = forms.CharField(label=_("Ämne"), max_length=300)
    text = forms.CharField(
        label=_("Text"),
        help_text=_("Vad mottagarna får, vad de ska göra, och vem som svarar på frågor."),
        widget=forms.Textarea(attrs={"rows": 8, "class": "document"}),
        required=False,
    )
    difference = forms.CharField(
        label=_("Vad skiljer från förra utgåvan?"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    audiences = forms.ModelMultipleChoiceField(
        label=_("Mottagare"),
        help_text=_("Som roller. Vilka personer det är bestäms den dag du skickar."),
        queryset=Audience.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst en mottagare.")},
    )
    opens = forms.ModelMultipleChoiceField(
        label=_("Öppnar inlämningar"),
        help_text=_("Varje nämnd får ett eget rum för det som utskicket ber om."),
        queryset=Activity.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reply_by = forms.DateField(
        label=_("Svar senast"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), required=False
    )
    legal_ground = forms.CharField(
        label=_("Rättslig grund"),
        help_text=_("Välj ett av förslagen eller skriv ett eget."),
        max_length=200,
        widget=forms.TextInput(attrs={"list": "legal-grounds"}),
        required=False,
    )
    attached = FilesField(
        label=_("Lägg till bilagor"),
        help_text=_("PDF, Word, Excel, OpenDocument, bild eller text; högst 20 MB per fil."),
    )

    def __init__(self, *args: Any, activity: Activity, is_new_edition: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        audiences: Any = self.fields["audiences"]
        audiences.queryset = audiences_to_choose(activity)
        opens: Any = self.fields["opens"]
        opens.queryset = openable(activity)
        self.fields["difference"].required = is_new_edition
        if not is_new_edition:
            del self.fields["difference"]
        if not opens.queryset.exists():
            del self.fields["opens"]

    @property
    def legal_grounds(self) -> tuple[str, ...]:
        """Suggestions for the legal ground."""
        return LEGAL_GROUNDS


def values_of(dispatch: Dispatch) -> dict[str, Any]:
    """A draft's values, to go on with."""
    return {
        "subject": dispatch.subject,
        "text": dispatch.text,
        "difference": dispatch.difference,
        "audiences": list(dispatch.audiences.values_list("audience", flat=True)),
        "opens": list(dispatch.opens.all()),
        "reply_by": dispatch.reply_by,
        "legal_ground": dispatch.legal_ground,
    }
