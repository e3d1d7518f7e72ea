"""Who may see and do what with activity plans.

A plan is its board's until it is handed in; what was handed in is read as it was frozen. Everyone sees how far each
board has come, and the goals of the council.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ramverk.apps.cycle.models import Submission
from ramverk.apps.cycle.policy_submission import (
    BOARD,
    CENTRE,
    EVERYONE,
    HANDED_IN,
    REGISTRARS,
    bodies_behind,
    may_take_step,
)
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import PRESIDIUM, BodyKind
from ramverk.apps.plans.models import (
    ActivityPlan,
    CatalogueIndicator,
    Comment,
    Goal,
    PlanSummary,
    Section,
    TemplateSection,
    Touch,
)
from ramverk.apps.trail.verdicts import Allowed, Denied, Verdict
from ramverk.apps.trail.visibility import Circle, Visibility

EXECUTIVES = _("kommunstyrelsens presidium")
DRAFTING = _("budgetberedningen")


def _own(path: str) -> Callable[[Actor], Q | None]:
    def rows(actor: Actor) -> Q | None:
        bodies = bodies_behind(actor)
        return Q(**{f"{path}__in": list(bodies)}) if bodies else None

    return rows


def _signed_in(rows: Q) -> Callable[[Actor], Q | None]:
    return lambda actor: rows if actor.is_signed_in else None


def _at_dialogues(actor: Actor) -> Q | None:
    """Those a board talks with: the whole presidium of the executive board, the drafting committee, finance."""
    leads = actor.holds(PRESIDIUM, BodyKind.EXECUTIVE_BOARD) or actor.holds(None, BodyKind.DRAFTING_COMMITTEE)
    return Q() if leads or actor.owns_the_process else None


_CLOSED = _("Planen syns bara för nämnden och dess förvaltning tills den är inlämnad.")
PLANS = Visibility(ActivityPlan, (Circle(BOARD, _own("submission__body")),), _CLOSED)
SECTIONS = Visibility(Section, (Circle(BOARD, _own("plan__submission__body")),), _CLOSED)
GOALS = Visibility(
    Goal,
    (
        Circle(BOARD, _own("section__plan__submission__body")),
        Circle(EVERYONE, _signed_in(Q(section__isnull=True) | Q(section__plan__submission__state__in=HANDED_IN))),
    ),
    _("Nämndens mål syns för nämnden och dess förvaltning tills planen är inlämnad."),
)
COMMENTS = Visibility(
    Comment,
    (
        Circle(BOARD, _own("plan__submission__body")),
        Circle(EVERYONE, _signed_in(Q(is_public=True, plan__submission__submitted_at__isnull=False))),
    ),
    _("Kommentaren är intern och syns för nämnden och dess förvaltning."),
)
SUMMARIES = Visibility(
    PlanSummary,
    (Circle(BOARD, _own("body")), Circle(EXECUTIVES, _at_dialogues)),
    _(
        "Sammanfattningen är ett arbetsmaterial för dialogen: nämnden, kommunstyrelsens presidium, budgetberedningen "
        "och ekonomiavdelningen."
    ),
)
TEMPLATES = Visibility(
    TemplateSection, (Circle(EVERYONE, _signed_in(Q())),), _("Planmallen syns för alla som är inloggade.")
)
CATALOGUE = Visibility(
    CatalogueIndicator, (Circle(EVERYONE, _signed_in(Q())),), _("Katalogen syns för alla som är inloggade.")
)

_CENTRE_ONLY = {
    "plans.write_template": _("Bara ekonomiavdelningen skriver planmallen."),
    "plans.read_goals": _("Bara ekonomiavdelningen läser in alla nämnders mål. Nämnden gör det i sin egen plan."),
    "plans.set_council_goal": _("Bara ekonomiavdelningen lägger in fullmäktiges mål."),
    "plans.add_to_catalogue": _("Bara ekonomiavdelningen lägger in indikatorer i katalogen."),
}
_BY_REGISTRARS = _("Det kan nämndens sekreterare, presidium eller förvaltningschef göra.")


def may_govern(actor: Actor, verb: str) -> Verdict:
    """Whether the actor may use a verb of the process owner."""
    return Allowed(CENTRE) if actor.owns_the_process else Denied(_CENTRE_ONLY[verb])


def may_write(actor: Actor, plan: ActivityPlan) -> Verdict:
    """Whether the actor may write in the plan now: as its submission stands."""
    return may_take_step(actor, "cycle.save_submission", plan.submission)


def may_write_section(actor: Actor, section: Section) -> Verdict:
    """Whether the actor may write in a section: what a revision carries over is opened with a reason first."""
    verdict = may_write(actor, section.plan)
    if verdict and section.touch == Touch.CARRIED:
        return Denied(
            _("Avsnittet berörs inte av den ändrade ramen och står kvar som det antogs. Öppna det med ett skäl först.")
        )
    return verdict


def may_lead(actor: Actor, plan: ActivityPlan) -> Verdict:
    """Whether the actor may do what the board's leading roles do while the plan is written."""
    if plan.submission.body_id not in bodies_behind(actor, REGISTRARS):
        return Denied(_BY_REGISTRARS)
    return may_write(actor, plan)


def may_comment(actor: Actor, plan: ActivityPlan) -> Verdict:
    """Whether the actor may comment on the plan: everyone whose room it is in, also members and substitutes."""
    if plan.submission.body_id in bodies_behind(actor):
        return Allowed(BOARD)
    return Denied(_("Nämnden och dess förvaltning kommenterar sin plan."))


def may_show(actor: Actor, plan: ActivityPlan) -> Verdict:
    """Whether the actor may show the plan at a dialogue, written or not."""
    if plan.submission.body_id in bodies_behind(actor, REGISTRARS):
        return Allowed(BOARD)
    return Denied(_BY_REGISTRARS)


def may_see_tie(actor: Actor, submission: Submission) -> Verdict:
    """Whether the actor sees how a plan stands against its frame: the board and finance always, all when it is in."""
    if submission.body_id in bodies_behind(actor) or submission.state in HANDED_IN:
        return Allowed(BOARD)
    return Allowed(CENTRE) if actor.owns_the_process else Denied(_CLOSED)


def may_attest(actor: Actor, section: Section) -> Verdict:
    """Whether the actor may attest that a section stands as it was adopted."""
    return may_lead(actor, section.plan)


VERBS: dict[str, Callable[..., Any]] = dict.fromkeys(_CENTRE_ONLY, may_govern) | {
    "plans.save_section": may_write_section,
    "plans.save_split": may_write_section,
    "plans.lay_rest": may_write_section,
    "plans.save_requests": may_write_section,
    "plans.explain_section": may_write_section,
    "plans.save_goal": may_write_section,
    "plans.remove_goal": may_write_section,
    "plans.take_up_goals": may_write_section,
    "plans.mark_section": may_write,
    "plans.take_over": may_lead,
    "plans.restore_section": may_write_section,
    "plans.comment": may_comment,
    "plans.answer_comment": may_comment,
    "plans.close_comment": may_comment,
    "plans.narrow_comment": may_comment,
    "plans.attest": may_attest,
    "plans.reopen_section": may_lead,
    "plans.show_summary": may_show,
    "plans.load_workbook": may_write,
    "plans.open_plan": may_write,
    "plans.assess_goal": may_write,
}
