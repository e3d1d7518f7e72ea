"""What the frame of every page shows."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from ramverk.apps.organisation.actor import ANONYMOUS
from ramverk.apps.trail import clock
from ramverk.web.frame import RoundLine, personal_links, section_links
from ramverk.web.preferences import scheme_of
from ramverk.web.round_line import municipality_and_round


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """The day, the municipality, the round, the sections, the scheme; looked up only if the template asks, and once."""

    @cache
    def frame() -> tuple[str, RoundLine | None]:
        return municipality_and_round(getattr(request, "actor", ANONYMOUS), clock.today())

    return {
        "today": clock.today(),
        "is_demo": settings.DEMO,
        "scheme": scheme_of(request),
        "municipality": SimpleLazyObject(lambda: frame()[0]),
        "round_line": SimpleLazyObject(lambda: frame()[1]),
        "sections": SimpleLazyObject(lambda: section_links(request)),
        "personal_links": SimpleLazyObject(lambda: personal_links(request)),
    }
