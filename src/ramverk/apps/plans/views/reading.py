"""A section's earlier versions, and what differs between two of them."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ramverk.apps.organisation.actor import acting
from ramverk.apps.plans.comparing import compare
from ramverk.apps.plans.models import SectionVersion
from ramverk.apps.plans.policy import may_write_section
from ramverk.apps.plans.queries.stored import content_of_section, earlier_section
from ramverk.apps.plans.views.finding import visible_section
from ramverk.apps.plans.views.pages import frame_context


@login_required
@require_GET
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """All versions, and one of them against what stands now or against another."""
    shown = visible_section(request, pk)
    rows = list(shown.versions.all())
    first = _asked(request, "fran", rows)
    second = _asked(request, "till", rows)
    pieces, earlier = None, earlier_section(shown)
    if earlier is not None and request.GET.get("mot") == "tidigare":
        pieces = compare(content_of_section(earlier), content_of_section(shown))
    elif first is not None:
        pieces = compare(first.content, second.content if second else content_of_section(shown))
    context = frame_context(shown.plan, acting(request)) | {
        "section": shown, "versions": rows, "first": first, "second": second, "pieces": pieces,
        "earlier": earlier,
        "differs": any(one.kind != "same" for one in pieces or ()),
        "against_earlier": first is None and pieces is not None,
        "may_section": may_write_section(acting(request), shown),
    }  # fmt: skip
    return render(request, "plans/versions.html", context)


def _asked(request: HttpRequest, name: str, rows: list[SectionVersion]) -> SectionVersion | None:
    value = request.GET.get(name, "")
    return next((one for one in rows if str(one.number) == value), None)
