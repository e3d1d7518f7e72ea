"""Pages where a document is written: its outline, and one part at a time."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ramverk.apps.organisation.actor import Actor, acting
from ramverk.apps.publishing.actions.arrange import add_part, compare_with, lay_out, move_part, rearrange
from ramverk.apps.publishing.actions.keep_picture import describe_picture, keep_upload, remove_picture
from ramverk.apps.publishing.actions.write_part import (
    hold_part,
    mark_part,
    release_part,
    take_over_part,
    write_part,
)
from ramverk.apps.publishing.contents.budget import chapter_blocks
from ramverk.apps.publishing.contents.outline import BY_KEY
from ramverk.apps.publishing.contents.written import findings_of_parts, parts_of, written_document
from ramverk.apps.publishing.forms_workspace import ArrangeForm, CompareForm, PartForm, PictureForm
from ramverk.apps.publishing.holding import Clash, holder_of, kept_of
from ramverk.apps.publishing.models import Publication, PublicationState
from ramverk.apps.publishing.models_workspace import Part, PartKept, PartLease, PartPicture, Workspace
from ramverk.apps.publishing.policy import PUBLICATIONS
from ramverk.apps.publishing.policy_workspace import PARTS, WORKSPACES, may_arrange, may_write_part, sees_the_whole
from ramverk.apps.publishing.showing import shown
from ramverk.apps.trail import clock
from ramverk.apps.trail.queries import history
from ramverk.apps.trail.uploads import download
from ramverk.apps.trail.verdicts import Invalid, Refused, require
from ramverk.apps.trail.wording import in_words
from ramverk.core.documents.checks import check_document


@login_required
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """The parts of documents that the reader's own body is asked to write, and those that are in work."""
    rows = Part.objects.filter(workspace__publication__state=PublicationState.DRAFT)
    seen = PARTS.filter(rows.select_related("workspace__publication", "writer"), acting(request))
    context = {"parts": list(seen.order_by("workspace", "order")), "whole": sees_the_whole(acting(request))}
    return render(request, "publishing/to_write.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def outline(request: HttpRequest, pk: int) -> HttpResponse:
    """The outline with how far each part has come, who writes there now, and what keeps a reader out."""
    actor = acting(request)
    publication = get_object_or_404(
        PUBLICATIONS.filter(Publication.objects.select_related("edition", "round"), actor), pk=pk
    )
    workspace = Workspace.objects.filter(publication=publication).select_related("since").first()
    if request.method == "POST":
        lay_out(actor, publication)
        return redirect("publishing:outline", pk)
    if workspace is not None and not WORKSPACES.check(actor, workspace):
        raise Http404
    if workspace is None and not sees_the_whole(actor):
        raise Http404
    parts = parts_of(workspace) if workspace else []
    verdict = may_arrange(actor, workspace or Workspace(publication=publication))
    is_draft = publication.state == PublicationState.DRAFT
    document = written_document(publication, clock.today().isoformat()) if is_draft and workspace else None
    context = {
        "publication": publication, "workspace": workspace, "rows": _rows(parts), "verdict": verdict,
        "ready": sum(1 for part in parts if part.is_ready and part.is_to_be_written),
        "wanted": sum(1 for part in parts if part.is_to_be_written), "is_draft": is_draft,
        "findings": [*check_document(document), *findings_of_parts(parts)] if document else [],
        "form": ArrangeForm(), "comparing": _comparing(workspace) if workspace else None,
        "entries": in_words(history(publication)[:12]),
    }  # fmt: skip
    return render(request, "publishing/outline.html", context)


def _comparing(workspace: Workspace) -> CompareForm:
    first = {"since": workspace.since_id, "version": workspace.version}
    return CompareForm(earlier=_earlier(workspace.publication), initial=first)


def _earlier(publication: Publication) -> Any:
    rows = Publication.objects.filter(round=publication.round_id, document__isnull=False)
    return rows.exclude(pk=publication.pk).order_by("-opens_at")


def _rows(parts: Any) -> list[tuple[Part, PartLease | None, int]]:
    leases = {
        lease.part_id: lease
        for lease in PartLease.objects.filter(part__in=parts, until__gt=clock.now()).select_related("person")
    }
    return [
        (part, leases.get(part.pk), sum(1 for one in part.pictures.all() if not one.description.strip()))
        for part in parts
    ]


@login_required
@require_POST
def new_part(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a part of words."""
    workspace = _workspace(request, pk)
    form = ArrangeForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Skriv vad delen ska heta."))
    values = form.cleaned_data
    made = add_part(acting(request), workspace, values["heading"], values["instruction"], values["writer"])
    return redirect("publishing:part", made.pk)


@login_required
@require_POST
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the earlier document whose differences are told."""
    workspace = _workspace(request, pk)
    form = CompareForm(request.POST, earlier=_earlier(workspace.publication))
    if not form.is_valid():
        raise Invalid(_("Välj ett dokument som är fryst."))
    compare_with(acting(request), workspace, form.cleaned_data["version"], form.cleaned_data["since"])
    messages.success(request, _("Sparat."))
    return redirect("publishing:outline", pk)


def _workspace(request: HttpRequest, pk: int) -> Workspace:
    rows = WORKSPACES.filter(Workspace.objects.select_related("publication__edition"), acting(request))
    return get_object_or_404(rows, publication=pk)


def _part(request: HttpRequest, pk: int) -> Part:
    rows = Part.objects.select_related("workspace__publication__edition", "writer").prefetch_related("pictures__file")
    return get_object_or_404(PARTS.filter(rows, acting(request)), pk=pk)


@login_required
@require_http_methods(["GET", "POST"])
def part(request: HttpRequest, pk: int) -> HttpResponse:
    """One part: what to write, what is written, and what is made of the edition, greyed with where it lives."""
    found = _part(request, pk)
    actor = acting(request)
    form = PartForm(request.POST or None, part=found, initial={"version": found.version, "text": found.text})
    status, clash = 200, None
    if request.method == "POST":
        require(may_write_part(actor, found))
        status = 422
        if form.is_valid():
            try:
                row = write_part(actor, found, form.cleaned_data["version"], form.cleaned_data["text"])
                _go_on(request, row)
            except Clash as refusal:
                clash, status = refusal, refusal.status
                found = _part(request, pk)
                form = PartForm(part=found, initial={"version": found.version, "text": refusal.kept.text})
            except Refused as refusal:
                form.add_error("text", str(refusal.sentence))
            else:
                messages.success(request, _("Texten är sparad."))
                return redirect("publishing:part", pk)
    return render(request, "publishing/part.html", _part_context(actor, found, form, clash), status=status)


def _go_on(request: HttpRequest, row: Part) -> None:
    """What the pressed button of the part's own form asks for when the text has been saved."""
    actor, asked = acting(request), request.POST.get("sedan", "")
    if asked in {"klar", "inte-klar"}:
        mark_part(actor, row, row.version, is_ready=asked == "klar")
    elif asked == "lamna":
        release_part(actor, row)


def _part_context(actor: Actor, found: Part, form: PartForm, clash: Clash | None) -> dict[str, Any]:
    lease = holder_of(found)
    is_mine = lease is not None and lease.person_id == actor.person_id
    verdict = may_write_part(actor, found)
    whole = sees_the_whole(actor)
    publication = found.workspace.publication
    planned = BY_KEY.get(found.key)
    is_draft = publication.state == PublicationState.DRAFT
    made = list(chapter_blocks(found.key, publication.edition)) if found.is_automatic and whole and is_draft else []
    return {
        "part": found, "publication": publication, "form": form, "clash": clash, "lease": lease, "verdict": verdict,
        "is_held": lease is not None and not is_mine, "is_held_by_me": is_mine, "kept": kept_of(actor, found),
        "writes": bool(verdict) and (lease is None or is_mine), "whole": whole,
        "outline": parts_of(found.workspace) if whole else [found],
        "made": shown(made), "source": _address(planned.source, publication) if planned and planned.source else "",
        "picture_form": PictureForm(), "arranging": may_arrange(actor, found.workspace),
        "arrange_form": ArrangeForm(
            initial={
                "heading": found.heading, "instruction": found.instruction, "writer": found.writer_id,
                "is_left_out": found.is_left_out, "version": found.version,
            }
        ),
    }  # fmt: skip


def _address(name: str, publication: Publication) -> str:
    return reverse(name, args=[publication.edition_id])


@login_required
@require_POST
def autosave(request: HttpRequest, pk: int) -> HttpResponse:
    """What the page saves by itself while somebody writes; answers with a line that says how it went."""
    found = _part(request, pk)
    context: dict[str, Any] = {"section": found}
    try:
        saved = write_part(acting(request), found, _version(request), request.POST.get("text", ""), is_autosave=True)
    except Refused as refusal:
        context |= {"refusal": refusal.sentence, "clash": isinstance(refusal, Clash)}
    else:
        context["section"] = saved
        _go_on(request, saved)
    return render(request, "plans/_saved.html", context)


def _version(request: HttpRequest) -> int:
    value = request.POST.get("version", "")
    if not value.isdigit():
        raise Invalid(_("Sidan är ofullständig. Läs in den igen."))
    return int(value)


def _hold(actor: Actor, found: Part, _request: HttpRequest) -> None:
    hold_part(actor, found)


def _release(actor: Actor, found: Part, _request: HttpRequest) -> None:
    release_part(actor, found)


def _ready(actor: Actor, found: Part, request: HttpRequest) -> None:
    mark_part(actor, found, _version(request), is_ready=True)


def _not_ready(actor: Actor, found: Part, request: HttpRequest) -> None:
    mark_part(actor, found, _version(request), is_ready=False)


def _take_over(actor: Actor, found: Part, request: HttpRequest) -> None:
    take_over_part(actor, found, request.POST.get("reason", ""))


def _up(actor: Actor, found: Part, _request: HttpRequest) -> None:
    move_part(actor, found, -1)


def _down(actor: Actor, found: Part, _request: HttpRequest) -> None:
    move_part(actor, found, 1)


def _arrange(actor: Actor, found: Part, request: HttpRequest) -> None:
    form = ArrangeForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("Skriv vad delen ska heta."))
    names = ("heading", "instruction", "writer", "is_left_out")
    rearrange(actor, found, _version(request), **{name: form.cleaned_data[name] for name in names})


def _dealt_with(actor: Actor, found: Part, request: HttpRequest) -> None:
    value = request.POST.get("kept", "")
    kept = int(value) if value.isdigit() else 0
    PartKept.objects.filter(part=found, person__pk=actor.person_id or 0, pk=kept).update(is_done=True)


DEEDS: dict[str, Callable[[Actor, Part, HttpRequest], None]] = {
    "borja": _hold, "lamna": _release, "klar": _ready, "inte-klar": _not_ready, "ta-over": _take_over, "upp": _up,
    "ned": _down, "ordna": _arrange, "klar-med-text": _dealt_with,
}  # fmt: skip
_TO_OUTLINE = ("upp", "ned")


@login_required
@require_POST
def deed(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """One deed on a part."""
    if verb not in DEEDS:
        raise Http404
    found = _part(request, pk)
    DEEDS[verb](acting(request), found, request)
    if verb in _TO_OUTLINE:
        return redirect("publishing:outline", found.workspace.publication_id)
    return redirect("publishing:part", pk)


@login_required
@require_POST
def picture(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a picture to a part."""
    found = _part(request, pk)
    form = PictureForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Invalid(_("Välj en bild i PNG eller JPEG."))
    values = form.cleaned_data
    keep_upload(acting(request), found, values["file"], values["description"], values["caption"])
    messages.success(request, _("Bilden är tillagd efter texten."))
    return redirect("publishing:part", pk)


def _picture(request: HttpRequest, pk: int) -> PartPicture:
    seen = PARTS.filter(Part.objects.all(), acting(request))
    rows = PartPicture.objects.filter(part__in=seen).select_related("file", "part__workspace")
    return get_object_or_404(rows, pk=pk)


@login_required
@require_GET
def picture_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The picture, for those who see its part."""
    found = _picture(request, pk)
    answer = download(found.file, found.name, found.media_type)
    answer["Content-Disposition"] = "inline"
    return answer


@login_required
@require_POST
def picture_deed(request: HttpRequest, pk: int) -> HttpResponse:
    """Describe a picture, or take it away."""
    found = _picture(request, pk)
    if "ta-bort" in request.POST:
        remove_picture(acting(request), found)
        messages.success(request, _("Bilden är borttagen."))
    else:
        words = request.POST.get("description", ""), request.POST.get("caption", "")
        describe_picture(acting(request), found, _version(request), *words)
        messages.success(request, _("Sparat."))
    return redirect("publishing:part", found.part_id)
