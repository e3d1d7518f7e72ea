"""The public site's front, documents, calendar and data. It shows frozen documents alone, from the second they open."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from ramverk.apps.decisions.queries.standing import standing_of
from ramverk.apps.frames.queries.figures import figures
from ramverk.apps.organisation.models import Municipality
from ramverk.apps.publishing.contents.figures import bridge_chart, hundred_chart, whole_bridge
from ramverk.apps.publishing.contents.population import KEY as PEOPLE
from ramverk.apps.publishing.models import Publication, PublicationState
from ramverk.apps.publishing.queries.calendar import public_calendar
from ramverk.apps.publishing.queries.decided import council_sittings, news, told
from ramverk.apps.publishing.queries.open_files import data_files, open_files
from ramverk.apps.publishing.queries.publications import opened, proposal_opens_at
from ramverk.apps.publishing.showing import shown_chart
from ramverk.apps.publishing.views.site import page, public
from ramverk.apps.trail import clock
from ramverk.core.documents.content import from_json
from ramverk.core.documents.model import Chart, Document, Heading
from ramverk.formats.datapackage.catalogue import Catalogue, Dataset, Distribution, Service, write_catalogue
from ramverk.formats.documents.web import anchor_of

_CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"


@public
def front(request: HttpRequest) -> HttpResponse:
    """One sentence, one picture, then what changes, then the documents and the data.

    Where the council has decided since the newest document, that comes first.
    """
    rows = list(opened())
    newest = rows[0] if rows else None
    charts = _charts(newest) if newest else {}
    context = {
        "rows": rows,
        "newest": newest,
        "news": news(),
        "standing": standing_of(newest.edition) if newest else None,
        "hundred": shown_chart(charts["hundra"]) if "hundra" in charts else None,
        "bridge": shown_chart(charts["bro"]) if "bro" in charts else None,
        "people": shown_chart(charts[PEOPLE]) if PEOPLE in charts else None,
        "steps": [step for step in public_calendar() if not step.is_over][:4],
        "opens_at": proposal_opens_at(),
    }
    return page(request, "publishing/public/front.html", context)


def _charts(found: Publication) -> dict[str, Chart]:
    """The drawings of a document by their keys. A document is frozen in Swedish; in English the drawings of the frozen
    edition's own money are drawn again, since all their words but the boards' names are the system's.
    """
    charts = {block.key: block for block in _document(found).blocks if isinstance(block, Chart)}
    if translation.get_language() != "en":
        return charts
    source = _("Källa: utgåvan ”%(edition)s”.") % {"edition": found.edition.name}
    again = [
        hundred_chart(figures(found.edition), ""),
        bridge_chart(whole_bridge(found.edition), source, _("Ingående"), _("Ny ram")),
    ]
    return charts | {chart.key: chart for chart in again if chart is not None and chart.key in charts}


@public
def document(request: HttpRequest, slug: str) -> HttpResponse:
    """A published document as a page, with its files; what was taken back says so."""
    found = _published(slug)
    if found.state == PublicationState.WITHDRAWN:
        response = page(request, "publishing/public/withdrawn.html", {"publication": found})
        response.status_code = 410
        return response
    shown = _document(found)
    headings = [block for block in shown.blocks if isinstance(block, Heading)]
    context = {
        "publication": found,
        "document": shown,
        "standing": standing_of(found.edition),
        "contents": [(one, anchor_of(at, one)) for at, one in enumerate(headings) if one.level == 1],
        "files": open_files(found),
    }
    return page(request, "publishing/public/document.html", context)


@public
def decision(request: HttpRequest, number: int) -> HttpResponse:
    """What the council decided on the budget, sentence by sentence, from the second it was decided."""
    found = next((row for row in council_sittings() if row.pk == number), None)
    if found is None:
        raise Http404
    return page(request, "publishing/public/decision.html", {"told": told(found)})


@public
def file(request: HttpRequest, slug: str, name: str) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """One file of a published document."""
    found = _published(slug)
    if found.state == PublicationState.WITHDRAWN or found.document is None:
        raise Http404
    kept = get_object_or_404(found.document.attachments.select_related("file"), name=name)
    answer = HttpResponse(bytes(kept.file.content), content_type=kept.media_type)
    inline = kept.media_type.startswith(("application/pdf", "application/json"))
    answer["Content-Disposition"] = content_disposition_header(not inline, kept.name) or "attachment"
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


@public
def calendar(request: HttpRequest) -> HttpResponse:
    """The year's steps as everybody may know them."""
    steps = public_calendar()
    context = {"coming": [one for one in steps if not one.is_over], "over": [one for one in steps if one.is_over]}
    return page(request, "publishing/public/calendar.html", context)


@public
def data(request: HttpRequest) -> HttpResponse:
    """What there is as open data, and how to read it."""
    rows = [(row, open_files(row)) for row in opened()]
    return page(request, "publishing/public/data.html", {"rows": rows})


@public
def dcat(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """The catalogue that the national portal harvests, in Swedish whatever language the site is read in."""
    with translation.override("sv"):
        return HttpResponse(write_catalogue(_catalogue()), content_type="application/rdf+xml; charset=utf-8")


def _catalogue() -> Catalogue:
    base = settings.BASE_URL.rstrip("/")
    municipality = Municipality.objects.first()
    name = municipality.name if municipality else ""
    datasets = [
        Dataset(
            url=f"{base}{reverse('public:document', args=[row.slug])}",
            title=row.title,
            description=f"{row.title}: ramar, ändringar och resultat i kronor.",
            issued=timezone.localdate(row.opens_at).isoformat() if row.opens_at else "",
            distributions=[
                Distribution(f"{base}{reverse('api:edition', args=[row.edition.uid])}", "API", "application/json"),
                *(
                    Distribution(
                        f"{base}{reverse('public:file', args=[row.slug, kept.name])}", f"{group.title}, {kept.form}",
                        kept.media_type.split(";")[0],
                    )
                    for group, kept in data_files(open_files(row))
                ),
            ],
        )
        for row in opened()
    ]  # fmt: skip
    return Catalogue(
        url=f"{base}{reverse('public:dcat')}", title=f"Öppna data från {name}",
        description="Mål och budget med varje ändring och dess orsak.", publisher=name,
        mail=settings.SECURITY_CONTACT.removeprefix("mailto:") if "@" in settings.SECURITY_CONTACT else "",
        licence=_CC0, datasets=datasets,
        services=[
            Service(
                f"{base}{reverse('api:root')}", "API för läsning av budgeten",
                "Utgåvor, ramar, ändringar, mål, investeringar, förslag, beslut, tidplan och dokument som JSON.",
                f"{base}{reverse('api:openapi')}",
            )
        ],
    )  # fmt: skip


def _published(slug: str) -> Publication:
    """What is open at this address, or was and has been taken back."""
    rows = Publication.objects.select_related("document", "edition", "round")
    found = opened().filter(slug=slug).first()
    if found is None:
        found = rows.filter(
            slug=slug, state=PublicationState.WITHDRAWN, document__isnull=False, opens_at__lte=clock.now()
        ).first()
    if found is None:
        raise Http404
    return found


def _document(found: Publication) -> Document:
    if found.document is None:
        raise Http404
    return from_json(found.document.content)


__all__ = ["calendar", "data", "dcat", "decision", "document", "file", "front"]
