"""What comes next with the matter of a step: what can be done, where, or who is waited for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ramverk.apps.cycle.models import Activity
from ramverk.apps.decisions.models import MatterKind, Sitting, SittingState
from ramverk.apps.organisation.models import BodyKind
from ramverk.apps.trail.verdicts import Allowed, Denied, Sentence, Verdict

POSTPONED = (SittingState.TABLED, SittingState.REMITTED)
OF_THE_YEAR = (MatterKind.DIRECTIVE, MatterKind.BUDGET, MatterKind.CONFIRMING)
_VERBS: Mapping[str, Sentence] = {
    SittingState.PREPARED: gettext_lazy("Förbered ärendet och ta upp det på dagordningen"),
    SittingState.SUMMONED: gettext_lazy("Ta upp närvaron och öppna behandlingen"),
    SittingState.OPEN: gettext_lazy("Avgör ärendet och avsluta behandlingen"),
}


@dataclass(frozen=True, slots=True)
class Tail:
    """Where a matter stands: its last sitting, at its step."""

    sitting_id: int
    matter_id: int
    activity_id: int
    state: str
    body_id: int
    body_kind: str
    matter_kind: str
    came_from: int | None = None
    """The step of the sitting before it."""

    @property
    def goes_on(self) -> bool:
        """Whether its body is done and another one decides."""
        is_last = self.body_kind == BodyKind.COUNCIL or self.matter_kind == MatterKind.DIRECTIVE
        is_postponed = self.state in POSTPONED and self.body_kind != BodyKind.COUNCIL
        return is_postponed or (self.state == SittingState.DECIDED and not is_last)

    @property
    def is_prepared_for_the_council(self) -> bool:
        """Whether another body has it, and the council decides."""
        return self.body_kind != BodyKind.COUNCIL and self.matter_kind in {MatterKind.BUDGET, MatterKind.CONFIRMING}


def to_do(tail: Tail) -> tuple[Sentence, str] | None:
    """The verb and where it is done. None where somebody else is waited for."""
    if tail.state in _VERBS:
        return _VERBS[tail.state], reverse("decisions:sitting", args=[tail.sitting_id])
    return to_bring_on(tail)


def to_bring_on(tail: Tail) -> tuple[Sentence, str] | None:
    """The same for the step that a matter goes on to."""
    if not tail.goes_on:
        return None
    return _("För ärendet vidare"), reverse("decisions:bring_on", args=[tail.matter_id])


def undecided_at(activity: Activity) -> Sitting | None:
    """The sitting that the step's decision comes from, while it is not made; what is dealt with beside it is not it."""
    rows = list(activity.sittings.select_related("matter", "body").order_by("day", "pk"))
    own = [row for row in rows if is_of_step(row, activity, rows)]
    return own[-1] if own and own[-1].state != SittingState.DECIDED else None


def is_of_step(sitting: Sitting, activity: Activity, there: list[Sitting]) -> bool:
    """Whether the step is for this matter. One of its own has its own step, unless it is taken up beside another."""
    if sitting.matter.kind in OF_THE_YEAR:
        return True
    return not activity.row and all(row.matter_id == sitting.matter_id for row in there)


def plain_recording(activity: Activity) -> Verdict:
    """Whether the decision may be recorded without its matter: not while the matter is being dealt with."""
    sitting = undecided_at(activity)
    if sitting is None:
        return Allowed()
    words = {"matter": sitting.matter.title, "number": sitting.matter.register_number}
    if sitting.state not in POSTPONED:
        return Denied(
            _("Beslutet fattas i ärendet %(matter)s (%(number)s). Det registreras när behandlingen avslutas där.")
            % words
        )
    words |= {"state": sitting.get_state_display(), "when": when_it_goes_on(sitting)}
    return Denied(_("%(matter)s (%(number)s) är %(state)s. Beslutet kan registreras först %(when)s.") % words)


def waited_for(body: str | None, day: date | None) -> str:
    """Who a matter that the council has put off waits for: the body that has it now, else its new days."""
    if body is None or day is None:
        return _("nya dagar från ekonomiavdelningen")
    return f"{body} {date_format(day, 'j F')}"


def when_it_goes_on(sitting: Sitting) -> str:
    """When a matter that was put off can be decided: "när kommunstyrelsen har berett det på nytt den 28 augusti"."""
    later = sitting.followed_by.select_related("body").order_by("day", "pk").last()
    if later is not None:
        named = {"body": later.body.name, "day": date_format(later.day, "j F")}
        return _("när %(body)s har behandlat det på nytt den %(day)s") % named
    if sitting.body.kind == BodyKind.COUNCIL:
        return _("när ekonomiavdelningen har satt nya dagar i tidplanen")
    return _("när %s har fört ärendet vidare") % sitting.body.name
