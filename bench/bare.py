"""A bare Django page behind the same middleware: what every page costs before it does anything."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def bare(request: HttpRequest) -> HttpResponse:
    """Say that it is there, to a signed-in person."""
    return HttpResponse("ja" if request.user.is_authenticated else "nej")


urlpatterns = [path("", bare)]
