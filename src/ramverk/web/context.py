"""What the frame of every page shows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from ramverk.apps.trail import clock


def page_frame(request: HttpRequest) -> dict[str, Any]:  # noqa: ARG001 - Django's signature
    """The day, and whether this is the demo."""
    return {"today": clock.today(), "is_demo": settings.DEMO}
