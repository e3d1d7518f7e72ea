"""The line of the day: which round, which phase, what comes next. One query for the whole frame of a page."""

from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.urls import NoReverseMatch, reverse

from ramverk.apps.cycle.models import Activity, ActivityState, Phase, Precision, Round
from ramverk.apps.cycle.queries.rounds import count_of_rounds, rounds_in_order
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Municipality
from ramverk.web.frame import RoundLine

HARD = (Precision.DAY, Precision.RANGE)


def municipality_and_round(actor: Actor, day: date) -> tuple[str, RoundLine | None]:
    """The municipality's name, and the round this actor may see, as it stands on a day."""
    rows = Municipality.objects.annotate(
        round_id=Subquery(rounds_in_order(actor).values("pk")[:1]),
        phase=Subquery(_phase_on(day)),
        upcoming=Subquery(_next_from(day)),
        round_count=Subquery(count_of_rounds(actor)),
    ).annotate(round_name=Subquery(Round.objects.filter(pk=OuterRef("round_id")).values("name")))
    found = rows.values("name", "round_id", "round_name", "phase", "upcoming", "round_count").first()
    return (found["name"], _line(dict(found)) if found["round_id"] else None) if found else ("", None)


def _phase_on(day: date) -> Any:
    """Phases may overlap; the one that began last says most about the day."""
    phases = Phase.objects.filter(round=OuterRef("round_id"), start__lte=day, end__gte=day)
    return phases.order_by("-start", "-order").values("name")[:1]


def _next_from(day: date) -> Any:
    """The first activity with a day of its own, this one or later, that is still to be done; months are too vague."""
    over = (ActivityState.DONE, ActivityState.CANCELLED)
    rows = Activity.objects.filter(round=OuterRef("round_id"), end__gte=day, precision__in=HARD).exclude(state__in=over)
    return rows.order_by("end", "order").values(found=JSONObject(pk="pk", title="title", end="end"))[:1]


def _line(found: dict[str, Any]) -> RoundLine:
    upcoming = found["upcoming"] or {}
    return RoundLine(
        round=found["round_name"],
        round_url=_address("cycle:year"),
        phase=found["phase"] or "",
        next=upcoming.get("title", ""),
        next_url=_address("cycle:activity", upcoming.get("pk")),
        next_on=date.fromisoformat(upcoming["end"][:10]) if upcoming else None,
        has_others=(found["round_count"] or 0) > 1,
    )


def _address(url_name: str, *arguments: Any) -> str:
    """The address, or nothing when the page is not there."""
    try:
        return reverse(url_name, args=arguments)
    except NoReverseMatch:
        return ""
