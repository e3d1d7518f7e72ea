"""Pages for somebody who lives here: a try of one's own, goals, investments, what changed, the parties beside."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ramverk.apps.frames.models import Edition
from ramverk.apps.frames.queries.figures import figures, line_name
from ramverk.apps.frames.queries.goals import ShownGoal
from ramverk.apps.investments.models import Project
from ramverk.apps.proposals.queries.hand_overs import Proposal
from ramverk.apps.proposals.queries.side_by_side import side_by_side
from ramverk.apps.proposals.terms import rate_words, terms_of
from ramverk.apps.publishing.contents.figures import bridge_chart, whole_bridge
from ramverk.apps.publishing.queries.board_goals import board_goals
from ramverk.apps.publishing.queries.open_book import (
    OpenEdition,
    council_goals,
    goals_of,
    investments_of,
    open_edition,
    open_editions,
    open_proposals,
)
from ramverk.apps.publishing.queries.projects import projects_by_board, projects_by_place
from ramverk.apps.publishing.queries.publications import proposal_opens_at
from ramverk.apps.publishing.queries.reasons import reasons
from ramverk.apps.publishing.queries.trying import try_out
from ramverk.apps.publishing.showing import shown_chart
from ramverk.apps.publishing.views.site import page, public
from ramverk.core.editions.trying import FRAME, RATE, write_try

WHICH = "utgava"


def _opening(request: HttpRequest) -> tuple[OpenEdition | None, dict[str, Any]]:
    """The edition the address names, the newest where it names none, and what every page shows of the others.

    404 for one that is not open.
    """
    slug, editions = request.GET.get(WHICH, ""), open_editions()
    chosen = open_edition(slug, editions)
    if slug and chosen is None:
        raise Http404
    return chosen, {"chosen": chosen, "editions": editions}


@public(remembers=False)
def attempt(request: HttpRequest) -> HttpResponse:
    """Change frames and tax rate within bounds and see what it means. The whole try stands in the address."""
    chosen, context = _opening(request)
    if chosen is None:
        return page(request, "publishing/public/attempt.html", context)
    asked = {name: str(value) for name, value in request.GET.items() if name == RATE or name.startswith(FRAME)}
    shown = try_out(chosen, asked)
    english = get_language() == "en"
    wrong = {name: one.message_en if english else one.message for one in shown.findings for name in one.rows}
    named = [(WHICH, chosen.publication.slug), *write_try(shown.tried), *([("lang", "en")] if english else [])]
    context |= {
        "shown": shown,
        "rows": [
            (one, f"{FRAME}{one.key}", _typed(asked, f"{FRAME}{one.key}", one.change // 100_000), _at(wrong, one.key))
            for one in shown.frames
        ],
        "rate": asked.get(RATE, "")[:_LONG] or rate_words(shown.tried.rate or shown.bounds.rate).replace(":", ","),
        "rate_now": rate_words(shown.bounds.rate).replace(":", ","),
        "rate_wrong": wrong.get(RATE, ""),
        "low": rate_words(shown.bounds.lowest_rate()).replace(":", ","),
        "high": rate_words(shown.bounds.highest_rate()).replace(":", ","),
        "wrong": wrong,
        "law": [one.message_en if english else one.message for one in shown.law],
        "link": request.build_absolute_uri(f"{reverse('public:attempt')}?{urlencode(named)}"),
        "empty": f"{reverse('public:attempt')}?{urlencode([(n, v) for n, v in named if n in {WHICH, 'lang'}])}",
    }
    return page(request, "publishing/public/attempt.html", context)


_LONG = 20


def _typed(asked: Mapping[str, str], name: str, thousands: int) -> str:
    return asked.get(name, "")[:_LONG] or (str(thousands) if thousands else "")


def _at(wrong: Mapping[str, str], board: str) -> str:
    return wrong.get(f"{FRAME}{board}", "")


@public(asks=(WHICH,))
def goals(request: HttpRequest) -> HttpResponse:
    """The goals, and how the budget stands against those of money."""
    chosen, context = _opening(request)
    if chosen is not None:
        boards = board_goals(chosen.edition.round)
        council = council_goals(chosen.edition.round)
        keys = {str(goal.key) for goal in council}
        context |= {
            "financial": goals_of(chosen.edition),
            "council": [(goal, [one for one in boards if one.leads_to == str(goal.key)]) for goal in council],
            "others": [one for one in boards if one.leads_to not in keys],
        }
    return page(request, "publishing/public/goals.html", context)


@public(asks=(WHICH, "efter"))
def investments(request: HttpRequest) -> HttpResponse:
    """The projects the budget counts on, board by board or place by place."""
    chosen, context = _opening(request)
    if chosen is not None:
        by_place = request.GET.get("efter") == "plats"
        grouped = projects_by_place if by_place else projects_by_board
        context |= {
            "portfolio": grouped(investments_of(chosen.edition), chosen.edition),
            "by_place": by_place,
            "may_order": True,
        }
    return page(request, "publishing/public/investments.html", context)


@public(asks=(WHICH, "mot"))
def changes(request: HttpRequest) -> HttpResponse:
    """What changed and why: the bridge from the opening budget or an earlier open edition, cause by cause."""
    chosen, context = _opening(request)
    if chosen is not None:
        earlier = _earlier(request, chosen)
        bridge = whole_bridge(chosen.edition, earlier.edition if earlier else None)
        first = earlier.edition.name if earlier else _("Ingående")
        context |= {
            "earlier": earlier,
            "bridge": bridge,
            "chart": shown_chart(bridge_chart(bridge, "", first, _("Ny ram"))) if any_moves(bridge) else None,
            "reasons": reasons(chosen.edition, earlier.edition if earlier else None),
        }
    return page(request, "publishing/public/changes.html", context)


def any_moves(bridge: Any) -> bool:
    """Whether anything differs."""
    return any(any(row.amounts) for row in bridge.rows)


def _earlier(request: HttpRequest, chosen: OpenEdition) -> OpenEdition | None:
    slug = request.GET.get("mot", "")
    if not slug:
        return None
    found = open_edition(slug)
    if found is None or found.edition.pk == chosen.edition.pk or found.edition.round_id != chosen.edition.round_id:
        raise Http404
    return found


@public(asks=(WHICH, "ar", "per"))
def proposals(request: HttpRequest) -> HttpResponse:
    """The parties' tabled proposals beside a published edition: words first, then figures and clauses."""
    chosen, context = _opening(request)
    rows = open_proposals(chosen.edition.round) if chosen else []
    context["proposals"] = rows
    if not rows:
        context["opens_at"] = proposal_opens_at()
    if chosen is not None and rows:
        years = [int(year) for year in chosen.edition.years]
        year = next((one for one in years if str(one) == request.GET.get("ar")), years[0])
        each = request.GET.get("per") == "invanare"
        context |= {
            "years": years, "year": year, "each": each,
            "sides": side_by_side(rows, None, chosen.edition, year, each=each),
            "clauses": _clauses(rows, _names(chosen.edition)),
            "goal_rows": _goal_rows(rows),
            "rate_now": rate_words(terms_of(chosen.edition.round).tax_rate),
            "reference": chosen.edition,
        }  # fmt: skip
    return page(request, "publishing/public/proposals.html", context)


def _goal_rows(rows: list[Proposal]) -> list[tuple[ShownGoal, list[ShownGoal]]]:
    """Each financial goal once, with how every proposal stands against it."""
    shown = [goals_of(one.hand_over.edition) for one in rows]
    return [(goals[0], list(goals)) for goals in zip(*shown, strict=True)] if shown else []


def _names(edition: Edition) -> Mapping[str, str]:
    """What the boards and the projects are called that a clause may be about."""
    projects = Project.objects.filter(round=edition.round_id).values_list("key", "name")
    return {board.key: board.name for board in figures(edition).boards} | {str(key): name for key, name in projects}


def _clauses(rows: list[Proposal], names: Mapping[str, str]) -> list[tuple[str, list[str], bool, bool]]:
    """Each question once, every proposal's words on it, whether they differ, and whether to show it unfolded.

    Frames and central items stand in the table above; their clauses are folded.
    """
    subjects = list(dict.fromkeys(clause.subject for one in rows for clause in one.clauses))
    found = []
    for subject in subjects:
        words = [next((c.text for c in one.clauses if c.subject == subject), "") for one in rows]
        differs = len(set(words)) > 1
        found.append((_named(subject, names), words, differs, differs and not subject.startswith(("frame:", "pot:"))))
    return found


def _named(subject: str, names: Mapping[str, str]) -> str:
    kind, _colon, part = subject.partition(":")
    words = {
        "tax_rate": _("Skattesats"), "result": _("Resultatbudget"), "goal": _("Mål %s") % part,
        "assignment": _("Uppdrag %s") % part, "frame": _("Driftram: %s") % names.get(part, part),
        "investments": _("Investeringar"), "project": names.get(part, _("Investeringsprojekt")), "pot": line_name(part),
    }  # fmt: skip
    return words.get(kind, subject)
