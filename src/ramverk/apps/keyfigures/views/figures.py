"""Pages that show figures: the January set compared, the catalogue, one indicator, cost beside quality, what moved."""

from itertools import groupby

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET

from ramverk.apps.cycle.queries.rounds import current_round
from ramverk.apps.keyfigures.models import Indicator
from ramverk.apps.keyfigures.policy import INDICATORS, may, may_type, may_write
from ramverk.apps.keyfigures.queries import catalogue as finding
from ramverk.apps.keyfigures.queries.analysing import analysis_of
from ramverk.apps.keyfigures.queries.comparing import compare, compare_groups, january_set, reference
from ramverk.apps.keyfigures.queries.groups import chosen_group
from ramverk.apps.keyfigures.queries.known import known, own_area
from ramverk.apps.keyfigures.queries.lacking import without_outcome, without_target
from ramverk.apps.keyfigures.queries.reference import index_told, reference_rows
from ramverk.apps.keyfigures.queries.units import units_of
from ramverk.apps.keyfigures.targets import target_signals
from ramverk.apps.keyfigures.telling import cost_beside_quality, course_chart, moved_rows, place_rows, year_rows
from ramverk.apps.organisation.actor import Actor, acting
from ramverk.apps.trail.queries import history
from ramverk.apps.trail.remembering import remembered
from ramverk.apps.trail.verdicts import Verdict
from ramverk.apps.trail.wording import in_words


def the_indicator(actor: Actor, code: str) -> Indicator:
    """The indicator of an address."""
    rows = Indicator.objects.select_related("heads", "deviation", "body")
    return get_object_or_404(INDICATORS.filter(rows, actor), code=code)


@login_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The January set against a group: own, group, nation, trend, what the distance is worth."""
    actor, asked = acting(request), request.GET.get("grupp", "")
    context = {
        "table": remembered(lambda: _comparison(actor, asked), "comparison", actor.is_signed_in, asked),
        "freshness": remembered(lambda: finding.freshness(actor), "freshness", actor.is_signed_in),
        "may_import": may(actor, "keyfigures.import_figures"),
    }
    return render(request, "keyfigures/index.html", context)


def _comparison(actor: Actor, asked: str) -> SafeString:
    """The table against a group, as everyone who may see figures sees it; empty where there are none."""
    group, groups = chosen_group(actor, asked)
    lines = compare(january_set(actor), group)
    parts = [(name, list(rows)) for name, rows in groupby(lines, key=lambda line: line.indicator.section)]
    context = {
        "parts": parts, "odd": [line for line in lines if line.odd], "group": group, "groups": groups,
        "own": own_area(),
    }  # fmt: skip
    return render_to_string("keyfigures/_comparison.html", context) if parts else SafeString("")


@login_required
@require_GET
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every indicator, searched."""
    actor = acting(request)
    words, area = request.GET.get("sok", "").strip(), request.GET.get("omrade", "")
    found = finding.search(actor, words, area)
    rows = found.select_related("current__vintage").defer("current__payload")
    context = {
        "words": words, "area": area, "areas": finding.operating_areas(actor), "count": found.count(),
        "found": rows[: finding.SHOWN], "shown": finding.SHOWN,
        "may_add": may(actor, "keyfigures.add_indicator"),
    }  # fmt: skip
    return render(request, "keyfigures/catalogue.html", context)


@login_required
@require_GET
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """One indicator: its course, its years, its place among others, its units, its source."""
    actor = acting(request)
    shown = the_indicator(actor, code)
    blocks = shown.blocks.select_related("vintage").defer("payload").order_by("-pk")
    group, year = request.GET.get("grupp", ""), request.GET.get("ar", "")
    context = {
        "indicator": shown,
        "body": remembered(lambda: _told(actor, shown, group, year), code, actor.is_signed_in, group, year),
        "may_describe": may(actor, "keyfigures.describe_indicator"), "may_type": may_type(actor, shown),
        "may_write": _may_write(actor), "asked_group": group,
        "entries": in_words(history(shown)[:8]), "blocks": blocks[:6],
    }  # fmt: skip
    return render(request, "keyfigures/indicator.html", context)


def _may_write(actor: Actor) -> Verdict:
    """Whether the actor may write of a figure in the round's analysis."""
    in_round = current_round(actor)
    return may_write(actor, analysis_of(in_round, actor) if in_round else None)


def _told(actor: Actor, shown: Indicator, asked_group: str, asked_year: str) -> SafeString:
    """All that is told of an indicator against a group, as everyone who may see figures sees it."""
    group, groups = chosen_group(actor, asked_group)
    of = known([shown])[0]
    year = int(asked_year) if asked_year.isdigit() and int(asked_year) in of.block.years else None
    line = compare([shown], group, year)[0]
    cost, deviation, percent = reference(shown, line.year) if line.year else (None, None, None)
    context = {
        "indicator": shown, "of": of, "line": line, "group": group, "groups": groups, "own": own_area(),
        "chart": course_chart(of, group), "years": year_rows(of, group), "places": place_rows(of, group, line.year),
        "reference": cost, "deviation": deviation, "percent": percent,
        "beside": compare_groups(shown, groups, line.year) if line.year else [], "units": units_of(actor, shown, year),
    }  # fmt: skip
    return render_to_string("keyfigures/_told.html", context)


@login_required
@require_GET
def cost_and_quality(request: HttpRequest) -> HttpResponse:
    """Two indicators against each other: cost across, quality up."""
    actor = acting(request)
    group, groups = chosen_group(actor, request.GET.get("grupp", ""))
    asked = (request.GET.get("x", ""), request.GET.get("y", ""))
    choices = finding.offered(asked)
    by_code = {row.code: row for row in choices}
    across, up = (by_code.get(code) for code in (asked if any(asked) else finding.cost_and_quality_of(choices)))
    chart, rows, year = cost_beside_quality(across, up, group, request.GET.get("ar", ""))
    context = {
        "choices": choices, "by_code": by_code, "across": across, "up": up, "group": group, "groups": groups,
        "chart": chart, "rows": rows, "year": year, "own": own_area(),
    }  # fmt: skip
    return render(request, "keyfigures/scatter.html", context)


@login_required
@require_GET
def what_moved(request: HttpRequest) -> HttpResponse:
    """Signals: what new vintages changed, what is out of line, what lacks target or outcome, or never was near."""
    actor = acting(request)
    group, groups = chosen_group(actor, request.GET.get("grupp", ""))
    context = {
        "rows": remembered(lambda: moved_rows(actor), "moved", actor.is_signed_in),
        "freshness": finding.freshness(actor), "own": own_area(), "group": group,
        "groups": groups, "odd": [line for line in compare(january_set(actor), group) if line.odd],
        "target_signals": target_signals(actor), "without_outcome": without_outcome(actor),
        "without_target": without_target(actor),
    }  # fmt: skip
    return render(request, "keyfigures/moved.html", context)


@login_required
@require_GET
def reference_costs(request: HttpRequest) -> HttpResponse:
    """Reference cost, net cost and frame of each service, in kronor and per inhabitant, with and without indexing."""
    actor = acting(request)
    group, groups = chosen_group(actor, request.GET.get("grupp", ""))
    rows = reference_rows(actor, group)
    context = {
        "rows": rows, "framed": next((row.framed for row in rows if row.framed), None), "group": group,
        "groups": groups, "own": own_area(), "told": index_told(rows),
        "frame_year": next((row.frame_year for row in rows if row.frame), None),
        "lacks_index": next((row for row in rows if row.lacks_index), None),
        "may_describe": may(actor, "keyfigures.describe_indicator"), "freshness": finding.freshness(actor),
    }  # fmt: skip
    return render(request, "keyfigures/reference.html", context)
