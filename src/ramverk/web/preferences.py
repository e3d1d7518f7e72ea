"""What a reader has chosen for themselves: the language, and light or dark."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from ramverk.apps.organisation.models import Person

SCHEME_COOKIE = "ramverk_scheme"
SCHEMES = ("light", "dark")
LANGUAGE_KEY = "language"
YEAR = 365 * 24 * 3600


def scheme_of(request: HttpRequest) -> str:
    """Light or dark if the reader has chosen; empty when the computer decides."""
    scheme = request.COOKIES.get(SCHEME_COOKIE, "")
    return scheme if scheme in SCHEMES else ""


def language_of(request: HttpRequest) -> str:
    """The language chosen on this device, else the person's own, else Swedish.

    The browser's own list is not asked: a Swedish authority speaks Swedish until somebody asks otherwise.
    """
    known = dict(settings.LANGUAGES)
    for language in (request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME), _remembered(request)):
        if language in known:
            return str(language)
    return settings.LANGUAGE_CODE


def _remembered(request: HttpRequest) -> str | None:
    # Without a session cookie nobody is signed in, and the session need not be fetched.
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    language: str | None = request.session.get(LANGUAGE_KEY)
    return language


class LanguageMiddleware:
    """Speaks the reader's language for the length of a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
            return response


@receiver(user_logged_in)
def remember_language(request: HttpRequest, user: Person, **_others: object) -> None:
    """Carry the person's language into the new session."""
    request.session[LANGUAGE_KEY] = user.language


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Speak another language from now on; remembered on this device and on the person."""
    language = request.POST.get("language", "")
    response = _back(request)
    if language in dict(settings.LANGUAGES):
        _keep(response, settings.LANGUAGE_COOKIE_NAME, language)
        if isinstance(request.user, Person):
            Person.objects.filter(pk=request.user.pk).update(language=language)
            request.session[LANGUAGE_KEY] = language
    return response


@require_POST
def choose_scheme(request: HttpRequest) -> HttpResponse:
    """Light, dark, or as the computer is set; remembered on this device."""
    response = _back(request)
    if (scheme := request.POST.get("scheme", "")) in SCHEMES:
        _keep(response, SCHEME_COOKIE, scheme)
    else:
        response.delete_cookie(SCHEME_COOKIE)
    return response


def _keep(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(name, value, max_age=YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax")


def _back(request: HttpRequest) -> HttpResponseRedirect:
    return HttpResponseRedirect(safe_next(request))


def safe_next(request: HttpRequest, otherwise: str = "home") -> str:
    """Where the form came from, if it lies on this site; never an address of somebody else's choosing."""
    target = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return target
    return resolve_url(otherwise)
