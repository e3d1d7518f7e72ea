"""Who may see and do what with project sheets, prerequisites and investment lists.

A sheet is the board's until it is handed in; that version is public, and so is the sheet while it stands as handed in.
Sheets of ongoing projects are begun by the finance department, which sees them. What is marked as secret stays with
the board and the finance department.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from ramverk.apps.cycle.models import Activity, ActivityKind, Submission
from ramverk.apps.cycle.models import SubmissionState as S
from ramverk.apps.cycle.policy_submission import (
    BOARD,
    BY_REGISTRARS,
    DRAFTS,
    HANDED_IN,
    REGISTRARS,
    bodies_behind,
    may_take_step,
)
from ramverk.apps.frames.models import Edition
from ramverk.apps.frames.policy import may as may_in_frames
from ramverk.apps.investments.models import InvestmentList, Prerequisites, Project, RevisedSheet, SheetTouch
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.trail.verdicts import Allowed, Denied, Verdict
from ramverk.apps.trail.visibility import Circle, Visibility

CENTRE = _("ekonomiavdelningen")
EVERYONE = _("alla som är inloggade")
WORD = "investering"
"""What a timetable calls the rows of this area, in any of their titles."""


def concerns_investments(activity: Activity) -> bool:
    """Whether the timetable's row is about the investment budget."""
    return WORD in activity.title.casefold()


def is_investment_submission(activity: Activity) -> bool:
    """Whether boards hand in their project sheets here."""
    return activity.kind == ActivityKind.SUBMISSION and concerns_investments(activity)


KINDS = (ActivityKind.SUBMISSION, ActivityKind.REVISION)
"""Where boards hand in project sheets: first, and revised after the decision."""


def is_sheet_revision(activity: Activity) -> bool:
    """Whether boards revise their project sheets here."""
    return activity.kind == ActivityKind.REVISION and concerns_investments(activity)


HANDED_IN_SHEETS = Q(
    Exists(
        Submission.objects.filter(
            activity__round=OuterRef("round"), activity__kind=ActivityKind.SUBMISSION,
            activity__title__icontains=WORD, body=OuterRef("body"), state__in=HANDED_IN,
        )
    )
    & ~Exists(
        Submission.objects.filter(
            activity__round=OuterRef("round"), activity__kind=ActivityKind.REVISION,
            activity__title__icontains=WORD, body=OuterRef("body"),
        ).exclude(state__in=HANDED_IN)
    )
)  # fmt: skip
"""While a board revises its sheets, everyone else reads them as they were handed in."""


def _own_board(actor: Actor) -> Q | None:
    bodies = bodies_behind(actor)
    return Q(body_id__in=list(bodies)) if bodies else None


def _centre(rows: Q) -> Callable[[Actor], Q | None]:
    return lambda actor: rows if actor.owns_the_process else None


def _signed_in(rows: Q) -> Callable[[Actor], Q | None]:
    return lambda actor: rows if actor.is_signed_in else None


PROJECTS = Visibility(
    Project,
    (
        Circle(BOARD, _own_board),
        Circle(CENTRE, _centre(Q(is_ongoing=True))),
        Circle(EVERYONE, _signed_in(HANDED_IN_SHEETS)),
    ),
    _("Projektbladet syns bara för nämnden och dess förvaltning tills nämnden har lämnat in."),
)
PREREQUISITES = Visibility(
    Prerequisites,
    (Circle(EVERYONE, _signed_in(Q(document__isnull=False))), Circle(CENTRE, _centre(Q()))),
    _("Förutsättningarna öppnas när ekonomiavdelningen har skickat ut dem."),
)
LISTS = Visibility(
    InvestmentList,
    (Circle(EVERYONE, _signed_in(Q())),),
    _("Logga in för att läsa investeringslistan."),
)


def may_read_secrets(actor: Actor, body_id: int) -> bool:
    """Whether words marked as secret are shown to the actor."""
    return actor.owns_the_process or body_id in bodies_behind(actor)


def may_write_sheets(actor: Actor, submission: Submission | None) -> Verdict:
    """Write, rank and remove the board's sheets: while its submission is a draft, by those who write it."""
    if submission is None:
        return Denied(_("Inlämningen är inte öppnad än. Utskicket med förutsättningarna öppnar den för nämnderna."))
    return may_take_step(actor, "cycle.save_submission", submission)


_CARRIED = _("Projektbladet berörs inte av beslutet och står kvar som det antogs. Öppna det med ett skäl först.")
_REMOVED = _("Projektet är inte med i beslutet. Bladet kan inte ändras; avsluta projektet i revideringen.")
_UNSENT = _("Projektbladet lämnades aldrig in. Ta med det i revideringen först, eller avsluta det.")
_HELD = {SheetTouch.REMOVED: _REMOVED, SheetTouch.UNSENT: _UNSENT}
_ONLY_NEW = _("I revideringen tas bara nya blad bort. Ett projekt som inte blir av avslutas.")


def may_write_sheet(actor: Actor, submission: Submission | None, revised: RevisedSheet | None) -> Verdict:
    """Write in one sheet: in a revision only where the decision touched it, or where it was opened with a reason."""
    verdict = may_write_sheets(actor, submission)
    if not verdict or revised is None or revised.is_written:
        return verdict
    return Denied(_HELD.get(SheetTouch(revised.touch), _CARRIED))


def sees_revision(actor: Actor, revised: RevisedSheet | None) -> bool:
    """Whether the page of the revision that a sheet is in opens: until and after the hand-in it is the board's own."""
    return revised is not None and bool(DRAFTS.check(actor, revised.submission))


def may_remove_sheet(actor: Actor, submission: Submission | None, revised: RevisedSheet | None) -> Verdict:
    """Take a sheet away: while sheets are first written; in a revision only one that was begun there."""
    verdict = may_write_sheets(actor, submission)
    return verdict if not verdict or revised is None or revised.touch == SheetTouch.NEW else Denied(_ONLY_NEW)


def may_rank(actor: Actor, submission: Submission | None) -> Verdict:
    """Change the order: while sheets are first written, not in a revision."""
    verdict = may_write_sheets(actor, submission)
    if verdict and submission is not None and submission.activity.kind == ActivityKind.REVISION:
        return Denied(_("Ordningen antogs med bladen och står kvar i revideringen."))
    return verdict


def may_lead_revision(actor: Actor, submission: Submission) -> Verdict:
    """Attest, open and close sheets in a revision: those who answer for the board's decisions."""
    if submission.body_id not in bodies_behind(actor, REGISTRARS):
        return Denied(BY_REGISTRARS)
    return may_write_sheets(actor, submission)


UNDER_DECISION = (S.READY, S.ON_AGENDA, S.ADOPTED)
"""The board is about to decide on the sheets, or has and not handed in: nothing in them moves."""


def may_follow(actor: Actor, project: Project, submission: Submission | None) -> Verdict:
    """Pass a project through a gate, or report it: those who answer for the board's decisions, and finance."""
    if not actor.owns_the_process and project.body_id not in bodies_behind(actor, REGISTRARS):
        return Denied(BY_REGISTRARS)
    if submission is not None and submission.state in UNDER_DECISION:
        return Denied(_("Nämnden håller på att besluta om sina projektblad. Skedet kan ändras när de är inlämnade."))
    return Allowed(CENTRE if actor.owns_the_process else BOARD)


_CENTRE_ONLY = {
    "investments.write_prerequisites": _("Bara ekonomiavdelningen skriver förutsättningarna."),
    "investments.dispatch_prerequisites": _("Bara ekonomiavdelningen skickar ut förutsättningarna."),
    "investments.start_sheets": _("Bara ekonomiavdelningen lägger upp blad för pågående projekt."),
    "investments.freeze_list": _("Bara ekonomiavdelningen fryser investeringslistan."),
}


def may(actor: Actor, verb: str, prerequisites: Prerequisites | None = None) -> Verdict:
    """Whether the actor may use a verb of the process owner."""
    if not actor.owns_the_process:
        return Denied(_CENTRE_ONLY[verb])
    if verb == "investments.dispatch_prerequisites" and prerequisites is not None and not prerequisites.is_open:
        return Denied(_("Förutsättningarna är redan utskickade. Skriv en ny utgåva av dem först."))
    return Allowed(CENTRE)


def may_choose_list(actor: Actor, edition: Edition) -> Verdict:
    """Let an edition count on a list: as everything else in it."""
    return may_in_frames(actor, "frames.generate_changes", edition)


VERBS: dict[str, Callable[..., Any]] = dict.fromkeys(_CENTRE_ONLY, may) | {
    "investments.save_project": may_write_sheet,
    "investments.remove_project": may_remove_sheet,
    "investments.rank_projects": may_rank,
    "investments.attach_to_sheet": may_write_sheet,
    "investments.open_sheets": may_write_sheets,
    "investments.explain_sheet": may_write_sheet,
    "investments.attest_sheets": may_lead_revision,
    "investments.reopen_sheet": may_lead_revision,
    "investments.close_project": may_lead_revision,
    "investments.take_in_sheet": may_lead_revision,
    "investments.choose_list": may_choose_list,
    "investments.pass_gate": may_follow,
    "investments.report_final": may_follow,
}
