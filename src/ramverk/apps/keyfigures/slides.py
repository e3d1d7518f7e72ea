"""The pages of the January dialogue in the presenter view: a board's four, and the analysis group's."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from ramverk.apps.keyfigures.models import AnalysisEdition, Indicator, Presentation
from ramverk.apps.keyfigures.queries.analysing import facts_of
from ramverk.apps.keyfigures.queries.groups import group_named, groups_for
from ramverk.apps.keyfigures.queries.known import known, own_area
from ramverk.apps.keyfigures.telling import course_chart
from ramverk.apps.meetings.models import AgendaItem
from ramverk.apps.meetings.slides import Slide
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import BodyKind

_BOARD, _FINDING, _CONCLUSIONS = (f"keyfigures/_slide_{name}.html" for name in ("board", "finding", "conclusions"))


def slides_of(item: AgendaItem, actor: Actor) -> Sequence[Slide]:
    """A board's presentation when it is ready, the analysis when it is signed; nothing otherwise."""
    if item.body is None or item.meeting.activity.row not in {JANUARY, APRIL}:
        return ()
    if item.meeting.activity.row == APRIL:
        return tuple(_facts(item, actor))
    if item.body.kind == BodyKind.ANALYSIS_GROUP:
        return tuple(_analysis(item, actor))
    presentation = Presentation.objects.filter(
        round_id=item.meeting.activity.round_id, body=item.body, is_ready=True
    ).select_related("chart__heads", "chart__deviation").first()  # fmt: skip
    return tuple(_board(presentation, actor)) if presentation else ()


JANUARY, APRIL = "R02", "R12"


def _facts(item: AgendaItem, actor: Actor) -> Iterator[Slide]:
    """In April: the key figures a board chose in January, as they are known now."""
    shown = Presentation.objects.filter(
        round_id=item.meeting.activity.round_id, body=item.body, is_ready=True
    ).first()  # fmt: skip
    facts = facts_of(shown, actor) if shown else []
    if facts:
        yield Slide(_("Nyckeltal"), _BOARD, {"facts": facts})


def _board(shown: Presentation, actor: Actor) -> Iterator[Slide]:
    """What lies ahead first, then activity with three facts, economy with the chart, quality."""
    pages: tuple[tuple[str, str, dict[str, object]], ...] = (
        (_("Framtidsfrågor"), shown.future, {}),
        (_("Verksamhet"), shown.activity, {"facts": facts_of(shown, actor)}),
        (_("Ekonomi"), shown.economy, _chart(shown, actor)),
        (_("Kvalitet"), shown.quality, {}),
    )
    for heading, text, more in pages:
        points = [line.strip() for line in text.splitlines() if line.strip()]
        yield Slide(heading, _BOARD, {"points": points, **more})


def _chart(shown: Presentation, actor: Actor) -> dict[str, object]:
    if shown.chart is None:
        return {}
    groups = groups_for(actor)
    of = known([shown.chart])[0]
    return {
        "chart": course_chart(of, groups[0] if groups else None),
        "indicator": shown.chart,
        "of": of,
        "own": own_area(),
    }


def _analysis(item: AgendaItem, _actor: Actor) -> Iterator[Slide]:
    """A page per finding of the last signed edition with its chart, then the conclusions together.

    An analysis that is open again shows what was signed: the wall is never without it.
    """
    editions = AnalysisEdition.objects.filter(analysis__round_id=item.meeting.activity.round_id)
    edition = editions.select_related("document").first()
    parts = edition.document.content["parts"] if edition else []
    for part in parts:
        if not part["is_conclusion"]:
            yield Slide(part["heading"], _FINDING, _finding(part))
    conclusions = [part for part in parts if part["is_conclusion"]]
    if conclusions:
        yield Slide(_("Analysgruppens slutsatser"), _CONCLUSIONS, {"conclusions": conclusions})


def _finding(part: Mapping[str, Any]) -> dict[str, object]:
    context: dict[str, object] = {"text": part["text"]}
    figures = part["figures"]
    rows = Indicator.objects.select_related("heads", "deviation")
    indicator = rows.filter(code=figures["code"]).first() if figures else None
    if indicator is not None:
        of = known([indicator])[0]
        chart = course_chart(of, group_named(figures["group"]))
        context |= {"chart": chart, "indicator": indicator, "of": of, "own": own_area()}
    return context
