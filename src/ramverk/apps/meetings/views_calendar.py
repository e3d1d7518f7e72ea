"""Calendar subscriptions: secret addresses that can be revoked."""

import hashlib

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ramverk.apps.meetings.actions.subscribe import hash_of, revoke, subscribe
from ramverk.apps.meetings.feeds import feed_bytes
from ramverk.apps.meetings.models import CalendarFeed
from ramverk.apps.meetings.policy import FEEDS
from ramverk.apps.organisation.actor import acting
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail import clock


@login_required
def calendars(request: HttpRequest) -> HttpResponse:
    """One's own calendar addresses, and the form for a new one."""
    return render(request, "meetings/calendars.html", _context(request))


@login_required
@require_POST
def new(request: HttpRequest) -> HttpResponse:
    """Make an address and show it this once."""
    key = request.POST.get("body", "")
    body = get_object_or_404(Body, pk=int(key)) if key.isdigit() else None
    feed, token = subscribe(acting(request), body)
    address = settings.BASE_URL + reverse("meetings:feed", args=[token])
    return render(request, "meetings/calendars.html", _context(request) | {"new_feed": feed, "address": address})


@login_required
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke an address."""
    feed = FEEDS.filter(CalendarFeed.objects.all(), acting(request)).filter(pk=pk).first()
    if feed is None:
        raise Http404
    revoke(acting(request), feed)
    messages.success(request, _("Länken är stängd. Kalendrar som använder den får inget mer."))
    return redirect("meetings:calendars")


def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar itself. The address is the key; a revoked or unknown one is nothing."""
    found = CalendarFeed.objects.select_related("person", "body").filter(token_hash=hash_of(token)).first()
    if found is None or found.revoked_at is not None or (found.person and not found.person.is_active):
        raise Http404
    content = feed_bytes(found)
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    CalendarFeed.objects.filter(pk=found.pk).update(last_read_at=clock.now())
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified()
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["ETag"] = etag
    response["Cache-Control"] = "private, max-age=3600"
    return response


def _context(request: HttpRequest) -> dict[str, object]:
    actor = acting(request)
    feeds = FEEDS.filter(CalendarFeed.objects.filter(revoked_at__isnull=True), actor).select_related("person", "body")
    return {"feeds": feeds, "bodies": Body.objects.filter(pk__in=actor.body_ids()).order_by("name")}
