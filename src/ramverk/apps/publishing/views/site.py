"""What every public page shares: kept until the next deed, no cookies, no script, Swedish or English by its address."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, overload
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.http import require_safe

from ramverk.apps.organisation.models import Municipality
from ramverk.apps.publishing.queries.freshness import freshness

View = Callable[..., HttpResponse]
_SMALL, _MOST, _MOST_ASKED, _LONGEST = 500_000, 200, 100, 120


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it was made."""

    content: bytes
    headers: dict[str, str]
    etag: str


Key = tuple[str, str, tuple[str, ...]]


class Pages:
    """The pages of one state of affairs; another state, and they are forgotten."""

    def __init__(self, most: int) -> None:
        self._mark = ""
        self._pages: dict[Key, Kept] = {}
        self._most = most

    def get(self, mark: str, key: Key) -> Kept | None:
        """The page, if it was made in this state of affairs."""
        return self._pages.get(key) if mark == self._mark else None

    def put(self, mark: str, key: Key, page: Kept) -> None:
        """Remember a page; large files are read anew each time, and the oldest gives way."""
        if mark != self._mark:
            self._mark, self._pages = mark, {}
        if len(page.content) > _SMALL:
            return
        if len(self._pages) >= self._most:
            self._pages.pop(next(iter(self._pages)))
        self._pages[key] = page


_PLAIN = Pages(_MOST)
_ASKED = Pages(_MOST_ASKED)
"""Pages with a question in their address are kept apart, so that nobody can crowd out the plain ones."""


@overload
def public(view: View, *, asks: tuple[str, ...] = (), remembers: bool = True) -> View: ...


@overload
def public(*, asks: tuple[str, ...] = (), remembers: bool = True) -> Callable[[View], View]: ...


def public(view: View | None = None, *, asks: tuple[str, ...] = (), remembers: bool = True) -> Any:
    """Open to everybody, in the language asked for in the address, to be kept a little while and asked for anew.

    A worker remembers the pages it has made until somebody does a deed, a publication opens or the day turns. `asks`
    names what else in the address the page depends on; what is not named there changes nothing.
    """

    def wrapping(view: View) -> View:
        @require_safe
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            language = "en" if request.GET.get("lang") == "en" else "sv"
            asked = tuple(request.GET.get(name, "") for name in asks)
            fresh = freshness()
            shelf = _ASKED if any(asked) else _PLAIN
            is_kept = remembers and all(len(one) <= _LONGEST for one in asked)
            key = (request.path, language, asked)
            known = shelf.get(fresh.mark, key) if is_kept else None
            if known is None:
                with translation.override(language):
                    response = _made(view, request, *args, **kwargs)
                if response.status_code != 200:  # made anew each time: withdrawn, missing, or asked for in a wrong way
                    response.headers.setdefault("Cache-Control", "no-cache")  # nobody keeps "not here" past an opening
                    return response
                known = Kept(bytes(response.content), dict(response.items()), _etag(response.content))
                if is_kept:
                    shelf.put(fresh.mark, key, known)
            return _answered(request, known, language, fresh.keep_for)

        return answer

    return wrapping(view) if view is not None else wrapping


def _made(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """The page; where there is none, the public site's own page that says so, which sets no cookie either."""
    try:
        return view(request, *args, **kwargs)
    except Http404:
        return page(request, "publishing/public/missing.html", {}, 404)


def _etag(content: bytes) -> str:
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def _answered(request: HttpRequest, page: Kept, language: str, keep_for: int) -> HttpResponse:
    """The page with a mark of its content, so that who has it already is sent nothing."""
    if _knows(request.headers.get("If-None-Match", ""), page.etag):
        response: HttpResponse = HttpResponseNotModified()
        if origin := page.headers.get("Access-Control-Allow-Origin"):
            response["Access-Control-Allow-Origin"] = origin
    else:
        response = HttpResponse(page.content)
        for name, value in page.headers.items():
            response[name] = value
        response["Content-Language"] = language
    response["ETag"] = page.etag
    response["Cache-Control"] = f"public, max-age={keep_for}"
    return response


def _knows(marks: str, etag: str) -> bool:
    """Whether the reader says that it has this content, alone or among others, weakly or strongly."""
    return any(mark.strip().removeprefix("W/") in {etag, "*"} for mark in marks.split(","))


def page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of the public site. Rendered without the request's own context, so that no session is ever touched."""
    english = translation.get_language() == "en"
    asked = [(n, v) for n, v in request.GET.items() if n != "lang" and len(n) <= _LONGEST and len(v) <= _LONGEST][:_FEW]
    other = [*asked, *([] if english else [("lang", "en")])]
    frame = {
        "municipality": Municipality.objects.first(),
        "is_english": english,
        "other_language": f"{request.path}?{urlencode(other)}" if other else request.path,
        "ask": "?lang=en" if english else "",
        "and_ask": "&lang=en" if english else "",
        "here": request.path,
        "is_demo": settings.DEMO,
    }
    return HttpResponse(render_to_string(template, frame | context), status=status)


_FEW = 60
"""So much of what was asked follows when the language is changed."""
