"""What a page is about, found among what its reader may see."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Round
from ramverk.apps.cycle.queries.rounds import current_round
from ramverk.apps.frames.findings import FRAMED
from ramverk.apps.investments.models import Project
from ramverk.apps.organisation.actor import Actor, acting
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail.verdicts import Invalid


def the_round(request: HttpRequest) -> Round:
    """The round work goes on in, or a sentence that there is none."""
    found = current_round(acting(request))
    if found is None:
        raise Invalid(_("Det finns ingen omgång än. Läs in tidplanen först, så öppnas investeringarna med den."))
    return found


def board(pk: int) -> Body:
    """A board that may order investments."""
    return get_object_or_404(Body.objects.filter(kind__in=FRAMED), pk=pk)


def project_by_key(in_round: Round, key: str) -> Project | None:
    """A project of the round by its lasting key."""
    return Project.objects.filter(round=in_round, key=key).select_related("body").first()


def own_bodies(actor: Actor, ids: frozenset[int] | set[int]) -> list[Body]:
    """The boards among these, for links to one's own."""
    if not actor.is_signed_in:
        raise Http404
    return list(Body.objects.filter(pk__in=ids, kind__in=FRAMED).order_by("name"))
