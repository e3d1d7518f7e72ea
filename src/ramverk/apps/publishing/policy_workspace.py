"""Who may see and write a document on its way.

The whole is for those who see the publication's draft. A body that is asked to write a part sees that part, its
instruction and its words, never the figures of an edition that is not open to it.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ramverk.apps.cycle.policy_submission import bodies_behind
from ramverk.apps.frames.policy import leads
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.publishing.models import PublicationState
from ramverk.apps.publishing.models_workspace import Part, Workspace
from ramverk.apps.trail.verdicts import Allowed, Denied, Verdict
from ramverk.apps.trail.visibility import Circle, Visibility

CENTRE = _("ekonomiavdelningen")
LEADERS = _("kommunstyrelsens ordförande och 1:e vice ordförande")
WRITERS = _("det organ som skriver delen")
_WHO = _("Dokumentet skrivs. Det syns för ekonomiavdelningen och kommunstyrelsens ordförande och 1:e vice ordförande.")


def _centre(actor: Actor) -> Q | None:
    return Q() if actor.owns_the_process else None


def _leaders(actor: Actor) -> Q | None:
    return Q() if leads(actor) else None


def _writers(actor: Actor) -> Q | None:
    bodies = bodies_behind(actor)
    return Q(writer__in=list(bodies)) if bodies else None


WORKSPACES = Visibility(Workspace, (Circle(CENTRE, _centre), Circle(LEADERS, _leaders)), _WHO)
PARTS = Visibility(
    Part,
    (Circle(CENTRE, _centre), Circle(LEADERS, _leaders), Circle(WRITERS, _writers)),
    _("Delen syns för ekonomiavdelningen, kommunstyrelsens ordförande och 1:e vice ordförande och dem som skriver."),
)


def sees_the_whole(actor: Actor) -> bool:
    """Whether the actor sees the document, and not only a part to write."""
    return actor.owns_the_process or bool(leads(actor))


def _frozen(part: Part) -> Denied | None:
    if part.workspace.publication.state != PublicationState.DRAFT:
        return Denied(_("Dokumentet är fryst och ändras inte mer. Ta fram ett nytt som ersätter det."))
    return None


def may_write_part(actor: Actor, part: Part) -> Verdict:
    """Write the words of a part: finance, the leadership, and the body that is asked to."""
    hinder = _frozen(part)
    if hinder is not None:
        return hinder
    if actor.owns_the_process:
        return Allowed(CENTRE)
    if leads(actor):
        return Allowed(LEADERS)
    if part.writer_id is not None and part.writer_id in bodies_behind(actor):
        return Allowed(WRITERS)
    return Denied(_("Delen skrivs av ekonomiavdelningen och av det organ som har fått den att skriva."))


def may_arrange(actor: Actor, workspace: Workspace) -> Verdict:
    """Decide the outline: which parts, in which order, who writes them."""
    if not actor.owns_the_process:
        return Denied(_("Bara ekonomiavdelningen ändrar dokumentets disposition."))
    if workspace.publication.state != PublicationState.DRAFT:
        return Denied(_("Dokumentet är fryst och ändras inte mer. Ta fram ett nytt som ersätter det."))
    return Allowed(CENTRE)


VERBS: dict[str, Callable[..., Any]] = {
    "publishing.write_part": may_write_part,
    "publishing.mark_part": may_write_part,
    "publishing.take_over_part": may_write_part,
    "publishing.keep_picture": may_write_part,
    "publishing.arrange": may_arrange,
}
