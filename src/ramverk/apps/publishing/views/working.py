"""Pages for those who publish: what there is, a new one, its preview, and the second it opens."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ramverk.apps.cycle.queries.rounds import current_round
from ramverk.apps.dispatch.actions.send_at_hour import send_due
from ramverk.apps.organisation.actor import acting
from ramverk.apps.organisation.appearance import brand
from ramverk.apps.publishing.actions.prepare import prepare, rewrite
from ramverk.apps.publishing.actions.schedule import schedule
from ramverk.apps.publishing.actions.tell_at_opening import told_by
from ramverk.apps.publishing.actions.withdraw import withdraw
from ramverk.apps.publishing.contents.files import FORMS
from ramverk.apps.publishing.contents.written import written_document
from ramverk.apps.publishing.forms import OpeningForm, PublicationForm, WithdrawForm, WordsForm
from ramverk.apps.publishing.models import Publication, PublicationState
from ramverk.apps.publishing.policy import PUBLICATIONS, may
from ramverk.apps.publishing.queries.publications import publications_of
from ramverk.apps.publishing.views.fetching import as_file
from ramverk.apps.trail import clock
from ramverk.apps.trail.queries import history
from ramverk.apps.trail.verdicts import Invalid, require
from ramverk.core.documents.checks import check_document
from ramverk.core.documents.content import from_json
from ramverk.core.documents.model import Document


@login_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """What has been published, and what is on its way."""
    actor = acting(request)
    in_round = current_round(actor)
    rows = publications_of(in_round, actor) if in_round else []
    context = {"rows": rows, "may_prepare": bool(in_round) and may(actor, "publishing.prepare"), "now": clock.now()}
    return render(request, "publishing/index.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Begin a publication."""
    actor = acting(request)
    require(may(actor, "publishing.prepare"))
    in_round = current_round(actor)
    if in_round is None:
        raise Invalid(_("Det finns ingen omgång än. Läs in tidplanen först."))
    form = PublicationForm(request.POST or None, actor=actor, round_id=in_round.pk)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        made = prepare(actor, words["edition"], words["title"], words["introduction"], words["activity"])
        return redirect("publishing:publication", made.pk)
    return render(request, "publishing/start.html", {"form": form}, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "POST"])
def publication(request: HttpRequest, pk: int) -> HttpResponse:
    """One publication: the very document that is or will be open, what hinders it, and its words."""
    actor = acting(request)
    send_due()
    shown = visible(request, pk)
    may_write = bool(may(actor, "publishing.prepare", shown))
    is_draft = shown.state == PublicationState.DRAFT
    first = {"title": shown.title, "introduction": shown.introduction, "version": shown.version}
    form = WordsForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        rewrite(actor, shown, words["version"] or 0, words["title"], words["introduction"])
        messages.success(request, _("Sparat."))
        return redirect("publishing:publication", pk)
    document = document_of(shown)
    opening = OpeningForm(initial={"day": clock.today(), "version": shown.version, "tells": True}, told=told_by(shown))
    context = {
        "publication": shown,
        "document": document,
        "findings": check_document(document),
        "may_write": may_write,
        "is_draft": is_draft,
        "is_open": shown.opens_at is not None and shown.opens_at <= clock.now(),
        "form": form,
        "opening": opening,
        "withdrawing": WithdrawForm(initial={"version": shown.version}),
        "forms": FORMS.values(),
        "history": history(shown),
    }
    return render(request, "publishing/publication.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def set_opening(request: HttpRequest, pk: int) -> HttpResponse:
    """Freeze, and set the second it opens."""
    shown = visible(request, pk)
    form = OpeningForm(request.POST, told=told_by(shown))
    if not form.is_valid():
        raise Invalid(_("Ange dag och klockslag då publiceringen öppnas, till exempel 2018-06-07 och 10.30."))
    words = form.cleaned_data
    made = schedule(acting(request), shown, words["version"], form.moment(), tells=words.get("tells", False))
    messages.success(
        request,
        _("Fryst med kontrollsumma. Öppnas för alla %(when)s.")
        % {"when": timezone.localtime(made.opens_at).strftime("%Y-%m-%d %H.%M") if made.opens_at else ""},
    )
    return redirect("publishing:publication", pk)


@login_required
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a publication back, with the reason."""
    shown = visible(request, pk)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Skriv varför publiceringen återkallas. Skälet visas för den som har läst den."))
    withdraw(acting(request), shown, form.cleaned_data["version"], form.cleaned_data["reason"])
    messages.success(request, _("Publiceringen är återkallad."))
    return redirect("publishing:publication", pk)


@login_required
@require_GET
def preview_file(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """The document in one of its forms, as it stands now or as it was frozen."""
    shown = visible(request, pk)
    form = FORMS.get(ending)
    if form is None:
        raise Http404
    kept = shown.document.attachments.filter(name=f"{shown.slug}.{ending}").first() if shown.document else None
    if kept is None:
        return as_file(document_of(shown), form, brand())
    answer = HttpResponse(bytes(kept.file.content), content_type=form.media_type)
    name = f"{shown.slug}.{ending}"
    # The web page brings its own style, which no page of ours may: it is saved, not shown here.
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return answer


def visible(request: HttpRequest, pk: int) -> Publication:
    """The publication, if this person may see it."""
    rows = Publication.objects.select_related("edition", "document", "round", "activity", "notice")
    return get_object_or_404(PUBLICATIONS.filter(rows, acting(request)), pk=pk)


def document_of(shown: Publication) -> Document:
    """The frozen document, or what would be frozen now."""
    if shown.document is not None:
        return from_json(shown.document.content)
    return written_document(shown, clock.today().isoformat())
