"""The union side of a meeting."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ramverk.apps.meetings import forms
from ramverk.apps.meetings.actions.consult import assess_risk, conclude, give_material, give_paper, state_position
from ramverk.apps.meetings.materials import offered
from ramverk.apps.meetings.models import Consultation
from ramverk.apps.meetings.views import chosen_file, cleaned, meeting_page, statement_form, visible_meeting
from ramverk.apps.organisation.actor import acting
from ramverk.apps.trail.models import Attachment
from ramverk.apps.trail.uploads import download
from ramverk.apps.trail.verdicts import Invalid, Refused


@login_required
@require_POST
def deed(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Give material, assess the risks, state a position, or conclude."""
    consultation = get_object_or_404(Consultation, meeting=visible_meeting(request, pk))
    if verb == "yttrande":
        return _state(request, consultation)
    if verb not in _DEEDS:
        raise Http404
    messages.success(request, _DEEDS[verb](request, consultation))
    return redirect("meetings:meeting", pk)


def _give(request: HttpRequest, consultation: Consultation) -> str:
    values = cleaned(forms.MaterialForm(request.POST, request.FILES))
    files = [chosen_file(request)] if request.FILES else []
    version, title, text = values["version"], values["title"], values["text"]
    material = give_material(acting(request), consultation, version, title, text, files)
    return _("Underlaget är lämnat och fryst (%(checksum)s).") % {"checksum": material.document.checksum[:12]}


def _paper(request: HttpRequest, consultation: Consultation) -> str:
    actor = acting(request)
    paper = next((one for one in offered(consultation, actor) if str(one.pk) == request.POST.get("paper")), None)
    if paper is None:
        raise Invalid(_("Välj en fryst version som inte är lämnad än."))
    give_paper(actor, consultation, int(request.POST.get("version") or 0), paper)
    return _("Underlaget är lämnat: %(title)s (%(checksum)s).") % {
        "title": paper.title,
        "checksum": paper.checksum[:12],
    }


def _risk(request: HttpRequest, consultation: Consultation) -> str:
    values = cleaned(forms.RiskForm(request.POST))
    assess_risk(acting(request), consultation, values["version"], values["risk_assessment"])
    return _("Bedömningen är sparad.")


def _state(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    """Save a union's statement; what cannot be saved comes back as it was written."""
    form = statement_form(request, consultation, request.POST)
    if not form.is_valid():
        return meeting_page(request, consultation.meeting, form, Invalid.status)
    union, position, text, wants = (form.cleaned_data[name] for name in ("union", "position", "text", "wants_central"))
    try:
        state_position(acting(request), consultation, union, position, text, wants_central=wants)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return meeting_page(request, consultation.meeting, form, refusal.status)
    messages.success(request, _("Yttrandet är sparat."))
    return redirect("meetings:meeting", consultation.meeting_id)


def _conclude(request: HttpRequest, consultation: Consultation) -> str:
    values = cleaned(forms.OutcomeForm(request.POST))
    conclude(acting(request), consultation, values["version"], values["outcome"], values["action"])
    return _("Samverkans resultat är antecknat.")


_DEEDS = {"underlag": _give, "utgava": _paper, "risk": _risk, "resultat": _conclude}


@login_required
def material_file(request: HttpRequest, pk: int, attachment: int) -> HttpResponse:
    """A file of the material, for those who may see the meeting."""
    consultation = get_object_or_404(Consultation, meeting=visible_meeting(request, pk))
    documents = consultation.materials.values("document_id")
    found = get_object_or_404(Attachment.objects.select_related("file"), pk=attachment, document__in=documents)
    return download(found.file, found.name, found.media_type)
