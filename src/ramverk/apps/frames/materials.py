"""The frames as what the dispatch that waits for their decision is to carry."""

from django.urls import reverse
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import Activity, ActivityKind
from ramverk.apps.dispatch.materials import Material
from ramverk.apps.frames.actions.dispatch_frames import dispatch_to_write
from ramverk.apps.frames.models import Edition, EditionState
from ramverk.apps.frames.policy import CENTRES_OWN, may
from ramverk.apps.organisation.actor import Actor


def frames_to_send(activity: Activity, actor: Actor) -> Material | None:
    """The decided frames, to be put in; or, before the decision, what they wait for. None where they are in."""
    if activity.kind != ActivityKind.DISPATCH or not may(actor, "frames.dispatch_frames"):
        return None
    made = Edition.objects.filter(activity__blocks__activity=activity, kind__in=CENTRES_OWN).order_by("-pk")
    edition = made.filter(state=EditionState.DECIDED).first() or made.first()
    if edition is None:
        return None
    page = reverse("frames:edition", args=[edition.pk])
    if edition.state != EditionState.DECIDED:
        told = _(
            "Ramarna följer med utskicket när de är beslutade. Utgåvan ”%(name)s” är inte beslutad än (%(state)s)."
        )
        return Material(told % {"name": edition.name, "state": edition.get_state_display()}, page)
    if dispatch_to_write(edition) != activity:
        return None
    is_begun = activity.dispatches.exists()
    verb = _("Bifoga ramarna") if is_begun else _("Skriv utskicket med ramarna")
    told = _("Ramarna i ”%s” är beslutade. Utskicket får texten om beslutet, ramarna och varje nämnds eget blad.")
    if is_begun:
        told = _("Ramarna i ”%s” är beslutade men inte bifogade än. Texten blir som den är.")
    return Material(told % edition.name, page, verb, reverse("frames:dispatch", args=[edition.pk]))
