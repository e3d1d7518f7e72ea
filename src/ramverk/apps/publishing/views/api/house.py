"""How the API answers: problems in one shape, lists page by page, every answer marked so that nothing is sent twice."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, reverse
from ninja import NinjaAPI, Schema
from ninja.errors import ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from ramverk.apps.publishing.views.api.shapes import Problem
from ramverk.apps.publishing.views.site import public

T = TypeVar("T")
PROBLEM = "application/problem+json"
ASKS = ("page", "per_page", "board", "year", "cause")
"""Every parameter that an answer may depend on."""


class ReadAPI(NinjaAPI):
    """Describes its problems by their own media type, and calls each operation by its short name."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name of the function."""
        return operation.view_func.__name__

    def get_openapi_schema(self, **asked: Any) -> OpenAPISchema:
        """The OpenAPI description."""
        schema = super().get_openapi_schema(**asked)
        for operations in schema["paths"].values():
            for operation in operations.values():
                for code, answer in operation["responses"].items():
                    if int(code) >= 400 and "content" in answer:
                        answer["content"] = {PROBLEM: answer["content"].pop("application/json")}
        return schema


api = ReadAPI(
    title="Ramverk: öppen läsning av budgeten",
    version="1.0",
    description=(
        "Det som är publicerat, från den sekund det öppnas: utgåvor, ramar, ändringar med orsak, mål, investeringar, "
        "förslag, beslut, tidplan och dokument. Belopp är hela ören. Ingen nyckel behövs. Svar har ETag; fråga med "
        "If-None-Match. Ändras formen på ett sätt som kan störa läsare kommer en ny version på en ny adress."
    ),
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
)


def problem(status: int, title: str, detail: str) -> HttpResponse:
    """A problem."""
    made = Problem(title=title, status=status, detail=detail)
    answer = HttpResponse(made.model_dump_json(), status=status, content_type=PROBLEM)
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


@api.exception_handler(ValidationError)
def _wrong(request: HttpRequest, error: ValidationError | type[ValidationError]) -> HttpResponse:  # noqa: ARG001
    rows = error.errors if isinstance(error, ValidationError) else []
    names = ", ".join(dict.fromkeys(str(row["loc"][-1]) for row in rows))
    return problem(
        422, "Frågan går inte att förstå",
        f"Värdet av {names} går inte att använda. Se /api/v1/openapi.json för vad som kan stå där.",
    )  # fmt: skip


@api.exception_handler(Http404)
def _missing(request: HttpRequest, error: Http404 | type[Http404]) -> HttpResponse:  # noqa: ARG001
    return problem(
        404, "Finns inte här",
        "Det finns inget öppet på den här adressen. Det kan vara felskrivet, återkallat eller inte öppnat än.",
    )  # fmt: skip


def absolute(name: str, *args: Any) -> str:
    """A full address."""
    return f"{settings.BASE_URL.rstrip('/')}{reverse(name, args=args)}"


def one_page(
    request: HttpRequest, shape: type[Schema], rows: Sequence[T], page: int, per_page: int, make: Callable[[T], Any]
) -> Any:
    """One page of rows with links to those beside it."""
    kept = [(name, value) for name, value in request.GET.items() if name in ASKS and name != "page"]
    here = f"{settings.BASE_URL.rstrip('/')}{request.path}"

    def link(number: int) -> str:
        asked = [*kept, *([("page", str(number))] if number > 1 else [])]
        return f"{here}?{urlencode(asked)}" if asked else here

    start = (page - 1) * per_page
    has_more = start + per_page < len(rows)
    links = {
        "self": link(page), "first": link(1),
        "next": link(page + 1) if has_more else None, "previous": link(page - 1) if page > 1 else None,
    }  # fmt: skip
    data = [make(row) for row in rows[start : start + per_page]]
    return shape.model_validate({"count": len(rows), "links": links, "data": data})


def kept(pattern: URLPattern) -> URLPattern:
    """The address, answered as public pages are: remembered until the next deed, marked, and open to all origins."""
    inner = pattern.callback

    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked_for = request.method
        request.method = "GET"  # a HEAD is a GET whose body the server keeps
        try:
            response: HttpResponse = inner(request, *args, **kwargs)
        finally:
            request.method = asked_for
        response["Access-Control-Allow-Origin"] = "*"
        return response

    remembered = public(answer, asks=ASKS)

    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            response = problem(405, "Bara läsning", "Här går det bara att läsa. Använd GET.")
            response["Allow"] = "GET, HEAD"
            return response
        made: HttpResponse = remembered(request, *args, **kwargs)
        return made

    guarded.csrf_exempt = True  # type: ignore[attr-defined]  # it writes nothing, and has no cookie to trust
    return URLPattern(pattern.pattern, guarded, pattern.default_args, pattern.name)
