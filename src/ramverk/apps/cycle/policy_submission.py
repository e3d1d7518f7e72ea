"""Who may see what a board is preparing, what it has handed in, and who may take it which step.

The state of a submission ("7 av 9 nämnder har lämnat in") is no secret. Its content is: a draft belongs to the board
and its administration until it is handed in; from that moment that version is public.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ramverk.apps.cycle.models import Activity, ActivityKind, HandIn, Submission
from ramverk.apps.cycle.models import SubmissionState as S
from ramverk.apps.organisation.actor import Actor, Held
from ramverk.apps.organisation.models import PRESIDIUM, BodyKind, Role
from ramverk.apps.trail.verdicts import Allowed, Denied, Sentence, Verdict
from ramverk.apps.trail.visibility import Circle, Visibility

HANDED_IN = (S.SUBMITTED, S.CHECKED, S.ACCEPTED)
BOARD_ROLES = (*PRESIDIUM, Role.SECRETARY, Role.MEMBER, Role.SUBSTITUTE, Role.HEAD, Role.OFFICIAL)
WRITERS = (*PRESIDIUM, Role.SECRETARY, Role.HEAD, Role.OFFICIAL)
"""Those who write a board's draft: its presidium and secretary, and the officials of its administration."""
REGISTRARS = (*PRESIDIUM, Role.SECRETARY, Role.HEAD)
"""Those who may say what the board has decided, and hand it in."""
OFFICIALS = (Role.HEAD, Role.OFFICIAL)

BOARD = _("nämnden och dess förvaltning")
CENTRE = _("ekonomiavdelningen")
EVERYONE = _("alla som är inloggade")


def bodies_behind(actor: Actor, roles: tuple[str, ...] = BOARD_ROLES) -> dict[int, Held]:
    """The boards the actor works for in these roles: own mandates there, and posts in their administrations.

    A mandate of one's own goes before one held as a stand-in.
    """
    found: dict[int, Held] = {}
    for held in sorted(actor.held(roles), key=lambda mandate: mandate.for_id is not None):
        body_id = held.body_id
        if held.body_kind == BodyKind.ADMINISTRATION:
            if held.parent_id is None or held.role not in OFFICIALS:
                continue
            body_id = held.parent_id
        found.setdefault(body_id, held)
    return found


def _own_board(actor: Actor) -> Q | None:
    bodies = bodies_behind(actor)
    return Q(body_id__in=list(bodies)) if bodies else None


def _own_board_of_version(actor: Actor) -> Q | None:
    bodies = bodies_behind(actor)
    return Q(submission__body_id__in=list(bodies)) if bodies else None


def _signed_in(actor: Actor) -> Q | None:
    return Q() if actor.is_signed_in else None


DRAFTS = Visibility(
    model=Submission,
    circles=(Circle(BOARD, _own_board),),
    closed=_("Utkastet syns bara för nämnden och dess förvaltning. När nämnden har lämnat in syns det som lämnats in."),
)
"""The content of a submission as it stands in the board's own room."""

HAND_INS = Visibility(
    model=HandIn,
    circles=(Circle(BOARD, _own_board_of_version), Circle(EVERYONE, _signed_in)),
    closed=_("Logga in för att läsa det som lämnats in."),
)
"""The versions handed in: public from that moment."""


@dataclass(frozen=True, slots=True)
class Step:
    """One verb on a submission: from which states, to which, by whom, and what it is called on a button."""

    to_state: str
    from_states: tuple[str, ...]
    roles: tuple[str, ...]
    button: Sentence
    who: Sentence
    """Who can, in words, when the actor cannot."""


BY_WRITERS = _("Det kan nämndens presidium och sekreterare och dess förvaltning göra.")
BY_REGISTRARS = _("Det kan nämndens sekreterare, presidium eller förvaltningschef göra.")
BY_CENTRE = _("Det gör ekonomiavdelningen.")

STEPS: dict[str, Step] = {
    "cycle.save_submission": Step(
        S.DRAFT, (S.NOT_STARTED, S.DRAFT, S.RETURNED), WRITERS, _("Spara utkastet"), BY_WRITERS
    ),
    "cycle.mark_ready": Step(S.READY, (S.NOT_STARTED, S.DRAFT, S.RETURNED), WRITERS, _("Markera klar"), BY_WRITERS),
    "cycle.put_on_agenda": Step(
        S.ON_AGENDA, (S.READY, S.ON_AGENDA), REGISTRARS, _("Ta upp på dagordningen"), BY_REGISTRARS
    ),
    "cycle.adopt": Step(S.ADOPTED, (S.READY, S.ON_AGENDA), REGISTRARS, _("Registrera nämndens beslut"), BY_REGISTRARS),
    "cycle.take_back": Step(
        S.DRAFT, (S.READY, S.ON_AGENDA, S.ADOPTED), REGISTRARS, _("Ta tillbaka till utkast"), BY_REGISTRARS
    ),
    "cycle.hand_in": Step(S.SUBMITTED, (S.ADOPTED, S.READY), REGISTRARS, _("Lämna in"), BY_REGISTRARS),
    "cycle.check_submission": Step(S.CHECKED, (S.SUBMITTED,), (), _("Markera kontrollerad"), BY_CENTRE),
    "cycle.accept": Step(S.ACCEPTED, (S.SUBMITTED, S.CHECKED), (), _("Godta"), BY_CENTRE),
    "cycle.return_submission": Step(S.RETURNED, HANDED_IN, (), _("Återlämna med kommentar"), BY_CENTRE),
}  # fmt: skip
"""Who may move a submission where: the whole table."""


def requires_adoption(activity: Activity) -> bool:
    """Whether the board itself must have adopted it (KL 6:38): a revision always, else as the row says."""
    return activity.needs_adoption or activity.kind == ActivityKind.REVISION


def may_take_step(actor: Actor, verb: str, submission: Submission) -> Verdict:
    """Whether the actor may take this step now. Reads nothing but the submission, its activity and the actor."""
    step = STEPS[verb]
    if not step.roles:
        if not actor.owns_the_process:
            return Denied(step.who)
    elif submission.body_id not in bodies_behind(actor, step.roles):
        return Denied(step.who)
    if submission.state not in step.from_states:
        return Denied(_wrong_state(verb, submission))
    if verb == "cycle.hand_in" and submission.state == S.READY and requires_adoption(submission.activity):
        return Denied(
            _("Nämnden har inte antagit underlaget än. Registrera beslutet med datum och paragraf (KL 6:38).")
        )
    return Allowed(BOARD if step.roles else CENTRE)


def _wrong_state(verb: str, submission: Submission) -> Sentence:
    if verb == "cycle.save_submission":
        state = {"state": submission.get_state_display()}
        if submission.state in HANDED_IN:
            return (
                _now("Läget är ”%(state)s” och underlaget kan inte ändras. Be ekonomiavdelningen återlämna det först.")
                % state
            )
        return _now("Läget är ”%(state)s” och underlaget kan inte ändras. Ta tillbaka det till utkast först.") % state
    step = STEPS[verb]
    states = _now(" eller ").join(str(S(state).label) for state in dict.fromkeys(step.from_states))
    words = {"deed": step.button, "states": states, "state": submission.get_state_display()}
    return _now("”%(deed)s” går i läget %(states)s; nu är läget %(state)s.") % words


def may_open_submissions(actor: Actor, activity: Activity) -> Verdict:
    """Open the boards' rooms for this activity. A dispatch that asks for the submission does it by itself."""
    if activity.kind not in {ActivityKind.SUBMISSION, ActivityKind.REVISION}:
        return Denied(_("Aktiviteten är ingen inlämning."))
    if actor.owns_the_process:
        return Allowed(CENTRE)
    return Denied(_("Inlämningen öppnas av utskicket som ber om den, eller av ekonomiavdelningen."))


def may_remind(actor: Actor, activity: Activity) -> Verdict:  # noqa: ARG001 - asked like every other verdict
    """Remind the boards that have not handed in."""
    return Allowed(CENTRE) if actor.owns_the_process else Denied(BY_CENTRE)


def may_adjust_minutes(actor: Actor, body_id: int) -> Verdict:
    """Say that the minutes behind a decision are adjusted."""
    if actor.owns_the_process or body_id in bodies_behind(actor, REGISTRARS):
        return Allowed(BOARD)
    return Denied(BY_REGISTRARS)


VERBS: dict[str, Callable[..., Any]] = dict.fromkeys(STEPS, may_take_step) | {
    "cycle.open_submissions": may_open_submissions,
    "cycle.remind_boards": may_remind,
    "cycle.adjust_minutes": may_adjust_minutes,
}
