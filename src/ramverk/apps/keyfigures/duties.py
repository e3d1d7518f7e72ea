"""What people are to do before the January dialogue: sign the analysis, get the board's pages ready."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from ramverk.apps.cycle.desks import Duty
from ramverk.apps.cycle.models import Activity, Round
from ramverk.apps.keyfigures.models import Analysis, AnalysisState, Presentation
from ramverk.apps.keyfigures.policy import may_sign, own_boards, speaks_for
from ramverk.apps.keyfigures.slides import JANUARY
from ramverk.apps.organisation.actor import Actor
from ramverk.apps.organisation.models import Body
from ramverk.apps.trail import clock

AHEAD = timedelta(days=30)


def duties_of(in_round: Round, actor: Actor) -> Iterator[Duty]:
    """The analysis for those who sign it, and the pages of the boards one speaks for; the month before, until done."""
    signs, boards = bool(may_sign(actor)), [body for body in own_boards(actor) if speaks_for(actor, body)]
    if not signs and not boards:
        return
    step = Activity.objects.filter(round=in_round, row=JANUARY, start__isnull=False).first()
    if step is None or step.start is None or not step.start - AHEAD <= clock.today() <= (step.end or step.start):
        return
    if signs and not Analysis.objects.filter(round=in_round, state=AnalysisState.SIGNED).exists():
        yield Duty(_("Skriv och underteckna analysen"), step.pk, reverse("keyfigures:analysis"), due=step.start)
    ready = Presentation.objects.filter(round=in_round, is_ready=True).values("body")
    for body in Body.objects.filter(pk__in=boards).exclude(pk__in=ready):
        url = reverse("keyfigures:write_presentation", args=[body.pk])
        yield Duty(_("Gör presentationen klar för %s") % body.name, step.pk, url, due=step.start)
