"""Pages that show: the overview, the bridge, the comparison, and why a number is what it is."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ramverk.apps.cycle.queries.rounds import current_round
from ramverk.apps.frames.actions.dispatch_frames import dispatch_to_write
from ramverk.apps.frames.assumptions import decimal
from ramverk.apps.frames.beside import pages_beside
from ramverk.apps.frames.drawing import milestone_path, waterfall
from ramverk.apps.frames.fates import fates_of
from ramverk.apps.frames.findings import FRAMED, edition_findings
from ramverk.apps.frames.ledger import board_key, core_edition, core_of, line_of
from ramverk.apps.frames.models import Edition, EditionState, FinancialGoal
from ramverk.apps.frames.policy import may
from ramverk.apps.frames.queries.bridging import RESULT, moved_since_parent, passed_of, show_bridge
from ramverk.apps.frames.queries.comparing import milestones, side_by_side
from ramverk.apps.frames.queries.editions import (
    assumptions_opened,
    chosen_sets,
    decisions_to_tie,
    editions_of,
    leading,
    names_of_editions,
    newer_than,
)
from ramverk.apps.frames.queries.figures import Figures, cause_name, figures, framed_boards, group_name, line_name
from ramverk.apps.frames.queries.goals import ShownGoal, ShownOutcome, goals_of, held_against
from ramverk.apps.frames.queries.legal import standing, with_reserve
from ramverk.apps.frames.queries.statements import stated
from ramverk.apps.frames.sources import Sourced, sourced
from ramverk.apps.frames.views.finding import as_download, asked_for, visible, year_of
from ramverk.apps.frames.workbook import statement_sheets, workbook
from ramverk.apps.organisation.actor import Actor, acting
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail.queries import history
from ramverk.apps.trail.remembering import remembered
from ramverk.core.editions.causes import Cause
from ramverk.core.editions.changes import Change, Post, PostKind
from ramverk.core.explain import Explanation, explain_post
from ramverk.core.money import Ore
from ramverk.core.statements.result_budget import FINANCE_LINES, Group

_MOST_COMPARED = 4


@login_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The edition that leads, with the newer ones named; where there is none, what will come and when."""
    actor = acting(request)
    in_round = current_round(actor)
    seen = editions_of(in_round, actor) if in_round else []
    if not seen:
        context = {"may_import": may(actor, "frames.import_budget"), "round": in_round}
        return render(request, "frames/none.html", context)
    shown = leading(seen, actor) or seen[0]
    return _overview(request, visible(request, shown.pk), actor, newer_than(shown, seen))


@login_required
@require_GET
def edition(request: HttpRequest, pk: int) -> HttpResponse:
    """One edition: its result, its frames, what is to be looked at."""
    return _overview(request, visible(request, pk), acting(request))


def _overview(request: HttpRequest, shown: Edition, actor: Actor, newer: Sequence[Edition] = ()) -> HttpResponse:
    goals, seen = goals_of(shown.round, actor), editions_of(shown.round, actor)
    with_causes = request.GET.get("orsaker") == "1"
    key = ("frames.overview", shown.pk, shown.version, with_causes, *(goal.pk for goal in goals))
    context = _frame(shown, actor) | {
        "overview": remembered(lambda: _tables(shown, goals, with_causes=with_causes), *key),
        "checksum": shown.checksum,
        "newer": newer,
        "editions": remembered(lambda: _editions(shown, seen), "frames.editions", shown.pk, *(one.pk for one in seen)),
        "chosen": chosen_sets(shown).values(),
        "beside": pages_beside(shown, actor),
        "fate": fates_of([shown]).get(shown.pk),
        "opened": set(assumptions_opened(shown, actor)),
        "may_freeze": may(actor, "frames.freeze_edition", shown) if shown.is_open else None,
        "may_decide": may(actor, "frames.decide_edition"),
        "may_start": may(actor, "frames.start_edition"),
        "may_deliver": may(actor, "frames.deliver_codes"),
        "may_import": may(actor, "frames.import_budget"),
        "decisions": decisions_to_tie(shown) if actor.owns_the_process else [],
        "dispatch_step": dispatch_to_write(shown) if shown.state == EditionState.DECIDED else None,
        "may_dispatch": may(actor, "frames.dispatch_frames"),
        "entries": history(shown)[:8],
    }
    return render(request, "frames/edition.html", context)


def _editions(shown: Edition, seen: list[Edition]) -> SafeString:
    """The list of the round's editions beside the page."""
    return render_to_string("frames/_editions.html", {"edition": shown, "others": seen, "fates": fates_of(seen)})


def _tables(shown: Edition, seen: list[FinancialGoal], *, with_causes: bool) -> SafeString:
    """The edition's tables, the same for everyone who sees these goals."""
    of, statements = figures(shown), stated(shown)
    goals = held_against(shown, seen, statements)
    context = {
        "edition": shown,
        "figures": of,
        "shares": [(year, _share(of, year)) for year in of.years],
        "findings": with_reserve(edition_findings(shown), shown, statements),
        "goals": goals,
        "standing": standing(shown, of, statements, goals),
        "with_causes": with_causes,
        "moved_in_year": any(one.cause in _IN_YEAR for one in core_of(line_of(shown)[:1]).all_changes()),
        "moved": moved_since_parent(shown),
    }
    return render_to_string("frames/_overview.html", context)


_IN_YEAR = (Cause.DECISION_IN_YEAR, Cause.ONE_OFF)
"""What the opening budget's year holds beside the budget as it was first decided."""


def _share(of: Figures, year: int) -> str:
    """The year's result of what it is paid with, in per cent; nothing where there are no taxes yet."""
    base = int(of.budget.taxes_and_grants(year))
    return f"{decimal(Fraction(100 * int(of.budget.result(year)), base), 1)} %" if base else ""


def _frame(shown: Edition, actor: Actor) -> dict[str, Any]:
    """What every page of an edition has around it."""
    return {"edition": shown, "may_write": may(actor, "frames.save_changes", shown), "actor": actor}


@login_required
@require_GET
def bridge_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What happened on the way to this edition, by cause: from its opening frame, or from another edition."""
    actor = acting(request)
    shown = visible(request, pk)
    other = asked_for(request, "mot", actor)
    organ, year = request.GET.get("organ", ""), year_of(request, shown)
    yearly = request.GET.get("vy") == "arsvis"
    is_result = organ == RESULT
    if other is not None and other.round_id != shown.round_id:
        other = None
    line = line_of(shown)
    passed = passed_of(line_of(other) if other else None, line, organ, yearly=yearly)
    opening = _("Ingående resultat") if is_result else _("Ingående ram")
    first = other.name if other else _("Föregående år") if yearly else opening
    asked = request.GET.get("orsak", "")
    drawn = show_bridge(passed, sign=1 if is_result else -1, asked=asked)
    at = drawn.years.index(year)
    last = _("Resultat") if is_result else _("Ram")
    rule = _("Plus förbättrar resultatet.") if is_result else _("Plus gör ramen större.")
    context = _frame(shown, actor) | {
        "bridge": drawn,
        "known": sourced([step.change for row in drawn.rows for step in row.steps], shown, actor),
        "year": year,
        "at": at,
        "organ": organ,
        "address": _address(request),
        "asked": asked,
        "other": other,
        "yearly": yearly,
        "first": first,
        "last": last,
        "unit": _("tkr; intäkt plus, kostnad minus") if is_result else _("nettokostnad, tkr"),
        "chart": waterfall(drawn, at, first, f"{last} {year}", _caption(shown, year, rule), plus_is_good=is_result),
        "left_over": drawn.left_over(at),
        "has_one_off": any(row.one_off[at] for row in drawn.rows),
        "boards": framed_boards(core_of(line)),
        "others": names_of_editions(shown.round, actor),
    }
    return render(request, "frames/bridge.html", context)


def _caption(shown: Edition, year: int, rule: str) -> str:
    words = {"year": year, "rule": rule, "name": shown.name}
    return _("%(year)s, tkr. %(rule)s Källa: utgåvan ”%(name)s”.") % words


def _address(request: HttpRequest) -> str:
    """The page's own choices, without the cause that is opened."""
    query = request.GET.copy()
    query.pop("orsak", None)
    return query.urlencode()


@login_required
@require_GET
def compare_page(request: HttpRequest) -> HttpResponse:
    """Editions side by side in one year, with what differs from the first."""
    actor = acting(request)
    in_round = current_round(actor)
    seen = editions_of(in_round, actor) if in_round else []
    wanted = {int(value) for value in request.GET.getlist("utgava") if value.isdigit()}
    chosen = [one for one in reversed(seen) if one.pk in wanted][:_MOST_COMPARED]
    if len(chosen) < 2:
        chosen = list(reversed(seen))[-2:]
    year = year_of(request, chosen[0]) if chosen else 0
    goals = goals_of(in_round, actor) if in_round else []
    ids = (tuple(one.pk for one in several) for several in (seen, chosen, goals))
    context = {
        "compared": remembered(lambda: _compared(seen, chosen, goals, year), "frames.compared", year, *ids)
        if len(chosen) > 1
        else "",
        "seen": seen, "fates": fates_of(seen), "year": year,
        "years": chosen[0].years if chosen else [], "picked": {one.pk for one in chosen},
    }  # fmt: skip
    return render(request, "frames/compare.html", context)


def _compared(seen: list[Edition], chosen: list[Edition], goals: list[FinancialGoal], year: int) -> SafeString:
    """The comparison and the way there, the same for everyone who sees these editions and goals."""
    passed = milestones(seen, year)
    context = {
        "goals": _goals_beside(chosen, goals, year),
        "milestones": passed, "fates": fates_of(one.edition for one in passed),
        "path": milestone_path(passed) if len(passed) > 1 else None,
        "chosen": chosen, "year": year, "rows": side_by_side([figures(one) for one in chosen], year),
    }  # fmt: skip
    return render_to_string("frames/_compared.html", context)


def _goals_beside(
    chosen: list[Edition], seen: list[FinancialGoal], year: int
) -> list[tuple[ShownGoal, list[ShownOutcome | None]]]:
    """Each goal with its outcome in every compared edition, in one year or over all."""
    stood = [held_against(one, seen) for one in chosen]
    return [(goals[0], [one.in_year(year) for one in goals]) for goals in zip(*stood, strict=True)]


@login_required
@require_GET
def why(request: HttpRequest, pk: int) -> HttpResponse:
    """Why a number is what it is: the tree of parts that sum to it, down to a rule, a file or a decision."""
    actor = acting(request)
    shown = visible(request, pk)
    core = core_edition(shown)
    year = year_of(request, shown)
    organ, line, group = (request.GET.get(name, "") for name in ("organ", "rad", "grupp"))
    if organ:
        tree, sign = explain_post(core, Post(PostKind.FRAME, organ), year), -1
        name = next((body.name for body in Body.objects.filter(kind__in=FRAMED) if board_key(body) == organ), organ)
    elif line:
        tree, sign, name = explain_post(core, Post(PostKind.FINANCE, "", line), year), 1, line_name(line)
    elif group in set(Group):
        parts = [
            explain_post(core, Post(PostKind.FINANCE, "", code), year)
            for code, known in FINANCE_LINES.items()
            if known.group == group
        ]
        tree = Explanation(group, sum((part.amount for part in parts), Ore(0)), tuple(p for p in parts if p.parts))
        sign, name = 1, group_name(group)
    else:
        raise Http404
    known = sourced(_changes(tree), shown, actor)
    context = _frame(shown, actor) | {
        "year": year, "name": name, "amount": sign * int(tree.amount), "organ": organ, "ties": tree.ties(),
        "asked": _asked(request), "parts": [_part(part, sign, known) for part in tree.parts],
    }  # fmt: skip
    return render(request, "frames/why.html", context)


def _asked(request: HttpRequest) -> str:
    """What the page explains, whatever the year."""
    return urlencode({name: value for name in ("organ", "rad", "grupp") if (value := request.GET.get(name))})


def _changes(tree: Explanation) -> Iterator[Change]:
    """The changes at the leaves."""
    if tree.change is not None:
        yield tree.change
    for part in tree.parts:
        yield from _changes(part)


def _part(part: Explanation, sign: int, known: Mapping[str, Sourced]) -> dict[str, Any]:
    """One node as shown."""
    label = part.label
    if part.cause is not None and part.source is None:
        label = cause_name(part.cause)
    elif part.cause is None:
        label = line_name(part.label)
    return {
        "label": label, "amount": sign * int(part.amount), "edition": part.edition,
        "sourced": known.get(part.change.id) if part.change else None,
        "parts": [_part(below, sign, known) for below in part.parts],
    }  # fmt: skip


@login_required
@require_GET
def as_json(request: HttpRequest, pk: int) -> HttpResponse:
    """The edition for machines: what is frozen, as it was, with its checksum; and what is stated of it, in öre."""
    shown = visible(request, pk)
    if shown.document is None:
        raise Http404
    content = {
        "checksum": shown.checksum,
        "edition": shown.document.content,
        "statements": [
            {
                "name": sheet.name, "years": sheet.years,
                "lines": [{"label": label, "amounts_ore": list(amounts)} for label, amounts in sheet.rows],
            }
            for sheet in statement_sheets(shown)
        ],
    }  # fmt: skip
    answer = JsonResponse(content, json_dumps_params={"ensure_ascii": False})
    answer["Content-Disposition"] = f'attachment; filename="utgava-{shown.uid}.json"'
    return answer


@login_required
@require_GET
def as_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The edition as a workbook, draft or frozen."""
    return as_download(*workbook(visible(request, pk)))
