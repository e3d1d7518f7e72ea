"""Looking at dispatches: whom they reach today, who has seen them, what mails went out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, Q, QuerySet, When

from ramverk.apps.cycle.models import Activity, ActivityKind, ActivityState, ParticipationMode
from ramverk.apps.dispatch.models import Dispatch, DispatchAudience, DispatchState, Receipt
from ramverk.apps.dispatch.policy import DISPATCHES, RECEIPTS, persons_of
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Audience, Body, BodyKind, Person, on
from ramverk.apps.organisation.queries import mandates_in
from ramverk.apps.trail.models import Attachment, FrozenDocument

LEGAL_GROUNDS = (
    "Kommunallagen 6 kap. 1 § (kommunstyrelsen leder och samordnar)",
    "Kommunallagen 6 kap. 11–13 §§ (kommunstyrelsen har hand om ekonomin och får begära in uppgifter)",
    "Kommunallagen 11 kap. 9 § (kommunstyrelsen bestämmer när nämnderna lämnar sina budgetförslag)",
    "Kommunallagen 8 kap. 14 § (förslaget till budget ska vara tillgängligt för allmänheten)",
)
"""Suggestions; the field takes any text."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """One person a dispatch reaches on a day, with the roles that make them a recipient."""

    person: Person
    as_role: str
    body: Body


def recipients(audiences: Iterable[Audience], day: date) -> list[Recipient]:
    """Everyone the audiences mean on a day, each once, in the order of their names."""
    found: dict[int, tuple[Person, Body, list[str]]] = {}
    for audience in audiences:
        for term in audience.terms.all():
            mandates = mandates_in(term, day).filter(person__is_active=True).select_related("person", "body")
            for mandate in mandates.order_by("order", "pk"):
                _person, _body, roles = found.setdefault(mandate.person_id, (mandate.person, mandate.body, []))
                role = f"{mandate.get_role_display()}, {mandate.body.name}"
                if role not in roles:
                    roles.append(role)
    reached = [Recipient(person, "; ".join(roles)[:200], body) for person, body, roles in found.values()]
    return sorted(reached, key=lambda recipient: recipient.person.name)


def audiences_of(dispatch: Dispatch) -> QuerySet[Audience]:
    """The audiences of a dispatch with their terms."""
    return Audience.objects.filter(pk__in=dispatch.audiences.values("audience")).prefetch_related("terms")


def suggested_audiences(activity: Activity) -> QuerySet[Audience]:
    """Whom the timetable names as recipients, and else those who are to answer what the dispatch asks for."""
    named = activity.participations.filter(mode=ParticipationMode.RECIPIENT).values("audience")
    asked = Q(pk__in=[])
    if not activity.participations.filter(mode=ParticipationMode.RECIPIENT, audience__isnull=False).exists():
        answering = Activity.objects.filter(needs__needed=activity, kind=ActivityKind.SUBMISSION)
        asked = Q(pk__in=answering.values("participations__audience"))
    return Audience.objects.filter(Q(pk__in=named) | asked)


def audiences_to_choose(activity: Activity) -> QuerySet[Audience]:
    """Those that the timetable suggests or a dispatch of this activity has, then one of each further meaning."""
    written = DispatchAudience.objects.filter(dispatch__activity=activity).values("audience")
    named = Q(pk__in=suggested_audiences(activity).values("pk")) | Q(pk__in=written)
    every = Audience.objects.annotate(is_other=Case(When(named, then=0), default=1))
    return every.filter(pk__in=_each_meaning_once(every)).order_by("is_other", "label")


def _each_meaning_once(audiences: QuerySet[Audience]) -> list[int]:
    """All that are named; of others that mean the same ("KF", "Kommunfullmäktige") the one with the fullest name."""
    kept: list[int] = []
    seen: set[frozenset[tuple[object, ...]]] = set()
    rows = audiences.prefetch_related("terms")
    for row in sorted(rows, key=lambda row: (row.is_other, -len(row.label), row.pk)):  # type: ignore[attr-defined]
        meaning = frozenset((term.body_id or term.body_kind, term.role, term.standing) for term in row.terms.all())
        if not meaning or meaning not in seen or not row.is_other:  # type: ignore[attr-defined]
            kept.append(row.pk)
        seen.add(meaning)
    return kept


def sending_body(activity: Activity, day: date) -> Body | None:
    """The body a dispatch of this activity comes from: its owner, or else the finance department."""
    return activity.owner or Body.objects.filter(on(day), kind=BodyKind.FINANCE_DEPARTMENT).order_by("pk").first()


def openable(activity: Activity) -> QuerySet[Activity]:
    """The submissions of the round that a dispatch may ask for."""
    kinds = [ActivityKind.SUBMISSION, ActivityKind.REVISION]
    over = [ActivityState.DONE, ActivityState.CANCELLED]
    return activity.round.activities.filter(kind__in=kinds).exclude(state__in=over).order_by("order")


def first_values(activity: Activity) -> dict[str, Any]:
    """What a new dispatch begins with: the row's own words, its recipients, and the submissions that wait for it."""
    asked = list(openable(activity).filter(needs__needed=activity))
    return {
        "subject": activity.title,
        "text": activity.text,
        "audiences": list(suggested_audiences(activity)),
        "opens": asked,
        "reply_by": max((step.end for step in asked if step.end), default=None),
        "legal_ground": LEGAL_GROUNDS[2] if asked else LEGAL_GROUNDS[1],
    }


def dispatches(actor: Actor) -> QuerySet[Dispatch]:
    """The dispatches this actor may see, the newest first, with how many have received and acknowledged."""
    rows = Dispatch.objects.select_related("activity", "sender", "document").annotate(
        reached=Count("receipts"), acknowledged=Count("receipts", filter=Q(receipts__acknowledged_at__isnull=False))
    )
    return DISPATCHES.filter(rows, actor).order_by("-sent_at", "-pk")


def receipts(dispatch: Dispatch, actor: Actor) -> QuerySet[Receipt]:
    """The receipts of a dispatch that this actor may see, board by board."""
    rows = dispatch.receipts.select_related("person", "body__parent")
    return RECEIPTS.filter(rows, actor).order_by("body__name", "person__name")


def own_receipts(dispatch: Dispatch, actor: Actor) -> QuerySet[Receipt]:
    """The actor's own receipt, and those of people the actor stands in for."""
    return dispatch.receipts.filter(person__in=persons_of(actor)).select_related("person")


@dataclass(frozen=True, slots=True)
class BodyReceipts:
    """The receipts of one body, and how many of them have got how far."""

    body: Body | None
    rows: tuple[Receipt, ...]
    opened: int
    acknowledged: int
    files: tuple[Attachment, ...] = ()
    """What was addressed to it."""


def matrix(rows: Iterable[Receipt], document: FrozenDocument | None = None) -> list[BodyReceipts]:
    """Receipts body by body, with the files of the document addressed to it; an administration's under its board."""
    addressed = document.content.get("addressed", {}) if document else {}
    files = list(document.attachments.all()) if document and addressed else []
    grouped: dict[int | None, tuple[Body | None, list[Receipt]]] = {}
    for row in rows:
        body = row.body
        if body is not None and body.kind == BodyKind.ADMINISTRATION and body.parent is not None:
            body = body.parent
        grouped.setdefault(body.pk if body else None, (body, []))[1].append(row)
    found = [
        BodyReceipts(
            body,
            tuple(members),
            sum(row.opened_at is not None for row in members),
            sum(row.acknowledged_at is not None for row in members),
            tuple(file for file in files if body is not None and addressed.get(file.name, [0])[0] == body.pk),
        )
        for body, members in grouped.values()
    ]
    return sorted(found, key=lambda group: group.body.name if group.body else "")


def current(activities: Sequence[Activity]) -> dict[int, Dispatch]:
    """Per activity its latest edition, with counts of receipts. One query."""
    rows = (
        Dispatch.objects.filter(activity__in=activities)
        .annotate(
            reached=Count("receipts"),
            acknowledged=Count("receipts", filter=Q(receipts__acknowledged_at__isnull=False)),
        )
        .order_by("pk")
    )
    found: dict[int, Dispatch] = {}
    for row in rows:
        known = found.get(row.activity_id)
        if known is None or known.state != DispatchState.SENT or row.state == DispatchState.SENT:
            found[row.activity_id] = row
    return found
