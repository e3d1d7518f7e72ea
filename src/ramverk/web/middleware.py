"""What every request brings along: the time, the actor, and an answer when a deed is refused."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.functional import SimpleLazyObject

from ramverk.apps.organisation.actor import ANONYMOUS, ROUND_KEY, Actor, actor_of
from ramverk.apps.organisation.models import Person
from ramverk.apps.trail import clock
from ramverk.apps.trail.verdicts import Refused

GetResponse = Callable[[HttpRequest], HttpResponse]


class ClockMiddleware:
    """Takes up where the demo's clock stands."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        clock.load_offset()
        return self.get_response(request)


class ActorMiddleware:
    """Sets `request.actor`, looked up when first asked for."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: actor_behind(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def actor_behind(request: HttpRequest) -> Actor:
    """The actor who sent this request, and the round they last chose to look at."""
    user = request.user
    if not isinstance(user, Person):
        return ANONYMOUS
    return actor_of(user, clock.today()).looking_at(request.session.get(ROUND_KEY))


class RefusalMiddleware:
    """Turns a refused deed into a page that says why."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal with its sentence and its status; leave everything else alone."""
        if isinstance(exception, Refused):
            # A view that knows where the person came from says so; else the way back is the first page.
            found = {"sentence": exception.sentence, "back": getattr(request, "back", "")}
            response = render(request, "refused.html", found, status=exception.status)
            patch_cache_control(response, private=True, no_store=True)  # a sentence may quote what was written
            return response
        return None
