"""The documents there are: what each is called, which of them somebody may have, and how it is made.

Who may have a document is always the policy of the thing it is about; nothing here opens more than its page does.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ramverk.apps.cycle.models import HandIn
from ramverk.apps.cycle.policy_submission import HAND_INS
from ramverk.apps.decisions.models import Duty, DutyKind, Sitting
from ramverk.apps.decisions.policy import DUTIES, SITTINGS
from ramverk.apps.dispatch.models import Dispatch
from ramverk.apps.dispatch.policy import DISPATCHES
from ramverk.apps.frames.models import Directive, Edition, EditionState
from ramverk.apps.frames.policy import DIRECTIVES, EDITIONS
from ramverk.apps.investments.models import Project
from ramverk.apps.investments.policy import PROJECTS
from ramverk.apps.investments.queries.projects import whole
from ramverk.apps.meetings.models import Meeting
from ramverk.apps.meetings.policy import MEETINGS
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.plans.models import ActivityPlan, PlanSummary
from ramverk.apps.plans.policy import PLANS, SUMMARIES
from ramverk.apps.proposals.models import HandOver
from ramverk.apps.proposals.policy import HAND_OVERS
from ramverk.apps.proposals.queries.hand_overs import mark_opened
from ramverk.apps.publishing.contents.budget import KIND, budget_document
from ramverk.apps.publishing.contents.directive import directive_document, with_directive
from ramverk.apps.publishing.contents.motion import motion_document
from ramverk.apps.publishing.contents.plan import handed_in_plan, handed_in_summary, plan_document, summary_document
from ramverk.apps.publishing.contents.project import as_handed_in, handed_in_sheets, project_document
from ramverk.apps.publishing.contents.records import (
    dispatch_document,
    extract_document,
    minutes_document,
    notes_document,
)
from ramverk.apps.publishing.models import Publication, PublicationState
from ramverk.apps.publishing.policy import PUBLICATIONS
from ramverk.apps.trail import clock
from ramverk.apps.trail.verdicts import Invalid, Sentence
from ramverk.core.documents.content import from_json
from ramverk.core.documents.model import Document

STANDING = (EditionState.FROZEN, EditionState.DECIDED)
OPERATOR = Actor(person_id=None, name="", is_administrator=True)
"""Who writes documents at the command line: who runs the house, of no body. What is sealed or a draft stays shut."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of document. `seen` gives the rows an actor may have, the newest first."""

    name: Sentence
    seen: Callable[[Actor], Any]
    make: Callable[[Any, Actor], Document]
    opened: Callable[[Any, Actor], object] | None = None
    """What having it leaves behind: a receipt that it was opened."""
    is_private: bool = False
    """Whether no copy may be kept on the way (a party's own papers)."""

    def find(self, actor: Actor, pk: int) -> Any:
        """The thing, if the actor may have it; else None."""
        rows = self.seen(actor)
        return rows(pk) if callable(rows) else rows.filter(pk=pk).first()


def _editions(actor: Actor) -> Any:
    return EDITIONS.filter(Edition.objects.select_related("parent", "round"), actor).order_by("-pk")


def _directives(actor: Actor) -> Any:
    seen = DIRECTIVES.filter(Directive.objects.all(), actor)
    return _editions(actor).filter(directive__in=seen)


def _plans(actor: Actor) -> Any:
    rows = ActivityPlan.objects.select_related(
        "submission__activity__round", "submission__body", "edition", "revises__submission"
    )
    return PLANS.filter(rows, actor).order_by("-pk")


def _hand_ins(kind: Mapping[str, Any]) -> Callable[[Actor], Any]:
    def rows(actor: Actor) -> Any:
        found = HandIn.objects.filter(**kind).select_related(
            "document", "submission__body", "submission__activity__round"
        )
        return HAND_INS.filter(found, actor).order_by("-pk")

    return rows


class _Projects:
    """Projects as they stand for those who may see them so, else as their board handed them in."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor

    def __call__(self, pk: int) -> Any:
        live = PROJECTS.filter(whole(), self.actor).filter(pk=pk).first()
        if live is not None:
            return live, None
        project = Project.objects.select_related("round", "body").filter(pk=pk).first()
        sheet = as_handed_in(project) if project is not None else None
        return (project, sheet) if sheet is not None else None

    def first(self) -> Any:
        newest = PROJECTS.filter(whole(), self.actor).order_by("-pk").first()
        return (newest, None) if newest is not None else None

    def __iter__(self) -> Any:
        return iter(PROJECTS.filter(whole(), self.actor).order_by("-pk"))


def _hand_overs(actor: Actor) -> Any:
    rows = HandOver.objects.select_related("edition__round", "edition__parent", "document", "room__party")
    return HAND_OVERS.filter(rows, actor).order_by("-pk")


def _sittings(actor: Actor) -> Any:
    rows = Sitting.objects.select_related("matter__round", "body", "activity__round", "chair", "after__body", "minutes")
    return SITTINGS.filter(rows, actor).order_by("-pk")


def _extracts(actor: Actor) -> Any:
    rows = Duty.objects.filter(kind=DutyKind.EXTRACT).select_related(
        "sitting__matter", "sitting__body", "sitting__minutes"
    )
    return DUTIES.filter(rows, actor).order_by("-pk")


def _meetings(actor: Actor) -> Any:
    return MEETINGS.filter(Meeting.objects.select_related("activity", "minutes"), actor).order_by("-pk")


def _dispatches(actor: Actor) -> Any:
    rows = Dispatch.objects.select_related("activity", "sender", "document", "supersedes__document")
    return DISPATCHES.filter(rows, actor).order_by("-pk")


def _summaries(actor: Actor) -> Any:
    return SUMMARIES.filter(PlanSummary.objects.select_related("document", "body", "activity"), actor).order_by("-pk")


def _budget(edition: Edition, actor: Actor) -> Document:
    """As it was published, with all that was written in it; what can be made of the edition where nothing was."""
    rows = Publication.objects.filter(edition=edition, state=PublicationState.SCHEDULED, document__isnull=False)
    published = PUBLICATIONS.filter(rows.select_related("document"), actor).order_by("-pk").first()
    if published is not None and published.document is not None:
        return from_json(published.document.content)
    return budget_document(edition, clock.today().isoformat())


_PLAN: Mapping[str, Any] = {"document__content__kind": "activity_plan"}
KINDS: Mapping[str, Kind] = {
    KIND: Kind(lazy("Mål och budget"), _editions, _budget),
    "ramdirektiv": Kind(lazy("Ramdirektiv"), _directives, lambda row, _actor: directive_document(row)),
    "verksamhetsplan": Kind(lazy("Verksamhetsplan"), _plans, plan_document),
    "inlamnad-plan": Kind(lazy("Inlämnad verksamhetsplan"), _hand_ins(_PLAN), lambda row, _actor: handed_in_plan(row)),
    "plan-i-korthet": Kind(lazy("Planen i korthet, som den visades"), _summaries, summary_document),
    "inlamnad-plan-i-korthet": Kind(lazy("Inlämnad plan i korthet"), _hand_ins(_PLAN), handed_in_summary),
    "projektblad": Kind(lazy("Projektblad"), _Projects, project_document),
    "inlamnade-projektblad": Kind(
        lazy("Nämndens inlämnade projektblad"), _hand_ins({"document__content__has_key": "projects"}),
        lambda row, _actor: handed_in_sheets(row),
    ),
    "motion": Kind(lazy("Motion"), _hand_overs, motion_document, opened=mark_opened, is_private=True),
    "protokoll": Kind(lazy("Protokoll"), _sittings, minutes_document),
    "protokollsutdrag": Kind(lazy("Protokollsutdrag"), _extracts, extract_document),
    "minnesanteckningar": Kind(lazy("Minnesanteckningar"), _meetings, notes_document),
    "utskick": Kind(lazy("Utskick"), _dispatches, dispatch_document),
}  # fmt: skip


def newest_edition() -> Edition:
    """The newest standing edition, open to everybody who signs in, of the newest round that has one. Raises `Invalid`
    where there is none.
    """
    rows = EDITIONS.filter(Edition.objects.filter(state__in=STANDING).exclude(parent=None), OPERATOR)
    found = rows.order_by("-round__budget_year", "-frozen_at", "-pk").first()
    if found is None:
        raise Invalid(_("Det finns ingen fryst utgåva än. Frys en utgåva under Ramar, så kan dokument göras av den."))
    return found


def document_of_kind(kind: str, number: int | None = None) -> Document:
    """What the command line writes: the newest of a kind, or one by its number, if everybody who signs in may have it.

    KeyError for an unknown kind, `Invalid` where there is none to write.
    """
    made = KINDS[kind]
    if number is None and kind == KIND:
        return made.make(newest_edition(), OPERATOR)
    if number is None and kind == "ramdirektiv":
        return directive_document(with_directive(newest_edition()) or newest_edition())
    found = made.find(OPERATOR, number) if number is not None else made.seen(OPERATOR).first()
    if found is None:
        raise Invalid(_no_such(kind, number))
    return made.make(found, OPERATOR)


def _no_such(kind: str, number: int | None) -> str:
    if number is None:
        return _("Det finns inget dokument av slaget ”%s” som är öppet för alla som är inloggade än.") % kind
    return _("Det finns inget dokument %(number)s av slaget ”%(kind)s” som är öppet för alla som är inloggade.") % {
        "number": number, "kind": kind,
    }  # fmt: skip


def listed(kind: str) -> Iterable[tuple[int, str]]:
    """Number and name of what the command line may write of a kind, the newest first."""
    for row in KINDS[kind].seen(OPERATOR):
        yield row.pk, str(row)
