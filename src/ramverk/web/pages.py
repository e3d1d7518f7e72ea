"""Pages of the house itself: security.txt, and the sample sheet of the look."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ramverk.web.samples import SampleForm, sample_round


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Whom to tell about a weakness (RFC 9116)."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = (timezone.now() + timedelta(days=180)).replace(microsecond=0)
    lines = (
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires.isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: sv, en",
        f"Canonical: {settings.BASE_URL.rstrip('/')}/.well-known/security.txt",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def samples(request: HttpRequest) -> HttpResponse:
    """Every pattern pages are put together from, on one sheet; only in the demo."""
    if not settings.DEMO:
        raise Http404
    form = SampleForm({"name": "", "day": "2018-06-05", "send": "all"} if "fel" in request.GET else None)
    form.is_valid()
    return render(request, "samples.html", {"form": form, "round_line": sample_round()})
