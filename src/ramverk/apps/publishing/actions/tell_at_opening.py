"""Send word to those whom a publication's step names (R20: media and the small parties), in the second it opens."""

from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from ramverk.apps.cycle.models import ActivityKind
from ramverk.apps.dispatch.actions.approve import approve
from ramverk.apps.dispatch.actions.compose import Draft, compose, edit
from ramverk.apps.dispatch.actions.send_at_hour import set_hour
from ramverk.apps.dispatch.actions.supersede import supersede
from ramverk.apps.dispatch.models import Dispatch, DispatchState
from ramverk.apps.dispatch.policy import EDITABLE, may_approve
from ramverk.apps.dispatch.queries import LEGAL_GROUNDS, recipients, suggested_audiences
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.publishing.models import Publication
from ramverk.apps.trail import clock
from ramverk.apps.trail.actions.change import change
from ramverk.apps.trail.verdicts import Invalid

TELLING = (ActivityKind.INFORMATION, ActivityKind.PUBLICATION)
"""Steps that are there to let people know; the dispatch of another step is about something else."""


def told_by(publication: Publication) -> list[str]:
    """Those whom the publication's step names as recipients, by the words of the timetable."""
    step = publication.activity
    return [one.label for one in suggested_audiences(step)] if step is not None and step.kind in TELLING else []


def tell_at_opening(actor: Actor, publication: Publication) -> Dispatch:
    """The step's dispatch with the publication's second as its hour: a draft of finance's own keeps its words.

    Whoever may approve it has done so by this; else it waits for its approval, and says so.
    """
    step = publication.activity
    audiences = list(suggested_audiences(step)) if step is not None else []
    if step is None or not recipients(audiences, clock.today()):
        raise Invalid(_("Steget namnger ingen mottagare som finns i dag. Välj mottagare i utskicket, eller avstå."))
    draft = Draft(
        subject=publication.title, text=_words(publication), legal_ground=LEGAL_GROUNDS[3], audiences=audiences,
        difference=_("Det gäller ett nytt dokument: %s.") % publication.title,
    )  # fmt: skip
    row = step.dispatches.exclude(state=DispatchState.SUPERSEDED).order_by("pk").last()
    if row is None:
        row = compose(actor, step, draft)
    elif row.state == DispatchState.SENT:
        newer = supersede(actor, row)
        row = edit(actor, newer, newer.version, draft)
    row = set_hour(actor, row, row.version, publication.opens_at)
    if may_approve(actor, row):
        row = approve(actor, row, row.version)
    change(publication, publication.version, notice=row)
    return row


def hold_back(actor: Actor, publication: Publication) -> None:
    """Take the hour away from what has not been sent: nobody is told of what is taken back."""
    if publication.notice is not None and publication.notice.state in EDITABLE:
        set_hour(actor, publication.notice, publication.notice.version, None)


def _words(publication: Publication) -> str:
    base = settings.BASE_URL.rstrip("/")
    opened = formats.date_format(timezone.localtime(publication.opens_at), "j F Y H.i")
    checksum = publication.document.checksum if publication.document else ""
    return "\n\n".join(
        (
            _("”%(title)s” öppnades %(when)s, i samma sekund för alla.") % {"title": publication.title, "when": opened},
            _("Dokumentet med alla tabeller: %s") % f"{base}{reverse('public:document', args=[publication.slug])}",
            _("Presspaket och presskontakt: %s") % f"{base}{reverse('public:press')}",
            _("Partierna har det också i sina rum, där det går att räkna vidare på."),
            _("Dokumentets kontrollsumma (SHA-256): %s") % checksum,
        )
    )
