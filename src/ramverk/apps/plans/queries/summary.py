"""A plan on one page: frame, what moved it, requests, goals, investments, risks; made from the plan's own data."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from ramverk.apps.cycle.models import Activity, ActivityKind, HandIn, Round
from ramverk.apps.cycle.policy_submission import HAND_INS
from ramverk.apps.frames.ledger import board_key
from ramverk.apps.frames.models import Edition
from ramverk.apps.frames.queries.bridging import passed_between, show_bridge
from ramverk.apps.investments.queries.portfolio import handed_in as handed_in_projects
from ramverk.apps.keyfigures.models import Indicator as KeyFigure
from ramverk.apps.keyfigures.models import Presentation
from ramverk.apps.keyfigures.queries.measures import last_outcome
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body
from ramverk.apps.plans.models import ActivityPlan, PlanSummary, SectionKind
from ramverk.apps.plans.policy import SUMMARIES
from ramverk.apps.plans.recognising import is_plan_activity
from ramverk.apps.plans.ties import SUMMARY, tie_in

_BRIEF = 420
"""Signs of a text on the page; the plan itself has the rest."""


def summary_of(content: Mapping[str, Any], in_round: Round, body: Body, edition: Edition | None) -> dict[str, Any]:
    """The page as plain values, from a plan as it stands or as it was frozen."""
    by_kind: dict[str, list[Any]] = {}
    for section in content.get("sections", ()):
        by_kind.setdefault(section["kind"], []).extend(section.get("rows", ()))
    requests = by_kind.get(SectionKind.REQUESTS, [])
    years = [str(year) for year in content.get("years", ())]
    tie = tie_in(content)
    return {
        "kind": SUMMARY, "board": body.name, "years": years, "edition": content.get("edition"),
        "frame": content.get("frame", {}), "causes": _causes(edition, body),
        "requests": [
            {name: one[name] for name in ("title", "amounts", "consequence")}
            for one in requests
        ],
        "asked": {str(year): int(amount) for year, amount in tie.asked.items()} if tie else {},
        "left": {str(year): int(amount) for year, amount in tie.left.items()} if tie else {},
        "goals": [_goal(one) for one in by_kind.get(SectionKind.GOALS, ()) if one["level"] == "board"],
        "figures": _figures(in_round, body, by_kind.get(SectionKind.GOALS, ())),
        "measures": _brief(content, "atgarder"), "risks": _brief(content, "risker"),
        "investments": _brief(content, "investeringar"), "projects": _projects(in_round, body, years),
    }  # fmt: skip


def _projects(in_round: Round, body: Body, years: Sequence[str]) -> dict[str, Any]:
    """The board's investments as it handed them in last: how many, net by year, and the largest by name. Öre."""
    key = board_key(body)
    sheets = [one for one in handed_in_projects(in_round).sheets if one.board == key]
    ordered = sorted(sheets, key=lambda one: -int(one.net_total))
    return {
        "count": len(sheets),
        "net": {year: sum(int(one.net(int(year))) for one in sheets) for year in years},
        "rows": [[one.name, one.priority, int(one.net_total)] for one in ordered[:MOST_PROJECTS]],
        "more": max(0, len(ordered) - MOST_PROJECTS),
    }


MOST_PROJECTS = 8
"""Projects named on the page, the largest first; the rest is on the board's own page of projects."""


MOST_FIGURES = 6


def _figures(in_round: Round, body: Body, goals: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The three that the board chose for January, then those its goals are measured by, each with its last year."""
    chosen = Presentation.objects.filter(round=in_round, body=body, is_ready=True).values_list("facts", flat=True)
    codes = list(chosen.first() or ())
    codes += [one["code"] for goal in goals for one in goal["indicators"] if one.get("code")]
    rows = {row.code: row for row in KeyFigure.objects.filter(code__in=codes).select_related("heads", "deviation")}
    found = []
    for row in [rows[code] for code in dict.fromkeys(codes) if code in rows][:MOST_FIGURES]:
        last = last_outcome(row)
        if last is not None and last.value is not None:
            found.append(
                {
                    "title": row.title, "text": last.text, "year": last.year, "is_preliminary": last.is_preliminary,
                    "source": last.source,
                }
            )  # fmt: skip
    return found


def _causes(edition: Edition | None, body: Body) -> list[list[Any]]:
    """What moved the frame from last year's, by cause, in the budget year: label and öre."""
    if edition is None:
        return []
    shown = show_bridge(passed_between(None, edition, board_key(body), yearly=False), sign=-1)
    return [[row.label, row.amounts[0]] for row in shown.rows if row.amounts[0]]


def _goal(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "text": row["text"],
        "indicators": [
            {name: one[name] for name in ("name", "unit", "baseline", "baseline_year", "targets")}
            for one in row["indicators"]
        ],
    }


def _brief(content: Mapping[str, Any], key: str) -> str:
    """The beginning of a section, cut at a sentence."""
    found: Sequence[Any] = [one for one in content.get("sections", ()) if one["key"] == key]
    text: str = " ".join(str(found[0].get("text", "")).split()) if found else ""
    if len(text) <= _BRIEF:
        return text
    whole = re.match(rf".{{1,{_BRIEF}}}[.!?](?=\s)", text)
    return whole[0] if whole else f"{text[:_BRIEF].rstrip()}…"


def summaries_at(activity: Activity, actor: Actor) -> list[PlanSummary]:
    """The latest summary of each board shown at a dialogue."""
    rows = PlanSummary.objects.filter(activity=activity).select_related("document", "body")
    found: dict[int, PlanSummary] = {}
    for row in SUMMARIES.filter(rows, actor).order_by("at", "pk"):
        found[row.body_id] = row
    return sorted(found.values(), key=lambda row: row.body.name)


def handed_in_before(activity: Activity, actor: Actor) -> list[HandIn]:
    """Each board's plan as handed in last, at a dialogue that comes after the plans."""
    steps = [
        one.pk
        for one in Activity.objects.filter(
            round=activity.round_id, kind=ActivityKind.SUBMISSION, order__lt=activity.order
        )
        if is_plan_activity(one)
    ]
    rows: QuerySet[HandIn] = HandIn.objects.filter(
        submission__activity__in=steps, document__content__kind="activity_plan"
    ).select_related("submission__body", "submission__activity", "document")
    latest = {row.submission_id: row for row in HAND_INS.filter(rows, actor).order_by("number")}
    return sorted(latest.values(), key=lambda row: row.submission.body.name)


def dialogues(plan: ActivityPlan) -> list[Activity]:
    """The dialogues at which the plan can be shown before it is handed in: those up to its last day."""
    activity = plan.submission.activity
    rows = Activity.objects.filter(round=activity.round_id, kind=ActivityKind.DIALOGUE, order__lt=activity.order)
    return list(rows.exclude(state="cancelled").order_by("-order"))
