"""What documents look like: mark, colour, front page, Word template; and a sample of each form."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ramverk.apps.organisation.actions.set_appearance import Look, set_appearance
from ramverk.apps.organisation.actor import acting
from ramverk.apps.organisation.appearance import brand, current_appearance
from ramverk.apps.organisation.forms import AppearanceForm
from ramverk.apps.organisation.models import Municipality
from ramverk.apps.organisation.policy import EVERYONE, may
from ramverk.apps.trail import clock
from ramverk.apps.trail.queries import history
from ramverk.apps.trail.verdicts import Invalid, Stale, require
from ramverk.apps.trail.wording import in_words
from ramverk.core.documents.brand import ACCENT
from ramverk.core.documents.model import Cell, Column, Document, Heading, ListBlock, Paragraph, Row, Style, Table
from ramverk.formats.documents.forms import FORMS


@login_required
@require_http_methods(["GET", "POST"])
def appearance(request: HttpRequest) -> HttpResponse:
    """The look as it is, and the form that changes it."""
    actor = acting(request)
    verdict = may(actor, "organisation.set_appearance")
    found = current_appearance()
    first = {
        "version": found.version if found else 1, "accent": found.accent if found else ACCENT,
        "has_band": found.has_band if found else True, "sender": found.sender if found else "",
        "logo_name": found.logo_name if found else "",
    }  # fmt: skip
    form = AppearanceForm(request.POST or None, request.FILES or None, initial=first)
    status = 200
    if request.method == "POST":
        require(verdict)
        status = 422
        if form.is_valid():
            try:
                findings = set_appearance(actor, form.cleaned_data["version"], _look(form.cleaned_data))
            except (Invalid, Stale) as refusal:
                form.add_error(None, str(refusal.sentence))
                status = refusal.status
            else:
                messages.success(request, _("Utseendet är sparat och gäller dokument som görs från och med nu."))
                for finding in findings:
                    messages.warning(request, finding.message_en if get_language() == "en" else finding.message)
                return redirect("organisation:appearance")
    context = {
        "form": form, "verdict": verdict, "found": found, "forms": FORMS.values(), "who": EVERYONE.who,
        "english": get_language() == "en", "entries": in_words(history(found)[:8]) if found else [],
    }  # fmt: skip
    return render(request, "organisation/appearance.html", context, status=status)


def _look(values: dict[str, Any]) -> Look:
    logo, template = values["logo"], values["template"]
    return Look(
        accent=values["accent"].strip(), has_band=values["has_band"], sender=values["sender"],
        logo_name=values["logo_name"], logo=(logo.name, logo.read()) if logo else None,
        removes_logo=values["removes_logo"] and not logo,
        template=(template.name, template.read()) if template else None,
        removes_template=values["removes_template"] and not template,
    )  # fmt: skip


@require_GET
def logo(_request: HttpRequest) -> HttpResponse:
    """The mark. It was looked into when it came, and runs nothing wherever it is opened."""
    found = current_appearance()
    if found is None or found.logo is None:
        raise Http404
    answer = HttpResponse(bytes(found.logo.content), content_type=found.logo_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    answer["Cache-Control"] = "public, max-age=300"
    return answer


@login_required
@require_GET
def sample(_request: HttpRequest, ending: str) -> HttpResponse:
    """A few pages of nothing in particular, so that the look can be seen before it is on something that counts."""
    form = FORMS.get(ending)
    if form is None:
        raise Http404
    answer = HttpResponse(form.write(_sample(), brand()), content_type=form.media_type)
    name = f"prov.{ending}"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return answer


def _sample() -> Document:
    table = Table(
        "prov", _("Så ser en tabell ut, tkr"), (Column(_("Rad")), Column("2019", is_figures=True)),
        (
            Row((Cell(_("En rad")), Cell("1 234", 123_400_000))),
            Row((Cell(_("Summa")), Cell("1 234", 123_400_000)), is_sum=True),
        ),
        source=_("Källa: påhittade tal."),
    )  # fmt: skip
    look = current_appearance()
    return Document(
        kind="prov", title=_("Prov på dokumentens utseende"), subtitle=_("Så ser kommunens dokument ut"),
        publisher=Municipality.objects.values_list("name", flat=True).first() or "", dated=clock.today().isoformat(),
        blocks=(
            Heading(1, _("En rubrik")), Paragraph(_("En ingress är något större än löpande text."), Style.LEAD),
            Paragraph(_("Det här är löpande text. Orden är bara ett prov.")), Heading(2, _("En underrubrik")), table,
            ListBlock((_("en punkt"), _("en punkt till"))),
        ),
        language="en" if get_language() == "en" else "sv", accent=look.accent if look else ACCENT,
    )  # fmt: skip
