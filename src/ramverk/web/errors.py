"""Pages for what goes wrong, in the house's own look and words."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token


def _page(request: HttpRequest, status: int, heading: str, sentence: str) -> HttpResponse:
    return render(request, "problem.html", {"heading": heading, "sentence": sentence}, status=status)


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400; 413 for more than the server takes at once, with how much that is and where the words are."""
    if isinstance(exception, RequestDataTooBig):
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024**2
        return _page(
            request,
            413,
            _("Det du skickade är för stort"),
            _(
                "Gränsen är %s MB åt gången. Gå tillbaka: det du skrev finns kvar i formuläret. "
                "Dela det och spara delvis."
            )
            % most,
        )
    return _page(
        request, 400, _("Förfrågan gick inte att förstå"), _("Gå tillbaka, läs in sidan igen och försök på nytt.")
    )


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """403."""
    return _page(
        request,
        403,
        _("Det här får du inte se eller göra"),
        _("Sidan är till för andra. Har du fel roll, byt konto eller hör av dig till ekonomiavdelningen."),
    )


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """404; also what a stranger sees of anything closed."""
    return _page(
        request,
        404,
        _("Här finns ingen sida"),
        _("Adressen kan vara felskriven, eller så är sidan inte öppen för dig."),
    )


def too_many(request: HttpRequest) -> HttpResponse:
    """429."""
    return _page(
        request, 429, _("Det gick för fort"), _("Det kom för många försök på kort tid. Vänta en minut och försök igen.")
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """403: the form was too old, or was not ours."""
    return _page(
        request,
        403,
        _("Formuläret hann bli för gammalt"),
        _(
            "Av säkerhetsskäl gäller ett formulär bara en tid. "
            "Gå tillbaka, läs in sidan igen och skicka på nytt; det du skrev finns ofta kvar i fälten."
        ),
    )


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """500: asks nothing of the database, which may be what failed."""
    return HttpResponse(render_to_string("500.html"), status=500)


handler400 = "ramverk.web.errors.bad_request"
handler403 = "ramverk.web.errors.forbidden"
handler404 = "ramverk.web.errors.not_found"
handler429 = "ramverk.web.errors.too_many"
handler500 = "ramverk.web.errors.server_error"
