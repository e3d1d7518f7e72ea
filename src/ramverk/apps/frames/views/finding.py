"""What a page is about, found among what its reader may see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Round
from ramverk.apps.cycle.queries.rounds import current_round
from ramverk.apps.frames.models import Edition
from ramverk.apps.frames.policy import EDITIONS
from ramverk.apps.frames.workbook import MEDIA_TYPE
from ramverk.apps.organisation.actor import Actor, acting
from ramverk.apps.trail.verdicts import Invalid


def visible(request: HttpRequest, pk: int) -> Edition:
    """The edition, if this person may see it; otherwise there is nothing here."""
    rows = Edition.objects.select_related("round", "parent", "decision__body", "activity", "document")
    return get_object_or_404(EDITIONS.filter(rows, acting(request)), pk=pk)


def asked_for(request: HttpRequest, name: str, actor: Actor) -> Edition | None:
    """An edition named in the address, if it is one the actor may see."""
    value = request.GET.get(name, "")
    if not value.isdigit():
        return None
    return EDITIONS.filter(Edition.objects.select_related("round"), actor).filter(pk=int(value)).first()


def the_round(actor: Actor) -> Round:
    """The round work goes on in, or a sentence that there is none."""
    found = current_round(actor)
    if found is None:
        raise Invalid(_("Det finns ingen omgång än. Läs in tidplanen först, så har ramarna någonstans att vara."))
    return found


def year_of(request: HttpRequest, edition: Edition) -> int:
    """The year asked for, else the budget year."""
    value = request.GET.get("ar", "")
    return int(value) if value.isdigit() and int(value) in edition.years else int(edition.years[0])


def as_download(name: str, content: bytes, media_type: str = MEDIA_TYPE) -> HttpResponse:
    """A file to save; a workbook where nothing else is said."""
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return answer
