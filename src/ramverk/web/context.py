"""What the frame of every page shows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from ramverk.apps.organisation.models import Municipality
from ramverk.apps.trail import clock
from ramverk.web.frame import personal_links, section_links
from ramverk.web.preferences import scheme_of


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """The day, the municipality, the sections, the reader's scheme; looked up only if the template asks."""
    return {
        "today": clock.today(),
        "is_demo": settings.DEMO,
        "scheme": scheme_of(request),
        "municipality": SimpleLazyObject(municipality_name),
        "sections": SimpleLazyObject(lambda: section_links(request)),
        "personal_links": SimpleLazyObject(lambda: personal_links(request)),
    }


def municipality_name() -> str:
    """The name of the municipality this installation serves, or nothing before it has one."""
    return Municipality.objects.values_list("name", flat=True).first() or ""
