"""The demo's bar: change the day, and change who you are. Nothing here answers outside the demo."""

from collections.abc import Callable
from datetime import date, datetime, time
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ramverk.apps.cycle.models import Activity, ActivityState
from ramverk.apps.organisation.models import Municipality, Person
from ramverk.apps.trail import clock
from ramverk.demo.forms import DayForm
from ramverk.demo.municipality import sign_ins

MORNING = time(8)
View = Callable[..., HttpResponse]


def only_in_demo(view: View) -> View:
    """There is no such page unless this is the demo, and the municipality is an invented one."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not (settings.DEMO and Municipality.objects.filter(is_invented=True).exists()):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@never_cache
@only_in_demo
def switchboard(request: HttpRequest) -> HttpResponse:
    """Days and people to choose from: a page of its own, or the part of it that the bar unfolds."""
    part = bool(getattr(request, "htmx", False))
    found = {
        "form": DayForm(initial={"day": clock.today()}),
        "people": sign_ins(),
        "upcoming": upcoming(clock.today()),
        "next": _came_from(request),
    }
    return render(request, "demo/switches.html" if part else "demo/switchboard.html", found)


@require_POST
@only_in_demo
def change_day(request: HttpRequest) -> HttpResponse:
    """Set the demo's clock to the morning of a day: the one written, or that of the next event."""
    if "upcoming" in request.POST:
        activity = upcoming(clock.today())
        day = activity.start if activity else None
        if day is None:
            messages.info(request, _("Det kommer inget mer i tidplanen efter den här dagen."))
            return _back(request)
    else:
        form = DayForm(request.POST)
        if not form.is_valid():
            messages.error(request, " ".join(str(error) for error in form.errors["day"]))
            return _back(request)
        day = form.cleaned_data["day"]
    clock.move_to(timezone.make_aware(datetime.combine(day, MORNING)))
    return _back(request)


@require_POST
@only_in_demo
def change_person(request: HttpRequest) -> HttpResponse:
    """Become one of the people the demo prepared; nobody else can be entered without a password."""
    email = request.POST.get("email", "")
    if email not in {prepared.email for prepared in sign_ins()}:
        raise Http404
    person = Person.objects.get(email=email)
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return _back(request)


def upcoming(day: date) -> Activity | None:
    """The next activity with a day of its own, after this one."""
    rows = Activity.objects.filter(start__gt=day).exclude(state=ActivityState.CANCELLED)
    return rows.order_by("start", "order").first()


def _came_from(request: HttpRequest) -> str:
    """The page the bar stands on."""
    htmx = getattr(request, "htmx", None)
    return (htmx.current_url_abs_path if htmx else None) or request.GET.get("next", "/")


def _back(request: HttpRequest) -> HttpResponseRedirect:
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = resolve_url("home")
    return HttpResponseRedirect(target)
