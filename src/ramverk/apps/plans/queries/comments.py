"""Comments on a plan, and the places one can comment on."""

import re
from collections.abc import Iterator

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.models import ActivityPlan, Comment, CommentState, FrameRequest, Section, SplitRow
from ramverk.apps.plans.policy import COMMENTS

_MOST = 300


def comments_of(section: Section, actor: Actor) -> QuerySet[Comment]:
    """Those on a section, in the order they were made."""
    rows = Comment.objects.filter(section=section).select_related("plan__submission").prefetch_related("answers")
    return COMMENTS.filter(rows, actor)


def open_comments(plan: ActivityPlan) -> dict[int, int]:
    """How many comments of each section wait for somebody."""
    rows = Comment.objects.filter(plan=plan, section__isnull=False).exclude(state=CommentState.CLOSED)
    return dict(rows.order_by().values_list("section").annotate(waiting=Count("pk")))


def places_of(section: Section) -> list[tuple[str, str]]:
    """The whole section, its paragraphs, its rows and their cells: what a comment can hang on."""
    return [("", _("hela avsnittet")), *list(_places(section))[:_MOST]]


def _places(section: Section) -> Iterator[tuple[str, str]]:
    if section.is_text:
        parts = [part.strip() for part in re.split(r"\n\s*\n", section.text) if part.strip()]
        for number, part in enumerate(parts, 1):
            yield f"paragraph:{number}", _("stycke %(n)s: %(words)s") % {"n": number, "words": _short(part)}
        return
    for goal in section.goals.all():
        yield f"row:{goal.key}", _short(goal.text)
    rows: list[SplitRow | FrameRequest] = [*section.split_rows.select_related("operation"), *section.requests.all()]
    for row in rows:
        yield f"row:{row.key}", _short(str(row))
        for year in sorted(row.amounts):
            yield f"cell:{row.key}:{year}", f"{_short(str(row))}, {year}"


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= 60 else f"{plain[:59].rstrip()}…"
