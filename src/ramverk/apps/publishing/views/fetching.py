"""Any document as PDF, Word, web page or workbook: for those who may see the thing it is about, and nobody else."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from ramverk.apps.organisation.actor import acting
from ramverk.apps.organisation.appearance import brand
from ramverk.apps.proposals.queries.drafts import opened
from ramverk.apps.proposals.queries.rooms import seated_in
from ramverk.apps.proposals.views.finding import item_in
from ramverk.apps.publishing.contents.files import FORMS, Form
from ramverk.apps.publishing.contents.kinds import KINDS
from ramverk.apps.publishing.contents.motion import draft_motion_document
from ramverk.apps.trail.verdicts import Invalid
from ramverk.core.documents.brand import PLAIN, Brand
from ramverk.core.documents.model import Document
from ramverk.formats.documents.pdf import DocumentRefused


@login_required
@require_GET
def fetch(request: HttpRequest, kind: str, pk: int, ending: str) -> HttpResponse:
    """One document of a kind, made now from what stands."""
    found, form = KINDS.get(kind), _form(ending)
    if found is None:
        raise Http404
    actor = acting(request)
    thing = found.find(actor, pk)
    if thing is None:
        raise Http404
    document = found.make(thing, actor)
    if found.opened is not None:
        found.opened(thing, actor)
    return as_file(document, form, PLAIN if found.is_private else brand())


@login_required
@require_GET
def draft_motion(request: HttpRequest, uid: UUID, ending: str) -> HttpResponse:
    """A draft out of a sealed room as a motion: made in memory for the member who asked, and kept nowhere."""
    form = _form(ending)
    inside, item = item_in(request, str(uid))
    one = opened(inside.proof, item)
    parties = [place.party.name for place in seated_in(item.room)]
    return as_file(draft_motion_document(one, parties), form, PLAIN)


def _form(ending: str) -> Form:
    form = FORMS.get(ending)
    if form is None:
        raise Http404
    return form


def as_file(document: Document, form: Form, look: Brand) -> HttpResponse:
    """The document to save. Its web page brings a style of its own, so it is saved too, and not shown here."""
    try:
        content = form.write(document, look)
    except DocumentRefused as refused:
        raise Invalid(str(refused)) from refused
    answer = HttpResponse(content, content_type=form.media_type)
    name = f"{slugify(f'{document.title} {document.subtitle}')[:80] or document.kind}.{form.ending}"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
