"""The demo's outbox: the mails that would have gone out, for anybody to read."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from ramverk.apps.dispatch.models import OutboxMail

PER_PAGE = 50


def _only_in_the_demo() -> None:
    if not settings.DEMO:
        raise Http404


@require_GET
def outbox(request: HttpRequest) -> HttpResponse:
    """The mails, newest first; narrowed by a recipient's address or a word of the subject."""
    _only_in_the_demo()
    rows = OutboxMail.objects.defer("raw")
    if asked := request.GET.get("sok", "").strip():
        rows = rows.filter(subject__icontains=asked) | rows.filter(recipients__icontains=asked)
    mails = Paginator(rows, PER_PAGE).get_page(request.GET.get("sida"))
    return render(request, "dispatch/outbox.html", {"mails": mails, "asked": asked})


@require_GET
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """One mail, and its source."""
    _only_in_the_demo()
    return render(request, "dispatch/mail.html", {"mail": get_object_or_404(OutboxMail, pk=pk)})
