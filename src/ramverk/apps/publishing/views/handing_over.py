"""Pages for finance: questions from outside, whom outside turns to, files for the case system, and the archive."""

from dataclasses import replace
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ramverk.apps.cycle.queries.rounds import current_round
from ramverk.apps.decisions.models import Matter
from ramverk.apps.organisation.actor import acting
from ramverk.apps.publishing.actions.answer_question import answer_question, set_aside
from ramverk.apps.publishing.actions.archive_round import archive_round, is_dead, make_aside
from ramverk.apps.publishing.actions.ask_publicly import ask_publicly
from ramverk.apps.publishing.actions.write_contact import write_contact
from ramverk.apps.publishing.contents.papers import case_of, papers_of
from ramverk.apps.publishing.forms_public import AnswerForm, AsideForm, ContactForm, NoteForm
from ramverk.apps.publishing.models import ArchivePackage, PackageState, PublicQuestion, PublicQuestionKind
from ramverk.apps.publishing.policy import PACKAGES, PUBLICATIONS, QUESTIONS, may
from ramverk.apps.publishing.queries.questions import asked_from_outside, public_contact
from ramverk.apps.trail.queries import history
from ramverk.apps.trail.verdicts import Invalid, require
from ramverk.formats.handover.sidecar import CaseFile, CaseFiles, file_stem, write_case_files

ZIP = "application/zip"


@login_required
@require_http_methods(["GET", "POST"])
def asked(request: HttpRequest) -> HttpResponse:
    """What has been asked from outside, what waits first; and a question that was asked aloud, into the log."""
    actor = acting(request)
    require(may(actor, "publishing.answer_question"))
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        made = ask_publicly(PublicQuestionKind.QUESTION, words["shown_as"])
        answer_question(actor, made, made.version, words["answer"], words["shown_as"], publish=True)
        messages.success(request, _("Frågan och svaret syns nu i frågeloggen."))
        return redirect("publishing:asked")
    context = {"rows": asked_from_outside(actor), "form": form}
    return render(request, "publishing/asked.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, pk: int) -> HttpResponse:
    """One question and its answer."""
    actor = acting(request)
    require(may(actor, "publishing.answer_question"))
    shown = get_object_or_404(QUESTIONS.filter(PublicQuestion.objects.all(), actor), pk=pk)
    first = {"version": shown.version, "answer": shown.answer, "shown_as": shown.shown_as or shown.text}
    form = AnswerForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        answer_question(
            actor, shown, words["version"], words["answer"], words["shown_as"], publish=words["publish"]
        )  # fmt: skip
        messages.success(request, _("Svaret är sparat."))
        return redirect("publishing:asked")
    context = {
        "question": shown, "form": form, "aside": AsideForm(initial={"version": shown.version}),
        "is_open": shown.state in {"received", "answered"}, "history": history(shown),
    }  # fmt: skip
    return render(request, "publishing/question.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def lay_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """Lay a question aside."""
    actor = acting(request)
    require(may(actor, "publishing.answer_question"))
    shown = get_object_or_404(QUESTIONS.filter(PublicQuestion.objects.all(), actor), pk=pk)
    form = AsideForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Skriv varför den läggs åt sidan, till exempel ”har svarats per telefon”."))
    set_aside(actor, shown, form.cleaned_data["version"], form.cleaned_data["reason"])
    messages.success(request, _("Frågan är lagd åt sidan."))
    return redirect("publishing:asked")


@login_required
@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest) -> HttpResponse:
    """Whom media and residents turn to, and what the accessibility statement says."""
    actor = acting(request)
    require(may(actor, "publishing.write_contact"))
    shown = public_contact()
    form = ContactForm(request.POST) if request.method == "POST" else ContactForm.of(shown)
    if request.method == "POST" and form.is_valid():
        words = dict(form.cleaned_data)
        write_contact(actor, words.pop("version") or 0, **words)
        messages.success(request, _("Sparat. Det syns på den offentliga webbplatsen nu."))
        return redirect("publishing:contact")
    context = {"form": form, "history": history(shown) if shown.pk else []}
    return render(request, "publishing/contact.html", context, status=422 if form.errors else 200)


@login_required
@require_GET
def handing_over(request: HttpRequest) -> HttpResponse:
    """The round's frozen documents with files for the case system, and its archive packages."""
    actor = acting(request)
    require(may(actor, "publishing.archive_round"))
    in_round = current_round(actor)
    rows = PACKAGES.filter(ArchivePackage.objects.filter(round=in_round), actor) if in_round else []
    packages = [(row, is_dead(row)) for row in rows]
    is_making = any(row.state == PackageState.MAKING and not dead for row, dead in packages)
    context = {
        "round": in_round, "papers": papers_of(in_round) if in_round else [], "packages": packages,
        "is_making": is_making,
    }  # fmt: skip
    return render(request, "publishing/handing_over.html", context)


@login_required
@require_POST
def archive(request: HttpRequest) -> HttpResponse:
    """Begin a package; it is made beside the request."""
    actor = acting(request)
    require(may(actor, "publishing.archive_round"))
    in_round = current_round(actor)
    if in_round is None:
        raise Invalid(_("Det finns ingen omgång än. Läs in tidplanen först."))
    make_aside(actor, archive_round(actor, in_round))
    messages.success(request, _("Paketet görs. Sidan visar hur långt det har kommit."))
    return redirect("publishing:handing_over")


@login_required
@require_GET
def package(request: HttpRequest, pk: int) -> HttpResponse:
    """A package that has been made."""
    rows = PACKAGES.filter(ArchivePackage.objects.select_related("file", "round"), acting(request))
    found = get_object_or_404(rows, pk=pk, state=PackageState.MADE, file__isnull=False)
    day = timezone.localdate(found.made_at) if found.made_at else date.min
    name = f"arkivpaket-{found.round.budget_year}-{day.isoformat()}.zip"
    return _download(bytes(found.file.content) if found.file else b"", name)


@login_required
@require_GET
def case_files(request: HttpRequest, pk: int) -> HttpResponse:
    """A publication's files with the sidecar that case systems take."""
    actor = acting(request)
    require(may(actor, "publishing.archive_round"))
    found = get_object_or_404(PUBLICATIONS.filter(PUBLICATIONS.model.objects.all(), actor), pk=pk)
    if found.document is None:
        raise Http404
    paper = next((one for one in papers_of(found.round) if one.document.pk == found.document_id), None)
    if paper is None:
        raise Http404
    about = _with_number(case_of(paper), found.round_id)
    attached = {
        one.name.rpartition(".")[2]: bytes(one.file.content)
        for one in found.document.attachments.select_related("file")
        if one.name in {f"{found.slug}.{ending}" for ending in ("pdf", "docx", "xlsx", "html")}
    }  # fmt: skip
    files = [CaseFile(ending, attached[ending]) for ending in ("pdf", "docx", "xlsx", "html") if ending in attached]
    return _download(write_case_files(about, files), f"{file_stem(about)}.zip")


def _with_number(about: CaseFiles, round_id: int) -> CaseFiles:
    """The register number of the round's matter, where exactly one matter is about the budget."""
    numbers = Matter.objects.filter(round=round_id, kind="budget").values_list("register_number", flat=True)
    if len(numbers) != 1 or about.register_number:
        return about
    return replace(about, register_number=numbers[0])


def _download(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=ZIP)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return answer
