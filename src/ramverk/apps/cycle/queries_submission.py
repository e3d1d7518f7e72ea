"""Looking at submissions: who owes what, how far it has come, and what is late."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from ramverk.apps.cycle.models import Activity, HandIn, ParticipationMode, Submission
from ramverk.apps.cycle.models import SubmissionState as S
from ramverk.apps.cycle.policy_submission import DRAFTS, HAND_INS, HANDED_IN, REGISTRARS, WRITERS
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import AudienceTerm, Body, BodyKind, Mandate, Person, on

SUBMITTING_KINDS = (BodyKind.BOARD, BodyKind.EXECUTIVE_BOARD)


def submitting_bodies(activity: Activity, day: date) -> QuerySet[Body]:
    """The boards that owe this activity something: those its performers name, or all boards where none is named."""
    performers = activity.participations.filter(mode=ParticipationMode.PERFORMER)
    terms = AudienceTerm.objects.filter(audience__in=performers.values("audience"))
    named = set(terms.filter(body__kind__in=SUBMITTING_KINDS).values_list("body_id", flat=True))
    kinds = set(terms.filter(body_kind__in=SUBMITTING_KINDS).values_list("body_kind", flat=True))
    if not named and not kinds:
        kinds = {BodyKind.BOARD}
    return Body.objects.filter(on(day)).filter(Q(pk__in=named) | Q(kind__in=kinds)).order_by("name")


def submissions_of(activities: Iterable[Activity]) -> QuerySet[Submission]:
    """Every board's submission to these activities, with its board: states only are shown to everyone."""
    return Submission.objects.filter(activity__in=list(activities)).select_related("body").order_by("body__name")


def drafts(actor: Actor) -> QuerySet[Submission]:
    """The submissions whose content this actor may see as it stands."""
    return DRAFTS.filter(Submission.objects.select_related("body", "activity"), actor)


def versions(submission: Submission, actor: Actor) -> QuerySet[HandIn]:
    """What was handed in, newest first."""
    rows = submission.hand_ins.select_related("document").prefetch_related("document__attachments__file")
    return HAND_INS.filter(rows, actor).order_by("-number")


def earlier_in_round(submission: Submission, actor: Actor) -> QuerySet[HandIn]:
    """What the same board has handed in to other steps of the round: what a revision starts from."""
    rows = HandIn.objects.filter(
        submission__body=submission.body_id, submission__activity__round=submission.activity.round_id
    ).exclude(submission=submission)
    return HAND_INS.filter(rows.select_related("submission__activity", "document"), actor).order_by("-at")


@dataclass(frozen=True, slots=True)
class Progress:
    """How many boards have come how far in one activity."""

    boards: int
    handed_in: int
    accepted: int
    missing: tuple[str, ...]

    @property
    def all_in(self) -> bool:
        """Whether every board has handed in."""
        return self.boards > 0 and self.boards == self.handed_in


def progress(activities: Sequence[Activity]) -> dict[int, Progress]:
    """The progress of each activity that has been opened. One query."""
    grouped: dict[int, list[tuple[str, str]]] = {}
    rows = Submission.objects.filter(activity__in=activities).order_by("body__name")
    for activity_id, state, short, name in rows.values_list("activity_id", "state", "body__short_name", "body__name"):
        grouped.setdefault(activity_id, []).append((state, name or short))
    return {
        activity_id: Progress(
            boards=len(pairs),
            handed_in=sum(state in HANDED_IN for state, _name in pairs),
            accepted=sum(state == S.ACCEPTED for state, _name in pairs),
            missing=tuple(name for state, name in pairs if state not in HANDED_IN),
        )
        for activity_id, pairs in grouped.items()
    }


def waiting_in_states(activities: Sequence[Activity]) -> dict[int, dict[str, int]]:
    """How many submissions stand in each state, per activity. One query."""
    rows = Submission.objects.filter(activity__in=activities).order_by()
    found: dict[int, dict[str, int]] = {}
    for activity_id, state, count in rows.values_list("activity_id", "state").annotate(Count("pk")):
        found.setdefault(activity_id, {})[state] = count
    return found


def people_behind(body_ids: Iterable[int], day: date, *, registrars_only: bool = False) -> QuerySet[Person]:
    """Those who write, or only those who register and hand in, for these boards on a day."""
    roles = REGISTRARS if registrars_only else WRITERS
    ids = list(body_ids)
    in_board = Q(body__in=ids)
    in_administration = Q(body__parent__in=ids, body__kind=BodyKind.ADMINISTRATION)
    mandates = Mandate.objects.filter(on(day), in_board | in_administration, role__in=roles)
    return Person.objects.filter(is_active=True, pk__in=mandates.values("person")).order_by("name")
