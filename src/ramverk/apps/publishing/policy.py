"""Who may see and do what with publications. What has opened is everybody's, signed in or not."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ramverk.apps.frames.policy import leads
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.publishing.models import (
    ArchivePackage,
    Publication,
    PublicationState,
    PublicQuestion,
    PublicQuestionKind,
    PublicQuestionState,
)
from ramverk.apps.trail import clock
from ramverk.apps.trail.verdicts import Allowed, Denied, Verdict
from ramverk.apps.trail.visibility import Circle, Visibility


def is_open() -> Q:
    """What has opened by now. Asked at every look: the embargo ends at the second, without anybody doing anything."""
    return Q(state=PublicationState.SCHEDULED, opens_at__lte=clock.now())


def editions_published(actor: Actor) -> Q | None:
    """The editions that a publication has opened: who stands outside with an account has them from that second."""
    if not actor.is_signed_in:
        return None
    return Q(pk__in=Publication.objects.filter(is_open()).values("edition"))


PUBLICATIONS = Visibility(
    Publication,
    (
        Circle(_("alla, även utan inloggning"), lambda _actor: is_open()),
        Circle(_("ekonomiavdelningen"), lambda actor: Q() if actor.owns_the_process else None),
        Circle(_("kommunstyrelsens ordförande och 1:e vice ordförande"), lambda actor: Q() if leads(actor) else None),
    ),
    _("Sidan är inte öppen. Här visas det som kommunen har publicerat, från den tid som är satt."),
)

QUESTIONS = Visibility(
    PublicQuestion,
    (
        Circle(
            _("alla, även utan inloggning"),
            lambda _actor: Q(state=PublicQuestionState.PUBLISHED, kind=PublicQuestionKind.QUESTION),
        ),
        Circle(_("ekonomiavdelningen"), lambda actor: Q() if actor.owns_the_process else None),
    ),
    _("Frågan syns för alla när den är besvarad och publicerad."),
)
PACKAGES = Visibility(
    ArchivePackage,
    (Circle(_("ekonomiavdelningen"), lambda actor: Q() if actor.owns_the_process else None),),
    _("Arkivpaketen görs och hämtas av ekonomiavdelningen."),
)

VERBS = {
    "publishing.answer_question": _("Bara ekonomiavdelningen besvarar frågor från media och allmänhet."),
    "publishing.write_contact": _("Bara ekonomiavdelningen skriver vem man kan vända sig till."),
    "publishing.archive_round": _("Bara ekonomiavdelningen gör arkivpaket."),
    "publishing.prepare": _("Bara ekonomiavdelningen tar fram publiceringar."),
    "publishing.schedule": _("Bara ekonomiavdelningen bestämmer när en publicering öppnas."),
    "publishing.withdraw": _("Bara ekonomiavdelningen återkallar en publicering."),
}


def may(actor: Actor, verb: str, publication: Publication | None = None) -> Verdict:  # noqa: ARG001 - a policy's shape
    """Whether the actor may use a verb of this area."""
    return Allowed(_("ekonomiavdelningen")) if actor.owns_the_process else Denied(VERBS[verb])
