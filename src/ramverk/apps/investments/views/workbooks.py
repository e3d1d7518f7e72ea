"""A board's workbook: fetched, worked in, and read back after a look at what it changes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from ramverk.apps.cycle.models import Submission
from ramverk.apps.frames.forms import WorkbookForm
from ramverk.apps.frames.views.finding import as_download
from ramverk.apps.investments.actions.save_sheets import save_sheets
from ramverk.apps.investments.policy import may_write_sheets
from ramverk.apps.investments.queries.projects import projects_of, submission_for
from ramverk.apps.investments.round_trip import Returned, project_book, returned
from ramverk.apps.investments.views.finding import board, the_round
from ramverk.apps.organisation.actor import acting
from ramverk.apps.trail.models import StoredFile
from ramverk.apps.trail.uploads import keep_upload
from ramverk.apps.trail.verdicts import Invalid, Refused, require

_SALT = "ramverk.investments.return"


def _submission(request: HttpRequest, pk: int) -> Submission:
    found = submission_for(the_round(request), board(pk).pk)
    require(may_write_sheets(acting(request), found))
    assert found is not None  # noqa: S101 - without one the policy has refused already
    return found


@login_required
@require_GET
def fetch(request: HttpRequest, pk: int) -> HttpResponse:
    """The board's sheets as a workbook to work in."""
    return as_download(*project_book(acting(request), _submission(request, pk)))


@login_required
@require_http_methods(["GET", "POST"])
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Read it back: first what it would change, old and new; then all of it or nothing."""
    actor, submission = acting(request), _submission(request, pk)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    if "accept" in request.POST:
        form = WorkbookForm()
        file, name, seen = _signed(request.POST["accept"])
        back = returned(submission, bytes(file.content), name)
        if seen == _standing(submission) and not back.faults:
            count = save_sheets(actor, submission, back.edits)
            messages.success(
                request, ngettext("%s projektblad är sparat.", "%s projektblad är sparade.", count) % count
            )
            return redirect("investments:board", pk=pk)
        messages.error(request, _("Bladen har ändrats sedan du såg vad filen gör. Inget är sparat; se efter igen."))
        return _preview(request, submission, form, back, (file.pk, name))
    if request.method == "POST" and form.is_valid():
        try:
            named = keep_upload(form.cleaned_data["file"])
            back = returned(submission, bytes(named.file.content), named.name)
            return _preview(request, submission, form, back, (named.file.pk, named.name))
        except Refused as refusal:
            form.add_error("file", str(refusal.sentence))
    context = {"body": submission.body, "form": form}
    return render(request, "investments/return.html", context, status=422 if form.errors else 200)


def _preview(
    request: HttpRequest, submission: Submission, form: WorkbookForm, back: Returned, file: tuple[int, str]
) -> HttpResponse:
    """What the file would change; accepting it holds only while the sheets stand as they were shown."""
    signed = signing.dumps([*file, _standing(submission)], salt=_SALT)
    context = {"body": submission.body, "form": form, "back": back, "signed": signed}
    return render(request, "investments/return.html", context, status=422 if back.faults else 200)


def _standing(submission: Submission) -> list[list[int]]:
    """Every sheet with its version."""
    return [[project.pk, project.version] for project in projects_of(submission)]


def _signed(text: str) -> tuple[StoredFile, str, list[list[int]]]:
    """The file that was looked at, and how the sheets stood then."""
    try:
        pk, name, standing = signing.loads(text, salt=_SALT, max_age=86_400)
    except signing.BadSignature:
        raise Invalid(_("Sidan är för gammal. Läs in filen igen.")) from None
    return get_object_or_404(StoredFile, pk=pk), str(name), standing
